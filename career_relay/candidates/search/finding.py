"""The two questions PostgreSQL answers about a list: a page of it (find_candidates), and its counts (tally_candidates)."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL

from career_relay.candidates.search.question import BITS

COUNTED: Final = 5_000  # further, a list says "more than" and is not counted while somebody waits
GLANCED: Final = 500  # as far as a list counts while somebody types; the number itself follows
GLANCED_IN_ORDER: Final = 250  # words that stand in order are looked up in each record, which takes longer
ALL: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a list. `total` is exact unless `is_capped`: then there are more than that."""

    ids: tuple[int, ...]
    total: int
    is_capped: bool = False


def find(asked: dict[str, Any], *, sort: str = "recent", skip: int = 0, many: int = 25, most: int = COUNTED) -> Found:
    """Give a part of the list."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ids, total FROM find_candidates(%s, %s, %s, %s, %s)", [json.dumps(asked), sort, skip, many, most]
        )
        ids, total = cursor.fetchone()
    return Found(tuple(ids or ()), min(total, most), total > most)


def answering(asked: dict[str, Any]) -> Func:
    """Give the condition that a record is in the list, for a queryset to go on with."""
    ids = RawSQL("SELECT ids FROM find_candidates(%s, 'recent', 0, %s, %s)", [json.dumps(asked), ALL, ALL])
    return _Among(F("pk"), ids)


def having(words: str) -> Func:
    """Give the condition that a record answers a tsquery. An array of ids is read in the order of the table."""
    return _Having(F("pk"), RawSQL("SELECT search_candidates(%s)", [words]))


class _Having(Func):
    arg_joiner = " = ANY(ARRAY"
    template = "%(expressions)s)"
    output_field = BooleanField()


class _Among(Func):
    arg_joiner = " = ANY("
    template = "%(expressions)s::bigint[])"
    output_field = BooleanField()


def tally(asked: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Count each choice of each facet, the other conditions standing; under "all" what there is altogether."""
    counts: dict[str, Counter[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT facet, choice, n FROM tally_candidates(%s)", [json.dumps(asked)])
        for facet, choice, n in cursor.fetchall():
            for value in _told(facet, choice):
                counts.setdefault(facet, Counter())[value] += n
    return {facet: dict(found) for facet, found in counts.items()}


def _told(facet: str, choice: str | None) -> list[str]:
    """The values of a column: the bits of several, everything from a score down, one otherwise."""
    if bits := BITS.get(facet):
        return [value for value, bit in bits.items() if int(choice or 0) & bit]
    if facet == "score":
        return [str(least) for least in range(1, int(choice or 0) + 1)]
    return [choice or ""]
