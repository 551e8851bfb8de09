"""What a pattern cannot match without: words looked for first, because that is a hundred times faster than matching.

A note has a few hundred patterns to pass and an import has a million cells; most hold none of the words at all.
"""

from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]  # the parser has no public name since Python 3.11
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Words = frozenset[str]


def needed(pattern: str) -> Words | None:
    """Words of which every match holds at least one; None when there is no telling, and the pattern has to be tried."""
    return _of(parser.parse(pattern))


def _of(items: Iterable[tuple[Any, Any]]) -> Words | None:
    """Of a sequence every part is needed, so the part that says most is enough."""
    found: list[Words] = []
    run = ""
    for kind, value in items:
        if kind is op.LITERAL:
            run += chr(value)
            continue
        if run:
            found.append(frozenset({run}))
            run = ""
        if (part := _part(kind, value)) is not None:
            found.append(part)
    if run:
        found.append(frozenset({run}))
    return max(found, key=_worth, default=None)


def _part(kind: Any, value: Any) -> Words | None:
    if kind is op.BRANCH:
        return _any_of([_of(one) for one in value[1]])
    if kind is op.SUBPATTERN:
        return _of(value[3])
    if kind in {op.MAX_REPEAT, op.MIN_REPEAT}:
        least, _most, inner = value
        return _of(inner) if least else None
    if kind is op.IN and all(one is op.LITERAL for one, _value in value):
        return frozenset(chr(letter) for _one, letter in value)
    return None


def _any_of(parts: list[Words | None]) -> Words | None:
    """Of alternatives any one is enough, so all their words count; none if one of them says nothing."""
    told = [part for part in parts if part is not None]
    return frozenset().union(*told) if len(told) == len(parts) else None


def _worth(words: Words) -> tuple[int, int]:
    return min(map(len, words)), -len(words)
