"""How alike a query and each document are, by one way of looking each; the engine is their weighted sum.

A scorer is made for a collection of documents and gives one row a query, one number a document; `nan` is “unknown”.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from re import compile as pattern
from typing import Final

import numpy as np

from career_relay.matching.engine.embed import chunks, unit_rows
from career_relay.matching.engine.folding import fold, folded
from career_relay.matching.engine.fuse import Scores, z_scores
from career_relay.matching.engine.retrieve import BM25
from career_relay.matching.engine.tables import read_json
from career_relay.matching.engine.text import sentences, tokens
from career_relay.matching.files.learning import mapped
from career_relay.matching.files.reading import Item
from career_relay.matching.files.vectors import Floats, Models

ENGINE: Final = "engine"
_PARTS = pattern(r"[、,/()]")
_GRAMS: Final = (2, 3)
_MOST_CHUNKS: Final = 16  # of one document: what comes later says little new, and reading it takes the longest


class Collection:
    """Documents, read once for all scorers."""

    def __init__(self, documents: Sequence[Item], models: Models) -> None:
        self.documents = documents
        self.models = models

    @cached_property
    def has_texts(self) -> bool:
        return any(item.body for item in self.documents)

    @cached_property
    def words(self) -> BM25:
        return _index([tokens(item.whole) for item in self.documents])

    @cached_property
    def grams(self) -> BM25:
        return _index([grams(item.whole) for item in self.documents])

    @cached_property
    def titles(self) -> list[str]:
        return [spelled(item.title) for item in self.documents]

    @cached_property
    def openings(self) -> list[str]:
        """The title with the first sentence: what most documents say of themselves."""
        return [opening(item) for item in self.documents]

    @cached_property
    def meanings(self) -> Floats:
        """e5: the opening and the mean of the pieces, each worth half."""
        heads = self.models.e5_passages(self.openings)
        pieces = [chunked(item) for item in self.documents]
        if not any(pieces):
            return heads
        rows = self.models.e5_passages([piece for own in pieces for piece in own])
        ends = list(accumulate(map(len, pieces)))
        means = [
            rows[stop - len(own) : stop].mean(axis=0) if own else head
            for own, stop, head in zip(pieces, ends, heads, strict=True)
        ]
        return unit_rows(unit_rows(np.stack(means)) + heads)


Scorer = Callable[[Collection, Sequence[Item]], Scores]


def by_words(collection: Collection, queries: Sequence[Item]) -> Scores:
    return np.stack([collection.words.scores(tokens(query.whole)) for query in queries])


def by_letters(collection: Collection, queries: Sequence[Item]) -> Scores:
    return np.stack([collection.grams.scores(grams(query.whole)) for query in queries])


def by_e5(collection: Collection, queries: Sequence[Item]) -> Scores:
    heads = collection.models.e5_queries([opening(query) for query in queries])
    pieces = [chunked(query) for query in queries]
    asked = [
        head + collection.models.e5_queries(own).mean(axis=0) if own else head
        for head, own in zip(heads, pieces, strict=True)
    ]
    return _wide(unit_rows(np.stack(asked)) @ collection.meanings.T)


def by_use(collection: Collection, queries: Sequence[Item]) -> Scores:
    wanted = collection.models.use([spelled(query.title or query.whole) for query in queries])
    return _untitled(collection, _wide(wanted @ collection.models.use(collection.titles).T))


def by_near_words(collection: Collection, queries: Sequence[Item]) -> Scores:
    """For each word of the query's title the nearest word of the document's, rare words counting more."""
    titles = [title_words(title) for title in collection.titles]
    asked = [title_words(spelled(query.title or query.whole)) for query in queries]
    known = sorted({word for words in (*titles, *asked) for word in words})
    place = {word: number for number, word in enumerate(known)}
    rows = collection.models.use(known)
    frequent = Counter(word for words in titles for word in set(words))
    rarity = np.array([math.log(1 + len(titles) / (frequent[word] + 0.5)) for word in known])
    flat = [place[word] for words in titles for word in words]
    begins = [0, *accumulate(map(len, titles))][:-1]
    found = [near_words(rows, [place[word] for word in words], flat, begins, rarity) for words in asked]
    return _untitled(collection, np.stack(found))


def near_words(rows: Floats, asked: list[int], flat: list[int], begins: list[int], rarity: Scores) -> Scores:
    """`flat` are the words of all titles, `begins` where each title begins."""
    alike = np.maximum(rows[asked] @ rows.T, 0) ** 2
    nearest = np.maximum.reduceat(alike[:, flat], begins, axis=1)
    return _wide(rarity[asked] @ nearest / rarity[asked].sum())


def by_learned_e5(collection: Collection, queries: Sequence[Item]) -> Scores:
    wanted = mapped(collection.models.e5_queries([spelled(query.title or query.whole) for query in queries]), "e5")
    have = mapped(collection.models.e5_passages(collection.titles), "e5")
    return _untitled(collection, _wide(wanted @ have.T))


def by_learned_use(collection: Collection, queries: Sequence[Item]) -> Scores:
    """The part of the title that is nearest: many name two trades in one (「豆腐製造、豆腐職人」)."""
    wanted = mapped(collection.models.use([spelled(query.title or query.whole) for query in queries]), "use")
    named = [_parts(title) for title in collection.titles]
    have = mapped(collection.models.use([part for parts in named for part in parts]), "use")
    begins = [0, *accumulate(map(len, named))][:-1]
    return _untitled(collection, _wide(np.maximum.reduceat(wanted @ have.T, begins, axis=1)))


def by_learned_openings(collection: Collection, queries: Sequence[Item]) -> Scores:
    wanted = mapped(collection.models.use([spelled(query.title or query.whole) for query in queries]), "use")
    return _wide(wanted @ mapped(collection.models.use(collection.openings), "use").T)


PLAIN: Mapping[str, Scorer] = {
    "words": by_words,
    "letters": by_letters,
    "e5": by_e5,
    "use": by_use,
    "near_words": by_near_words,
}
LEARNED: Mapping[str, Scorer] = {
    "learned_e5": by_learned_e5,
    "learned_use": by_learned_use,
    "learned_openings": by_learned_openings,
}
SCORERS: Mapping[str, Scorer] = {**PLAIN, **LEARNED}
_MODEL_OF = {
    "e5": "e5",
    "learned_e5": "e5",
    **dict.fromkeys(("use", "near_words", "learned_use", "learned_openings"), "use"),
}


def available(models: Models) -> list[str]:
    """Those whose model is installed; words and letters need none."""
    have = {None: True, "e5": models.has_e5, "use": models.has_use}
    return [name for name in SCORERS if have[_MODEL_OF.get(name)]]


def telling(collection: Collection) -> list[str]:
    """Of the available, those that say something of their own: a title without a text is its own opening."""
    found = available(collection.models)
    return found if collection.has_texts else [name for name in found if name != "learned_openings"]


@dataclass(frozen=True, slots=True)
class Weights:
    """`kinds`: what is compared (`kind_of`) → scorer → weight, never below nought."""

    version: str
    kinds: Mapping[str, Mapping[str, float]]


def load_weights() -> Weights:
    stored = read_json("weights.json")["files"]
    return Weights(stored["version"], stored["kinds"])


def kind_of(collection: Collection, queries: Iterable[Item]) -> str:
    """Titles among titles, titles among texts, or texts among texts."""
    if not collection.has_texts:
        return "titles"
    return "texts" if any(query.body for query in queries) else "titles_to_texts"


def fused(values: Mapping[str, Scores], weights: Mapping[str, float]) -> Scores:
    """The sum of standard scores, each within its query."""
    total: Scores = np.sum(
        [weight * standard(values[name]) for name, weight in weights.items() if name in values], axis=0
    )
    return total


def standard(values: Scores) -> Scores:
    return np.stack([z_scores(row) for row in values])


def grams(text: str) -> list[str]:
    """Runs of two and three letters, with the edges of the text."""
    said = f"^{' '.join(folded(text).split())}$"
    return [said[at : at + size] for size in _GRAMS for at in range(len(said) - size + 1)]


def spelled(text: str) -> str:
    """One spelling of width, kana and variants; the letter case stays, the models know it."""
    return " ".join(fold(text).text.split())


def opening(item: Item) -> str:
    body = item.body
    first = next((body[begin:end] for begin, end in sentences(body)), "")
    return "。".join(filter(None, (spelled(item.title), spelled(first))))


def chunked(item: Item) -> list[str]:
    return list(chunks(item.body))[:_MOST_CHUNKS] if item.body else []


def title_words(title: str) -> list[str]:
    return list(dict.fromkeys(tokens(title))) or [folded(title)]


def _parts(title: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(title) if part.strip()] or [title]


def _index(documents: Sequence[list[str]]) -> BM25:
    return BM25([Counter(document) for document in documents], [len(document) for document in documents])


def _untitled(collection: Collection, values: Scores) -> Scores:
    """A document without a title is unknown to those who look at titles."""
    values[:, [not title for title in collection.titles]] = np.nan
    return values


def _wide(values: Floats) -> Scores:
    return np.asarray(values, dtype=np.float64)
