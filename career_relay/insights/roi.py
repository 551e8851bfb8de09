"""What the work brought in money, and what it cost: benefit lines separate, no hire booked twice (KPI: programme ROI).

    benefit  = Σ hires of past applicants × (what such a hire costs otherwise − what it cost)
             + Σ hires through the relay  × (what such a hire costs otherwise − what it cost)
             + optional: customers kept
    cost     = program + hours × rate + other fees
    ROI      = (benefit − cost) / cost;   payback in months = cost / (benefit / months)

A hire that would have happened anyway is not booked. *Attributed*: they applied again soon after we invited them. *Assisted*:
our answer or an older letter may have helped. The return is told from attributed hires and the relay; with assisted ones
it is a second number, never the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.insights.assumptions import Standing
from career_relay.insights.cohorts import Period
from career_relay.positions.models import Track

DAYS_OF_A_MONTH = Decimal("30.4375")
ZERO = Decimal(0)


class Way(StrEnum):
    """How somebody who was hired had come to us. Each person has one: the first that holds."""

    RELAY = "relay"
    ATTRIBUTED = "attributed"
    ASSISTED = "assisted"


Hires = Mapping[tuple[str, str], int]  # by way and track
BASELINES = {
    Track.MID_CAREER: "baseline_mid_career",
    Track.NEW_GRADUATE: "baseline_new_graduate",
    Track.PART_TIME: "baseline_part_time",
}
COSTS = {Way.RELAY: "relay_cost", Way.ATTRIBUTED: "rehire_cost", Way.ASSISTED: "rehire_cost"}
NAMES: dict[str, str | Promise] = {
    Way.RELAY: _("Hires through the relay"),
    Way.ATTRIBUTED: _("Hires of past applicants we had invited"),
    Way.ASSISTED: _("Hires of past applicants we may have helped to come back"),
}
CUSTOMERS = ("resentment_before", "resentment_now", "customer_share", "customer_yen")
NEEDED_COSTS = ("tool_month", "hours_month", "hour_rate")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: how many, what one is worth, and the whole. `yen` is None where no baseline is known."""

    key: str
    name: str | Promise
    count: int
    each: Decimal | None
    yen: Decimal | None
    track: str = ""
    is_booked: bool = True  # counts in the return; an assisted one only in the second number


@dataclass(frozen=True, slots=True)
class Cost:
    name: str | Promise
    yen: Decimal | None  # None: nobody has said


@dataclass(frozen=True, slots=True)
class Roi:
    """The whole calculation. Shares are None until every needed cost is said: a cost nobody entered is not zero."""

    months: Decimal
    lines: tuple[Line, ...]
    costs: tuple[Cost, ...]
    benefit: Decimal
    with_assisted: Decimal
    cost: Decimal | None
    not_entered: tuple[str | Promise, ...]

    @property
    def share(self) -> Decimal | None:
        return return_on(self.benefit, self.cost)

    @property
    def share_with_assisted(self) -> Decimal | None:
        return return_on(self.with_assisted, self.cost)

    @property
    def payback_months(self) -> Decimal | None:
        return payback(self.benefit, self.cost, self.months)


def return_on(benefit: Decimal, cost: Decimal | None) -> Decimal | None:
    """Give (benefit − cost) / cost; None without a cost."""
    return (benefit - cost) / cost if cost else None


def payback(benefit: Decimal, cost: Decimal | None, months: Decimal) -> Decimal | None:
    """Give the months until the benefit has paid the cost; None without either."""
    return cost / (benefit / months) if cost and benefit > 0 and months else None


def months_of(period: Period) -> Decimal:
    """Give the length of a period in months of a mean year."""
    return Decimal((period.end - period.start).days + 1) / DAYS_OF_A_MONTH


def worked_out(hires: Hires, rejected: int, numbers: Mapping[str, Standing], months: Decimal) -> Roi:
    """Put counts and assumptions together. Each hire is in one line, each cost in one place."""
    said = {key: one.value for key, one in numbers.items()}
    lines = [
        _hires_line(way, track, count, said) for (way, track), count in sorted(hires.items(), key=_in_order) if count
    ]
    if (kept := _customers_line(rejected, said)) is not None:
        lines.append(kept)
    costs = _costs(said, months)
    open_costs = any(said[key] is None for key in NEEDED_COSTS)
    return Roi(
        months=months,
        lines=tuple(lines),
        costs=costs,
        benefit=sum((one.yen or ZERO for one in lines if one.is_booked), ZERO),
        with_assisted=sum((one.yen or ZERO for one in lines), ZERO),
        cost=None if open_costs else sum((one.yen or ZERO for one in costs), ZERO),
        not_entered=tuple(numbers[key].asked.name for key in _wanted(hires) if said[key] is None),
    )


def _in_order(item: tuple[tuple[str, str], int]) -> tuple[int, int]:
    (way, track), _count = item
    return list(Way).index(Way(way)), list(BASELINES).index(Track(track))


def _hires_line(way: str, track: str, count: int, said: Mapping[str, Decimal | None]) -> Line:
    baseline, own = said[BASELINES[Track(track)]], said[COSTS[Way(way)]]
    each = None if baseline is None else baseline - (own or ZERO)
    whole = None if each is None else count * each
    return Line(way, NAMES[way], count, each, whole, track, is_booked=way != Way.ASSISTED)


def _customers_line(rejected: int, said: Mapping[str, Decimal | None]) -> Line | None:
    """Customers kept: fewer of those turned away resent it. Left out until all four numbers are said."""
    before, now, share, yen = (said[key] for key in CUSTOMERS)
    if before is None or now is None or share is None or yen is None:
        return None
    each = (before - now) / 100 * share / 100 * yen
    return Line("customers", _("Customers kept among those turned away"), rejected, each, rejected * each)


def _costs(said: Mapping[str, Decimal | None], months: Decimal) -> tuple[Cost, ...]:
    tool, hours, rate, fees = (said[key] for key in (*NEEDED_COSTS, "fees_month"))
    work = None if hours is None or rate is None else months * hours * rate
    return (
        Cost(_("The program"), None if tool is None else months * tool),
        Cost(_("Hours of work"), work),
        Cost(_("Other fees"), None if fees is None else months * fees),
    )


def _wanted(hires: Hires) -> list[str]:
    """The numbers without which this calculation says too much or nothing."""
    used = Counter(key for (way, track), n in hires.items() if n for key in (BASELINES[Track(track)], COSTS[Way(way)]))
    return [*(key for key in used), *NEEDED_COSTS]
