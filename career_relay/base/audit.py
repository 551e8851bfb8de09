"""Write down who did what. One line for each thing that really changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

from career_relay.base.actors import Actor
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import viewer
from career_relay.base.tokens import keyed_hash

_session: ContextVar[str] = ContextVar("session", default="")


@contextmanager
def signed_in_by(session_key: str | None) -> Iterator[None]:
    """Let each event of this request say which sign-in it was: after a breach one asks what a stolen one did."""
    token = _session.set(keyed_hash("session", session_key)[:16] if session_key else "")
    try:
        yield
    finally:
        _session.reset(token)


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
        session=_session.get(),
        data=data,
    )


def log_of(subject: models.Model) -> models.QuerySet[AuditEvent]:
    """Give the events about `subject` that whoever is active may see, oldest first."""
    found: models.QuerySet[AuditEvent] = AuditEvent.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk
    ).order_by("id")
    return found
