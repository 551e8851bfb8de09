"""A choice to be kept or written to reaches the company's records: what they may be used for, and when they go."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from career_relay.base.actors import Actor
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.actions import settle_permission
from career_relay.candidates.models import Candidate
from career_relay.candidates.states import RecordState
from career_relay.consents.models import ConsentEntry, ConsentNow
from career_relay.consents.states import Act, Purpose

ENDS = {Purpose.KEEP: RecordState.POOL, Purpose.CONTACT: RecordState.CONTACT}  # which state rests on which purpose


def settle(line: ConsentEntry, *, by: Actor) -> None:
    """Let the records of the company named in the line follow it. Needs the person; does nothing for other purposes."""
    if line.purpose not in ENDS or line.recipient_id is None or line.person_id is None:
        return
    keep = _keeping(line.person_id, line.recipient_id)
    with acting_for(line.recipient_id):
        for candidate in Candidate.objects.filter(person_id=line.person_id).order_by("pk"):
            _settle(candidate, line, keep, by=by)


def _keeping(person_id: int, company_id: int) -> ConsentEntry | None:
    held = ConsentNow.objects.filter(person_id=person_id, recipient_id=company_id, purpose=Purpose.KEEP)
    found = held.select_related("entry").first()
    return found.entry if found else None


def _settle(candidate: Candidate, line: ConsentEntry, keep: ConsentEntry | None, *, by: Actor) -> None:
    """A permission to write is more than one to keep: it stays above it, and falls back to it at its end."""
    if line.act == Act.GIVEN:
        if line.purpose == Purpose.KEEP and candidate.state != RecordState.CONTACT:
            _pool(candidate, line, by=by)
    elif candidate.state == ENDS[Purpose(line.purpose)] and _is_over(candidate, line):
        if keep is not None:
            _pool(candidate, keep, by=by)
        else:
            settle_permission(candidate, RecordState.RECORD, by=by)


def _is_over(candidate: Candidate, line: ConsentEntry) -> bool:
    """The person's word counts at once. An end that came by itself leaves a longer permission of another form alone."""
    until = candidate.state_until
    return line.act == Act.WITHDRAWN or until is None or until <= timezone.localdate()


def _pool(candidate: Candidate, keep: ConsentEntry, *, by: Actor) -> None:
    with override("ja"):
        evidence = _("the person’s own word: keep (text {hash})").format(hash=keep.text_hash[:12])
    until = timezone.localdate(keep.expires_at) if keep.expires_at else None
    settle_permission(candidate, RecordState.POOL, evidence=evidence, until=until, by=by)
