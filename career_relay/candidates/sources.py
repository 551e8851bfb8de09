"""Where people came from, whom an agency protects, and the one gate to write to somebody directly (PRODUCT A11).

Published agency terms forbid to contact an introduced person past the agency. Whatever could write to, invite, list
for a campaign or hand a letter to a person asks `hindrance` first; a list asks `reachable`, the same rule for many.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates.clocks import months_later
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import PROTECTING, ProtectedBy, SourceKind

PROTECTION_MONTHS = 12  # what published agency terms ask for, unless a contract or the file says otherwise


class Hindrance(StrEnum):
    """Why nobody of the company may write to a person directly today."""

    PROTECTED = "protected"
    SOURCE_UNKNOWN = "source_unknown"  # perhaps an agency: ask before the first contact
    DO_NOT_CONTACT = "do_not_contact"


# --- how long -----------------------------------------------------------------------------------------------------


def protection(
    source: str, introduced_on: date, *, until: date | None = None, months: int | None = None
) -> tuple[date | None, str]:
    """Until when an agency protects, and what says so: the date given, else the contract's term, else twelve months."""
    if source not in PROTECTING:
        return None, ""
    if until:
        return until, ProtectedBy.FILE
    if months is not None:
        return months_later(introduced_on, months), ProtectedBy.CONTRACT
    return months_later(introduced_on, PROTECTION_MONTHS), ProtectedBy.USUAL


def latest_protection(applications: Iterable[Application]) -> tuple[date | None, str]:
    """The latest protection among applications, with the firm behind it."""
    guarded = [one for one in applications if one.protected_until]
    last = max(guarded, key=lambda one: one.protected_until or date.min, default=None)
    return (last.protected_until, last.source_detail) if last else (None, "")


# --- the gate -----------------------------------------------------------------------------------------------------


def is_protected(candidate: Candidate, at: date) -> bool:
    """What the record itself says, for lists. An act asks `is_guarded`."""
    return candidate.protected_until is not None and candidate.protected_until >= at


def is_guarded(candidate: Candidate, at: date) -> bool:
    """Whether an agency protects the human: through this record, another of the same person, or the same mailbox."""
    if is_protected(candidate, at):
        return True
    same = Q(pk=candidate.pk)
    if candidate.person_id:
        same |= Q(person_id=candidate.person_id)
    if candidate.email_key:
        same |= Q(email_key=candidate.email_key)
    return Candidate.objects.filter(same, protected_until__gte=at).exists()


def hindrance(candidate: Candidate, at: date) -> Hindrance | None:
    """Why nobody may write to this person directly on that day; None when the way is free."""
    if is_guarded(candidate, at):
        return Hindrance.PROTECTED
    if candidate.do_not_contact:
        return Hindrance.DO_NOT_CONTACT
    if any(one.source == SourceKind.UNKNOWN for one in candidate.applications.all()):  # a page has them at hand
        return Hindrance.SOURCE_UNKNOWN
    return None


def may_contact_directly(candidate: Candidate, at: date) -> bool:
    """The agency gate in one word."""
    return hindrance(candidate, at) is None


def guarded(at: date) -> QuerySet[Candidate]:
    """Everybody whom an agency protects: the rule of `is_guarded` for many at once."""
    protected = Candidate.objects.filter(protected_until__gte=at)
    return Candidate.objects.filter(
        Q(protected_until__gte=at)
        | Exists(protected.filter(person=OuterRef("person")))
        | Exists(protected.filter(email_key=OuterRef("email_key")).exclude(email_key=""))
    )


def reachable(rows: QuerySet[Candidate], at: date) -> QuerySet[Candidate]:
    """The records of a list to whom one may write directly: the rule of `hindrance` for many at once."""
    unknown = Application.objects.filter(candidate=OuterRef("pk"), source=SourceKind.UNKNOWN)
    free = rows.filter(do_not_contact=False).exclude(Exists(unknown))
    return free.exclude(pk__in=guarded(at).values("pk"))


# --- what people of the company say about a source ------------------------------------------------------------------


@transaction.atomic
def name_source(
    application: Application,
    source: str,
    *,
    by: Actor,
    firm: str = "",
    introduced_on: date | None = None,
    months: int | None = None,
) -> Application:
    """Answer where an application came from. An agency protects from then on; an agency once named stays one.

    in: months from the contract with the firm (`agencies.Terms`). raises Refused for an agency without a name.
    """
    rows = Application.objects.select_for_update(of=("self",)).select_related("candidate")
    application = rows.get(pk=application.pk)
    ensure_source(application, source, firm)
    application.source, application.source_detail = source, firm.strip()[:100] or application.source_detail
    if source in PROTECTING:
        application.introduced_on = introduced_on or application.introduced_on or application.applied_on
        until, origin = protection(source, application.introduced_on, months=months)
        if until and (application.protected_until is None or until > application.protected_until):
            application.protected_until, application.protection_from = until, origin
    application.save(update_fields=["source", "source_detail", "introduced_on", "protected_until", "protection_from"])
    _carry(application.candidate)
    record(CandidateEvent.SOURCE_NAMED, application, by=by, source=source)
    return application


def ensure_source(application: Application, source: str, firm: str) -> None:
    if source not in SourceKind.values or source == SourceKind.UNKNOWN:
        raise Refused(_("Choose where the application came from."))
    if source in PROTECTING and not (firm.strip() or application.source_detail):
        raise Refused(_("Write the name of the agency firm."))
    if application.source in PROTECTING and source not in PROTECTING:
        raise Refused(
            _("This application came through an agency. Change its protection date instead, with the reason.")
        )


@transaction.atomic
def set_protection(application: Application, until: date, *, reason: str, by: Actor) -> Application:
    """Change until when an agency protects, as agreed with it: later or earlier, with the reason that goes on record."""
    if not reason.strip():
        raise Refused(_("Write why: who agreed to it, and when."))
    rows = Application.objects.select_for_update(of=("self",)).select_related("candidate")
    application = rows.get(pk=application.pk)
    if application.source not in PROTECTING:
        raise Refused(_("No agency introduced this application."))
    before, application.protected_until = application.protected_until, until
    application.protection_from, application.protection_reason = ProtectedBy.HAND, reason.strip()[:200]
    application.save(update_fields=["protected_until", "protection_from", "protection_reason"])
    _carry(application.candidate)
    record(
        CandidateEvent.PROTECTION_SET,
        application.candidate,
        by=by,
        before=before.isoformat() if before else "",
        until=until.isoformat(),
    )
    return application


def _carry(candidate: Candidate) -> None:
    """The record carries the latest protection of its applications."""
    candidate.protected_until, candidate.protected_by = latest_protection(candidate.applications.all())
    candidate.save(update_fields=["protected_until", "protected_by", "updated_at"])
