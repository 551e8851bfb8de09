"""A figure month by month beside the same months a while before: as a drawing and as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from career_relay.desk import charts
from career_relay.desk.figure_words import Said, say
from career_relay.insights import queries
from career_relay.insights.cohorts import Period
from career_relay.insights.metrics import BY_KEY, METRICS, Metric, Unit
from career_relay.insights.queries import NOT_SPLIT

FIRST_SHOWN = "reapply_rate"


@dataclass(frozen=True, slots=True)
class Month:
    month: date
    now: Said
    before: Said | None


@dataclass(frozen=True, slots=True)
class Trend:
    metric: Metric
    months: tuple[Month, ...]
    now: charts.Line
    before: charts.Line

    @property
    def unit(self) -> str:
        """The unit of the first month that tells a number."""
        return next((one.now.small for one in self.months if one.now.small), "")

    @property
    def last(self) -> Said | None:
        return self.months[-1].now if self.months else None


def can_be_drawn(metric: Metric) -> bool:
    """What has a number for each month: nothing of money nobody entered, no total of twelve months."""
    return not metric.missing and metric.key not in NOT_SPLIT


def choices(*, relays: bool) -> list[Metric]:
    return [metric for metric in METRICS if can_be_drawn(metric) and (relays or not metric.relay)]


def chosen(asked: str | None, among: Iterable[Metric]) -> str:
    """Give the figure somebody asked for; the first shown when they asked for nothing we know."""
    return asked if asked in {metric.key for metric in among} else FIRST_SHOWN


def trend_of(key: str, period: Period, before: Period, *, at: datetime) -> Trend:
    """Give one figure for each month of the period; the months before stand beside it, first to first."""
    now = [(month, say(figure)) for month, figure in queries.trend(key, period, at=at)]
    then = [say(figure) for _month, figure in queries.trend(key, before, at=at)]
    beside = [*then, *[None] * len(now)][: len(now)]
    metric = BY_KEY[key]
    drawn, earlier = charts.lines(
        _values([said for _month, said in now]), _values(beside), most=100 if metric.unit == Unit.SHARE else None
    )
    months = (Month(month, said, then) for (month, said), then in zip(now, beside, strict=True))
    return Trend(metric, tuple(months), drawn, earlier)


def _values(said: Sequence[Said | None]) -> list[float | None]:
    return [one.value if one else None for one in said]
