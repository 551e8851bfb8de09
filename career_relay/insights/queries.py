"""The figures of the active company, as screens, the command and the monthly sheet show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from career_relay.insights import cohorts, counts, slices, suppression
from career_relay.insights.cohorts import Period
from career_relay.insights.costs import Costs
from career_relay.insights.facts import Shelf
from career_relay.insights.figures import Figure, figure, nothing
from career_relay.insights.metrics import BY_KEY, METRICS, SMALLEST_CELL, Metric, Unit
from career_relay.insights.periods import month_of, months_of
from career_relay.insights.rates import difference, middle, promoters_and_detractors
from career_relay.insights.slices import By, Slice
from career_relay.insights.tallies import Tally
from career_relay.relay.balance import balance_of
from career_relay.relay.models import HireNews

__all__ = [
    "By",
    "Costs",
    "Figure",
    "Period",
    "Slice",
    "SliceFigure",
    "breakdown",
    "cohorts_of",
    "compare",
    "figure",
    "figures",
    "relay_funnel",
    "some",
    "trend",
]

NOT_SPLIT = frozenset({"consent_rate", "withdrawal_rate", "balance"})  # of the company as a whole


def last_year(at: datetime) -> Period:
    today = timezone.localdate(at)
    return Period(today - timedelta(days=364), today)


def figures(period: Period, *, at: datetime, of: Slice | None = None, costs: Costs | None = None) -> list[Figure]:
    """Give every figure of the active company, in the order of the list of metrics.

    of: only of this part; what cannot be told of it is hidden. costs: what was entered for the same period.
    """
    return some([metric.key for metric in METRICS], period, at=at, of=of, costs=costs)


def some(
    keys: Iterable[str], period: Period, *, at: datetime, of: Slice | None = None, costs: Costs | None = None
) -> list[Figure]:
    """Give these figures: a page asks for those it shows."""
    wanted = [BY_KEY[key] for key in keys]
    if of is not None:
        return [_of_part(metric, period, at, of) for metric in wanted]
    counted = counts.Counts(period, at)
    counted.shelf.fetch(one for metric in wanted for one in counted.needs(metric.key))
    return [counted.figure(metric, costs or Costs()) for metric in wanted]


# --- parts --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SliceFigure:
    """One part of a figure: what it is called, and its figure, hidden where it is too small to be told."""

    of: Slice
    name: str
    figure: Figure


def breakdown(key: str, by: str, period: Period, *, at: datetime) -> list[SliceFigure]:
    """Take a figure apart, the largest part first. Nothing for a figure that cannot be told so.

    Parts under five are hidden, and so many more that none of them can be found by subtracting from the whole.
    """
    metric = BY_KEY[key]
    if metric.missing or key in NOT_SPLIT or not slices.can_be_split(key, by):
        return []
    tallies = counts.parts(key, by, period, at)
    away = suppression.hidden({value: tally.n for value, tally in tallies.items()})
    names = slices.names(by, tallies)
    order = sorted(tallies, key=lambda value: (value in away, -tallies[value].n * (value not in away), names[value]))
    return [
        SliceFigure(
            Slice(by, value),
            names[value],
            nothing(key, hidden=True) if value in away else figure(metric, tallies[value]),
        )
        for value in order
        if tallies[value].n
    ]


def _of_part(metric: Metric, period: Period, at: datetime, of: Slice) -> Figure:
    """The figure of one part exactly as the breakdown tells it: what is hidden there is hidden here."""
    if metric.missing:
        return nothing(metric.key, missing=metric.missing)
    if metric.key in NOT_SPLIT or not slices.can_be_split(metric.key, of.by):
        return nothing(metric.key, hidden=True)
    tallies = counts.parts(metric.key, of.by, period, at)
    if of.value in suppression.hidden({value: tally.n for value, tally in tallies.items()}):
        return nothing(metric.key, hidden=True)
    return figure(metric, tallies.get(of.value, Tally()))


# --- time ---------------------------------------------------------------------------------------------------------


def trend(key: str, period: Period, *, at: datetime) -> list[tuple[date, Figure]]:
    """Give a figure for each calendar month the period touches, oldest first; the ends may be cut."""
    metric, months = BY_KEY[key], _counts(months_of(period), at)
    months[0].shelf.fetch(one for month in months for one in month.needs(key))
    return [(month_of(month.period.start), month.figure(metric, Costs())) for month in months]


def _counts(parts: Iterable[Period], at: datetime) -> list[counts.Counts]:
    """Several periods that read one shelf."""
    shelf = Shelf(at)
    return [counts.Counts(part, at, shelf) for part in parts]


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of two periods. `change` is the difference of the values; `clear` says that it is no accident.

    clear is None where nothing can be said: no interval, too few, or nothing to compare.
    """

    now: Figure
    before: Figure
    change: float | None
    low: float | None
    high: float | None
    clear: bool | None


def compare(period: Period, before: Period, *, at: datetime) -> list[Compared]:
    pairs = zip(figures(period, at=at), figures(before, at=at), strict=True)
    return [compared(now, then) for now, then in pairs]


def compared(now: Figure, then: Figure) -> Compared:
    """Put two figures side by side; shares with the 95 % interval of their difference."""
    if now.value is None or then.value is None:
        return Compared(now, then, None, None, None, None)
    change = now.value - then.value
    if now.metric.unit not in {Unit.SHARE, Unit.PER_MILLE} or now.numerator is None or then.numerator is None:
        return Compared(now, then, change, None, None, None)
    scale = 1_000 if now.metric.unit == Unit.PER_MILLE else 1
    low, high = difference((int(now.numerator), now.n), (int(then.numerator), then.n))
    clear = now.mature and then.mature and not low <= 0 <= high
    return Compared(now, then, change, scale * low, scale * high, clear)


@dataclass(frozen=True, slots=True)
class CohortRow:
    """People finally turned away in one month, and how many came back within each window, by days."""

    month: date
    n: int
    cells: dict[int, Figure]  # not mature: the window is open, the share still grows


COHORT_DAYS = (90, 180, 365, 730)
COHORTS = ("reapply_rate",)


def cohorts_of(key: str = "reapply_rate", *, at: datetime, months: int = 24) -> list[CohortRow]:
    """Give the months of final answers, oldest first. Only of figures that have windows: `COHORTS`."""
    if key not in COHORTS:
        raise ValueError(key)
    today = timezone.localdate(at)
    first = month_of(today)
    for _month in range(months - 1):
        first = month_of(first - timedelta(days=1))
    rows = _counts(months_of(Period(first, today)), at)
    rows[0].shelf.fetch(("reapplied", row.period) for row in rows)
    return [_cohort(row) for row in rows]


def _cohort(counted: counts.Counts) -> CohortRow:
    metric = BY_KEY["reapply_rate"]
    cells = {days: figure(metric, counted.came_back(days)) for days in COHORT_DAYS}
    return CohortRow(counted.period.start, cells[COHORT_DAYS[0]].n, cells)


# --- the relay ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RelayFunnel:
    """What we received, step by step; and of what we gave, totals of five or more in whole months, else None (E12)."""

    received: cohorts.Funnel
    handed: int | None
    carried: int | None
    joined: int | None
    since: date
    until: date  # not included


def relay_funnel(period: Period, *, at: datetime) -> RelayFunnel:
    given = balance_of(today=timezone.localdate(at))
    return RelayFunnel(cohorts.funnel(period), given.letters, given.carried, given.joined, given.since, given.until)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """How other companies stood at the end of a month: the middle of at least five of them, no one's own value."""

    key: str
    day: date
    companies: int
    value: float


NOT_COMPARED = frozenset({Unit.COUNT, Unit.MONEY})  # the size of a company is nobody's business


def network_benchmark(key: str, *, at: datetime) -> Benchmark | None:
    """Give how other companies stand; None while fewer than five can be compared."""
    metric, day = BY_KEY[key], month_of(timezone.localdate(at)) - timedelta(days=1)
    if metric.missing or metric.unit in NOT_COMPARED:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT companies, middle FROM how_others_stand(%s, %s)", [key, day])
        found = cursor.fetchone()
    return Benchmark(key, day, *found) if found else None


# --- what the first report showed ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One calendar month: answers given with the median of business days they took, and introductions received."""

    month: date
    told: int
    median_days: float | None
    received: int
    talks: int


def by_month(period: Period, *, at: datetime) -> list[MonthPoint]:
    """Give the months that the period touches, oldest first; the first and the last may be cut by its ends."""
    months = _counts(months_of(period), at)
    months[0].shelf.fetch((key, month.period) for month in months for key in ("time_to_notice", "relay_interview_rate"))
    return [_month(month) for month in months]


def _month(counted: counts.Counts) -> MonthPoint:
    told, received = counted.tally("time_to_notice"), counted.tally("relay_interview_rate")
    half = middle(told.values) if told.n else None
    return MonthPoint(month_of(counted.period.start), told.n, half, received.n, received.hits)


@dataclass(frozen=True, slots=True)
class Voices:
    """How people answered "would you recommend applying": whole fives, or nothing (LEGAL A-07)."""

    n: int
    gladly: int  # 9, 10
    maybe: int  # 7, 8
    hardly: int  # 0 to 6


def voices(period: Period, *, at: datetime) -> Voices | None:
    said = counts.Counts(period, at).tally("satisfaction")
    if not said.n:
        return None
    gladly, hardly = promoters_and_detractors(said.values)
    return Voices(said.n, gladly, said.n - gladly - hardly, hardly)


def news_of_hires() -> int | None:
    """Give how many past applicants told this company they were hired elsewhere; None for fewer than five (E12).

    Counts only words a person chose to send. Over all time, so that two periods cannot be subtracted.
    """
    told = HireNews.objects.count()
    return told if told >= SMALLEST_CELL else None
