"""A figure: what a count says, how sure it is, and nothing where too few people are behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from career_relay.insights.metrics import BY_KEY, SMALLEST_CELL, Metric, Missing, Unit
from career_relay.insights.rates import mean_interval, middle, percentile_of, promoters_and_detractors, wilson
from career_relay.insights.tallies import Tally


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `value` is a share 0–1, a count, a median of days or hours, a mean, yen, or points from −100 to 100.

    `low` and `high` are the 95 % interval of a share or a mean; for days, the median and the 90th percentile; for hours,
    the median and the 95th. `numerator` is empty for days: a median has none. `mature` is False while nothing may be
    judged yet. A hidden cell has no numbers at all; a missing one says why. `erased`: how many were left out of both
    sides because they were erased.
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
    erased: int = 0
    missing: Missing | None = None

    @property
    def metric(self) -> Metric:
        return BY_KEY[self.key]

    def as_json(self) -> dict[str, Any]:
        whole = asdict(self)
        whole.pop("hidden")
        return whole


def nothing(key: str, **more: Any) -> Figure:
    """Give a figure without numbers: hidden, missing, or of nobody."""
    return Figure(key, None, None, None, None, None, n=0, mature=False, **more)


def figure(metric: Metric, tally: Tally) -> Figure:
    """Turn a count into a figure."""
    if metric.from_candidates and tally.n < SMALLEST_CELL:
        return nothing(metric.key, hidden=True)
    if metric.unit == Unit.COUNT:
        count = sum(tally.values.values())
        return Figure(metric.key, count, None, count, None, None, n=count, mature=True, erased=tally.erased)
    if tally.n == 0:
        return Figure(metric.key, 0, 0, None, None, None, n=0, mature=False, erased=tally.erased)
    return _SHAPES[metric.unit](metric, tally)


def _share(metric: Metric, tally: Tally, scale: int = 1) -> Figure:
    low, high = wilson(tally.hits, tally.n)
    value = scale * tally.hits / tally.n
    return _told(metric, tally, tally.hits, value, scale * low, scale * high)


def _per_mille(metric: Metric, tally: Tally) -> Figure:
    return _share(metric, tally, 1_000)


def _waited(metric: Metric, tally: Tally, share: float = 0.9) -> Figure:
    half = middle(tally.values)
    return _told(metric, tally, None, half, half, percentile_of(tally.values, share))


def _hours(metric: Metric, tally: Tally) -> Figure:
    return _waited(metric, tally, 0.95)


def _points(metric: Metric, tally: Tally) -> Figure:
    promoters, detractors = promoters_and_detractors(tally.values)
    points = promoters - detractors
    return _told(metric, tally, points, 100 * points / tally.n, None, None)


def _mean(metric: Metric, tally: Tally) -> Figure:
    total = sum(value * n for value, n in tally.values.items())
    low, high = mean_interval(tally.values)
    return _told(metric, tally, total, total / tally.n, low, high)


def _told(
    metric: Metric, tally: Tally, numerator: float | None, value: float, low: float | None, high: float | None
) -> Figure:
    n = tally.n
    return Figure(metric.key, numerator, n, value, low, high, n=n, mature=tally.mature, erased=tally.erased)


_SHAPES: dict[Unit, Callable[[Metric, Tally], Figure]] = {
    Unit.SHARE: _share,
    Unit.PER_MILLE: _per_mille,
    Unit.DAYS: _waited,
    Unit.CALENDAR: _waited,
    Unit.HOURS: _hours,
    Unit.POINTS: _points,
    Unit.MEAN: _mean,
}
