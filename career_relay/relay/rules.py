"""What must hold before an introduction may move."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.text import lint
from career_relay.base.wording import day
from career_relay.candidates.models import Candidate
from career_relay.companies.acts import covering, licence_for
from career_relay.companies.licences import Feature
from career_relay.companies.models import Company
from career_relay.consents.models import AccessGrant, Block
from career_relay.consents.passport import current
from career_relay.consents.queries import resting
from career_relay.consents.shields import workplaces
from career_relay.matching.openings import OpeningCard
from career_relay.matching.pool import openings_of
from career_relay.positions.states import State
from career_relay.relay.models import Introduction
from career_relay.relay.states import ENDED, Origin, Stage
from career_relay.relay.window import kept_from_us

NEEDED = {Origin.ASK: Feature.ASK, Origin.SELF: Feature.SELF_SENDING, Origin.LETTER: Feature.SELF_SENDING}


def feature_of(introduction: Introduction) -> Feature:
    return NEEDED[Origin(introduction.origin)]


def ensure_running(introduction: Introduction) -> None:
    """Raise Refused while the licence it rests on is not in force: running introductions freeze (LEGAL M-01)."""
    licence_for(feature_of(introduction), Company.objects.get(pk=introduction.company_id))


def is_frozen(introduction: Introduction, *, at: datetime) -> bool:
    """Whether no licence covers it at that moment: of the network, or with the receiver in its scope."""
    found = covering(feature_of(introduction), introduction.company_id, on=timezone.localdate(at))
    return found is None


def ensure_asked_still(introduction: Introduction) -> None:
    """Raise Refused for a question of a company that left, is suspended or is kept off. Which of them is not said."""
    if introduction.origin == Origin.ASK and resting(introduction.person_id, [introduction.company_id]):
        raise Refused(_("This opening has ended in the meantime. Nothing is handed over."), code="ASK_ENDED")


def open_card(position_id: int) -> OpeningCard:
    """Give the opening as the active person may read it. Raises Refused once it can no longer be answered."""
    card = openings_of([position_id]).get(position_id)
    if card is None or card.state != State.OPEN:
        raise Refused(_("This opening has ended in the meantime. Nothing is handed over."))
    return card


def ensure_not_shielded(person_id: int, card: OpeningCard) -> None:
    """Say to the person which shield of their own stands in the way. `may_show` is asked after this, and decides."""
    company = card.company
    if Candidate.objects.filter(person_id=person_id, company_id=company.id).exists():
        raise Refused(
            _("{company} has your application already. Please write to its recruiting desk: {desk}").format(
                company=company.name, desk=company.contact_desk or company.name
            )
        )
    if Block.objects.filter(person_id=person_id, company_blocked_id=company.id).exists():
        raise Refused(_("You left {company} out. You can change this under “My data”.").format(company=company.name))
    if company.id in workplaces(person_id):
        raise Refused(
            _("{company} is where you work, by what you told us. You can change this under “Shields”.").format(
                company=company.name
            )
        )
    passport = current(person_id)
    if passport and passport.paused_until and passport.paused_until >= timezone.localdate():
        raise Refused(_("You paused everything until {day}.").format(day=day(passport.paused_until)))


MOST_AT_ONE, MOST_AT_ALL = 3, 20  # running at one company, and altogether


def ensure_within_caps(person_id: int, card: OpeningCard) -> None:
    """Raise Refused when somebody would send themself everywhere: a pile is read by nobody (PRODUCT E9)."""
    running = Introduction.objects.filter(person_id=person_id).exclude(stage__in=[*ENDED, Stage.HIRED])
    if running.filter(company_id=card.company.id).count() >= MOST_AT_ONE:
        raise Refused(
            _("{n} talks with {company} are running. Wait for one of them to end, or withdraw one.").format(
                n=MOST_AT_ONE, company=card.company.name
            ),
            code="TOO_MANY_TALKS",
        )
    if running.count() >= MOST_AT_ALL:
        raise Refused(
            _("{n} talks are running. Wait for one of them to end, or withdraw one.").format(n=MOST_AT_ALL),
            code="TOO_MANY_TALKS",
        )


def ensure_free_of_money(text: str) -> None:
    """Raise Refused(REFERRAL_FEE_FORBIDDEN) when words speak of money or gifts for an introduction (LEGAL M-03)."""
    if found := lint.check(text, lint.FEE):
        raise Refused(found[0].message, code=found[0].code)


def ensure_no_private_contact(introduction: Introduction, text: str) -> None:
    """Raise Refused(PRIVATE_CONTACT): until talks begin, a company writes without telephones and networks (LEGAL H-01)."""
    if introduction.stage == Stage.DISCLOSED and (found := lint.check(text, lint.CONTACT)):
        raise Refused(found[0].message, code=found[0].code)


def ensure_receipt(introduction: Introduction) -> None:
    if introduction.receipt_at is None:
        raise Refused(
            _("Please read the declaration of the provider and confirm receipt first."), code="CONFIRMATION_REQUIRED"
        )


def ensure_readable(introduction: Introduction) -> None:
    """Raise Refused once the company may no longer read what it was handed: then it writes no more either."""
    live = AccessGrant.objects.filter(
        package_id=introduction.package_id or 0, revoked_at=None, until__gt=timezone.now()
    )
    if not live.exists() or kept_from_us([introduction.person_id]):
        raise Refused(_("Access has ended: the person withdrew it, or its time is over."), code="CONSENT_REQUIRED")
