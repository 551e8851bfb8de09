"""Two versions of a text, side by side in one: what stayed, what went, what came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
# Placeholders stay whole; Japanese is cut where the script changes, so that a difference is a word and not a sentence.
PIECES = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|[0-9A-Za-z'’]+|[\u3041-\u309f]+|[\u30a1-\u30ff]+|[\u3400-\u9fff々〆]+|\s|.", re.DOTALL
)
MOST_PIECES = 4_000  # above this a paragraph is compared as a whole: two texts of 20,000 characters take a moment only


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str  # same, gone, new
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """Give the pieces in reading order; neighbours of one kind are one piece."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[a:b]), "".join(new[c:d])
        found.extend([Piece(SAME, now)] if tag == "equal" else _within(was, now))
    return list(_joined(found))


def _within(was: str, now: str) -> Iterator[Piece]:
    old, new = PIECES.findall(was), PIECES.findall(now)
    if max(len(old), len(new)) > MOST_PIECES:
        yield from (Piece(GONE, was), Piece(NEW, now))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(SAME, "".join(new[c:d]))
        else:
            yield from (Piece(GONE, "".join(old[a:b])), Piece(NEW, "".join(new[c:d])))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    kept: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if kept and kept.kind == piece.kind:
            kept = Piece(kept.kind, kept.text + piece.text)
            continue
        if kept:
            yield kept
        kept = piece
    if kept:
        yield kept
