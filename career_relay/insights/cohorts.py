"""A period of days in Japan, and how far received introductions came in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from career_relay.relay.models import Introduction


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to and including `end`, in Japanese time."""

    start: date
    end: date

    @property
    def since(self) -> datetime:
        return midnight(self.start)

    @property
    def until(self) -> datetime:
        return midnight(self.end + timedelta(days=1))

    def moved(self, days: int) -> Period:
        return Period(self.start + timedelta(days), self.end + timedelta(days))


def midnight(day: date) -> datetime:
    """Give the moment a day begins in Japan."""
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True, slots=True)
class Funnel:
    """Introductions a company received, by how far they came. Nothing before a yes is ever counted."""

    disclosed: int
    receipt: int
    interviewing: int
    offered: int
    hired: int


def funnel(period: Period) -> Funnel:
    rows = Introduction.objects.filter(disclosed_at__gte=period.since, disclosed_at__lt=period.until)
    steps = ("receipt", "interviewing", "offered", "hired")
    counts = {step: Count("pk", filter=Q(**{f"{step}_at__isnull": False})) for step in steps}
    return Funnel(**rows.aggregate(disclosed=Count("pk"), **counts))
