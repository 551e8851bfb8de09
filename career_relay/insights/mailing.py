"""The mail with the figures of a month: only to members who asked for it, on the first business day, until they end it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db import transaction

from career_relay.base.business_days import is_business_day
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import Permission, may
from career_relay.insights.periods import month_of
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer, send_to_staff
from career_relay.notices.states import PersonalKind

WISH = "monthly_report"  # in the preferences of a membership


def wants(membership: Membership) -> bool:
    return membership.preferences.get(WISH) is True


@transaction.atomic
def choose(membership: Membership, *, wanted: bool) -> None:
    """Begin or end the mail of one member. Said twice, it is the same."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    membership.preferences = {**membership.preferences, WISH: wanted}
    membership.save(update_fields=["preferences"])


def opens_month(day: date) -> bool:
    """Whether it is the first business day of its month."""
    before = (day - timedelta(days=n) for n in range(1, day.day))
    return is_business_day(day) and not any(map(is_business_day, before))


def readers(company_id: int) -> Iterator[Membership]:
    """Who asked for it and may still see reports."""
    for member in Membership.objects.filter(company_id=company_id, user__is_active=True).order_by("pk"):
        if wants(member) and may(member.role, Permission.SEE_REPORTS):
            yield member


@transaction.atomic
def send_month(company_id: int, day: date) -> list[PersonalMail]:
    """Queue the mail about the month that ended before `day`. Safe to run twice: a month is told once to each reader."""
    month = month_of(month_of(day) - timedelta(days=1))
    facts = {"what": "month", "month": month.isoformat()}
    return [
        send_to_staff(PersonalKind.STAFF_REPORT, user_id=member.user_id, company_id=company_id, data=facts)
        for member in readers(company_id)
    ]


def tell_with(words: Callable[[Company, date], Rendered]) -> None:
    """Let another room say the words about a month of a company. They are asked for when the mail is sent."""

    def rendered(mail: PersonalMail) -> Rendered:
        """Not sent when the reader has ended it since, or may see no reports any more."""
        company = mail.for_company
        if company is None or mail.to_user_id not in {member.user_id for member in readers(company.pk)}:
            raise Gone
        return words(company, date.fromisoformat(str(mail.data["month"])))

    offer(PersonalKind.STAFF_REPORT, rendered)
