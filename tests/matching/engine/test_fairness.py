"""Who somebody is changes nothing: not one reason, not by rounding."""

import inspect
import itertools

import numpy as np
import pytest

from career_relay.matching.engine import Profile, Source, rank_all
from career_relay.matching.engine.embed import blind, chunks
from tests.matching.engine.people import BACKEND, KIM, MAI, SHOTA

NAMES = [
    "山田花子",
    "佐藤一郎",
    "森 凛",
    "グエン・ヴァン・アン",
    "キム・ミンジュン",
    "Hanako Yamada",
    "John Smith",
    "Maria Santos",
]
FORMS = [
    "氏名：{name}　性別：{sex}　生年月日：{year}年4月1日",
    "{name}（{sex}、{age}歳）。",
    "Name: {name}",
]
WORDS = [
    {"sex": "女性", "pronoun": "彼女", "title": "セールスレディ", "age": "27", "year": "1999", "nation": "日本人", "school": "早稲田大学商学部"},
    {"sex": "男性", "pronoun": "彼", "title": "営業マン", "age": "58", "year": "1968", "nation": "ベトナム人", "school": "慶應義塾大学経済学部"},
    {"sex": "女", "pronoun": "彼女", "title": "営業ウーマン", "age": "41", "year": "1985", "nation": "中国籍", "school": "大阪大学大学院理学研究科"},
]  # fmt: skip
CAREER = (
    "{form}\n{school}卒業。{nation}です。\n{pronoun}は{title}として2年勤務した後、Goでの開発を3年。\n"
    "決済APIの設計と運用。株式会社{company}にてPostgreSQLを運用。"
)
COMPANIES = ["ミナトソフト", "青空システム", "Example"]


def person(ref, name, form, words, company):
    said = {**words, "name": name, "company": company}
    text = CAREER.format(form=form.format(**said), **said)
    return Profile(ref, titles=(words["title"],), texts=(Source("career", text),))


PAIRS = [
    (person("one", NAMES[0], form, WORDS[0], COMPANIES[0]), person("two", name, form, words, company))
    for form, name, words, company in itertools.product(FORMS, NAMES, WORDS, COMPANIES)
]


def test_there_are_two_hundred_pairs():
    assert len(PAIRS) >= 200


@pytest.mark.parametrize("form", range(len(FORMS)))
def test_another_name_sex_age_nationality_school_or_company_changes_no_score(form):
    size = len(PAIRS) // len(FORMS)
    different = [
        two.texts[0].text for one, two in PAIRS[form * size : (form + 1) * size] if points_of(one) != points_of(two)
    ]

    assert different == []


def points_of(profile):
    match = next(m for m in rank_all([profile, MAI, SHOTA, KIM], BACKEND) if m.profile is profile)
    return [reason.points for reason in match.reasons]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("He is a salesman with 5 years of Go.", "She is a saleswoman with 5 years of Go."),
        ("Mr. Smith designed payment APIs in Go.", "Ms. Tanaka designed payment APIs in Go."),
        ("35 years old. Built Web APIs in Go.", "58 years old. Built Web APIs in Go."),
        ("Studied at University of Tokyo. Built APIs.", "Studied at University of Osaka. Built APIs."),
        ("育児休業の後、Goで開発。", "Goで開発。"),
    ],
)
def test_english_and_family_words_change_no_score(one, two):
    first, second = (Profile("p", texts=(Source("career", text),)) for text in (one, two))

    if "育児" in one:
        # Words around what is hidden remain; what counts is that nothing falls.
        assert points_of(first)[0] == points_of(second)[0]
    else:
        assert points_of(first) == points_of(second)


def test_a_profile_has_no_place_for_who_somebody_is():
    assert set(inspect.signature(Profile).parameters) == {
        "ref", "titles", "roles", "skills", "texts", "years", "prefectures", "remote", "pay_min", "start",
        "languages", "licences",
    }  # fmt: skip


def test_what_becomes_a_vector_is_the_same_text_whoever_wrote_it():
    """So a model's answer is the same too, to the last digit: it is given nothing to tell them by."""
    given = {form: set() for form in FORMS}
    for number, pair in enumerate(PAIRS):
        given[FORMS[number * len(FORMS) // len(PAIRS)]] |= {embedded(one) for one in pair}

    assert [len(texts) for texts in given.values()] == [1, 1, 1]
    assert not any(word in str(given.values()) for word in ("女", "男", "27", "歳", "日本", "大学", "ミナト", "レディ"))


def embedded(profile):
    return tuple(map(blind, profile.titles)), tuple(chunks(profile.texts[0].text))


def test_cutting_out_a_name_takes_nothing_else_along():
    assert blind("日本人です。Goで開発。") == "です。 Goで開発。"


# Length

FITTING = [
    "Goでの開発を4年。",
    "Web APIの設計と運用。",
    "PostgreSQLのテーブル設計。",
    "設計レビューを担当。",
    "AWSで運用。",
]
BESIDES = [
    "朝会の進行役を務めた。", "新人の受け入れを手伝った。", "議事録を共有した。", "文書の整理を続けた。", "社内の勉強会に出た。",
    "備品の管理をした。", "問い合わせに答えた。", "月末の集計を手伝った。", "移転の準備をした。", "展示会の受付をした。",
]  # fmt: skip


def test_a_long_record_is_no_merit_among_people_who_fit_alike():
    """Correlation of score and length at most 0.10, where each fit stands beside each length: what is left is length."""
    crossed = list(itertools.product(range(len(FITTING) + 1), range(0, 60, 4)))
    people = [
        Profile(f"{fit}-{more}", texts=(Source("career", "".join([*FITTING[:fit], *padding(more, fit)])),))
        for fit, more in crossed
    ]

    score = {match.profile.ref: match.score for match in rank_all(people, BACKEND)}

    lengths, scores = [more for _fit, more in crossed], [score[f"{fit}-{more}"] for fit, more in crossed]
    found = np.corrcoef(scores, lengths)[0, 1]
    assert abs(found) <= 0.10
    assert score["0-0"] < score[f"{len(FITTING)}-56"]


def padding(many, start):
    return [
        BESIDES[(start + n) % len(BESIDES)].replace("。", f"（{n // len(BESIDES) + 1}年目）。") for n in range(many)
    ]


# Language

BOTH = [  # the same person, in Japanese and in English
    ("Goで決済APIを5年開発。PostgreSQLのテーブル設計。", "Built payment APIs in Go for 5 years. Designed PostgreSQL tables."),
    ("PythonでWeb APIを3年開発。AWSで運用。", "Built Web APIs in Python for 3 years. Operated on AWS."),
    ("Javaで業務システムを6年開発。Oracleのデータベース設計。", "Built business systems in Java for 6 years. Designed Oracle databases."),
    ("Reactで画面を4年開発。TypeScript。", "Built front ends in React for 4 years. TypeScript."),
    ("Terraformで基盤を運用。Kubernetes。", "Ran infrastructure with Terraform. Kubernetes."),
    ("法人営業を4年。新規開拓。", "Corporate sales for 4 years. New business development."),
    ("経理を5年。月次決算。", "Accounting for 5 years. Monthly closing."),
    ("看護師として病棟で7年。", "Nurse on a hospital ward for 7 years."),
    ("SQLでデータ分析を3年。", "Data analysis in SQL for 3 years."),
    ("Goを1年。REST APIの運用。", "Go for 1 year. Operated REST APIs."),
    ("C#でゲームを開発。", "Developed games in C#."),
    ("人事として採用を3年。", "Human resources, hiring for 3 years."),
]  # fmt: skip


def test_a_person_stands_within_three_places_in_either_language():
    japanese = [Profile(f"p{n}", texts=(Source("career", ja),)) for n, (ja, _en) in enumerate(BOTH)]

    moved = []
    for n, (_ja, en) in enumerate(BOTH):
        swapped = [*japanese[:n], Profile(f"p{n}", texts=(Source("career", en),)), *japanese[n + 1 :]]
        moved.append(abs(place_of(f"p{n}", japanese) - place_of(f"p{n}", swapped)))

    assert np.median(moved) <= 3


def place_of(ref, people):
    return [match.profile.ref for match in rank_all(people, BACKEND)].index(ref)
