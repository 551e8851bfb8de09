"""Who somebody is changes nothing: not one reason, not by rounding."""

import inspect
import itertools

import pytest

from career_relay.matching.engine import Profile, Source, rank_all
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
