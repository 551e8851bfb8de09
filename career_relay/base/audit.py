"""Write down who did what. One line for each thing that really changed."""

from typing import Any

from django.db import models

from career_relay.base.actors import Actor
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import viewer


def record(event: str, subject: models.Model, *, by: Actor, **data: Any) -> AuditEvent:
    """Append one event about `subject` for whoever is active. `data` holds ids and facts, never personal data."""
    who = viewer()
    return AuditEvent._base_manager.create(
        company_id=who.company_id,
        person_id=who.person_id,
        event=event,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        actor_kind=by.kind,
        actor_id=by.id,
        data=data,
    )


def log_of(subject: models.Model) -> models.QuerySet[AuditEvent]:
    """Give the events about `subject` that whoever is active may see, oldest first."""
    found: models.QuerySet[AuditEvent] = AuditEvent.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk
    ).order_by("id")
    return found
