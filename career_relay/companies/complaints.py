"""Complaints: taken in from anybody, answered, and closed by somebody with an outcome (LEGAL M-10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from career_relay.accounts.models import User
from career_relay.base import wording
from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tokens import keyed_hash, same
from career_relay.companies.events import CompanyEvent
from career_relay.companies.models import Company, Complaint, HarassmentReport
from career_relay.companies.models.desks import Topic
from career_relay.companies.signals import complaint_answered, complaint_due, complaint_received

HOUR = timedelta(hours=1)
PER_NETWORK = 5  # an hour: nobody writes more complaints by hand
LONGEST_WORDS = 4_000
SOON_DAYS = 3
CODE_LENGTH = 32  # 128 bits, in the link under which its writer sees what became of it


class TooMany(Refused):
    """So many from one place that nobody can have written them."""


@dataclass(frozen=True, slots=True)
class Words:
    """A complaint as it was written."""

    topic: str
    words: str
    name: str = ""
    reply_to: str = ""
    language: str = "ja"
    origin: str = ""


# --- taking in ----------------------------------------------------------------------------------------------------


@transaction.atomic
def complain(
    addressee: Company, said: Words, *, by: Actor, about: Company | None = None, person_id: int | None = None
) -> Complaint:
    """Take in a complaint at this desk. Needs the addressed company active. Raises Refused, TooMany."""
    _ensure_whole(said)
    ensure_not_too_many(Complaint.objects.filter(company=addressee), said.origin)
    complaint = Complaint.objects.create(
        company=addressee,
        about=about,
        for_operator=addressee.kind == Company.Kind.OPERATOR,
        person_id=person_id,
        topic=said.topic,
        words=said.words.strip(),
        name=said.name.strip(),
        reply_to=said.reply_to.strip(),
        language=said.language,
        origin=said.origin,
    )
    record(CompanyEvent.COMPLAINT_RECEIVED, complaint, by=by)
    complaint_received.send(sender=Complaint, complaint=complaint)
    return complaint


def _ensure_whole(said: Words) -> None:
    if said.topic not in Topic.values:
        raise Refused(_("Choose what it is about."))
    if not said.words.strip():
        raise Refused(_("Write what happened, in your own words."))
    if len(said.words) > LONGEST_WORDS:
        raise Refused(_("Please keep it under %(limit)s characters.") % {"limit": f"{LONGEST_WORDS:,}"})


def ensure_not_too_many(rows: "models.QuerySet[Complaint] | models.QuerySet[HarassmentReport]", origin: str) -> None:
    """Raise TooMany when one network has written more in an hour than hands can."""
    lately = rows.filter(received_at__gt=timezone.now() - HOUR)
    if origin and lately.filter(origin=origin).count() >= PER_NETWORK:
        raise TooMany(_("Much has just been written from here. Please send it again in an hour."))


# --- its writer looks ---------------------------------------------------------------------------------------------


def code_of(public_id: UUID) -> str:
    """The secret in the writer's link. Derived, so that it is stored nowhere."""
    return keyed_hash("complaint", str(public_id))[:CODE_LENGTH]


def is_code(public_id: UUID, code: str) -> bool:
    return same(code_of(public_id), code)


# --- answering ----------------------------------------------------------------------------------------------------


@transaction.atomic
def answer_complaint(complaint: Complaint, words: str, *, by: Actor) -> Complaint:
    """Write back. The writer reads it behind their link, and is told by mail if they left an address."""
    if not words.strip():
        raise Refused(_("Write the answer: the person reads it."), code="REASON_REQUIRED")
    complaint = _open(complaint)
    complaint.answer, complaint.answered_at = words.strip()[:LONGEST_WORDS], timezone.now()
    complaint.handled_by = handler(by)
    complaint.save(update_fields=["answer", "answered_at", "handled_by"])
    record(CompanyEvent.COMPLAINT_ANSWERED, complaint, by=by)
    complaint_answered.send(sender=Complaint, complaint=complaint)
    return complaint


@transaction.atomic
def close_complaint(complaint: Complaint, outcome: str, *, by: Actor) -> Complaint:
    """Close it under one's own name, with what came of it. Raises Refused(REASON_REQUIRED)."""
    if not outcome.strip():
        raise Refused(_("Write what came of it before you close it."), code="REASON_REQUIRED")
    complaint = _open(complaint)
    complaint.outcome, complaint.handled_by = outcome.strip()[:LONGEST_WORDS], handler(by)
    complaint.closed_at = timezone.now()
    complaint.save(update_fields=["outcome", "handled_by", "closed_at"])
    record(CompanyEvent.COMPLAINT_CLOSED, complaint, by=by)
    return complaint


def handler(by: Actor) -> User:
    """The person behind an act. Raises Refused for anybody who is none."""
    found: User | None = get_user_model().objects.filter(pk=by.id or 0).first()
    if found is None:
        raise Refused(_("A person has to do this, under their own name."), code="HUMAN_DECISION_REQUIRED")
    return found


def _open(complaint: Complaint) -> Complaint:
    found = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
    if found.closed_at is not None:
        raise Refused(_("This complaint was closed already."))
    return found


# --- looking ------------------------------------------------------------------------------------------------------


def complaints() -> models.QuerySet[Complaint]:
    """Those of the active company: what is open first, the most urgent before."""
    found: models.QuerySet[Complaint] = Complaint.objects.select_related("about", "handled_by", "company")
    return found.order_by(models.F("closed_at").desc(nulls_first=True), "due_on", "id")


def complaints_to_operator() -> models.QuerySet[Complaint]:
    """Those addressed to the operator. Needs the operator active."""
    return complaints().filter(for_operator=True)


def register(rows: models.QuerySet[Complaint]) -> Iterator[list[object]]:
    """The register of complaints, for a file."""
    yield [
        pgettext("complaint", "Received"), pgettext("complaint", "About"), pgettext("complaint", "Topic"),
        _("What was written"), _("Last day"), pgettext("complaint", "Answered"), pgettext("complaint", "Outcome"),
        _("Handled by"), pgettext("complaint", "Closed"),
    ]  # fmt: skip
    for one in rows:
        yield [
            wording.moment(one.received_at), one.about.name if one.about else one.company.name, one.get_topic_display(),
            one.words, wording.day_short(one.due_on), wording.moment(one.answered_at), one.outcome,
            str(one.handled_by or ""), wording.moment(one.closed_at),
        ]  # fmt: skip


# --- the clock ----------------------------------------------------------------------------------------------------


def watch(on: date) -> None:
    """Tell who has to know what is due. Needs the company active; telling twice tells once."""
    for one in Complaint.objects.filter(closed_at=None, due_on__lte=on + timedelta(days=SOON_DAYS)):
        complaint_due.send(sender=Complaint, complaint=one, step="due" if one.due_on <= on else "soon")
