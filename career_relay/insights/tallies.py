"""Entries put together: how many have which value, each person as often as the rule of the figure says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils import timezone

from career_relay.base.business_days import is_business_day
from career_relay.insights.cohorts import Period
from career_relay.insights.entries import ENTRIES, Entries, Rule
from career_relay.insights.slices import EXPRESSIONS, JOINS, Slice

EARLIEST = date(2000, 1, 1)
Histogram = Mapping[int, int]  # value: how many


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted: how many entries have which value. `erased`: entries of people who were erased since.

    Not `mature`: the window of these people is still open, so the figure can only be shown greyed.
    """

    values: Histogram = field(default_factory=dict)
    mature: bool = True
    erased: int = 0

    @property
    def n(self) -> int:
        return sum(self.values.values())

    @property
    def hits(self) -> int:
        return self.values.get(1, 0)


NOTHING = Tally()


def read_as(rule: Rule, entries: str, part: str = "''") -> str:
    """Give the statement that counts entries by part and value: each person once, unless every entry counts."""
    counted = f"SELECT {part} AS part, e.day, e.who, e.value FROM ({entries}) e {JOINS if part != repr('') else ''}"
    if rule == Rule.EACH:
        return f"SELECT part, value, count(*) FROM ({counted}) x GROUP BY 1, 2"
    order = "day, value DESC" if rule == Rule.FIRST else "value DESC"
    once = f"SELECT DISTINCT ON (part, who) part, value FROM ({counted}) x ORDER BY part, who, {order}"
    return f"SELECT part, value, count(*) FROM ({once}) y GROUP BY 1, 2"


def live(key: str, period: Period, at: datetime, *, who: Sequence[int] | None = None) -> Histogram:
    """Count from the events themselves."""
    entries = ENTRIES[key]
    return {value: n for _part, value, n in _ask(read_as(entries.rule, entries.sql), key, period, at, who)}


def live_parts(key: str, by: str, period: Period, at: datetime) -> Mapping[str, Histogram]:
    """Count each part. A person with entries in two parts counts in both."""
    entries = ENTRIES[key]
    found: dict[str, dict[int, int]] = {}
    for part, value, n in _ask(read_as(entries.rule, entries.sql, EXPRESSIONS[by]), key, period, at):
        found.setdefault(part or "", {})[value] = n
    return found


def live_part(key: str, of: Slice, period: Period, at: datetime) -> Histogram:
    return live_parts(key, of.by, period, at).get(of.value, {})


def people_in(key: str, period: Period, at: datetime) -> list[int]:
    """Who has an entry in these days."""
    return [who for (who,) in _ask(f"SELECT DISTINCT who FROM ({ENTRIES[key].sql}) e", key, period, at)]


def _ask(sql: str, key: str, period: Period, at: datetime, who: Sequence[int] | None = None) -> list[tuple[Any, ...]]:
    if (limited := limits(ENTRIES[key], period, at, who)) is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, limited)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def limits(entries: Entries, period: Period, at: datetime, who: Sequence[int] | None = None) -> dict[str, Any] | None:
    """Give the parameters of a statement; None where nothing can be ripe yet."""
    today = timezone.localdate(at)
    finish = min(period.end, today - timedelta(days=entries.ripens))
    if finish < period.start:
        return None
    days, nth = business_days(today)
    return {
        "since": period.since,
        "until": min(period.until, at),
        "start": period.start,
        "finish": finish,
        "at": at,
        "today": today,
        "who": None if who is None else list(who),
        "days": days,
        "nth": nth,
    }


@lru_cache(maxsize=4)
def business_days(until: date) -> tuple[list[date], list[int]]:
    """Give the days of fifteen years, and the how many-th business day each is: two of these make a distance."""
    days = [until - timedelta(days=n) for n in range(15 * 365, -1, -1)]
    nth, count = [], 0
    for day in days:
        count += is_business_day(day)
        nth.append(count)
    return days, nth
