"""Coming into a circle and going out of it: open, by approval, by invitation; always with the charter agreed to."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.companies.events import CompanyEvent
from career_relay.companies.models import Circle, CircleCall, CircleMember, Company, Entry
from career_relay.companies.signals import left_circle


@dataclass(frozen=True, slots=True)
class Place:
    """One circle as one company sees it."""

    circle: Circle
    members: int
    membership: CircleMember | None
    call: CircleCall | None

    @property
    def has_new_charter(self) -> bool:
        """The charter changed since the company agreed to it."""
        return self.membership is not None and self.membership.agreed_version < self.circle.charter_version

    @property
    def is_invited(self) -> bool:
        return self.call is not None and self.call.kind == CircleCall.Kind.INVITED

    @property
    def has_asked(self) -> bool:
        return self.call is not None and self.call.kind == CircleCall.Kind.ASKED


def places_of(company: Company) -> list[Place]:
    """The circles a company is in, may come into, or is invited to. A circle by invitation is told to nobody else."""
    mine = {one.circle_id: one for one in company.circle_memberships.all()}
    calls = {one.circle_id: one for one in CircleCall.objects.filter(company=company)}
    shown = Circle.objects.filter(
        models.Q(entry__in=[Entry.OPEN, Entry.APPROVAL]) | models.Q(pk__in=[*mine, *calls])
    ).annotate(n=models.Count("members"))
    return [Place(one, one.n, mine.get(one.pk), calls.get(one.pk)) for one in shown]


def fellows_of(company: Company) -> models.QuerySet[Company]:
    """Live members that share a circle with it."""
    mine = company.circle_memberships.values("circle_id")
    near = Company.objects.filter(
        kind=Company.Kind.MEMBER, verified_at__isnull=False, suspended_at__isnull=True, circles__in=mine
    )
    return near.exclude(pk=company.pk).distinct()


# --- the company --------------------------------------------------------------------------------------------------


@transaction.atomic
def enter_circle(circle: Circle, company: Company, *, agreed_version: int, by: Actor) -> bool:
    """Come in, or ask to. Gives whether the company is a member now. Needs the company active. Raises Refused.

    agreed_version: of the charter that was on the page. When it changed since, the company reads it first.
    """
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    _ensure_live(company)
    ensure_charter(circle, agreed_version)
    if CircleMember.objects.filter(circle=circle, company=company).exists():
        return True
    call = CircleCall.objects.select_for_update().filter(circle=circle, company=company).first()
    invited = call is not None and call.kind == CircleCall.Kind.INVITED
    if circle.entry == Entry.INVITATION and not invited:
        raise Refused(_("Companies come into this circle by invitation only."))
    if circle.entry == Entry.OPEN or invited:
        if call is not None:
            call.delete()
        _put_in(circle, company, agreed_version, by=by)
        return True
    if call is None:
        CircleCall.objects.create(
            circle=circle, company=company, kind=CircleCall.Kind.ASKED, agreed_version=agreed_version
        )
        record(CompanyEvent.CIRCLE_ASKED, circle, by=by, company=company.pk)
    return False


@transaction.atomic
def agree_to_charter(circle: Circle, company: Company, *, agreed_version: int, by: Actor) -> None:
    """Agree to a charter that changed, as a member."""
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    ensure_charter(circle, agreed_version)
    changed = CircleMember.objects.filter(circle=circle, company=company, agreed_version__lt=agreed_version)
    if changed.update(agreed_version=agreed_version):
        record(CompanyEvent.CHARTER_AGREED, circle, by=by, company=company.pk, version=agreed_version)


@transaction.atomic
def drop_call(circle: Circle, company: Company, *, by: Actor) -> None:
    """Take back having asked, or decline an invitation; for the operator: decline, or take the invitation back."""
    gone, _rows = CircleCall.objects.filter(circle=circle, company=company).delete()
    if gone:
        record(CompanyEvent.CIRCLE_CALL_DROPPED, circle, by=by, company=company.pk)


def ensure_charter(circle: Circle, agreed_version: int) -> None:
    if circle.charter_version != agreed_version:
        raise Refused(_("The charter of this circle has changed in the meantime. Please read it again."))


def _ensure_live(company: Company) -> None:
    if not company.is_live or company.kind != Company.Kind.MEMBER:
        raise Refused(_("Only a member company that was admitted and is not suspended can join a circle."))


def _put_in(circle: Circle, company: Company, agreed_version: int, *, by: Actor) -> None:
    CircleMember.objects.create(circle=circle, company=company, agreed_version=agreed_version)
    record(CompanyEvent.CIRCLE_JOINED, circle, by=by, company=company.pk)


# --- the operator -------------------------------------------------------------------------------------------------


@transaction.atomic
def change_circle(circle: Circle, values: dict[str, Any], *, by: Actor) -> Circle:
    """Change name, way in or charter. A changed charter is a new version, which every member reads and agrees to."""
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    if values.get("charter", circle.charter).strip() != circle.charter.strip():
        circle.charter_version += 1
    for name, value in values.items():
        setattr(circle, name, value)
    circle.save()
    record(CompanyEvent.CIRCLE_CHANGED, circle, by=by, version=circle.charter_version)
    return circle


@transaction.atomic
def invite_to_circle(circle: Circle, company: Company, *, by: Actor) -> CircleCall:
    """Invite a company; it decides itself. A company that asked already is let in by `approve_call`."""
    _ensure_live(company)
    if CircleMember.objects.filter(circle=circle, company=company).exists():
        raise Refused(_("This company is in the circle already."))
    call, made = CircleCall.objects.get_or_create(
        circle=circle, company=company, defaults={"kind": CircleCall.Kind.INVITED}
    )
    if made:
        record(CompanyEvent.CIRCLE_INVITED, circle, by=by, company=company.pk)
    return call


@transaction.atomic
def approve_call(circle: Circle, company: Company, *, by: Actor) -> None:
    """Let in a company that asked. Raises Refused when it did not, or has left meanwhile."""
    call = CircleCall.objects.select_for_update().filter(circle=circle, company=company, kind=CircleCall.Kind.ASKED)
    waiting = call.first()
    if waiting is None:
        raise Refused(_("This company no longer asks to come in."))
    _ensure_live(company)
    version = waiting.agreed_version
    waiting.delete()
    _put_in(circle, company, version, by=by)


def calls_waiting() -> models.QuerySet[CircleCall]:
    """Companies that ask to come into a circle, oldest first. Needs the operator."""
    return CircleCall.objects.filter(kind=CircleCall.Kind.ASKED).select_related("circle", "company")


# --- going out ----------------------------------------------------------------------------------------------------


@transaction.atomic
def leave_circle(circle: Circle, company: Company, *, by: Actor) -> None:
    """Go out of a circle: its people are asked no more, and what was shown in it is shown there no more, at once."""
    gone, _rows = CircleMember.objects.filter(circle=circle, company=company).delete()
    if gone:
        record(CompanyEvent.CIRCLE_LEFT, circle, by=by, company=company.pk)
        left_circle.send(sender=Circle, circle=circle, company=company)
