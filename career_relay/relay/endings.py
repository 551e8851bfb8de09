"""What else ends when an introduction does: meetings that were planned, and its line in the books."""

from django.db.models import F, Q
from django.utils import timezone

from career_relay.relay import books
from career_relay.relay.models import InterviewOffer, Introduction
from career_relay.relay.models.talks import OfferState
from career_relay.relay.states import ENDED


def close_up(introduction: Introduction, *, permanent: bool | None = None) -> None:
    """Follow a move: an end cancels what was planned, and the books learn how it stands. Safe to run twice."""
    if introduction.stage in ENDED:
        cancel_meetings(introduction)
    books.follow(introduction, permanent=permanent)


def cancel_meetings(introduction: Introduction) -> None:
    planned = Q(state=OfferState.OPEN) | Q(state=OfferState.AGREED, starts_at__gt=timezone.now())
    found = InterviewOffer.objects.filter(planned, introduction=introduction)
    found.update(state=OfferState.CANCELLED, revision=F("revision") + 1)
