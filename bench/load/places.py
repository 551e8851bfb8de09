"""Small SQL: chance that is the same every time, and lists."""

from collections.abc import Sequence

SLUG = "load-"
PER_COMPANY = 10


def chance(number: str, salt: int, below: int) -> str:
    """Give a number from 0 to below `below` that follows from the row's own number."""
    return f"((hashint8({number}::bigint * 64 + {salt}) & 2147483647) % {max(below, 1)})"


def texts(words: Sequence[str]) -> str:
    """Give an array of texts."""
    return "(ARRAY[" + ", ".join("'" + word.replace("'", "''") + "'" for word in words) + "])"


def one_of(words: Sequence[str], number: str, salt: int) -> str:
    """Give one of the words, by chance."""
    return f"{texts(words)}[1 + {chance(number, salt, len(words))}]"
