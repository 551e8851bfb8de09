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


class Against(models.TextChoices):
    """What a period is compared with."""

    YEAR = "year", _("a year earlier")
    BEFORE = "before", _("the period before")


def against(asked: str | None) -> Against:
    """Give what somebody asked to compare with; a year earlier when they asked for nothing we know."""
    return Against(asked) if asked in Against.values else Against.YEAR


def earlier(period: Period, chosen: Against) -> Period:
    """Give the days to compare with: the same days a year earlier, or as many days just before."""
    days = (period.end - period.start).days + 1
    if chosen == Against.BEFORE:
        return period.moved(-days)
    return Period(_year_before(period.start), _year_before(period.end))


def _year_before(day: date) -> date:
    """The same day a year earlier: 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def whole_month(asked: str | None, *, at: datetime) -> Period:
    """Give the month somebody asked for as YYYY-MM; the last one that is over for anything else or to come."""
    last = month_of(timezone.localdate(at)) - timedelta(days=1)
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError:
        first = month_of(last)
    if not first.year >= 2000 or first > last:
        first = month_of(last)
    return Period(first, month_of(first + timedelta(days=32)) - timedelta(days=1))


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
