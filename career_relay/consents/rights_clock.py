"""The clock of requests: three days before, on the tenth day, on the fourteenth; then the owners (LEGAL D-03)."""

from datetime import date, timedelta
from enum import StrEnum

from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.consents.events import Event
from career_relay.consents.models import RightsRequest
from career_relay.consents.rights import SHOWN_DAYS, open_requests
from career_relay.consents.rights_answers import grant_due
from career_relay.consents.signals import request_due
from career_relay.consents.states import Right

SOON_DAYS = 3


class Step(StrEnum):
    """How far the clock has run. Each is told once."""

    SOON = "soon"  # three days before the internal day
    INTERNAL = "internal"  # the tenth day
    DUE = "due"  # the last day of the law: the owners inform the representative


def step_of(request: RightsRequest, on: date) -> Step | None:
    if on >= request.due_on:
        return Step.DUE
    if on >= request.internal_due_on:
        return Step.INTERNAL
    return Step.SOON if on >= request.internal_due_on - timedelta(days=SOON_DAYS) else None


def watch(on: date, *, company_id: int) -> None:
    """See what is due, and forget what was disclosed long ago. Needs the company active; safe to run twice a day."""
    for request in open_requests():
        if request.kind == Right.ERASE and grant_due(request.pk, company_id=company_id, by=SYSTEM):
            continue
        if step := step_of(request, on):
            _tell(request, step)
    forget = timezone.now() - timedelta(days=SHOWN_DAYS)
    RightsRequest.objects.filter(closed_at__lt=forget, answer__isnull=False).update(answer=None)


def _tell(request: RightsRequest, step: Step) -> None:
    if step == Step.DUE and request.escalated_at is None:
        request.escalated_at = timezone.now()
        request.save(update_fields=["escalated_at"])
        record(Event.REQUEST_LATE, request, by=SYSTEM)
    request_due.send(sender=RightsRequest, request=request, step=step.value)
