"""What the owner of a company does: its public facts, and who works in it with which role."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from career_relay.accounts.models import User
from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.companies.events import CompanyEvent
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import Role


@transaction.atomic
def change_profile(company: Company, values: Mapping[str, Any], *, by: Actor) -> Company:
    """Change public facts and house rules of a company. Name, number and domain are the operator's to confirm."""
    company = Company.objects.select_for_update().get(pk=company.pk)
    changed = [name for name, value in values.items() if getattr(company, name) != value]
    for name in changed:
        setattr(company, name, values[name])
    if changed:
        company.save(update_fields=changed)
        record(CompanyEvent.PROFILE_CHANGED, company, by=by, fields=changed)
    return company


@transaction.atomic
def invite_staff(company: Company, *, name: str, email: str, role: str, by: Actor) -> Membership:
    """Give somebody a role. They set their own password by a mail; until then they cannot sign in."""
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = User.objects.create_user(email, None, name=name)
    if Membership.objects.filter(company=company, user=user).exists():
        raise Refused(_("This person works here already."))
    membership = Membership.objects.create(company=company, user=user, role=role)
    record(CompanyEvent.STAFF_INVITED, membership, by=by, role=role)
    return membership


@transaction.atomic
def change_role(membership: Membership, role: str, *, by: Actor) -> Membership:
    membership = _locked(membership)
    if membership.role == role:
        return membership
    _ensure_an_owner_stays(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    record(CompanyEvent.ROLE_CHANGED, membership, by=by, role=role)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: Actor) -> None:
    """Take somebody off the staff. What they wrote stays."""
    membership = _locked(membership)
    _ensure_an_owner_stays(membership)
    record(CompanyEvent.STAFF_LEFT, membership, by=by)
    membership.delete()


def _ensure_an_owner_stays(membership: Membership) -> None:
    """A company without an owner could never change its staff again."""
    owners = Membership.objects.select_for_update().filter(company_id=membership.company_id, role=Role.OWNER)
    if membership.role == Role.OWNER and len(owners) == 1:
        raise Refused(_("The company needs an owner. Make somebody else an owner first."))


def _locked(membership: Membership) -> Membership:
    return Membership.objects.select_for_update().get(pk=membership.pk)
