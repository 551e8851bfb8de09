"""How well the guard reads notes nobody wrote a rule for. What the figures mean: docs/guide/fair-selection.md."""

import pytest

from career_relay.base.text import lint
from tests.base.fair.measure import BLOCKED, LABELLED, blocking, measure, read

NOTES = read()


def test_the_set_is_large_half_clean_and_knows_the_rules():
    dirty = [one for one in NOTES if one.labels]
    codes = {rule.code for rule in lint.load(lint.FAIR).rules}

    assert len(NOTES) >= 400
    assert 0.4 <= len(dirty) / len(NOTES) <= 0.6
    assert set().union(*(one.labels for one in NOTES)) == codes
    assert len({one.text for one in NOTES}) == len(NOTES)


def test_no_note_of_the_set_is_a_vector_of_a_rule():
    vectors = {text for kinds in lint.vectors(lint.FAIR).values() for texts in kinds.values() for text in texts}

    assert sorted(one.text for one in NOTES if one.text in vectors) == []


def test_recall_and_precision_do_not_fall_below_what_was_measured():
    figures = measure(NOTES)

    assert figures[BLOCKED].recall >= 0.95
    assert figures[BLOCKED].precision >= 0.95
    weak = {code: one.recall for code, one in figures.items() if one.recall < 0.90}
    assert weak == {}


@pytest.mark.parametrize(("file", "recall", "precision"), [("fresh", 0.95, 0.95), ("indirect", 0.29, 0.75)])
def test_the_later_sets_do_not_fall_below_their_figures_either(file, recall, precision):
    figures = measure(read(LABELLED.with_name(f"{file}.tsv")))

    assert figures[BLOCKED].recall >= recall
    assert figures[BLOCKED].precision >= precision


@pytest.mark.parametrize("code", ["FAIR-W1", "FAIR-W2", "FAIR-W3", "FAIR-W4"])
def test_a_flag_stops_nothing(code):
    assert blocking(frozenset({code})) == frozenset()
