"""Forty positions and sixty people, read twice: does the engine order people better than words or meaning alone?

README.md says how the set was made, guidelines.md how it is graded. `python -m tests.matching.judged` prints all figures.
"""

import itertools
import math
import random
import re

import numpy as np
import pytest

from tests.matching.judged.judged_set import (
    FOLDER,
    SCALE,
    adjudicated,
    agreement,
    agreement_lines,
    far_apart,
    final,
    grades_of,
    is_read_twice,
    openings,
    people,
    qrels,
    settled,
    weighted_kappa,
)
from tests.matching.judged.measure import Embedded, by_bm25, by_engine, each, ndcg, paired

read_twice = pytest.mark.skipif(not is_read_twice(), reason="there is one reading so far")

# What no text may say.
_FORBIDDEN = re.compile(r"男性|女性|\d\d[歳才]|[大高]卒|大学院|国籍|既婚|独身|病歴")


# The set


def test_every_pair_has_the_grade_that_the_rule_gives():
    assert (len(openings()), len(people()), len(qrels())) == (40, 60, 2400)
    assert set(qrels().values()) == set(SCALE)
    assert qrels() == final()


@read_twice
def test_only_pairs_far_apart_were_read_a_third_time():
    assert adjudicated().keys() == far_apart(grades_of("a"), grades_of("b"))


def test_one_grade_apart_is_the_lower_and_further_apart_asks_for_a_third_reading():
    near, far = ("j1", "p1"), ("j1", "p2")

    assert settled({near: 3, far: 0}, {near: 2, far: 3}, {far: 1}) == {near: 2, far: 1}
    with pytest.raises(ValueError, match="j1.*p2"):
        settled({near: 3, far: 0}, {near: 2, far: 3}, {})


def test_every_position_has_somebody_worth_a_talk_and_somebody_who_only_sounds_like_it():
    for opening in openings():
        grades = [grade for (position, _), grade in qrels().items() if position == opening.ref]
        first_ten = by_bm25(opening)[:10]

        assert max(grades) >= 2, opening.ref
        assert any(qrels()[opening.ref, ref] == 0 for ref in first_ten), opening.ref


def test_no_text_says_what_must_not_count():
    for text in (FOLDER / "people.jsonl", FOLDER / "positions.jsonl"):
        words = text.read_text(encoding="utf-8")
        assert not _FORBIDDEN.findall(words), text.name


# How well the two readings agree


def test_kappa_is_one_for_the_same_zero_for_chance_and_less_for_opposites():
    same = [(0, 0), (1, 1), (2, 2), (3, 3)]
    independent = list(itertools.product(SCALE, SCALE))

    assert weighted_kappa(same) == 1
    assert weighted_kappa(independent) == pytest.approx(0)
    assert weighted_kappa([(a, 3 - a) for a in SCALE]) == pytest.approx(-1)
    # Seen 1 of 2, by chance 2 of 4: no better than chance.
    assert weighted_kappa([(0, 0), (1, 0)]) == pytest.approx(0)


@read_twice
def test_the_two_readings_agree_and_the_readme_says_how_well():
    agreed = agreement(grades_of("a"), grades_of("b"))
    readme = (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()

    assert agreed.kappa >= 0.8
    assert set(agreement_lines(agreed)) <= set(readme)


# The measures


def test_ndcg_is_one_for_the_ideal_order_and_less_for_another():
    grades = {"a": 3, "b": 1, "c": 0}

    assert ndcg(["a", "b", "c"], grades) == 1
    assert ndcg(["b", "a", "c"], grades) == pytest.approx((1 + 7 / math.log2(3)) / (7 + 1 / math.log2(3)))


def test_a_difference_that_is_always_there_excludes_zero_and_luck_does_not():
    noise = np.random.default_rng(3).normal(0, 0.1, 40)

    assert paired(np.full(40, 0.9) + noise, np.full(40, 0.8) + noise).low == pytest.approx(0.1)
    luck = paired(0.8 + noise - noise.mean(), np.full(40, 0.8))
    assert luck.low < 0 < luck.high


# What the set says


def test_without_embeddings_the_engine_is_no_worse_than_bm25_and_both_are_far_from_chance():
    engine, words, chance = each(by_engine), each(by_bm25), each(_by_chance)

    assert paired(engine, words).mean > 0
    assert paired(words, chance).low > 0.5
    # Two readers do not agree to the last place: a set that anything solves would measure nothing.
    assert words.mean() < 0.97


@pytest.mark.nightly
@pytest.mark.skipif(not Embedded.is_available(), reason="no model on this machine")
def test_with_embeddings_the_engine_is_better_than_the_best_single_scorer():
    embedded = Embedded()
    engine, words, meaning = each(embedded.by_engine), each(by_bm25), each(embedded.by_meaning)

    best = max(words, meaning, key=np.mean)

    assert paired(engine, best).low > 0
    assert paired(engine, meaning).low > 0


def _by_chance(opening):
    refs = [person.ref for person in people()]
    random.Random(opening.ref).shuffle(refs)
    return refs
