"""A second person's word, and the office that has only one (PRODUCT H7).

Where nobody else could agree, whoever asked may agree themself a day later, and everybody of the staff reads of it: also
the representative who signs in only to look.
"""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base import wording
from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import current_company
from career_relay.companies.events import CompanyEvent
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import GRANTS, Permission
from career_relay.companies.signals import agreed_alone

ALONE_AFTER: Final = timedelta(hours=24)


def is_alone(company_id: int, user_id: int | None, permission: Permission) -> bool:
    """Whether nobody else of the staff could give this word."""
    roles = [role for role, granted in GRANTS.items() if permission in granted]
    others = Membership.objects.filter(company_id=company_id, role__in=roles, user__is_active=True)
    return not others.exclude(user_id=user_id or 0).exists()


def ensure_second_person(
    asked_by_id: int | None,
    asked_at: datetime,
    *,
    by: Actor,
    about: str,
    permission: Permission = Permission.MANAGE_COMPANY,
) -> None:
    """Let `by` agree to what was asked for. Needs the company active. Raises Refused(SECOND_PERSON) for one's own wish.

    about: a word for the log and the mail that tells of an agreement given alone, such as `retention`.
    """
    if asked_by_id != by.id:
        return
    company_id = current_company()
    if not is_alone(company_id, by.id, permission):
        raise Refused(_("Somebody else has to agree to what you asked for."), code="SECOND_PERSON")
    opens = asked_at + ALONE_AFTER
    if timezone.now() < opens:
        raise Refused(
            _(
                "Nobody else can agree in your office. You can agree yourself from {time}, after a night’s thought."
            ).format(time=wording.moment(opens)),
            code="SECOND_PERSON",
        )
    company = Company.objects.get(pk=company_id)
    record(CompanyEvent.AGREED_ALONE, company, by=by, about=about)
    agreed_alone.send(sender=Company, company=company, about=about, asked_at=asked_at)
