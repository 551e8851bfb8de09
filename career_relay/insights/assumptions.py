"""What the return is worked out from: each number with its source and year, and who set it when.

A number that nobody has published is not made up here: it is empty until the company says its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.insights.events import InsightEvent
from career_relay.insights.models import Assumption

MOST_YEN = 1_000_000_000
LONGEST_SOURCE = 200


class Kind(StrEnum):
    YEN = "yen"
    HOURS = "hours"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Asked:
    """One number somebody may say. `default` is None where nothing was published: then `source` says what to enter."""

    key: str
    name: str | Promise
    hint: str | Promise
    kind: Kind
    default: Decimal | None = None
    source: str | Promise = ""
    group: str = "costs"

    @property
    def most(self) -> int:
        return {Kind.YEN: MOST_YEN, Kind.HOURS: 10_000, Kind.PERCENT: 100}[self.kind]


WHITE_PAPER = _("Placement white paper 2020 (costs of 2019)")
NOT_PUBLISHED = _("No published figure: enter your own.")

ASKED: tuple[Asked, ...] = (
    Asked(
        key="baseline_mid_career",
        name=_("What a mid-career hire costs otherwise"),
        hint=_("Yen for one hire through the channel that was not needed."),
        kind=Kind.YEN,
        default=Decimal(1_033_000),
        source=WHITE_PAPER,
        group="benefit",
    ),
    Asked(
        key="baseline_new_graduate",
        name=_("What hiring a graduate costs otherwise"),
        hint=_("Yen for one hire through the channel that was not needed."),
        kind=Kind.YEN,
        default=Decimal(936_000),
        source=WHITE_PAPER,
        group="benefit",
    ),
    Asked(
        key="baseline_part_time",
        name=_("What a part-time hire costs otherwise"),
        hint=_("Yen for one hire. While it is empty, these hires are counted and no money is booked for them."),
        kind=Kind.YEN,
        source=NOT_PUBLISHED,
        group="benefit",
    ),
    Asked(
        key="rehire_cost",
        name=_("What one hire of a past applicant costs"),
        hint=_(
            "Yen: talks, travel, a fee. It is taken off the benefit of each such hire and is not part of the costs below."
        ),
        kind=Kind.YEN,
        source=NOT_PUBLISHED,
        group="benefit",
    ),
    Asked(
        key="relay_cost",
        name=_("What one hire through the relay costs"),
        hint=_(
            "Yen: fees or credits at their face value. Taken off the benefit of each such hire, and not part of the costs below."
        ),
        kind=Kind.YEN,
        source=NOT_PUBLISHED,
        group="benefit",
    ),
    Asked(
        key="tool_month",
        name=_("The program, a month"),
        hint=_("Yen: licence, server, support."),
        kind=Kind.YEN,
        source=NOT_PUBLISHED,
    ),
    Asked(
        key="hours_month",
        name=_("Hours of work, a month"),
        hint=_("Hours your staff spends on answers, the pool and introductions."),
        kind=Kind.HOURS,
        source=NOT_PUBLISHED,
    ),
    Asked(
        key="hour_rate",
        name=_("What one hour costs"),
        hint=_("Yen: pay with social insurance and office."),
        kind=Kind.YEN,
        source=NOT_PUBLISHED,
    ),
    Asked(
        key="fees_month",
        name=_("Other fees, a month"),
        hint=_("Yen: only what is not already in the cost of one hire above. May stay empty."),
        kind=Kind.YEN,
        source=NOT_PUBLISHED,
    ),
    Asked(
        key="resentment_before",
        name=_("Applicants who turned away for good, before"),
        hint=_("Per cent of those asked who answered 1 of 4 on the question of relationship."),
        kind=Kind.PERCENT,
        source=_("Your own survey. For comparison: 14 % in 2024, 15 % in 2025 (Talent Board, all regions)"),
        group="customers",
    ),
    Asked(
        key="resentment_now",
        name=_("Applicants who turned away for good, now"),
        hint=_("The same question, asked in this period."),
        kind=Kind.PERCENT,
        source=_("Your own survey."),
        group="customers",
    ),
    Asked(
        key="customer_share",
        name=_("Applicants who are customers"),
        hint=_("Per cent. The published calculation takes every applicant for a customer; hardly ever true."),
        kind=Kind.PERCENT,
        source=NOT_PUBLISHED,
        group="customers",
    ),
    Asked(
        key="customer_yen",
        name=_("Revenue of one customer, a year"),
        hint=_("Yen."),
        kind=Kind.YEN,
        source=NOT_PUBLISHED,
        group="customers",
    ),
)
BY_KEY = {one.key: one for one in ASKED}
GROUPS: tuple[tuple[str, str | Promise], ...] = (
    ("benefit", _("What a hire would have cost otherwise")),
    ("costs", _("What this work costs")),
    ("customers", _("Customers kept (left out while a field is empty)")),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One number as it counts today. `set_at` is None while it is the default."""

    asked: Asked
    value: Decimal | None
    source: str
    set_by: str = ""
    set_at: datetime | None = None


def standing(at: datetime | None = None) -> dict[str, Standing]:
    """Give what counts for the active company, or counted at a moment: its own number, else the default."""
    rows = Assumption.objects.select_related("set_by").order_by("key", "-set_at", "-pk").distinct("key")
    rows = rows.filter(set_at__lte=at) if at else rows
    own = {row.key: row for row in rows}
    return {one.key: _stands(one, own.get(one.key)) for one in ASKED}


def _stands(asked: Asked, row: Assumption | None) -> Standing:
    if row is None:
        return Standing(asked, asked.default, str(asked.source))
    name = row.set_by.name if row.set_by else str(pgettext_lazy("of the staff", "somebody who left"))
    return Standing(asked, row.value, row.source, name, row.set_at)


@transaction.atomic
def set_assumptions(values: Mapping[str, tuple[Decimal | None, str]], *, by: Actor) -> list[str]:
    """Keep the numbers that differ from those that count, each as a new row: an old report can still be explained.

    values: number and source by key. out: the keys that changed. Raises Refused for a number that cannot be.
    """
    now = standing()
    changed = {key: said for key, said in values.items() if said != (now[key].value, now[key].source)}
    for key, (value, _source) in changed.items():
        ensure_possible(BY_KEY[key], value)
    for key, (value, source) in changed.items():
        row = Assumption.objects.create(key=key, value=value, source=source[:LONGEST_SOURCE], set_by_id=by.id)
        record(InsightEvent.ASSUMPTION_SET, row, by=by, key=key)
    return sorted(changed)


def ensure_possible(asked: Asked, value: Decimal | None) -> None:
    if value is not None and not 0 <= value <= asked.most:
        raise Refused(_("{name}: choose a number from 0 to {most}.").format(name=asked.name, most=f"{asked.most:,}"))
