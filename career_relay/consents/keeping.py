"""Letting one company keep the record of an application for another time: a choice of its own, with an end (LEGAL T-03)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.consents import ledger
from career_relay.consents.actions import How
from career_relay.consents.contact import kept, wording
from career_relay.consents.deadlines import plan_end
from career_relay.consents.events import Event
from career_relay.consents.models import ConsentEntry, ConsentText
from career_relay.consents.settling import settle
from career_relay.consents.signals import consent_given
from career_relay.consents.states import Act, Purpose

LONGEST = timedelta(days=366)


def keep_words(company: Company, language: str) -> ConsentText:
    """Give what the page says before somebody lets a company keep the record. Not saved: looking changes nothing."""
    return wording("keep", company, language, purpose=Purpose.KEEP)


@transaction.atomic
def give_keep(
    person_id: int, company: Company, *, until: datetime, words: ConsentText, by: Actor, how: How
) -> ConsentEntry:
    """Let the company keep its record until that moment. Needs the person. Raises Refused: no record, no fitting end."""
    if not Candidate.objects.filter(person_id=person_id, company_id=company.pk).exists():
        raise Refused(_("{company} has no record of you.").format(company=company.name), code="CONSENT_REQUIRED")
    if not timezone.now() < until <= timezone.now() + LONGEST:
        raise Refused(_("Choose an end within one year."), code="CONSENT_REQUIRED")
    entry = ledger.append(
        person_id,
        purpose=Purpose.KEEP,
        act=Act.GIVEN,
        recipient=company,
        text=kept(words),
        channel=how.channel,
        device=how.device,
        expires_at=until,
    )
    record(Event.GIVEN, entry, by=by, purpose=entry.purpose, items=[])
    plan_end(entry)
    settle(entry, by=by)
    consent_given.send(sender=ConsentEntry, entry=entry, person_id=person_id)
    return entry
