"""What somebody typed into the one box is read kindly, and said again in one spelling."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from career_relay.candidates.search import ask, read
from career_relay.candidates.search.asking import FIELDS, MOST_TERMS, Term


def terms(typed: str) -> list[list[tuple[str, str, bool, bool]]]:
    return [[(one.field, one.text, one.is_phrase, one.is_excluded) for one in group] for group in read(typed).groups]


def plain(text: str) -> tuple[str, str, bool, bool]:
    return ("", text, False, False)


@pytest.mark.parametrize("typed", ["営業 Go", " 営業　Go ", "営業\tGo\n"])
def test_words_are_apart_by_any_space(typed):
    assert terms(typed) == [[plain("営業")], [plain("Go")]]


@pytest.mark.parametrize("typed", ['"在庫 管理"', "「在庫　管理」", "『在庫 管理』", "“在庫 管理”", "＂在庫 管理＂"])
def test_a_quotation_is_a_phrase(typed):
    assert terms(typed) == [[("", "在庫 管理", True, False)]]


def test_a_quotation_that_never_ends_ends_with_the_line():
    assert terms("営業 「在庫 管理") == [[plain("営業")], [("", "在庫 管理", True, False)]]


def test_a_quotation_that_only_ends_is_no_quotation():
    assert terms("営業」 Go") == [[plain("営業")], [plain("Go")]]


@pytest.mark.parametrize("minus", ["-", "－", "−", "—"])
def test_a_minus_excludes(minus):
    assert terms(f"営業 {minus}管理") == [[plain("営業")], [("", "管理", False, True)]]
    assert terms(f"{minus}「新規 開拓」") == [[("", "新規 開拓", True, True)]]


def test_a_minus_inside_a_word_is_part_of_it():
    assert terms("e-learning 09:30") == [[plain("e-learning")], [plain("09:30")]]


@pytest.mark.parametrize("either", ["OR", "or", "|", "｜", "または", "又は"])
def test_either_of_two(either):
    assert terms(f"東京 {either} 大阪 営業") == [[plain("東京"), plain("大阪")], [plain("営業")]]


def test_or_without_spaces_and_with_nothing_beside_it():
    assert terms("東京|大阪") == [[plain("東京"), plain("大阪")]]
    assert terms("OR 東京 OR") == [[plain("東京")]]
    assert terms("| |") == []


@pytest.mark.parametrize("typed", ["スキル:Go", "スキル：Go", "skill:Go", "ＳＫＩＬＬ：Go", "資格:Go"])
def test_a_field_is_known_by_all_its_names(typed):
    assert terms(typed) == [[("skill", "Go", False, False)]]


def test_a_field_takes_a_phrase_and_an_exclusion():
    assert terms("-職種:「法人 営業」") == [[("position", "法人 営業", True, True)]]


def test_a_field_without_a_value_yet_asks_nothing():
    assert read("スキル:").groups == ()


def test_a_field_nobody_knows_is_words_and_is_named():
    asked = read("趣味:登山 経験:")

    assert [[str(one) for one in group] for group in asked.groups] == [["趣味:登山"], ["経験:"]]
    assert asked.unknown == ("趣味", "経験")


def test_an_address_is_not_a_field():
    assert read("https://example.com/x").unknown == ()


def test_the_same_is_said_in_one_spelling():
    assert read("－スキル：Go  「在庫 管理」 東京|大阪").text() == '-スキル:Go "在庫 管理" 東京 OR 大阪'


def test_a_flood_of_words_ends_somewhere():
    assert sum(map(len, read("語 " * 500).groups)) == MOST_TERMS


@pytest.mark.parametrize("typed", ["", " ", "-", "「」", '""', ":", "：", "---", "|", "-「", "（）", "・", "\x00"])
def test_nothing_that_can_be_searched_is_nothing_asked(typed):
    assert read(typed).groups == ()
    assert ask(typed).words == ""


SIGNS = list(" 　\t\n\"“”「」『』-－−|｜:：'\\&!()<>*/\x00語g")
PARTS = ["スキル:", "状態:", "メモ:", '"', "「", "」", "-", " OR ", " または ", " ", "営業", "最終", "yamada"]
TYPED = st.one_of(
    st.text(st.sampled_from(SIGNS), max_size=40),
    st.text(max_size=60),
    st.lists(st.sampled_from(PARTS), max_size=25).map("".join),
)


@given(TYPED)
@example("スキル:-go")
@example("foo:スキル:go")
@example('foo:"a b')
def test_what_is_said_again_is_the_same(typed):
    asked = read(typed)

    assert read(asked.text()).groups == asked.groups


@given(TYPED)
def test_nothing_typed_raises_and_every_term_can_be_searched(typed):
    asked = read(typed)

    assert all(one.field in {"", *FIELDS} and one.text for one in asked.terms)
    assert ask(typed, may_read_notes=True) is not None


def test_a_term_says_what_was_typed():
    assert str(Term("在庫 管理", "skill", is_phrase=True, is_excluded=True)) == '-スキル:"在庫 管理"'
