"""Letting one company write: the person's own word, given on a page that names the company and what will come."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.consents import ledger
from career_relay.consents.actions import How
from career_relay.consents.deadlines import plan_end
from career_relay.consents.events import Event
from career_relay.consents.models import ConsentEntry, ConsentText
from career_relay.consents.signals import consent_given
from career_relay.consents.states import Act, Purpose
from career_relay.consents.texts import EDITION, FOLDER, LANGUAGES

LASTS = timedelta(days=365)  # LEGAL T-03: twelve months, then it is asked anew


def line_words(company: Company, language: str) -> ConsentText:
    """Give what the page says before somebody links LINE. Not saved: looking changes nothing."""
    return wording("line", company, language)


def mail_words(company: Company, language: str) -> ConsentText:
    """Give what a page says before somebody asks for mails of a company. Not saved: looking changes nothing."""
    return wording("contact", company, language)


def wording(kind: str, company: Company, language: str, *, purpose: Purpose = Purpose.CONTACT) -> ConsentText:
    """Give one text of this folder with the facts of the company in it. Not saved."""
    language = language[:2] if language[:2] in LANGUAGES else "en"
    name = company.name_en if language == "en" and company.name_en else company.name
    said = (FOLDER / f"{kind}.{language}.txt").read_text("utf-8").strip()
    body = said.format(
        company=name,
        address=company.address,
        representative=company.representative,
        desk=company.contact_desk or "—",
        months=company.retention_months,
    )
    digest = sha256(body.encode()).hexdigest()
    version = f"{EDITION}-{digest[:8]}"
    return ConsentText(purpose=purpose, version=version, language=language, body=body, hash=digest)


def kept(words: ConsentText) -> ConsentText:
    """Give the shown words as a stored row, to be named in the ledger."""
    row, _made = ConsentText.objects.get_or_create(
        purpose=words.purpose,
        version=words.version,
        language=words.language,
        defaults={"body": words.body, "hash": words.hash},
    )
    return row


@transaction.atomic
def allow_writing(
    person_id: int, company: Company, *, words: ConsentText, by: Actor, how: How, until: datetime | None = None
) -> ConsentEntry:
    """Write down that the company may write, with the words that were shown. Their latest word wins over an older no.

    A "do not contact" that somebody of the company set with a reason is not lifted by it.
    """
    until = until or timezone.now() + LASTS
    entry = ledger.append(
        person_id,
        purpose=Purpose.CONTACT,
        act=Act.GIVEN,
        recipient=company,
        text=kept(words),
        channel=how.channel,
        device=how.device,
        expires_at=until,
    )
    mine = Candidate.objects.filter(person_id=person_id, company_id=company.pk, do_not_contact=True, quiet_reason="")
    mine.update(do_not_contact=False)
    record(Event.GIVEN, entry, by=by, purpose=entry.purpose, items=[])
    plan_end(entry)
    consent_given.send(sender=ConsentEntry, entry=entry, person_id=person_id)
    return entry
