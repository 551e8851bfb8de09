"""What must hold before an introduction may move."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.wording import day
from career_relay.candidates.models import Candidate
from career_relay.companies.licences import ALLOWS, Feature, ensure_allowed
from career_relay.companies.queries import current_mode
from career_relay.consents.models import Block
from career_relay.consents.passport import current
from career_relay.consents.shields import workplaces
from career_relay.matching.openings import OpeningCard
from career_relay.matching.pool import openings_of
from career_relay.positions.states import State
from career_relay.relay.models import Introduction
from career_relay.relay.states import Origin

NEEDED = {Origin.ASK: Feature.ASK, Origin.SELF: Feature.SELF_SENDING, Origin.LETTER: Feature.SELF_SENDING}


def feature_of(introduction: Introduction) -> Feature:
    return NEEDED[Origin(introduction.origin)]


def ensure_running(introduction: Introduction) -> None:
    """Raise Refused while the licence it rests on is not in force: running introductions freeze (LEGAL M-01)."""
    ensure_allowed(feature_of(introduction), current_mode())


def is_frozen(introduction: Introduction, *, at: datetime) -> bool:
    return feature_of(introduction) not in ALLOWS[current_mode(timezone.localdate(at))]


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


def ensure_receipt(introduction: Introduction) -> None:
    if introduction.receipt_at is None:
        raise Refused(
            _("Please read the declaration of the provider and confirm receipt first."), code="CONFIRMATION_REQUIRED"
        )
