"""What changed between two versions of a text, in words a person can follow."""

import time

import pytest

from career_relay.notices.comparing import GONE, NEW, SAME, Piece, compare


def test_only_the_word_that_changed_is_marked():
    assert compare("結果をお知らせします。", "選考の結果をお知らせします。") == [
        Piece(NEW, "選考の"),
        Piece(SAME, "結果をお知らせします。"),
    ]


def test_a_placeholder_changes_as_a_whole():
    assert compare("{{ erase_on }}まで", "{{ reapply_from }}まで") == [
        Piece(GONE, "{{ erase_on }}"),
        Piece(NEW, "{{ reapply_from }}"),
        Piece(SAME, "まで"),
    ]


@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("", "あ"), ("あ", ""), ("一\n二\n", "一\n三\n"), ("a b", "a c b")]
)
def test_both_texts_can_be_read_out_of_the_pieces(before, after):
    pieces = compare(before, after)

    assert "".join(one.text for one in pieces if one.kind != NEW) == before
    assert "".join(one.text for one in pieces if one.kind != GONE) == after


def test_long_texts_take_a_moment_only():
    began = time.thread_time()

    compare("あア亜a " * 4000, "亜アあa " * 4000)

    assert time.thread_time() - began < 1
