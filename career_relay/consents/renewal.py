"""A choice goes on only by a new word of the person: the same scope, today's wording, a new end."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.consents import contact, keeping, texts
from career_relay.consents.actions import BY_HAND, How, give_again
from career_relay.consents.events import Event
from career_relay.consents.models import ConsentEntry, ConsentNow, ConsentText
from career_relay.consents.settling import settle
from career_relay.consents.states import Purpose


def held_by(entry: ConsentEntry) -> ConsentNow | None:
    """Give what still holds by this line; nothing when it ended, was taken back or renewed."""
    found: ConsentNow | None = (
        ConsentNow.objects.select_related("entry", "recipient", "circle")
        .filter(entry=entry, expires_at__gt=timezone.now())
        .first()
    )
    return found


def words_for(held: ConsentNow, language: str) -> ConsentText:
    """Give the wording the choice would be renewed on. Not saved: looking changes nothing."""
    if held.recipient and held.purpose == Purpose.KEEP:
        return keeping.keep_words(held.recipient, language)
    if held.recipient and held.purpose == Purpose.CONTACT:
        return contact.mail_words(held.recipient, language)
    return texts.shown(Purpose(held.purpose), language)


@transaction.atomic
def renew(entry: ConsentEntry, *, until: datetime, by: Actor, how: How = BY_HAND) -> ConsentEntry:
    """Write the same choice down anew with a later end. Needs the person.

    Raises Refused: it holds no more, it is a hand-over (each is a choice of its own), or the end does not fit.
    """
    held = ConsentNow.objects.select_for_update(of=("self",)).filter(entry=entry).first()
    if held is None or held_by(entry) is None:
        raise Refused(
            _("This choice has ended or was changed meanwhile. You can choose anew."), code="CONSENT_REQUIRED"
        )
    if held.purpose == Purpose.SHARE:
        raise Refused(_("A hand-over is not prolonged: each is a choice of its own."), code="CONSENT_REQUIRED")
    if held.expires_at and until <= held.expires_at:
        raise Refused(_("Choose a later end than the present one."), code="CONSENT_REQUIRED")
    new = _give(held, until, by=by, how=how)
    record(Event.RENEWED, new, by=by, purpose=new.purpose)
    return new


def _give(held: ConsentNow, until: datetime, *, by: Actor, how: How) -> ConsentEntry:
    company = held.recipient
    if company and held.purpose == Purpose.KEEP:
        words = keeping.keep_words(company, how.language)
        return keeping.give_keep(held.person_id, company, until=until, words=words, by=by, how=how)
    if company and held.purpose == Purpose.CONTACT:
        words = contact.mail_words(company, how.language)
        new = contact.allow_writing(held.person_id, company, words=words, by=by, how=how, until=until)
        settle(new, by=by)
        return new
    return give_again(held, until=until, by=by, how=how)
