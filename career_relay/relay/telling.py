"""Telling the staff of the receiving company that something is there: numbers and links, never a name."""

from collections.abc import Iterable

from career_relay.base.queue import later
from career_relay.companies.models import Membership
from career_relay.companies.roles import Permission, Role, may
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import send_to_staff
from career_relay.notices.states import PersonalKind
from career_relay.notices.tasks import announce_in_chat
from career_relay.relay.models import Introduction

RECEIVERS = [role.value for role in Role if may(role, Permission.RECEIVE)]


def tell_staff(introduction: Introduction, what: str, **occasion: str | int) -> None:
    """Write to everybody who receives for the company, once an occasion, and to its chat."""
    tell_company(introduction.company_id, what, subject_ref=introduction.pk, **occasion)


def tell_company(company_id: int, what: str, *, subject_ref: int | None = None, **occasion: str | int) -> None:
    """The same to everybody who receives, and to the chat the first time only: rounds come again."""
    facts = {"what": what, **occasion}
    about = {"kind": PersonalKind.STAFF_BATON, "for_company_id": company_id, "subject_ref": subject_ref, "data": facts}
    is_new = not PersonalMail.objects.filter(**about).exists()
    for user_id in receivers_of(company_id):
        send_to_staff(
            PersonalKind.STAFF_BATON, user_id=user_id, company_id=company_id, subject_ref=subject_ref, data=facts
        )
    if is_new:
        later(announce_in_chat, company_id=company_id, what=what)


def receivers_of(company_id: int) -> Iterable[int]:
    found = Membership.objects.filter(company_id=company_id, role__in=RECEIVERS, user__is_active=True)
    return list(found.order_by("user_id").values_list("user_id", flat=True))
