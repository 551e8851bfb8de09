"""The days that follow from a choice: a word before its end, and the end itself."""

from datetime import timedelta

from django.utils import timezone

from career_relay.base.queue import later
from career_relay.consents.models import ConsentEntry
from career_relay.consents.tasks import end_consent, tell_ending

NOTICE = timedelta(days=14)  # before the end, the person is told once


def plan_end(entry: ConsentEntry) -> None:
    """Queue the end of a choice and the word before it. What is so short that the word would come at once goes without."""
    if entry.expires_at is None or entry.person_id is None:
        return
    ids = {"person_id": entry.person_id, "entry_id": entry.pk}
    later(end_consent, at=entry.expires_at, **ids)
    if (told_at := entry.expires_at - NOTICE) > timezone.now():
        later(tell_ending, at=told_at, **ids)
