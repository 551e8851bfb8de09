"""When something may be sent to many: the law's requirements, the second person, and what stops it under way."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from career_relay.accounts.models import User
from career_relay.base.errors import Refused
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import GRANTS, Permission
from career_relay.notices import footer, senders
from career_relay.notices.campaign_words import ensure_finished, ensure_words
from career_relay.notices.models import Campaign, Message, ReleaseRule, Suppression
from career_relay.notices.states import LegalClass, MessageState
from career_relay.notices.suppression import COMPLAINED

A_MONTH = timedelta(days=30)
MOST = 100_000  # people in one sending
FEW = 3  # so many complaints at least: one person alone does not stop a small sending
ALARM, STOP = 0.001, 0.003  # LEGAL E-08: what large mail providers look at
MANY = 100  # above so many a second person looks, unless the owner set another number


@dataclass(frozen=True, slots=True)
class Complaints:
    """How many of the last month's mails somebody called unwanted."""

    count: int
    sent: int

    @property
    def rate(self) -> float:
        return self.count / self.sent if self.sent else 0.0

    @property
    def is_alarming(self) -> bool:
        return self.count >= FEW and self.rate >= ALARM

    @property
    def must_stop(self) -> bool:
        return self.count >= FEW and self.rate >= STOP


def complaints(at: datetime) -> Complaints:
    """Count complaints beside advertising mails over the last thirty days. Needs the company to be active."""
    since = at - A_MONTH
    sent = Message.objects.filter(state=MessageState.ACCEPTED, sent_at__gte=since).exclude(
        legal_class=LegalClass.NOTICE
    )
    told = Suppression.objects.filter(reason=COMPLAINED, created_at__gte=since)
    return Complaints(told.count(), sent.count())


def ensure_class(legal_class: str) -> None:
    """A result is told to one person; what goes to many advertises, and needs permission (LEGAL E-01)."""
    if legal_class == LegalClass.NOTICE or legal_class not in LegalClass.values:
        raise Refused(_("The words of a result cannot go to many people. Choose other words."), code="E-01")


def ensure_may_leave(campaign: Campaign, company: Company, *, going: int, at: datetime) -> None:
    """Guard a release: the words, the footer the law asks for, the sender's domain, and what people said before.

    raises Refused with what is missing and where to mend it.
    """
    ensure_class(campaign.legal_class)
    ensure_words(campaign.subject, campaign.body)
    ensure_finished(campaign.subject, campaign.body)
    footer.ensure_complete(company)
    if not going:
        raise Refused(_("Nobody of these people may be written to. See the reasons beside the list."))
    if going > MOST:
        raise Refused(_("At most {most} people at once. Narrow the list down.").format(most=f"{MOST:,}"))
    ensure_no_complaints(at)
    ensure_domain(company, going, campaign.send_after or at)


def ensure_no_complaints(at: datetime) -> None:
    if complaints(at).must_stop:
        raise Refused(
            _(
                "Too many people called the last mails unwanted (0.3% or more in thirty days). Nothing more is sent to many."
            ),
            code="E-08",
        )


def ensure_domain(company: Company, going: int, at: datetime) -> None:
    """Ask the room that knows the sender whether so many more may leave today (LEGAL E-08)."""
    if why := senders.hindrance_for_many(company, going, at):
        raise Refused(why, code="E-08")


# --- the second person ------------------------------------------------------------------------------------------------


def second_pair_from() -> int:
    """Give from how many recipients on a second person looks: the owner's number, else the usual one."""
    own = ReleaseRule.objects.values_list("second_pair_from", flat=True).first()
    return own or MANY


def needs_second_person(going: int) -> bool:
    return going > second_pair_from()


def colleagues(company: Company, asking: int | None) -> list[User]:
    """Who else of the company may allow a sending."""
    roles = [role for role, granted in GRANTS.items() if Permission.SEND_CAMPAIGNS in granted]
    rows = Membership.objects.filter(company=company, role__in=roles, user__is_active=True).exclude(user_id=asking or 0)
    return [one.user for one in rows.select_related("user").order_by("user__name", "user_id")]


def ensure_somebody_else(company: Company, asking: int | None) -> None:
    if not colleagues(company, asking):
        raise Refused(
            _("Nobody else may allow it. Invite a colleague in the settings, or narrow down to {most} people.").format(
                most=second_pair_from()
            )
        )
