"""What a person asks of a company that keeps a record of them, and the company's answer (LEGAL D-01, D-03, D-07)."""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates.erasure import erase
from career_relay.candidates.models import Candidate
from career_relay.consents.events import Event
from career_relay.consents.models import RightsRequest
from career_relay.consents.states import Right

DUE_DAYS = 14  # LEGAL D-03
SHOWN_DAYS = 90  # an answer stays on the person's page that long


@transaction.atomic
def ask_erasure(candidate: Candidate, *, by: Actor) -> RightsRequest:
    """Ask the company to erase its record of this person. Asking twice is asking once. Needs the person active."""
    if candidate.person_id is None:
        raise Refused(_("This record belongs to nobody who has proven an address."), code="CONSENT_NOT_BY_PERSON")
    request, made = RightsRequest.objects.get_or_create(
        company_id=candidate.company_id,
        candidate=candidate,
        kind=Right.ERASE,
        closed_at=None,
        defaults={"person_id": candidate.person_id, "due_on": timezone.localdate() + timedelta(days=DUE_DAYS)},
    )
    if made:
        record(Event.ERASURE_ASKED, request, by=by, candidate=candidate.pk)
    asked: RightsRequest = request
    return asked


def open_requests() -> models.QuerySet[RightsRequest]:
    """What the active company still has to answer, the most urgent first; for a person, what they wait for."""
    found: models.QuerySet[RightsRequest] = RightsRequest.objects.filter(closed_at=None).select_related(
        "candidate", "company"
    )
    return found


def requests_shown() -> models.QuerySet[RightsRequest]:
    """What the active person asked for: what they wait for, and what was answered lately."""
    lately = timezone.now() - timedelta(days=SHOWN_DAYS)
    found: models.QuerySet[RightsRequest] = RightsRequest.objects.filter(
        models.Q(closed_at=None) | models.Q(closed_at__gt=lately)
    ).select_related("company")
    return found


@transaction.atomic
def grant_erasure(request: RightsRequest, *, by: Actor) -> RightsRequest:
    """Erase the record the person asked to be erased, and say so. Needs the company active. Twice erases once."""
    request = RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.closed_at is not None:
        return request
    if request.candidate is not None:
        erase(request.candidate, by=by)
        request.refresh_from_db()
    return close_request(request, outcome=str(_("Your record was erased, with everything that belonged to it.")), by=by)


@transaction.atomic
def close_request(request: RightsRequest, *, outcome: str, by: Actor) -> RightsRequest:
    """Write down how the company answered. The reason is part of the answer (LEGAL D-04)."""
    if not outcome.strip():
        raise Refused(_("Write what was done, or why it was not: the person reads it."), code="REASON_REQUIRED")
    request = RightsRequest.objects.select_for_update().get(pk=request.pk)
    if request.closed_at is None:
        request.closed_at, request.outcome = timezone.now(), outcome.strip()[:300]
        request.save(update_fields=["closed_at", "outcome"])
        record(Event.REQUEST_CLOSED, request, by=by)
    return request
