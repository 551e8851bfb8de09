"""Answers to questions are handed out once a day, at one hour for everybody (PRODUCT E4).

A yes that showed at once would say who it is from: the company sees who is on the phone at that minute, and who never
is. Until the hour a yes can be taken back like in the cooling-off.
"""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from career_relay.relay.states import Origin

AT_ONCE = -1  # for a demonstration, where nobody wants to wait for tomorrow


def release_after(moment: datetime) -> datetime:
    """Give the first release that is not before the moment."""
    if settings.ASK_RELEASE_HOUR == AT_ONCE:
        return moment
    day = timezone.localdate(moment)
    today = _release_on(day)
    return today if moment <= today else _release_on(day + timedelta(days=1))


def last_release(moment: datetime) -> datetime:
    """Give the last release that is not after the moment."""
    if settings.ASK_RELEASE_HOUR == AT_ONCE:
        return moment
    today = _release_on(timezone.localdate(moment))
    return today if today <= moment else today - timedelta(days=1)


def _release_on(day: date) -> datetime:
    hour = time(settings.ASK_RELEASE_HOUR)
    return timezone.make_aware(datetime.combine(day, hour))


def leaves_at(origin: str, now: datetime) -> datetime:
    """When a yes said now is handed over: after the cooling-off and, as an answer to a question, with all others."""
    cooled = now + timedelta(seconds=settings.COOLING_OFF_SECONDS)
    return release_after(cooled) if origin == Origin.ASK else cooled
