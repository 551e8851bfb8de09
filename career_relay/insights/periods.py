"""The periods a report may speak of."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.insights.cohorts import Period

FISCAL_YEAR_BEGINS = 4  # April


class Span(models.TextChoices):
    YEAR = "12", _("last 12 months")
    HALF = "6", _("last 6 months")
    QUARTER = "3", _("last 3 months")
    FISCAL = "fy", _("this fiscal year")


def span(asked: str | None) -> Span:
    """Give the span somebody asked for; a year when they asked for nothing we know."""
    return Span(asked) if asked in Span.values else Span.YEAR


def period_of(chosen: Span, *, at: datetime) -> Period:
    today = timezone.localdate(at)
    return _STARTS[chosen](today, chosen)


def months_back(day: date, months: int) -> date:
    """Give the day after the one so many months earlier: 31 May, three months back, begins on 1 March."""
    first = day.replace(day=1)
    for _month in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    last_of_month = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last_of_month.day)) + timedelta(days=1)


def month_of(day: date) -> date:
    return day.replace(day=1)


def months_of(period: Period) -> list[Period]:
    """Give the calendar months that a period touches, oldest first; the first and the last may be cut by its ends."""
    parts, start = [], period.start
    while start <= period.end:
        following = month_of(month_of(start) + timedelta(days=32))
        parts.append(Period(start, min(period.end, following - timedelta(days=1))))
        start = following
    return parts


def _last_months(today: date, chosen: Span) -> Period:
    return Period(months_back(today, int(chosen)), today)


def _last_year(today: date, chosen: Span) -> Period:
    return Period(today - timedelta(days=364), today)


def _fiscal_year(today: date, chosen: Span) -> Period:
    year = today.year if today.month >= FISCAL_YEAR_BEGINS else today.year - 1
    return Period(date(year, FISCAL_YEAR_BEGINS, 1), today)


_STARTS: dict[Span, Callable[[date, Span], Period]] = {
    Span.YEAR: _last_year,
    Span.HALF: _last_months,
    Span.QUARTER: _last_months,
    Span.FISCAL: _fiscal_year,
}
