"""The figures of the active company, as screens, the command and the monthly sheet show them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.utils import timezone

from career_relay.insights import cohorts
from career_relay.insights.cohorts import Period, Tally
from career_relay.insights.metrics import BY_KEY, METRICS, SMALLEST_CELL, Metric, Unit
from career_relay.insights.rates import percentile, promoters_and_detractors, wilson
from career_relay.relay.models import HireNews

Count = Callable[[Period, datetime], Tally]
COUNTS: dict[str, Count] = {
    "reapply_rate": lambda period, at: cohorts.reapplied(period, at, days=365),
    "reapply_rate_180": lambda period, at: cohorts.reapplied(period, at, days=180),
    "reapply_hire_rate": cohorts.reapplicants_hired,
    "referral_hires": cohorts.relay_hires,
    "satisfaction": cohorts.satisfaction,
    "response_rate": cohorts.responses,
    "helpful_rate": cohorts.helpful,
    "time_to_notice": cohorts.days_to_notice,
    "silence_rate": cohorts.silent,
    "on_time_rate": cohorts.on_time,
    "feedback_rate": cohorts.feedback,
    "relay_reply_rate": cohorts.relay_replies,
    "relay_interview_rate": cohorts.relay_interviews,
}
FROM_CANDIDATES = frozenset({"satisfaction", "helpful_rate", "response_rate"})  # five people together or not at all


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `value` is a share 0–1, a count, a median of days, or points from −100 to 100.

    `low` and `high` are the 95 % interval of a share; for days, the median and the 90th percentile.
    `numerator` is empty for days: a median has none. `mature` is False while nothing may be judged yet.
    A hidden cell has no numbers at all.
    """

    key: str
    numerator: float | None
    denominator: float | None
    value: float | None
    low: float | None
    high: float | None
    n: int
    mature: bool
    hidden: bool = False

    @property
    def metric(self) -> Metric:
        return BY_KEY[self.key]

    def as_json(self) -> dict[str, Any]:
        whole = asdict(self)
        whole.pop("hidden")
        return whole


def last_year(at: datetime) -> Period:
    today = timezone.localdate(at)
    return Period(today - timedelta(days=364), today)


def figures(period: Period, *, at: datetime) -> list[Figure]:
    """Give every figure of the active company, in the order of the list of metrics."""
    return [figure(metric, COUNTS[metric.key](period, at)) for metric in METRICS]


def figure(metric: Metric, tally: Tally) -> Figure:
    """Turn a count into a figure: intervals, scores, and nothing where too few people are behind it."""
    if metric.key in FROM_CANDIDATES and tally.denominator < SMALLEST_CELL:
        return Figure(metric.key, None, None, None, None, None, n=0, mature=False, hidden=True)
    if metric.unit == Unit.COUNT:
        return Figure(metric.key, tally.numerator, None, tally.numerator, None, None, n=tally.numerator, mature=True)
    if tally.denominator == 0:
        return Figure(metric.key, 0, 0, None, None, None, n=0, mature=False)
    return _SHAPES[metric.unit](metric, tally)


def _share(metric: Metric, tally: Tally) -> Figure:
    low, high = wilson(tally.numerator, tally.denominator)
    value = tally.numerator / tally.denominator
    return Figure(
        metric.key, tally.numerator, tally.denominator, value, low, high, n=tally.denominator, mature=tally.mature
    )


def _days(metric: Metric, tally: Tally) -> Figure:
    middle = float(median(tally.values))
    n = len(tally.values)
    return Figure(metric.key, None, n, middle, middle, percentile(tally.values, 0.9), n=n, mature=True)


def _points(metric: Metric, tally: Tally) -> Figure:
    promoters, detractors = promoters_and_detractors(tally.values)
    n = len(tally.values)
    return Figure(metric.key, promoters - detractors, n, 100 * (promoters - detractors) / n, None, None, n, mature=True)


_SHAPES: dict[Unit, Callable[[Metric, Tally], Figure]] = {
    Unit.SHARE: _share,
    Unit.DAYS: _days,
    Unit.POINTS: _points,
}


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
    points = []
    start = period.start
    while start <= period.end:
        following = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
        points.append(_month(Period(start, min(period.end, following - timedelta(days=1))), at))
        start = following
    return points


def _month(period: Period, at: datetime) -> MonthPoint:
    told, received = cohorts.days_to_notice(period, at), cohorts.funnel(period)
    middle = float(median(told.values)) if told.values else None
    return MonthPoint(period.start.replace(day=1), told.denominator, middle, received.disclosed, received.interviewing)


@dataclass(frozen=True, slots=True)
class Voices:
    """How people answered "would you recommend applying": whole fives, or nothing (LEGAL A-07)."""

    n: int
    gladly: int  # 9, 10
    maybe: int  # 7, 8
    hardly: int  # 0 to 6


def voices(period: Period, *, at: datetime) -> Voices | None:
    values = cohorts.satisfaction(period, at).values
    if not values:
        return None
    gladly, hardly = promoters_and_detractors(values)
    return Voices(len(values), gladly, len(values) - gladly - hardly, hardly)


def news_of_hires() -> int | None:
    """Give how many past applicants told this company they were hired elsewhere; None for fewer than five (E12).

    Counts only words a person chose to send. Over all time, so that two periods cannot be subtracted.
    """
    told = HireNews.objects.count()
    return told if told >= SMALLEST_CELL else None
