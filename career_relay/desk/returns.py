"""The return in words: its lines, its costs, and the five numbers on top."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import ngettext

from career_relay.base import wording
from career_relay.insights import assumptions, hires
from career_relay.insights.cohorts import Period
from career_relay.insights.roi import Line, Roi, months_of, worked_out
from career_relay.positions.models import Track

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class LineSaid:
    """One line of the table in words. `yen` is a dash where nothing is booked."""

    name: str
    sub: str
    count: str
    each: str
    yen: str
    is_booked: bool


@dataclass(frozen=True, slots=True)
class ReturnSaid:
    """A dash stands where nothing can be told."""

    lines: tuple[LineSaid, ...]
    costs: tuple[tuple[str | Promise, str], ...]
    not_entered: tuple[str | Promise, ...]
    benefit: str
    with_assisted: str
    cost: str
    share: str
    share_with_assisted: str
    payback: str

    @property
    def is_told(self) -> bool:
        return self.share != NOTHING


def return_of(period: Period, at: datetime) -> ReturnSaid:
    """Work out the return of the active company in a period, and say it."""
    found = hires.hires_of(period, at)
    return said(worked_out(found, hires.turned_away(period, at), assumptions.standing(), months_of(period)))


def said(done: Roi) -> ReturnSaid:
    return ReturnSaid(
        lines=tuple(map(line_said, done.lines)),
        costs=tuple((one.name, yen(one.yen)) for one in done.costs),
        not_entered=done.not_entered,
        benefit=yen(done.benefit),
        with_assisted=yen(done.with_assisted),
        cost=yen(done.cost),
        share=percent(done.share),
        share_with_assisted=percent(done.share_with_assisted),
        payback=NOTHING if done.payback_months is None else f"{done.payback_months:.1f}",
    )


def line_said(line: Line) -> LineSaid:
    return LineSaid(
        name=str(line.name),
        sub=str(Track(line.track).label) if line.track else "",
        count=ngettext("{n} person", "{n} people", line.count).format(n=f"{line.count:,}"),
        each=yen(line.each),
        yen=yen(line.yen),
        is_booked=line.is_booked,
    )


def yen(amount: Decimal | None) -> str:
    """Whole yen; a minus in front of what was lost; a dash for what nobody knows."""
    if amount is None:
        return NOTHING
    whole = wording.yen(abs(round(amount)))
    return f"−{whole}" if round(amount) < 0 else whole


def percent(share: Decimal | None) -> str:
    return NOTHING if share is None else f"{100 * share:,.0f}".replace("-", "−")
