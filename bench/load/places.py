"""Small SQL: chance that is the same every time, and lists."""

from collections.abc import Sequence

from bench.load.sizes import Sizes

SLUG = "load-"
PER_COMPANY = 10
BIG_CIRCLES = 3  # everybody, the odd companies, the even ones
IN_A_SMALL_CIRCLE = 50


def chance(number: str, salt: int, below: int) -> str:
    """Give a number from 0 to below `below` that follows from the row's own number."""
    return f"((hashint8({number}::bigint * 64 + {salt}) & 2147483647) % {max(below, 1)})"


def texts(words: Sequence[str]) -> str:
    """Give an array of texts."""
    return "(ARRAY[" + ", ".join("'" + word.replace("'", "''") + "'" for word in words) + "])"


def one_of(words: Sequence[str], number: str, salt: int) -> str:
    """Give one of the words, by chance."""
    return f"{texts(words)}[1 + {chance(number, salt, len(words))}]"


def circles(sizes: Sizes) -> int:
    """Give how many circles there are: three that are big, and small ones as soon as there are companies for them."""
    return BIG_CIRCLES + sizes.companies // IN_A_SMALL_CIRCLE
