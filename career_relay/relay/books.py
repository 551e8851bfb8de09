"""The books of placement (LEGAL M-06, §3.5): a line begins with the hand-over under a licence and follows the board.

Only what the network selected is a placement: a question to people who fit (`Origin.ASK`). What a person sent themself is
in the book of provisions, on the person's behalf.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.wording import yen_range
from career_relay.companies.acts import licence_for
from career_relay.companies.licences import Feature, Kind
from career_relay.companies.models import Licence
from career_relay.companies.queries import network_operator
from career_relay.consents.models import ConsentNow, Package
from career_relay.consents.records import keep_until
from career_relay.consents.states import Purpose
from career_relay.matching.openings import MAN, OpeningCard
from career_relay.relay.events import RelayEvent
from career_relay.relay.models import Introduction, Placement, SeekerCard
from career_relay.relay.models.books import Result
from career_relay.relay.states import Origin, Stage

NO_POACHING_YEARS = 2
STAY_MONTHS = 6
ENDS = {
    Stage.HIRED: Result.HIRED,
    Stage.NOT_SELECTED: Result.NOT_HIRED,
    Stage.WITHDRAWN: Result.WITHDRAWN,
    Stage.EXPIRED: Result.RETURNED,
}


# --- the workflow writes ------------------------------------------------------------------------------------------


def open_line(
    introduction: Introduction, package: Package, card: OpeningCard, *, on: date | None = None
) -> Placement | None:
    """Begin the line with the hand-over. Needs the person; nothing when the network did not select.

    on: only to retell history; today otherwise.
    """
    if introduction.origin != Origin.ASK:
        return None
    licence = licence_for(Feature.ASK, package.recipient, on=on)  # a frozen introduction is not handed over
    today = on or timezone.localdate()
    return Placement.objects.create(
        company_id=introduction.company_id,
        introduction=introduction,
        person_id=introduction.person_id,
        position_id=introduction.position_id,
        licence_number=licence.number,
        licence_holder=licence.holder.name,
        office=_office(),
        introduced_on=today,
        keep_until=keep_until(today),
        **_job(card, today),
        **_seeker(package, introduction, card, today),
    )


def _office() -> str:
    operator = network_operator()
    return f"{operator.name} {operator.address}".strip() if operator else ""


def _job(card: OpeningCard, today: date) -> dict[str, object]:
    not_said = _("not said in the posting")
    return {
        "employer_name": card.company.name,
        "employer_address": card.company.address,
        "employer_contact": card.company.contact_desk or card.company.representative,
        "job_accepted_on": card.as_of or today,
        "job_valid_until": card.listed_until,
        "headcount": card.headcount,
        "occupation": card.title,
        "workplace": card.place or card.prefecture or not_said,
        "term": card.contract_term or not_said,
        "wage": card.pay or _wage(card) or not_said,
    }


def _wage(card: OpeningCard) -> str:
    return yen_range(card.pay_min * MAN if card.pay_min else None, card.pay_max * MAN if card.pay_max else None)


def _seeker(package: Package, introduction: Introduction, card: OpeningCard, today: date) -> dict[str, object]:
    """The day somebody agreed to be asked is the day the network took them on.

    The occupation wanted is the one they said yes to: no word of the profile, which they handed to the receiver alone.
    """
    agreed = ConsentNow.objects.filter(person_id=introduction.person_id, purpose=Purpose.TEASER)
    first = agreed.select_related("entry").order_by("entry__at").first()
    contact = package.content["items"].get("contact", {})
    return {
        "seeker_name": contact.get("name") or _("Person {number}").format(number=introduction.person_id),
        "seeker_wish": card.title,
        "seeker_accepted_on": timezone.localdate(first.entry.at) if first else today,
        "seeker_valid_until": timezone.localdate(first.expires_at) if first and first.expires_at else None,
    }


def follow(introduction: Introduction, *, permanent: bool | None = None, on: date | None = None) -> None:
    """Write how it ended, once it has. Kept three years and a day from then on (the law asks for two).

    on: only to retell history; today otherwise.
    """
    if introduction.stage not in ENDS:
        return
    today = on or timezone.localdate()
    line = Placement.objects.filter(introduction=introduction, result=Result.OPEN).first()
    if line is None:
        return
    line.result, line.decided_on, line.keep_until = ENDS[Stage(introduction.stage)], today, keep_until(today)
    if line.result == Result.HIRED:
        line.hired_on, line.permanent = introduction.starts_on, permanent
        line.no_poaching_until = years_later(introduction.starts_on or today, NO_POACHING_YEARS)
    line.save()


def years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)


def stay_due_on(line: Placement) -> date | None:
    """From when on the receiver can say whether the person was still there after six months."""
    if line.hired_on is None:
        return None
    years, month = divmod(line.hired_on.month - 1 + STAY_MONTHS, 12)
    return line.hired_on.replace(year=line.hired_on.year + years, month=month + 1, day=min(line.hired_on.day, 28))


@transaction.atomic
def tell_stay(introduction: Introduction, *, left_early: bool, by: Actor) -> Placement:
    """Write whether somebody hired without a term left within six months. Needs the receiver. Raises Refused."""
    line = Placement.objects.select_for_update(of=("self",)).filter(introduction=introduction).first()
    if line is None or line.result != Result.HIRED:
        raise Refused(_("There is no hire to tell about."), code="NO_PLACEMENT")
    if (line.left_early, line.left_told_on is not None) == (left_early, True):
        return line
    due = stay_due_on(line)
    if not left_early and due and timezone.localdate() < due:
        raise Refused(_("Six months have not passed yet."), code="TOO_EARLY")
    line.left_early, line.left_told_on = left_early, timezone.localdate()
    line.save(update_fields=["left_early", "left_told_on"])
    record(RelayEvent.STAY_TOLD, introduction, by=by, left=left_early)
    return line


def line_of(introduction_id: int) -> Placement | None:
    found: Placement | None = Placement.objects.filter(introduction_id=introduction_id).first()
    return found


# --- the operator reads -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what only the operator knows of the person."""

    placement: Placement
    address: str
    born_on: date | None
    is_paid: bool = False  # under a permit for paid placement

    @property
    def is_whole(self) -> bool:
        return bool(self.address and self.born_on)


def lines(rows: models.QuerySet[Placement]) -> list[Line]:
    """Put what the persons told the operator beside their lines. Needs the operator."""
    found = list(rows)
    cards = {one.person_id: one for one in SeekerCard.objects.filter(person_id__in={one.person_id for one in found})}
    paid = set(Licence.objects.filter(kind=Kind.PAID_PERMIT).values_list("number", flat=True))
    return [_line(one, cards.get(one.person_id), is_paid=one.licence_number in paid) for one in found]


def _line(row: Placement, card: SeekerCard | None, *, is_paid: bool) -> Line:
    return Line(row, card.address if card else "", card.born_on if card else None, is_paid)


def book() -> models.QuerySet[Placement]:
    found: models.QuerySet[Placement] = Placement.objects.order_by("-introduced_on", "-id")
    return found


def unfinished(rows: models.QuerySet[Placement]) -> Iterator[Placement]:
    """Hires of which nobody has told yet whether the person stayed, though six months have passed."""
    today = timezone.localdate()
    for row in rows.filter(result=Result.HIRED, permanent=True, left_told_on=None):
        due = stay_due_on(row)
        if due and due <= today:
            yield row
