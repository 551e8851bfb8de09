"""The dates the law sets for the operator, as data: `calendar_files/*.yaml`, one file a country (LEGAL §9, M-07, H9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.companies.events import CompanyEvent
from career_relay.companies.evidence import SOON, days_left
from career_relay.companies.licences import Kind, in_force
from career_relay.companies.models import Company, Filing, Licence

FOLDER = Path(__file__).parent / "calendar_files"
NEAR = 365  # days: the next one, and the last, filed or left open


@dataclass(frozen=True, slots=True)
class Duty:
    """Something handed in each year, by whoever holds one of the kinds of licence."""

    key: str
    kinds: frozenset[str]
    month: int
    day: int
    name: dict[str, str]
    law: str


@dataclass(frozen=True, slots=True)
class Watched:
    """A change of the law to look at."""

    on: date
    name: dict[str, str]
    status: str  # in force, passed, planned


@dataclass(frozen=True, slots=True)
class Due:
    """One date with what has become of it."""

    key: str
    name: dict[str, str]
    law: str
    on: date
    days: int
    filing: Filing | None

    @property
    def state(self) -> str:
        """`filed`, `late`, `week`, `month`, `soon` or nothing."""
        if self.filing:
            return "filed"
        steps = ((-1, "late"), (7, "week"), (30, "month"), (60, "soon"))
        return next((name for most, name in steps if self.days <= most), "")


@cache
def _files() -> list[dict[str, Any]]:
    return [yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml"))]


@cache
def duties() -> list[Duty]:
    return [
        Duty(one["key"], frozenset(one["kinds"]), one["month"], one["day"], one["name"], one["law"])
        for content in _files()
        for one in content["duties"]
    ]


def watched() -> list[Watched]:
    """The changes of the law to watch, earliest first."""
    found = [Watched(one["day"], one["name"], one["status"]) for content in _files() for one in content["watch"]]
    return sorted(found, key=lambda one: one.on)


def due_dates(on: date) -> list[Due]:
    """What the operator owes around that day, by date: the next of each duty, and what was left open for a year.

    A duty holds for whoever had such a licence on the day it fell due, or has one now.
    """
    licences = list(Licence.objects.filter(holder__kind=Company.Kind.OPERATOR))
    filed = {(one.key, one.due_on): one for one in Filing.objects.all()}
    found = [
        Due(duty.key, duty.name, duty.law, day, (day - on).days, filed.get((duty.key, day)))
        for duty in duties()
        for day in _days(duty, on)
        if any(one.kind in duty.kinds and in_force(one, min(day, on)) for one in licences)
    ]
    return sorted([*found, *_ends(licences, on)], key=lambda one: (one.on, one.key))


def _days(duty: Duty, on: date) -> Iterator[date]:
    """The day last year, this year and next, as far as they are near."""
    for year in (on.year - 1, on.year, on.year + 1):
        day = date(year, duty.month, duty.day)
        if abs((day - on).days) <= NEAR:
            yield day


def _ends(licences: list[Licence], on: date) -> Iterator[Due]:
    """Licences that end soon: to be renewed before."""
    for one in licences:
        left = days_left(one, on)
        if one.expires_on and left is not None and 0 <= left <= SOON:
            label = str(Kind(one.kind).label)
            yield Due(f"licence-{one.pk}", {"ja": label, "en": label}, one.number, one.expires_on, left, None)


@transaction.atomic
def file_duty(key: str, due_on: date, *, filed_on: date, evidence: str, by: Actor) -> Filing:
    """Write down that something was handed in, with its proof. Raises Refused for what is not due, or lacks proof."""
    if not any(one.key == key and due_on == date(due_on.year, one.month, one.day) for one in duties()):
        raise Refused(_("There is no such date in the calendar."))
    if filed_on > timezone.localdate():
        raise Refused(_("This day has not come yet."))
    if not evidence.strip():
        raise Refused(_("Name the proof: the receipt number, or where the stamped copy is kept."))
    try:
        with transaction.atomic():
            filing = Filing.objects.create(
                key=key, due_on=due_on, filed_on=filed_on, evidence=evidence.strip()[:200], filed_by=by.id or 0
            )
    except IntegrityError:
        return Filing.objects.get(key=key, due_on=due_on)
    record(CompanyEvent.FILED, filing, by=by, key=key, due_on=due_on.isoformat())
    return filing
