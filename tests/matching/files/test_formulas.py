"""Every formula against a slow, obvious version of itself, on small random data."""

import math

import ir_measures
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from career_relay.matching.files.fitting import fitted, held_out, ndcg
from career_relay.matching.files.judging import paired_interval
from career_relay.matching.files.learning import learned_map
from career_relay.matching.files.ranking import best
from career_relay.matching.files.scorers import fused, near_words, standard

NUMBERS = st.floats(-5, 5, allow_nan=False).map(lambda x: round(x, 2))
SEEDS = st.integers(0, 10_000)


def obvious_ndcg(scores, gains, depth=10):
    order = sorted(range(len(scores)), key=lambda number: (-scores[number], number))
    got = sum(gains[number] / math.log2(rank + 2) for rank, number in enumerate(order[:depth]))
    ideal = sum(gain / math.log2(rank + 2) for rank, gain in enumerate(sorted(gains, reverse=True)[:depth]))
    return got / ideal if ideal else 0.0


@settings(max_examples=40)
@given(SEEDS, st.integers(1, 15))
def test_ndcg_is_the_formula_of_the_books_and_of_ir_measures(seed, size):
    dice = np.random.default_rng(seed)
    scores, gains = dice.permutation(size).astype(float)[None], dice.integers(0, 3, (1, size)).astype(float)

    (found,) = ndcg(scores, gains)

    assert found == pytest.approx(obvious_ndcg(scores[0].tolist(), gains[0].tolist()))
    if gains.any():
        judged = {"q": {str(number): int(gain) for number, gain in enumerate(gains[0])}}
        run = {"q": {str(number): score for number, score in enumerate(scores[0])}}
        theirs = ir_measures.calc_aggregate([ir_measures.nDCG @ 10], judged, run)
        assert found == pytest.approx(theirs[ir_measures.nDCG @ 10])


@given(st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_the_engine_is_the_weighted_sum_of_standard_scores_within_a_query(rows):
    values = {"one": np.array(rows), "other": -2 * np.array(rows) + 1}

    total = fused(values, {"one": 0.5, "other": 1.5, "missing": 9.0})

    for row, found in zip(rows, total, strict=True):
        mean, spread = sum(row) / 3, math.sqrt(sum((x - sum(row) / 3) ** 2 for x in row) / 3)
        expected = [(0.5 - 1.5) * (x - mean) / spread if spread > 1e-9 else 0.0 for x in row]
        assert found.tolist() == pytest.approx(expected, abs=1e-6)


def test_what_is_unknown_neither_helps_nor_harms():
    assert standard(np.array([[1.0, np.nan, 3.0]])).tolist() == [[-1.0, 0.0, 1.0]]


@settings(max_examples=30)
@given(SEEDS)
def test_near_words_take_the_nearest_word_of_each_title(seed):
    dice = np.random.default_rng(seed)
    rows, rarity = dice.normal(size=(6, 3)).astype(np.float32), dice.uniform(0.1, 2, 6)
    titles, asked = [[0, 3], [4], [1, 2, 5]], [2, 4]

    found = near_words(rows, asked, [word for title in titles for word in title], [0, 2, 3], rarity)

    for score, title in zip(found, titles, strict=True):
        nearest = [max(max(float(rows[a] @ rows[b]), 0) ** 2 for b in title) for a in asked]
        expected = sum(rarity[a] * one for a, one in zip(asked, nearest, strict=True)) / sum(rarity[a] for a in asked)
        assert score == pytest.approx(expected, rel=1e-4)


@settings(max_examples=30)
@given(SEEDS, st.integers(1, 12))
def test_the_best_are_those_of_a_full_sort(seed, top):
    row = np.random.default_rng(seed).integers(0, 4, 8).astype(float)
    ids = [f"d{number}" for number in range(8)]

    assert best(row, ids, top) == sorted(range(8), key=lambda number: (-row[number], ids[number]))[:top]


def test_the_interval_of_two_rankings_is_that_of_their_paired_differences():
    dice = np.random.default_rng(3)
    second = dice.uniform(size=60)
    better = second + dice.normal(0.05, 0.05, 60)

    mean, low, high = paired_interval(better, second, draws=4_000)
    half = 1.96 * float((better - second).std()) / math.sqrt(60)

    assert mean == pytest.approx(float((better - second).mean()))
    assert (low, high) == (pytest.approx(mean - half, abs=0.003), pytest.approx(mean + half, abs=0.003))
    assert paired_interval(second, second, draws=50) == (0.0, 0.0, 0.0)


def test_weights_go_to_the_scorer_that_tells_something_and_are_never_below_nought():
    dice = np.random.default_rng(5)
    gains = (dice.uniform(size=(20, 12)) < 0.2).astype(float)
    parts = np.stack([gains + dice.normal(0, 0.6, gains.shape), dice.normal(size=gains.shape), -gains], axis=-1)

    useful, noise, against = fitted(parts, gains, [1.0, 1.0, 1.0])

    assert useful > noise
    assert (against, noise >= 0) == (0.0, True)


def test_held_out_queries_do_not_shape_their_own_weights():
    dice = np.random.default_rng(6)
    gains = (dice.uniform(size=(10, 8)) < 0.3).astype(float)
    parts = dice.normal(size=(10, 8, 2))

    before = held_out(parts, gains, [1.0, 1.0], folds=10)
    changed = gains.copy()
    changed[4] = 1 - changed[4]
    after = held_out(parts, changed, [1.0, 1.0], folds=10)

    assert after[4].tolist() == before[4].tolist()


def test_the_learned_directions_tell_classes_apart_and_ignore_what_varies_within_them():
    dice = np.random.default_rng(7)
    classes = np.repeat(np.arange(12), 30)
    telling = dice.normal(size=12)[classes]
    rows = np.stack([telling + dice.normal(0, 0.1, 360), dice.normal(0, 3, 360), dice.normal(0, 3, 360)], axis=1)

    mean, directions = learned_map(rows, classes, kept=1, ridge=0.01)

    assert mean == pytest.approx(rows.mean(axis=0))
    shares = np.abs(directions[:, 0]) / np.abs(directions[:, 0]).sum()
    assert shares[0] > 0.95
