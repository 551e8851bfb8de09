"""The dates that follow from other dates: erasure, re-application, promised answer (LEGAL §5)."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from career_relay.base.business_days import add_business_days
from career_relay.companies.models import Company
from career_relay.companies.retention import months_of

POOL_MONTHS = 12  # a permission lasts a year and is asked for anew
GRACE_DAYS = 30  # an old record just imported: time to ask the person once before it is erased


def months_later(day: date, months: int) -> date:
    """The same day of a later month; its last day when that month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def purge_day(company: Company, ends: Iterable[date], open_since: Iterable[date], until: date | None) -> date | None:
    """The day a record is to be erased: the latest of its clocks; None without any.

    ends: days of results; open_since: last days of selections without one; until: end of a permission.
    """
    going_on = list(open_since)
    clocks = [months_later(day, company.retention_months) for day in ends]
    clocks += [months_later(day, open_months(company)) for day in going_on] if going_on else []
    clocks += [until] if until else []
    return max(clocks, default=None)


def open_months(company: Company) -> int:
    """How long a selection may stay without a result. Asked once for a company that is held in memory."""
    found: int | None = getattr(company, "_open_months", None)
    if found is None:
        found = months_of(company, "open")
        company._open_months = found  # type: ignore[attr-defined]
    return found


def after_grace(day: date | None, today: date) -> date:
    """The first day on which a record imported today may be erased."""
    soonest = today + timedelta(days=GRACE_DAYS)
    return max(day, soonest) if day else soonest


def promise_day(company: Company, day: date) -> date:
    return add_business_days(day, company.answer_days)


def promise_today(company: Company, applied_on: date) -> date:
    """The day promised to somebody whose application comes in today: an old one is promised its answer from today on."""
    today, day = timezone.localdate(), promise_day(company, applied_on)
    return day if day >= today else promise_day(company, today)
