import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from career_relay.matching.engine import (
    Ask,
    Opening,
    Profile,
    Result,
    Source,
    explain,
    explain_requirement,
    parse_requirement,
    parse_requirements,
)
from tests.matching.engine.people import BACKEND, KIM, SHOTA, TAKUMI


def answer(line, text, **facts):
    profile = Profile("kim", texts=(Source("career", text),), **facts)
    return explain_requirement(profile, parse_requirement(line))


def told(line, text, **facts):
    found = answer(line, text, **facts)
    return found.result, found.quote, found.ask.key if found.ask else None


def test_each_requirement_is_answered_in_order_with_the_words_that_show_it():
    rows = explain(TAKUMI, BACKEND)

    assert [(row.result, row.quote, row.source) for row in rows[:4]] == [
        (Result.MET, "Goでの開発が5年。", "career"),
        (Result.MET, "決済APIの設計と運用を主担当。", "career"),
        (Result.MET, "在庫の基幹をPostgreSQLで再設計。", "career"),
        (Result.MET, "設計力：5", "evaluation"),
    ]
    assert [(row.result, row.ask and row.ask.key) for row in rows[4:]] == [
        (Result.MET, None),
        (Result.NOT_FOUND, "not_found"),
        (Result.NOT_FOUND, "not_found"),
        (Result.NOT_FOUND, "not_found"),
    ]


def test_an_empty_profile_is_asked_about_everything_and_judged_in_nothing():
    rows = explain(KIM, BACKEND)

    assert {row.result for row in rows} == {Result.NOT_FOUND}
    assert {(row.quote, row.source) for row in rows} == {("", "")}
    assert [row.ask for row in rows] == [Ask("not_found", {"requirement": row.requirement.text}) for row in rows]


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        # Years
        ("Go 3年以上", "Goを5年", (Result.MET, "Goを5年", None)),
        ("Go 3年以上", "Goを1年", (Result.PARTLY, "Goを1年", "years")),
        ("Go 3年以上", "Goで開発", (Result.PARTLY, "Goで開発", "years_unstated")),
        ("Go 3年以上", "2018年4月〜2021年3月\n・Goで開発", (Result.MET, "Goで開発", None)),
        # Choices and lists
        ("JavaまたはGo", "Goで開発", (Result.MET, "Goで開発", None)),
        ("PythonおよびAWS", "Pythonで分析", (Result.PARTLY, "Pythonで分析", "part")),
        # Near, learning, lacking
        ("PostgreSQLの経験", "MySQLで運用", (Result.PARTLY, "MySQLで運用", "near")),
        ("Rustの経験", "Rustを独学中", (Result.PARTLY, "Rustを独学中", "learning")),
        ("Javaの経験", "Javaは未経験です", (Result.CONTRADICTS, "Javaは未経験です", "contradicts")),
        (
            "PostgreSQLの経験",
            "データベースの経験はありません",
            (Result.CONTRADICTS, "データベースの経験はありません", "contradicts"),
        ),
        (
            "Javaの経験",
            "Javaは未経験でしたが、今はJavaで開発",
            (Result.MET, "Javaは未経験でしたが、今はJavaで開発", None),
        ),
        # Licences are never near
        ("看護師資格", "准看護師です", (Result.NOT_FOUND, "", "not_found")),
        ("看護師資格", "看護婦を10年", (Result.MET, "看護婦を10年", None)),
        # Levels
        ("TOEIC 800点以上", "TOEIC 850点", (Result.MET, "TOEIC 850点", None)),
        ("TOEIC 800点以上", "TOEIC 600点", (Result.PARTLY, "TOEIC 600点", "grade")),
        ("TOEIC 800点以上", "英語で商談", (Result.PARTLY, "英語で商談", "grade_unstated")),
        ("日商簿記2級以上", "日商簿記1級", (Result.MET, "日商簿記1級", None)),
        (
            "英語ビジネスレベル",
            "英語は日常会話、中国語はネイティブ",
            (Result.PARTLY, "英語は日常会話、中国語はネイティブ", "grade"),
        ),
        ("簿記2級または経理経験3年以上", "経理を5年", (Result.MET, "経理を5年", None)),
        ("簿記2級または経理経験3年以上", "簿記2級", (Result.MET, "簿記2級", None)),
        # Words alone
        ("茶道の稽古", "茶道の稽古を担当", (Result.MET, "茶道の稽古を担当", None)),
        ("茶道の稽古", "書道を担当", (Result.NOT_FOUND, "", "not_found")),
        (
            "茶道の稽古",
            "茶道の稽古の経験はありません",
            (Result.CONTRADICTS, "茶道の稽古の経験はありません", "contradicts"),
        ),
        # What is not judged
        ("主体性のある方", "主体的に動きます", (Result.NOT_FOUND, "", "trait")),
        ("大卒以上", "東京大学を卒業", (Result.NOT_FOUND, "", "not_used")),
    ],
)
def test_what_a_text_says_decides(line, text, expected):
    assert told(line, text) == expected


def test_years_by_role_count_where_the_text_says_none():
    assert told("経理 3年以上", "経理を担当", years={"accountant": 5.0})[0] == Result.MET
    assert told("経理 3年以上", "経理を担当", years={"nurse": 5.0})[0] == Result.PARTLY


def test_a_short_entry_is_quoted_like_a_text():
    profile = Profile("kim", licences=("看護師",), skills=("Excel",))

    found = explain_requirement(profile, parse_requirement("看護師資格"))

    assert (found.quote, found.source) == ("看護師", "licences")


def test_a_spoken_level_of_another_language_does_not_count():
    found = answer("英語ビジネスレベル", "中国語はビジネスレベル。英語は少し。")

    assert (found.result, found.quote, found.ask.key) == (Result.PARTLY, "英語は少し。", "grade_unstated")


def test_lacking_one_example_is_not_lacking_the_family():
    rows = explain(SHOTA, BACKEND)

    assert [row.result for row in rows[:3]] == [Result.NOT_FOUND, Result.MET, Result.MET]


LINES = [
    "Go 3年以上", "Excel・Wordの操作", "TOEIC 700点", "英語ビジネスレベル", "看護師資格", "新規開拓の法人営業",
    "倉庫での在庫管理（医薬品）", "茶道の稽古", "主体性",
]  # fmt: skip
PIECES = st.sampled_from(
    ["Ｇｏを5年", "ｴｸｾﾙ", "TOEIC 850点", "英語は話せません", "看護婦として、", "か\u3099", "新規開拓", "。", "、", "\n", "　", "・",
     "倉庫の在庫を管理", "茶道", "2018年4月〜現在", "㈱ミナト", "😀", "x" * 120, "の稽古を担当し", "Word（未経験）"]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=150))
def test_every_quote_stands_in_its_source_letter_for_letter(text):
    profile = Profile("kim", titles=(text[:20],), texts=(Source("career", text, ref="7"),))
    opening = Opening("o", "営業", must=parse_requirements(LINES))
    texts = {(source.name, source.ref): source.text for source in profile.sources}

    rows = explain(profile, opening)

    assert [row.requirement for row in rows] == list(opening.must)
    assert all((row.quote == "") == (row.source == "") for row in rows)
    assert all(row.quote in texts[row.source, row.source_ref] for row in rows if row.quote)
    assert all(len(row.quote) <= 120 for row in rows)
    assert all((row.ask is None) == (row.result is Result.MET) for row in rows)
