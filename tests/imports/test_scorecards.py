"""What reviewers wrote in another system: ratings become figures where we know the scale, else they stay words."""

import json

import pytest

from career_relay.imports.scorecards import BrokenScorecards, as_cell, rating, read
from career_relay.imports.shapes import Mark, ScorecardDraft


def whole(text: str) -> str:
    return text


def cards(*told) -> tuple[ScorecardDraft, ...]:
    return read(as_cell(told), whole)


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("definitely_not", 1), ("no", 2), ("mixed", 3), ("yes", 4), ("strong_yes", 5),
        ("1 - Strong No Hire", 1), ("2 - No Hire", 2), ("3 - Hire", 4), ("4 – Strong Hire", 5),
        ("3", 3), ("4.0", 4), ("5/5", 5), (5, 5),
        ("no_decision", None), ("", None), (None, None), ("6", None), ("0", None), ("3.5", None), ("B+", None), ("80/100", None),
    ],
)  # fmt: skip
def test_a_rating_is_a_figure_only_on_a_scale_we_know(words, figure):
    assert rating(words) == figure


def test_a_card_keeps_reviewer_overall_marks_and_comment():
    told = {
        "by": " 森　大樹 ", "overall": "yes", "comment": "聞き上手",
        "marks": [{"name": "交渉", "rating": "strong_yes", "note": "実演で合意に至った"}, {"name": "表計算", "rating": "中級", "note": ""}],
    }  # fmt: skip

    assert cards(told) == (
        ScorecardDraft("森 大樹", 4, (Mark("交渉", 5, "実演で合意に至った"), Mark("表計算", None, "中級")), "聞き上手"),
    )


def test_an_overall_word_nobody_can_count_begins_the_comment():
    assert cards({"by": "森", "overall": "見送り寄り", "comment": "次回に期待"})[0].comment == "見送り寄り\n次回に期待"


def test_a_card_that_says_nothing_is_none():
    assert cards({"by": "森"}, {"by": "伊藤", "overall": "", "marks": [], "comment": None}) == ()


def test_marks_without_a_name_are_left_out():
    assert cards({"overall": "no", "marks": [{"rating": "yes"}, "x", None]})[0].marks == ()


def test_every_note_passes_the_guard():
    told = {"overall": "no", "comment": "だめ", "marks": [{"name": "a", "note": "だめ"}, {"name": "b", "note": "よい"}]}

    (card,) = read(as_cell([told]), lambda text: "" if "だめ" in text else text)

    assert (card.comment, [mark.behaviour for mark in card.marks]) == ("", ["", "よい"])


@pytest.mark.parametrize(
    "text",
    ["", "[", "3", '{"by": "森"}', "[1]", '["x"]', "nul", "[" * 100_000, '[{"by": 1}, 2]'],
    ids=lambda text: text[:12] or "blank",
)
def test_what_is_no_list_of_cards_is_broken(text):
    with pytest.raises(BrokenScorecards):
        read(text, whole)


def test_many_and_long_ones_are_bounded():
    told = [{"overall": "yes", "comment": "あ" * 9_000, "marks": [{"name": "x" * 300, "rating": "yes"}] * 100}] * 100

    read_cards = cards(*told)

    assert (len(read_cards), len(read_cards[0].marks)) == (30, 60)
    assert (len(read_cards[0].comment), len(read_cards[0].marks[0].criterion)) == (4_000, 100)


def test_no_cards_leave_a_blank_cell():
    assert as_cell([]) == ""
    assert json.loads(as_cell([{"by": "森"}])) == [{"by": "森"}]
