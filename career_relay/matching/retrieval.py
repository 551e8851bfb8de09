"""Records by the words they share with a position. Who shares most comes first, among equals the newest; nobody is lost.

A small pool is ranked whole. Of a big one only those are ranked who have one of the words that few people have: reading
a hundred thousand records takes longer than somebody waits for a page, and a word that every third person has tells
little. The others follow, newest first.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from django.contrib.postgres.search import SearchQueryField, SearchRank, SearchVectorField
from django.db import connection
from django.db.models import F, Func, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce

from career_relay.base.tenancy import current_company
from career_relay.candidates.models import Candidate
from career_relay.candidates.search import having, lexeme

FEW: Final = 5_000  # a pool of so many is ranked whole; of a bigger one about so many are
SAMPLE: Final = 500  # records, the newest, that show how many people have a word
NEWEST: Final = ("-updated_at", "-id")
_SHARES: Final = """
WITH asked AS MATERIALIZED (SELECT word, word::tsquery AS query FROM unnest(%s::text[]) AS word),
seen AS MATERIALIZED (
    SELECT search FROM candidates_candidate WHERE company_id = %s ORDER BY updated_at DESC, id DESC LIMIT %s)
SELECT word, (SELECT avg((search @@ query)::integer) FROM seen) FROM asked"""


def retrieve(
    everybody: QuerySet[Candidate], words: Sequence[str], *, size: int, start: int, stop: int
) -> list[Candidate]:
    """Give that part of the list. `size` is how many `everybody` are."""
    if not words or start >= stop:
        return list(everybody.order_by(*NEWEST)[start:stop])
    asked = [quoted(word) for word in words]
    if size <= FEW:
        return list(_ranked(everybody, asked)[start:stop])
    chosen = any_of(telling(asked, shares(asked), most=FEW / size))
    hits = everybody.filter(having(chosen))
    found = list(_ranked(hits, asked)[start:stop])
    if missing := stop - start - len(found):
        first = max(start - hits.count(), 0)
        found += everybody.exclude(pk__in=RawSQL("SELECT search_candidates(%s)", [chosen])).order_by(*NEWEST)[
            first : first + missing
        ]
    return found


def _ranked(found: QuerySet[Candidate], asked: Sequence[str]) -> QuerySet[Candidate]:
    query = Cast(Value(any_of(asked)), SearchQueryField())  # not to_tsquery, which would take the words apart
    once = Func(F("search"), function="strip", output_field=SearchVectorField())  # how often a word is said is no merit
    shared = Coalesce(SearchRank(once, query), Value(0.0))
    return found.annotate(words=shared).order_by("-words", *NEWEST)


def telling(words: Sequence[str], known: Mapping[str, float], *, most: float) -> list[str]:
    """Give the words that fewest people have, as long as together at most that share has one; at least one word."""
    chosen: list[str] = []
    share = 0.0
    for word in sorted(words, key=lambda one: known.get(one, 0.0)):
        share += known.get(word, 0.0)
        if chosen and share > most:
            break
        chosen.append(word)
    return chosen


def shares(words: Sequence[str]) -> dict[str, float]:
    """Say for each word which share of the company's newest records has it."""
    with connection.cursor() as cursor:
        cursor.execute(_SHARES, [list(words), current_company(), SAMPLE])
        return {word: float(share or 0) for word, share in cursor.fetchall()}


def any_of(words: Sequence[str]) -> str:
    return " | ".join(words)


def quoted(word: str) -> str:
    """A word of the active company's records."""
    return lexeme(word)
