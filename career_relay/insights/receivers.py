"""What the figures hear of the rooms before them."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from career_relay.candidates.models import Candidate
from career_relay.candidates.signals import record_erased
from career_relay.insights import facts


@receiver(record_erased)
def count_erased(candidate: Candidate, **_more: Any) -> None:
    """Somebody goes out of both sides of every figure; how many went is said beside it."""
    now = timezone.now()
    facts.note_erased(candidate.pk, now, timezone.localdate(now))
