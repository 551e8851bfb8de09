"""The dates that follow from other dates: erasure, re-application, promised answer (LEGAL §5)."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from career_relay.base.business_days import add_business_days
from career_relay.companies.models import Company

OPEN_MONTHS = 12  # a selection without a result is looked at again after a year
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
    clocks = [months_later(day, company.retention_months) for day in ends]
    clocks += [months_later(day, OPEN_MONTHS) for day in open_since]
    clocks += [until] if until else []
    return max(clocks, default=None)


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
