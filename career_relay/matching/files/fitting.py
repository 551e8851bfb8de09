"""Weights by coordinate ascent on the mean nDCG@10, from a few steps never below nought; and what they give on queries
they were not fitted on."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from career_relay.matching.engine.fuse import Scores

STEPS: Final = (0.0, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5)
DEPTH: Final = 10
_ROUNDS: Final = 3
_WORTH: Final = 2e-4  # less is no reason to leave where one stands


def ndcg(scores: Scores, gains: Scores, *, depth: int = DEPTH) -> Scores:
    """One number a query, as the books and trec_eval have it: gain by grade, discounted by the logarithm of the rank."""
    discounts = 1 / np.log2(np.arange(2, depth + 2))
    first = np.argsort(-scores, axis=1, kind="stable")[:, :depth]
    ideal = -np.sort(-gains, axis=1)[:, :depth] @ discounts[: gains.shape[1]]
    got = np.take_along_axis(gains, first, axis=1) @ discounts[: gains.shape[1]]
    reached: Scores = np.divide(got, ideal, out=np.zeros(len(got)), where=ideal > 0)
    return reached


def fitted(parts: Scores, gains: Scores, start: Sequence[float]) -> Scores:
    """`parts`: queries × documents × scorers, in standard scores."""
    weights = np.asarray(start, dtype=np.float64)
    reached = ndcg(parts @ weights, gains).mean()
    for _round in range(_ROUNDS):
        before = reached
        for place in range(len(weights)):
            for step in STEPS:
                tried = weights.copy()
                tried[place] = step
                value = ndcg(parts @ tried, gains).mean() if tried.any() else 0.0
                if value > reached + _WORTH:
                    weights, reached = tried, value
        if reached == before:
            break
    return weights


def held_out(parts: Scores, gains: Scores, start: Sequence[float], *, folds: int) -> Scores:
    """Scores of each query with weights that were fitted from equal ones on the other folds' queries."""
    fold = np.random.default_rng(0).permutation(len(parts)) % min(folds, len(parts))
    found = np.zeros(parts.shape[:2])
    for number in range(int(fold.max()) + 1):
        others = fold != number
        weights = fitted(parts[others], gains[others], [1.0] * len(start)) if others.any() else np.asarray(start)
        found[~others] = parts[~others] @ weights
    return found
