"""What the book of job-seekers wants beside the name (LEGAL §3.5): told by the person to the operator, and to no company."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.relay.books import years_later
from career_relay.relay.events import RelayEvent
from career_relay.relay.locks import hold_person
from career_relay.relay.models import Placement, SeekerCard

YOUNGEST = 16  # LEGAL M-09: counted by the calendar in Japan
OLDEST = 120


def card_of(person_id: int) -> SeekerCard | None:
    found: SeekerCard | None = SeekerCard.objects.filter(person_id=person_id).first()
    return found


def is_wanted(person_id: int) -> bool:
    """Whether a line in the book waits for it. Needs the person."""
    card = card_of(person_id)
    return (card is None or not (card.address and card.born_on)) and Placement.objects.filter(
        person_id=person_id
    ).exists()


@transaction.atomic
def save_card(person_id: int, *, address: str, born_on: date, by: Actor) -> SeekerCard:
    """Keep address and date of birth. Raises Refused: under sixteen, in the future, or no address."""
    hold_person(person_id)
    ensure_born(born_on, timezone.localdate())
    if not address.strip():
        raise Refused(_("Please enter your address."), code="ADDRESS_MISSING")
    known = card_of(person_id)
    if known and (known.address, known.born_on) == (address.strip()[:200], born_on):
        return known
    card, _made = SeekerCard.objects.update_or_create(
        person_id=person_id, defaults={"address": address.strip()[:200], "born_on": born_on}
    )
    record(RelayEvent.CARD_SAVED, card, by=by)
    return card


def ensure_born(born_on: date, today: date) -> None:
    if born_on > today or born_on.year < today.year - OLDEST:
        raise Refused(_("Please check the date of birth."), code="BIRTH_DATE")
    if years_later(born_on, YOUNGEST) > today:
        raise Refused(_("The network introduces nobody under sixteen."), code="OUT_OF_SCOPE_PERSON")
