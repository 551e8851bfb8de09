"""What the operator does with companies, circles and licences."""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.companies.circles import leave_circle
from career_relay.companies.events import CompanyEvent
from career_relay.companies.evidence import ensure_evidence
from career_relay.companies.graph import claim_domain, prove_domain
from career_relay.companies.joining import mark_admitted
from career_relay.companies.models import Circle, CircleCall, CircleMember, Company, Licence
from career_relay.companies.queries import current_mode
from career_relay.companies.rules import ensure_admissible, ensure_confirmed

__all__ = [
    "SuspensionReason",
    "add_licence",
    "admit_company",
    "end_licence",
    "join_circle",
    "leave_circle",
    "make_circle",
    "note_refused_licence",
    "resume_company",
    "suspend_company",
]


class SuspensionReason(models.TextChoices):
    """Why a company pauses. A choice and not free words: the log holds no free words."""

    COMPLAINT = "complaint", gettext_lazy("a complaint is being looked into")
    TERMS = "terms", gettext_lazy("the terms were not kept")
    CONFIRM = "confirm", gettext_lazy("the yearly confirmation is missing")
    CHECK = "check", gettext_lazy("a check has to be repeated")
    OWN_WISH = "own_wish", gettext_lazy("the company asked for it")


@transaction.atomic
def admit_company(company: Company, *, by: Actor) -> Company:
    """Let the company take part. Raises Refused with what is still missing."""
    company = _locked(company)
    if company.verified_at:
        return company
    ensure_admissible(company)

    prove_domain(claim_domain(company, company.domain, by=by), by=by)
    company.verified_at = company.domain_verified_at = timezone.now()
    company.save(update_fields=["verified_at", "domain_verified_at"])
    mark_admitted(company)
    record(CompanyEvent.ADMITTED, company, by=by)
    return company


@transaction.atomic
def suspend_company(company: Company, *, reason: SuspensionReason, by: Actor) -> Company:
    """Take the company out of every cross-company view at once. What it holds itself stays its own."""
    company = _locked(company)
    if company.kind == Company.Kind.OPERATOR:
        raise Refused(_("The operator cannot be suspended. End its licences instead."))
    if company.suspended_at:
        return company

    company.suspended_at = timezone.now()
    company.save(update_fields=["suspended_at"])
    record(CompanyEvent.SUSPENDED, company, by=by, reason=reason.value)
    return company


@transaction.atomic
def resume_company(company: Company, *, by: Actor) -> Company:
    """Let a suspended company take part again. What admission needs is looked at anew."""
    company = _locked(company)
    if not company.suspended_at:
        return company
    ensure_admissible(company)
    ensure_confirmed(company)

    company.suspended_at = None
    company.save(update_fields=["suspended_at"])
    record(CompanyEvent.RESUMED, company, by=by)
    return company


def _locked(company: Company) -> Company:
    return Company.objects.select_for_update().get(pk=company.pk)


@transaction.atomic
def make_circle(circle: Circle, *, by: Actor) -> Circle:
    circle.save()
    record(CompanyEvent.CIRCLE_MADE, circle, by=by)
    return circle


@transaction.atomic
def join_circle(circle: Circle, company: Company, *, by: Actor) -> None:
    """Put a member company into a circle. From now on people who chose the circle may be asked by it too."""
    if not _locked(company).is_live or company.kind != Company.Kind.MEMBER:
        raise Refused(_("Only a member company that was admitted and is not suspended can join a circle."))
    _member, is_new = CircleMember.objects.get_or_create(circle=circle, company=company)
    CircleCall.objects.filter(circle=circle, company=company).delete()
    if is_new:
        record(CompanyEvent.CIRCLE_JOINED, circle, by=by, company=company.pk)


@transaction.atomic
def add_licence(licence: Licence, *, by: Actor) -> Licence:
    """Keep a licence with its evidence. Raises Refused(LICENCE_EVIDENCE_REQUIRED); the mode follows by itself."""
    ensure_evidence(licence)
    before = current_mode()
    licence.save()
    record(CompanyEvent.LICENCE_ADDED, licence, by=by, **_facts(licence), mode_before=before, mode=current_mode())
    return licence


@transaction.atomic
def end_licence(licence: Licence, *, by: Actor) -> Licence:
    """End a licence at once: yesterday was its last day. The row stays, because acts of the past name it."""
    licence = Licence.objects.select_for_update().get(pk=licence.pk)
    yesterday = timezone.localdate() - timedelta(days=1)
    if licence.expires_on and licence.expires_on <= yesterday:
        return licence

    before = current_mode()
    licence.expires_on = yesterday
    licence.save(update_fields=["expires_on"])
    record(CompanyEvent.LICENCE_ENDED, licence, by=by, **_facts(licence), mode_before=before, mode=current_mode())
    return licence


def note_refused_licence(licence: Licence, *, code: str, by: Actor) -> None:
    """Write down that a licence was asked for without its evidence (LEGAL M-01)."""
    record(CompanyEvent.LICENCE_REFUSED, licence.holder, by=by, kind=licence.kind, code=code)


def _facts(licence: Licence) -> dict[str, str | int]:
    return {"holder": licence.holder_id, "kind": licence.kind, "number": licence.number}
