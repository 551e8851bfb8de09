"""The dictionary keeps its own promises; whoever adds a line runs these."""

import pytest

from career_relay.matching.engine.analysis import analyse
from career_relay.matching.engine.skills import skill_book, skill_label
from career_relay.matching.engine.tables import read_table

KINDS = {"skill", "tool", "language", "licence", "field", "trait", "mask"}
ROWS = list(read_table("skills.tsv"))


def skills_in(text):
    return [(span.skill, text[span.begin : span.end]) for span in analyse(text).skills]


def test_the_dictionary_is_well_formed():
    ids = [row["id"] for row in ROWS if row["id"] != "-"]

    assert len(ids) >= 250
    assert len(ids) == len(set(ids))
    assert {row["kind"] for row in ROWS} == KINDS
    assert all(row["ja"] and row["en"] for row in ROWS if row["id"] != "-")


def test_parents_exist_and_never_lead_back():
    book = skill_book()

    assert all(parent in book.skills for skill in book.skills.values() for parent in skill.parents)
    # A circle would not end.
    assert all(skill in implied for skill, implied in book.ancestors.items())


@pytest.mark.parametrize("frame", ["{}", "{}の経験", "・{}（3年）", "主に{}を担当しました。"])
def test_every_way_to_write_a_skill_is_found_in_a_sentence(frame):
    book = skill_book()
    phrases = [phrase for phrases in book.phrases.values() for phrase in phrases if phrase.skill != "-"]

    missed = [
        phrase.text
        for phrase in phrases
        if not any(phrase.skill in book.ancestors[span.skill] for span in analyse(frame.format(phrase.text)).skills)
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("JavaScriptとJava", [("it.javascript", "JavaScript"), ("it.java", "Java")]),
        ("Googleで働く", []),
        ("Let's go to market", []),
        ("C++/C#を使用", [("it.cpp", "C++"), ("it.csharp", "C#")]),
        ("ｴｸｾﾙで表を作る", [("office.excel", "ｴｸｾﾙ")]),
        ("3営業日以内にお返事", []),
        ("法人営業を担当", [("sales.b2b", "法人営業")]),
        ("看護婦として勤務", [("lic.nurse", "看護婦")]),
    ],
)
def test_names_are_found_as_words_and_nothing_else_is(text, expected):
    assert skills_in(text) == expected


def test_the_name_of_a_school_or_company_shows_no_skill():
    assert skills_in("東京経理専門学校卒業。株式会社営業支援に入社。") == []


def test_siblings_are_near_and_parents_are_implied():
    book = skill_book()

    assert "it.mysql" in book.siblings["it.postgresql"]
    assert {"it.rdb", "it.database"} <= book.ancestors["it.postgresql"]
    assert "it.postgresql" not in book.siblings["it.postgresql"]
    assert "it.game" not in book.siblings["it.web"]


def test_a_skill_has_a_name_in_both_languages():
    assert (skill_label("fin.monthly_close", "ja"), skill_label("fin.monthly_close", "en-gb")) == (
        "月次決算",
        "Monthly closing",
    )
