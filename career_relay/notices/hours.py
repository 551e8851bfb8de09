"""When a notice may reach somebody: business days, 8:00 to 21:00 (PRODUCT B5, LEGAL H-01)."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from career_relay.base.business_days import is_business_day, next_business_day

OPENS, CLOSES = time(8), time(21)


def next_open(moment: datetime) -> datetime:
    """Give the moment itself when people may be written to then, else the next opening."""
    if not settings.QUIET_HOURS:
        return moment
    local = timezone.localtime(moment)
    if is_business_day(local.date()) and local.time() < CLOSES:
        return max(local, _opening(local))
    return _opening(datetime.combine(next_business_day(local.date() + timedelta(days=1)), OPENS, local.tzinfo))


def waits_until(moment: datetime) -> datetime | None:
    """Give the next opening when something has to wait for it; None when it may go at that moment."""
    opening = next_open(moment)
    return opening if opening > moment else None


def send_time(now: datetime, *, at: datetime | None = None) -> datetime:
    """Give when a notice released now leaves: after the hold, not before `at`, within the hours."""
    held = now + timedelta(seconds=settings.NOTICE_HOLD_SECONDS)
    return next_open(max(held, at) if at else held)


def _opening(day: datetime) -> datetime:
    return day.replace(hour=OPENS.hour, minute=0, second=0, microsecond=0)
