"""Which of many records may be one person with another: found by index, at the cost of a few questions a batch.

A number or an address that many share is a firm's or a school's: it makes no hints, or one office telephone would make
ten thousand.
"""

from collections.abc import Collection
from typing import Final

from django.db import connection

from career_relay.candidates.bulk import WHOLE, any_of
from career_relay.candidates.duplicates import MOST, Likeness, likeness, write_hints
from career_relay.candidates.models import Candidate, DuplicateHint

COMPARED: Final = ("company_id", "person_id", "email_key", "phone_key", "name_folded", "kana", "birth_key")
# Each chosen record asks once for each of its keys; one row more than MOST tells that the key is common. The wall
# is there too, yet the company is named, so that PostgreSQL walks down the index instead of through the policy.
_SIGNS: Final = (
    "o.email_key = c.email_key AND c.email_key <> ''",
    "o.phone_key = c.phone_key AND c.phone_key <> ''",
    "o.birth_key = c.birth_key AND o.name_folded = c.name_folded AND c.birth_key <> ''",
)
_FOUND: Final = """
    SELECT c.id, array_agg(found.id) FROM candidates_candidate c CROSS JOIN LATERAL (
        SELECT o.id FROM candidates_candidate o
        WHERE o.company_id = c.company_id AND {sign} AND o.id <> c.id LIMIT %s
    ) found WHERE c.id = ANY (%s) GROUP BY c.id HAVING count(*) <= %s
"""
_ASKED: Final = " UNION ALL ".join(_FOUND.format(sign=sign) for sign in _SIGNS)


def suggest_many(ids: Collection[int]) -> int:
    """Write a hint for every pair of these records with any record that may be the same person. Gives how many."""
    pairs = _alike(_near(ids))
    write_hints(pairs)
    return len(pairs)


def look_again(ids: Collection[int]) -> None:
    """Weigh the open hints of these records anew, after an undo say: the score as it now is, or no hint any more."""
    mine = any_of("first_id", ids, WHOLE) | any_of("second_id", ids, WHOLE)
    hints = DuplicateHint.objects.filter(mine, dismissed_at=None).select_related("first", "second")
    weighed = [(one, likeness(one.first, one.second)) for one in hints]
    DuplicateHint.objects.filter(pk__in=[one.pk for one, how in weighed if not how.is_worth_a_look]).delete()
    write_hints((one.first, one.second, how) for one, how in weighed if how.is_worth_a_look)


def _near(ids: Collection[int]) -> set[tuple[int, int]]:
    """Pairs of ids, the older first, that share a key which not many share."""
    chosen = sorted(ids)
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [MOST + 1, chosen, MOST] * len(_SIGNS))
        return {(min(one, other), max(one, other)) for one, others in cursor.fetchall() for other in others}


def _alike(near: Collection[tuple[int, int]]) -> list[tuple[Candidate, Candidate, Likeness]]:
    if not near:
        return []
    records = Candidate.objects.filter(any_of("pk", {pk for pair in near for pk in pair}, WHOLE))
    found = {one.pk: one for one in records.only("id", *COMPARED)}
    pairs = [(found[one], found[other], likeness(found[one], found[other])) for one, other in sorted(near)]
    return [pair for pair in pairs if pair[2].is_worth_a_look]
