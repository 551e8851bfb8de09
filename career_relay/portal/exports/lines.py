"""Nested content as lines for reading."""

from collections.abc import Iterator
from typing import Any

DEEP = 6


def lines_of(content: Any, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Give nested content line by line, with how deep each stands. Empty values are left out."""
    if content in (None, "", [], {}) or depth > DEEP:
        return
    if isinstance(content, dict):
        for name, value in content.items():
            yield from _named(str(name), value, depth)
    elif isinstance(content, list):
        for one in content:
            yield from lines_of(one, depth + isinstance(one, dict | list))
    else:
        yield depth, str(content)


def _named(name: str, value: Any, depth: int) -> Iterator[tuple[int, str]]:
    if isinstance(value, dict | list):
        inner = list(lines_of(value, depth + 1))
        if inner:
            yield depth, f"{name}:"
            yield from inner
    elif value not in (None, ""):
        yield depth, f"{name}: {value}"
