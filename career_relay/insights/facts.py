"""Entries by day, without anybody in them: made at night from the events, read by every page.

A page must not wait for five years of events (ADR 59). Facts are what the events say and nothing else: made anew they are
the same, and what differs, because something was taken back, merged or added since, is put right and said.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from career_relay.base.tenancy import current_company
from career_relay.insights.cohorts import Period, midnight
from career_relay.insights.entries import ENTRIES, Entries, Rule
from career_relay.insights.models import FactsUntil
from career_relay.insights.tallies import EARLIEST, limits

HITS = "+"  # after a key: of these entries only those with the value 1

# A person has one entry a day, and the days since the one before.
PERSONAL = """
SELECT e.day, coalesce(e.day - lag(e.day) OVER (PARTITION BY e.who ORDER BY e.day), 0) AS back, {value} AS value
FROM ({entries}) e WHERE {only} GROUP BY e.who, e.day
"""
EACH = "SELECT e.day, 0 AS back, e.value FROM ({entries}) e"
COUNTED = "SELECT x.day, x.back, x.value, count(*) AS n FROM ({rows}) x GROUP BY 1, 2, 3"

PUT_RIGHT = """
WITH fresh AS MATERIALIZED ({fresh}),
gone AS (
    DELETE FROM insights_fact f
    WHERE f.company_id = %(company)s AND f.key = %(key)s AND NOT f.is_erased AND f.day BETWEEN %(start)s AND %(last)s
      AND NOT EXISTS (SELECT 1 FROM fresh s WHERE s.day = f.day AND s.back = f.back AND s.value = f.value)
    RETURNING 1
),
put AS (
    INSERT INTO insights_fact AS f (company_id, key, day, back, value, is_erased, n)
    SELECT %(company)s, %(key)s, s.day, s.back, s.value, FALSE, s.n FROM fresh s
    ON CONFLICT (company_id, key, day, back, value, is_erased) DO UPDATE SET n = excluded.n WHERE f.n <> excluded.n
    RETURNING 1
)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM put)
"""

ERASED = """
INSERT INTO insights_fact AS f (company_id, key, day, back, value, is_erased, n)
SELECT %(company)s, one.key, one.day, one.back, 0, TRUE, count(*) FROM ({all}) one GROUP BY one.key, one.day, one.back
ON CONFLICT (company_id, key, day, back, value, is_erased) DO UPDATE SET n = f.n + excluded.n
"""


def stored_keys(entries: Entries) -> dict[str, str]:
    """Give the keys under which entries are kept, each with the statement of its rows."""
    match entries.rule:
        case Rule.EACH:
            return {entries.key: EACH.format(entries=entries.sql)}
        case Rule.FIRST:
            return {entries.key: _personal(entries, "max(e.value)", "TRUE")}
        case _:
            return {
                entries.key: _personal(entries, "0", "TRUE"),
                entries.key + HITS: _personal(entries, "1", "e.value = 1"),
            }


def _personal(entries: Entries, value: str, only: str) -> str:
    return PERSONAL.format(entries=entries.sql, value=value, only=only)


def end_of(day: date) -> datetime:
    """The last moment of a day: what a night knows of it, whenever it runs."""
    return midnight(day + timedelta(days=1)) - timedelta(microseconds=1)


@transaction.atomic
def make(day: date) -> dict[str, int]:
    """Make the facts of the active company up to this day. Gives how many rows of each key were not as they should be.

    Everything is counted anew: decisions are taken back, records merged and files imported long after their day.
    """
    at = end_of(day)
    wrong = {
        key: _put_right(key, rows, limits(entries, Period(EARLIEST, day), at))
        for entries in ENTRIES.values()
        for key, rows in stored_keys(entries).items()
    }
    FactsUntil.objects.update_or_create(defaults={"day": day, "known_at": at}, company_id=current_company())
    return {key: n for key, n in wrong.items() if n}


def _put_right(key: str, rows: str, limited: dict[str, Any] | None) -> int:
    if limited is None:
        return 0
    fresh = COUNTED.format(rows=rows)
    with connection.cursor() as cursor:
        values = {**limited, "company": current_company(), "key": key, "last": date.max}
        cursor.execute(PUT_RIGHT.format(fresh=fresh), values)
        (changed,) = cursor.fetchone()
    return int(changed)


def note_erased(candidate_id: int, at: datetime, today: date) -> None:
    """Count, under each day, that somebody who was in its figures is erased. Called before the record goes."""
    parts: list[str] = []
    values: dict[str, Any] = {}
    for entries in ENTRIES.values():
        limited = limits(entries, Period(EARLIEST, today), at, [candidate_id]) if entries.personal else None
        if limited:
            rows = stored_keys(entries)[entries.key].replace("%(finish)s", f"%(finish_{entries.ripens})s")
            parts.append(f"SELECT '{entries.key}' AS key, r.day, r.back FROM ({rows}) r")
            values |= {**limited, f"finish_{entries.ripens}": limited["finish"]}
    with connection.cursor() as cursor:
        cursor.execute(ERASED.format(all=" UNION ALL ".join(parts)), {**values, "company": current_company()})


# --- reading ------------------------------------------------------------------------------------------------------

READ = """
SELECT asked.nth, asked.key, x.value, x.is_erased, x.n
FROM unnest(%(keys)s::text[], %(starts)s::date[], %(ends)s::date[], %(nth)s::int[]) AS asked (key, start, finish, nth)
CROSS JOIN LATERAL (
    SELECT f.value, f.is_erased, sum(f.n) AS n FROM insights_fact f
    WHERE f.company_id = %(company)s AND f.key = asked.key AND f.day BETWEEN asked.start AND asked.finish
      AND (f.back = 0 OR f.day - f.back < asked.start)
    GROUP BY 1, 2
) x
"""
Asked = tuple[str, Period]


class Shelf:
    """The facts as they may be read at one moment, and what was taken from them so far."""

    def __init__(self, at: datetime) -> None:
        self._until = FactsUntil.objects.filter(known_at__lte=at).first()
        self._found: dict[Asked, tuple[dict[int, int], int]] = {}

    def last_day(self, key: str) -> date | None:
        """The last day of these entries that the facts hold; None while there are none."""
        return self._until.day - timedelta(days=ENTRIES[key].ripens) if self._until else None

    def fetch(self, asked: Iterable[Asked]) -> None:
        """Read what is not known yet, in one statement."""
        wanted = [one for one in dict.fromkeys(asked) if one not in self._found]
        if not wanted:
            return
        rows = [
            (stored, part.start, self._end(key, part), nth)
            for nth, (key, part) in enumerate(wanted)
            for stored in ((key, key + HITS) if ENTRIES[key].rule == Rule.ANY else (key,))
        ]
        asked_for = dict(zip(("keys", "starts", "ends", "nth"), map(list, zip(*rows, strict=True)), strict=True))
        found: list[tuple[dict[str, dict[int, int]], int]] = [({}, 0) for _one in wanted]
        with connection.cursor() as cursor:
            cursor.execute(READ, {**asked_for, "company": current_company()})
            for nth, key, value, is_erased, n in cursor.fetchall():
                by_key, erased = found[nth]
                if is_erased:
                    found[nth] = (by_key, erased + int(n))
                elif self._until:
                    by_key.setdefault(key, {})[value] = int(n)
        for (key, part), (by_key, erased) in zip(wanted, found, strict=True):
            self._found[key, part] = _as_one(key, by_key), erased

    def of(self, key: str, period: Period) -> tuple[dict[int, int], int]:
        """Give how many entries have which value, and how many were erased."""
        self.fetch([(key, period)])
        return self._found[key, period]

    def _end(self, key: str, period: Period) -> date:
        return min(period.end, self.last_day(key) or period.end)


def _as_one(key: str, by_key: dict[str, dict[int, int]]) -> dict[int, int]:
    """A person who counts with the best of their entries: hits stand apart."""
    values = by_key.get(key, {})
    if ENTRIES[key].rule != Rule.ANY:
        return values
    people, hits = values.get(0, 0), by_key.get(key + HITS, {}).get(1, 0)
    return {value: n for value, n in ((1, hits), (0, people - hits)) if n}
