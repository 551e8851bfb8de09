"""Why a record answers: the first text in which the asked words stand, cut around them, the words marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from career_relay.base.text.normalise import fold
from career_relay.base.text.tokens import spans
from career_relay.candidates.models import Candidate
from career_relay.candidates.search.asking import Asked
from career_relay.candidates.search.words import LONGEST_WORD, words

AROUND: Final = 24  # marks shown on each side
_LONGEST: Final = 90
_MOST_LINES: Final = 40


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of one text. `pieces`: text and whether it is one of the asked words, in order."""

    kind: str  # skill, position, tag, employer, strength, history
    pieces: tuple[tuple[str, bool], ...]

    def __str__(self) -> str:
        return "".join(text for text, _is_asked in self.pieces)


def why(asked: Asked, candidate: Candidate, titles: Iterable[str] = (), valued: Iterable[str] = ()) -> Snippet | None:
    """Give the text that answers best; None when only name, address or nothing of what is shown does."""
    wanted = {word for term in asked.terms if not term.is_excluded for word in (*words(term.text), _one(term.text))}
    wanted.discard("")
    lines = list(_lines(candidate, titles, valued))
    literal = [(kind, line) for kind, line in lines if _says(line, wanted)]
    return _best(literal, wanted) or _best(lines, wanted)


@lru_cache(maxsize=4_096)
def _folded(line: str) -> str:
    return fold(line)


def _says(line: str, wanted: set[str]) -> bool:
    """Whether an asked word stands in the line letter by letter: quick, and enough for nearly every record."""
    folded = _folded(line)
    return any(word in folded for word in wanted)


def _best(lines: Iterable[tuple[str, str]], wanted: set[str]) -> Snippet | None:
    """Give the line in which most of the asked words stand. Reading a line's words takes a while."""
    best: Snippet | None = None
    most = 0
    for kind, line in lines:
        marks = _marks(line, wanted)
        asked_here = len({fold(line[start:end]) for start, end in marks})
        if asked_here > most:
            best, most = Snippet(kind, _cut(line, marks)), asked_here
    return best


def _one(text: str) -> str:
    return "".join(fold(text).split())[:LONGEST_WORD]


def _lines(candidate: Candidate, titles: Iterable[str], valued: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield from (("skill", one) for one in candidate.skills)
    yield from (("position", one) for one in titles)
    yield from (("tag", one) for one in candidate.tags)
    yield from (("strength", line) for one in valued for line in one.splitlines())
    yield from (("history", line) for line in candidate.history.splitlines()[:_MOST_LINES])


def _marks(line: str, wanted: set[str]) -> list[tuple[int, int]]:
    """Where asked words stand. A line whose folded form has another length cannot be marked, only shown."""
    folded = _folded(line)
    if not wanted or len(folded) != len(line):
        return []
    found = [(start, end) for start, end, word in _spans(folded) if word in wanted]
    return found or [(at, at + len(one)) for one in sorted(wanted, key=len) if (at := folded.find(one)) >= 0][-1:]


@lru_cache(maxsize=4_096)
def _spans(folded: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(spans(folded))


def _cut(line: str, marks: list[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    start = max(marks[0][0] - AROUND, 0)
    stop = min(max(marks[-1][1] + AROUND, start), start + _LONGEST, len(line))
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    place = start
    for begin, end in marks:
        if begin < place or end > stop:
            continue
        pieces += [(line[place:begin], False), (line[begin:end], True)]
        place = end
    pieces += [(line[place:stop], False), ("…" if stop < len(line) else "", False)]
    return tuple(piece for piece in pieces if piece[0])
