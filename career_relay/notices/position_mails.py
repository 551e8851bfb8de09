"""Positions that leave the lists unless somebody says they are still true: a mail before it happens (LEGAL J-05)."""

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from career_relay.base import wording
from career_relay.base.tenancy import current_company
from career_relay.companies.models import Membership
from career_relay.companies.roles import Permission, Role, may
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer, send_to_staff
from career_relay.notices.states import PersonalKind
from career_relay.positions.queries import ending_soon

BEFORE = (timedelta(days=5), timedelta(days=1))
EDITORS = [role.value for role in Role if may(role, Permission.EDIT_POSITIONS)]


def remind(today: date) -> None:
    """Write five days and one day before. Needs the company; one mail a day and editor."""
    if not any(ending_soon(today + ahead, today + ahead).exists() for ahead in BEFORE):
        return
    editors = Membership.objects.filter(company_id=current_company(), role__in=EDITORS, user__is_active=True)
    for user_id in editors.order_by("user_id").values_list("user_id", flat=True):
        send_to_staff(
            PersonalKind.STAFF_POSITIONS, user_id=user_id, company_id=current_company(), data={"day": today.isoformat()}
        )


def positions(mail: PersonalMail) -> Rendered:
    """The titles and their last days, as they stand when it is sent."""
    day = date.fromisoformat(str(mail.data["day"]))
    ending = list(ending_soon(day, day + BEFORE[0]))
    if not ending or mail.for_company is None:
        raise Gone
    lines = [
        _("・{title}: listed until {day}").format(title=one.title, day=wording.day(one.listed_until)) for one in ending
    ]
    parts = [
        _("These positions are no longer shown after their day, unless somebody confirms that they are still true:"),
        "\n".join(lines),
        settings.PUBLIC_URL + reverse("desk:positions") + "?state=open",
    ]
    subject = ngettext("{n} position to confirm", "{n} positions to confirm", len(ending)).format(n=len(ending))
    return Rendered(f"{subject} ({mail.for_company.name})", "\n\n".join(parts), _("To the positions"))


offer(PersonalKind.STAFF_POSITIONS, positions)
