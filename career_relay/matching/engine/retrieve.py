"""Retrieval by words: BM25 over titles, skills and texts, each field for itself."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from career_relay.matching.engine.fuse import z_scores
from career_relay.matching.engine.skills import skill_book
from career_relay.matching.engine.text import tokens
from career_relay.matching.engine.types import Opening, Profile

Scores = NDArray[np.float64]


class BM25:
    """Okapi BM25 over word counts. `b=0` and counts of one make it the weighted overlap of two sets."""

    def __init__(
        self, documents: Sequence[Mapping[str, int]], lengths: Sequence[float], *, k1: float = 1.2, b: float = 0.75
    ) -> None:
        self.size = len(documents)
        self.k1 = k1
        self._shares: Scores = np.asarray(lengths, dtype=np.float64)
        average = float(self._shares.mean()) if self.size else 0.0
        # A collection without a counted word has no long documents.
        self._shares = 1 - b + b * (self._shares / average if average else np.ones(self.size))
        self._documents = documents

    def scores(self, query: Sequence[str]) -> Scores:
        """One score a document; a word of the query counts once. Only words that are asked for are looked up."""
        total = np.zeros(self.size)
        for word in dict.fromkeys(query):
            counts = np.array([document.get(word, 0) for document in self._documents], dtype=np.float64)
            numbers = np.flatnonzero(counts)
            if len(numbers):
                total[numbers] += self._gains(numbers, counts[numbers])
        return total

    def _gains(self, numbers: NDArray[np.intp], counts: Scores) -> Scores:
        found = len(numbers)
        rarity = math.log(1 + (self.size - found + 0.5) / (found + 0.5))
        gains: Scores = rarity * counts * (self.k1 + 1) / (counts + self.k1 * self._shares[numbers])
        return gains


def title_scores(profiles: Sequence[Profile], opening: Opening) -> Scores:
    index = BM25([p.title_words for p in profiles], [0.0] * len(profiles), b=0)
    return index.scores(tokens(opening.title))


def skill_scores(profiles: Sequence[Profile], opening: Opening) -> Scores:
    """Rare skills in common weigh more than frequent ones."""
    index = BM25([dict.fromkeys(p.skill_ids, 1) for p in profiles], [0.0] * len(profiles), b=0)
    return index.scores(wanted_skills(opening))


def text_scores(profiles: Sequence[Profile], opening: Opening) -> Scores:
    index = BM25([p.text_words for p in profiles], [p.text_length for p in profiles])
    return index.scores(opening_words(opening))


def wanted_skills(opening: Opening) -> list[str]:
    """Skills the opening names, with what they imply."""
    named = (skill for wanted in (*opening.must, *opening.nice) for skill in wanted.skills)
    ancestors = skill_book().ancestors
    return sorted({wider for skill in named for wider in ancestors[skill]})


def opening_words(opening: Opening) -> list[str]:
    lines = (opening.title, *(wanted.text for wanted in (*opening.must, *opening.nice)), opening.text)
    return tokens("\n".join(lines))


def retrieve(
    profiles: Sequence[Profile], opening: Opening, *, top: int = 300, meaning: Scores | None = None
) -> list[Profile]:
    """The `top` profiles by words, skills and, when given, meaning (one score a profile); ties by `ref`."""
    fields = [title_scores(profiles, opening), skill_scores(profiles, opening), text_scores(profiles, opening)]
    if meaning is not None:
        fields.append(meaning)
    total = np.sum([z_scores(field) for field in fields], axis=0)
    order = sorted(range(len(profiles)), key=lambda number: (-total[number], profiles[number].ref))
    return [profiles[number] for number in order[:top]]
