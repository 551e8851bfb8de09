"""Every sentence a file or a row can bring about, in both languages, with its blanks filled."""

import string

import pytest
from django.utils import translation

from career_relay.base.text import sentences
from career_relay.imports import faults, refusals

EVERY = {
    f"{table}.{code}": sentence
    for table, found in {
        "refusals": refusals.SENTENCES,
        "faults": faults.FAULTS,
        "remarks": faults.REMARKS,
        "text": sentences.SENTENCES,
    }.items()
    for code, sentence in found.items()
}


def blanks(sentence: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", sorted(EVERY))
def test_a_sentence_is_japanese_for_japanese_readers_and_keeps_its_blanks(key):
    with translation.override("en"):
        english = str(EVERY[key])
    with translation.override("ja"):
        japanese = str(EVERY[key])

    assert not japanese.isascii()
    assert blanks(japanese) <= blanks(english)
    assert japanese.endswith(("。", "}"))


def test_a_refusal_speaks_the_language_of_the_reader():
    refusal = refusals.Unreadable("TOO_LARGE", size=201, limit=200)

    with translation.override("ja"):
        assert (
            str(refusal)
            == "ファイルの大きさは201MBです。取り込めるのは200MB未満です。いくつかに分けて、順に取り込んでください。"
        )
    with translation.override("en"):
        assert str(refusal).startswith("This file is 201 MB; files must be smaller than 200 MB.")
