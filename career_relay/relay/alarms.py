"""What the operator's staff hear of at once, by mail: a company's questions rest (RELIABILITY §4.10: within ten minutes)."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from career_relay.accounts.models import User
from career_relay.companies.queries import network_operator
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Rendered, offer, send_to_staff
from career_relay.notices.states import PersonalKind
from career_relay.relay.models import AskSpending


def tell_of_hold(spending: AskSpending, *, at: datetime) -> None:
    """Write to everybody who works for the operator, once for each hold."""
    operator = network_operator()
    if operator is None:
        return
    for user_id in User.objects.filter(is_operator=True, is_active=True).values_list("pk", flat=True):
        send_to_staff(
            PersonalKind.STAFF_HELD,
            user_id=user_id,
            company_id=operator.pk,
            subject_ref=spending.pk,
            data={"at": at.isoformat()},
        )


def held(mail: PersonalMail) -> Rendered:
    """Which company it is stands on the page, after signing in."""
    parts = [
        _("A company tried far more than a day allows. Its questions rest until you have looked at it."),
        settings.PUBLIC_URL + reverse("console:asking"),
    ]
    return Rendered(_("A company's questions rest"), "\n\n".join(parts), _("See which company"))


offer(PersonalKind.STAFF_HELD, held)
