"""How well an order of people agrees with the grades: NDCG@10 a position, and whether a difference is more than luck."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from career_relay.matching.engine import Opening, rank_all
from career_relay.matching.engine.embed import embed_opening, embed_profile, embedder
from career_relay.matching.engine.features import Meanings, feature_values
from career_relay.matching.engine.fuse import z_scores
from career_relay.matching.engine.retrieve import text_scores
from tests.matching.judged.judged_set import openings, people, qrels

DEPTH = 10
DRAWS = 5_000

Order = Callable[[Opening], Sequence[str]]  # refs of all people, best first


@dataclass(frozen=True, slots=True)
class Difference:
    mean: float
    low: float
    high: float


def ndcg(refs: Sequence[str], grades: dict[str, int]) -> float:
    ideal = sorted(grades.values(), reverse=True)
    return _discounted([grades[ref] for ref in refs]) / _discounted(ideal)


def each(order: Order) -> np.ndarray:
    """One NDCG@10 a position."""
    grades: dict[str, dict[str, int]] = {}
    for (position, person), grade in qrels().items():
        grades.setdefault(position, {})[person] = grade
    return np.array([ndcg(order(opening), grades[opening.ref]) for opening in openings()])


def paired(better: np.ndarray, other: np.ndarray) -> Difference:
    """The mean difference and its 95 % interval, drawing positions again: the same positions for both."""
    differences = better - other
    drawn = np.random.default_rng(20261124).integers(0, len(differences), (DRAWS, len(differences)))
    low, high = np.percentile(differences[drawn].mean(axis=1), (2.5, 97.5))
    return Difference(float(differences.mean()), float(low), float(high))


def by_engine(opening: Opening) -> list[str]:
    """As the program ranks while nothing is embedded."""
    return [match.profile.ref for match in rank_all(people(), opening)]


def by_bm25(opening: Opening) -> list[str]:
    """Title, requirements and text against everything a person wrote."""
    return _sorted(text_scores(people(), opening))


class Embedded:
    """Each text embedded once, as the program does it; `is_available` is False on a machine without the model."""

    def __init__(self) -> None:
        model = embedder()
        self._profiles = {person.ref: embed_profile(person, model) for person in people()}
        self._openings = {opening.ref: embed_opening(opening, model) for opening in openings()}

    @staticmethod
    def is_available() -> bool:
        return embedder().version != "none"

    def by_engine(self, opening: Opening) -> list[str]:
        return [match.profile.ref for match in rank_all(people(), opening, meanings=self._meanings(opening))]

    def by_meaning(self, opening: Opening) -> list[str]:
        """Titles and texts by meaning alone, both as strong as the other: better here than either of them."""
        values = feature_values(people(), opening, self._meanings(opening))
        return _sorted(z_scores(values["title_meaning"]) + z_scores(values["text_meaning"]))

    def _meanings(self, opening: Opening) -> Meanings:
        return Meanings(self._openings[opening.ref], self._profiles)


def _sorted(scores: Sequence[float]) -> list[str]:
    by_ref = dict(zip((person.ref for person in people()), scores, strict=True))
    return sorted(by_ref, key=lambda ref: (-by_ref[ref], ref))


def _discounted(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:DEPTH]))
