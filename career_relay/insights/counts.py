"""One period counted: every figure of it, from the entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from career_relay.consents.models import AccessGrant
from career_relay.insights import costs as money
from career_relay.insights import tallies
from career_relay.insights.cohorts import Period
from career_relay.insights.entries import ENTRIES, Rule
from career_relay.insights.facts import Asked, Shelf
from career_relay.insights.figures import Figure, figure, nothing
from career_relay.insights.metrics import Metric
from career_relay.insights.tallies import NOTHING, Histogram, Tally
from career_relay.relay.balance import balance_of

WINDOWS = {"reapply_rate": 365, "reapply_rate_180": 180, "reapply_rate_730": 730}
COSTS = frozenset({"recruiting_cost", "cost_per_hire", "cost_per_hire_comparable", "recruiting_cost_ratio"})


class Counts:
    """The figures of one period, asked at one moment. What several figures need is counted once."""

    def __init__(self, period: Period, at: datetime, shelf: Shelf | None = None) -> None:
        self.period, self.at, self.today = period, at, timezone.localdate(at)
        self.shelf = shelf or Shelf(at)
        self._known: dict[Asked, Tally] = {}

    def needs(self, key: str) -> list[Asked]:
        """Give the entries a figure is told from, so that those of many figures are read together."""
        if key in WINDOWS:
            return [("reapplied", self.period), ("reapplied", closed(self.period, self.today, WINDOWS[key]))]
        if key in COSTS:
            return [("hires", self.period)]
        return [(key, self.period)] if key in ENTRIES else []

    def figure(self, metric: Metric, costs: money.Costs) -> Figure:
        if metric.key in COSTS:
            return self._cost(metric, costs)
        if metric.key == "balance":
            return self._balance(metric)
        if metric.missing:
            return nothing(metric.key, missing=metric.missing)
        return figure(metric, self.tally(metric.key))

    def tally(self, key: str) -> Tally:
        if key in WINDOWS:
            return self._reapplied(WINDOWS[key])
        if key == "withdrawal_rate":
            return self._withdrawn()
        if key == "consent_rate":
            return self._carried()
        return self._entries(key, self.period)

    def came_back(self, days: int) -> Tally:
        """Count people turned away in the period itself and how many came back within so many days of it."""
        is_ripe = self.period.end + timedelta(days) < self.today
        return replace(_within(self._entries("reapplied", self.period), days), mature=is_ripe)

    def _entries(self, key: str, period: Period) -> Tally:
        if (key, period) not in self._known:
            self._known[key, period] = self._put_together(key, period)
        return self._known[key, period]

    def _put_together(self, key: str, period: Period) -> Tally:
        """Take the facts, and count what happened since they were made. People with entries in both count anew."""
        values: Histogram
        values, erased = self.shelf.of(key, period)
        if (last := self.shelf.last_day(key)) is None or last < period.start:
            return Tally(tallies.live(key, period, self.at), erased=erased)
        since = Period(last + timedelta(days=1), period.end)
        if since.start > period.end or not ENTRIES[key].today:
            return Tally(values, erased=erased)
        if ENTRIES[key].rule == Rule.EACH:
            return Tally(_plus(values, tallies.live(key, since, self.at)), erased=erased)
        if who := tallies.people_in(key, since, self.at):
            before = tallies.live(key, Period(period.start, last), self.at, who=who)
            whole = tallies.live(key, period, self.at, who=who)
            values = _plus(_plus(values, before, -1), whole)
        return Tally(values, erased=erased)

    def _reapplied(self, days: int) -> Tally:
        return reapplied(self._entries, self.period, self.today, days)

    def _withdrawn(self) -> Tally:
        """Count consents in force when the period began, and those of them taken back in it."""
        begun = self.period.since
        active = AccessGrant.objects.filter(granted_at__lt=begun, until__gt=begun).filter(
            Q(revoked_at=None) | Q(revoked_at__gte=begun)
        )
        taken_back = active.filter(revoked_at__lt=min(self.period.until, self.at)).count()
        return share(taken_back, active.count())

    def _carried(self) -> Tally:
        """Totals of twelve whole months, of five or more: what a company may know of what it gave (PRODUCT E12)."""
        given = balance_of(today=self.today)
        if given.letters is None or given.carried is None:
            return NOTHING
        return share(given.carried, given.letters)

    def _balance(self, metric: Metric) -> Figure:
        given = balance_of(today=self.today)
        if given.carried is None or given.in_time is None:
            return nothing(metric.key, hidden=True)
        value = given.in_time.kept - given.carried
        return Figure(metric.key, value, None, value, None, None, n=given.in_time.kept + given.carried, mature=True)

    def _cost(self, metric: Metric, costs: money.Costs) -> Figure:
        hires = self._entries("hires", self.period).n
        over, under = money.parts(metric.key, costs, hires)
        if over is None or under is None:
            return nothing(metric.key, missing=metric.missing)
        n = 0 if metric.key == "recruiting_cost" else hires
        if not under:
            return Figure(metric.key, over, under, None, None, None, n=n, mature=False)
        return Figure(metric.key, over, under, over / under, None, None, n=n, mature=True)


def share(hits: int, n: int) -> Tally:
    return Tally({value: count for value, count in ((1, hits), (0, n - hits)) if count})


def reapplied(entries: Callable[[str, Period], Tally], period: Period, today: date, days: int) -> Tally:
    """Count people whose window of so many days closed in the period: they were answered that long before.

    Each counts once, with their first answer: with the last one, everybody who came back and was turned away again
    would count as not having come back. While nobody's window has closed, the people answered in the period are
    counted instead, and the tally is not mature.
    """
    ripe = _within(entries("reapplied", closed(period, today, days)), days)
    return ripe if ripe.n else replace(_within(entries("reapplied", period), days), mature=False)


def closed(period: Period, today: date, days: int) -> Period:
    """The days whose windows of so many days closed in the period."""
    return Period(period.start, min(period.end, today - timedelta(days=1))).moved(-days)


def _plus(one: Histogram, other: Histogram, sign: int = 1) -> Histogram:
    both = {value: one.get(value, 0) + sign * other.get(value, 0) for value in {*one, *other}}
    return {value: n for value, n in both.items() if n > 0}


def _within(tally: Tally, days: int) -> Tally:
    """Read a window off the days until the next application."""
    hits = sum(n for value, n in tally.values.items() if 0 < value <= days)
    return replace(tally, values=share(hits, tally.n).values)


def parts(key: str, by: str, period: Period, at: datetime) -> dict[str, Tally]:
    """Count each part of a figure."""
    if key not in WINDOWS:
        return {part: Tally(values) for part, values in tallies.live_parts(key, by, period, at).items()}
    ripe = tallies.live_parts("reapplied", by, closed(period, timezone.localdate(at), WINDOWS[key]), at)
    found = ripe or tallies.live_parts("reapplied", by, period, at)
    return {part: replace(_within(Tally(values), WINDOWS[key]), mature=bool(ripe)) for part, values in found.items()}
