"""Times to meet: the company offers some, the person takes one or says none fits, either side may cancel (PRODUCT E7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.relay.actions import begin_talks
from career_relay.relay.events import RelayEvent
from career_relay.relay.models import InterviewOffer, Introduction
from career_relay.relay.models.talks import OfferState, Side
from career_relay.relay.rules import ensure_free_of_money
from career_relay.relay.states import TALKING
from career_relay.relay.talks import ensure_talking, ensure_words, locked, side_of, tell_other
from career_relay.relay.telling import tell_staff

LONGEST_ANSWER = 600
MOST_TIMES, MOST_DAYS = 5, 60
MINUTES = (15, 30, 45, 60, 90, 120)
EARLIEST, LATEST = 8, 21  # o'clock in Japan (LEGAL H-01)


@dataclass(frozen=True, slots=True)
class Times:
    """What a company offers: when, how long, how, where, and who is there."""

    starts: Sequence[datetime]
    minutes: int
    way: str
    place: str
    present: str


@transaction.atomic
def offer_times(introduction: Introduction, times: Times, *, by: Actor) -> InterviewOffer:
    """Offer times to meet: an answer, so that talks begin. One offer waits at a time; the same one sent twice is one.

    Raises Refused: see `ensure_times`; another offer waits; receipt is not confirmed; it has ended.
    """
    introduction = locked(introduction, Side.COMPANY)
    ensure_talking(introduction, Side.COMPANY)
    starts = ensure_times(times, now=timezone.now())
    waiting = InterviewOffer.objects.filter(introduction=introduction, state=OfferState.OPEN).first()
    if waiting is not None:
        if (list(waiting.starts), waiting.held_how, waiting.place) == (starts, times.way, times.place.strip()):
            return waiting
        raise Refused(_("An offer waits for an answer already. Take it back first, or wait."), code="OFFER_WAITS")
    offer = InterviewOffer.objects.create(
        company_id=introduction.company_id,
        introduction=introduction,
        person_id=introduction.person_id,
        starts=starts,
        minutes=times.minutes,
        held_how=times.way,
        place=times.place.strip(),
        present=times.present.strip(),
        offered_by_id=by.id,
    )
    begin_talks(introduction, by=by)
    record(RelayEvent.TIMES_OFFERED, introduction, by=by, times=len(starts))
    tell_other(introduction, Side.COMPANY, "times", offer=offer.pk)
    return offer


def ensure_times(times: Times, *, now: datetime) -> list[datetime]:
    """The times in order. Raises Refused: none or too many, in the past, too far off, at night, or facts missing (H-01)."""
    starts = sorted({one.replace(second=0, microsecond=0) for one in times.starts})
    if not 1 <= len(starts) <= MOST_TIMES:
        raise Refused(_("Offer one to {n} times.").format(n=MOST_TIMES), code="TIMES_MISSING")
    if starts[0] <= now or starts[-1] > now + timedelta(days=MOST_DAYS):
        raise Refused(_("Offer times from now to {n} days ahead.").format(n=MOST_DAYS), code="TIMES_OUTSIDE")
    if times.minutes not in MINUTES:
        raise Refused(_("Choose how long it takes."), code="TIMES_MISSING")
    if any(not _is_by_day(one, times.minutes) for one in starts):
        raise Refused(_("Meet between 8:00 and 21:00, in Japan’s time."), code="TIMES_AT_NIGHT")
    if not times.place.strip() or not times.present.strip():
        raise Refused(_("Say where it is, and who is there: two people, if you can."), code="TIMES_MISSING")
    ensure_free_of_money(f"{times.place}\n{times.present}")
    return starts


def _is_by_day(start: datetime, minutes: int) -> bool:
    local = timezone.localtime(start)
    return local.hour >= EARLIEST and local.hour * 60 + local.minute + minutes <= LATEST * 60


@transaction.atomic
def take_time(offer: InterviewOffer, start: datetime, *, by: Actor) -> InterviewOffer:
    """Take one of the times. The company is told; the talks have begun by that. Raises Refused."""
    offer = _answerable(offer)
    if offer.state == OfferState.AGREED and offer.starts_at == start:
        return offer
    _ensure_open(offer)
    if start not in offer.starts or start <= timezone.now():
        raise Refused(_("Please choose one of the times that are still to come."), code="TIMES_OUTSIDE")
    offer.state, offer.starts_at, offer.answered_at = OfferState.AGREED, start, timezone.now()
    offer.save(update_fields=["state", "starts_at", "answered_at"])
    record(RelayEvent.TIME_TAKEN, offer.introduction, by=by, offer=offer.pk)
    tell_staff(offer.introduction, "agreed", offer=offer.pk)
    return offer


@transaction.atomic
def refuse_times(offer: InterviewOffer, words: str, *, by: Actor) -> InterviewOffer:
    """Say that none fits, with words if one likes. The company may offer others."""
    offer = _answerable(offer)
    if offer.state == OfferState.NONE_FITS:
        return offer
    _ensure_open(offer)
    offer.answer = ensure_words(words, LONGEST_ANSWER) if words.strip() else ""
    offer.state, offer.answered_at = OfferState.NONE_FITS, timezone.now()
    offer.save(update_fields=["state", "answer", "answered_at"])
    record(RelayEvent.TIMES_REFUSED, offer.introduction, by=by, offer=offer.pk)
    tell_staff(offer.introduction, "none_fits", offer=offer.pk)
    return offer


@transaction.atomic
def cancel_offer(offer: InterviewOffer, *, by: Actor) -> InterviewOffer:
    """Take an offer back, or cancel what was agreed, from either side. The calendar entry ends too."""
    side = side_of(by)
    offer = _answerable(offer)
    if offer.state == OfferState.CANCELLED:
        return offer
    if offer.state == OfferState.NONE_FITS or (side == Side.PERSON and offer.state == OfferState.OPEN):
        raise Refused(_("There is nothing to cancel."), code="OFFER_CLOSED")
    was_agreed = offer.state == OfferState.AGREED
    offer.state, offer.revision = OfferState.CANCELLED, offer.revision + 1
    offer.save(update_fields=["state", "revision"])
    record(RelayEvent.TIME_CANCELLED, offer.introduction, by=by, offer=offer.pk, side=side.value)
    if was_agreed or side == Side.COMPANY:
        tell_other(offer.introduction, side, "cancelled", offer=offer.pk)
    return offer


def offers_of(introduction_id: int) -> list[InterviewOffer]:
    """Every offer of times, newest first. Needs one of the two to be active."""
    return list(InterviewOffer.objects.filter(introduction_id=introduction_id))


def _answerable(offer: InterviewOffer) -> InterviewOffer:
    """Lock in the order everybody locks: the person's choices, the introduction, the offer."""
    introduction = locked(offer.introduction, Side.PERSON)
    found: InterviewOffer = InterviewOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    found.introduction = introduction
    return found


def _ensure_open(offer: InterviewOffer) -> None:
    if offer.state != OfferState.OPEN or offer.introduction.stage not in TALKING:
        raise Refused(_("This offer of times was answered or taken back already."), code="OFFER_CLOSED")
