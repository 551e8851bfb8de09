"""Asking people nobody can see: the guards, the reaching out, and one reminder (PRODUCT E4).

The company learns nothing here: the reply is the same whoever and however many there are, and the picking is done by a
task, so that it takes no longer for many than for none.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.base.business_days import add_business_days
from career_relay.base.errors import Refused
from career_relay.base.queue import later
from career_relay.base.tenancy import person
from career_relay.companies.models import Company
from career_relay.matching.exposures import log_picks
from career_relay.matching.pool import Picked, pick_for_ask
from career_relay.notices.hours import next_open
from career_relay.notices.personal import send_to_person
from career_relay.notices.states import PersonalKind
from career_relay.positions.models import Position, PositionCircle
from career_relay.positions.queries import is_listed
from career_relay.positions.states import State
from career_relay.relay.events import RelayEvent
from career_relay.relay.lottery import draw, places_for
from career_relay.relay.models import Ask, Introduction
from career_relay.relay.states import AskState, Origin, Stage

USUAL_BUSINESS_DAYS = 8
LONGEST_DAYS = 30
MOST_COMPARED = 300  # as many as the pool hands to the engine
REMINDER_BEFORE = timedelta(days=2)
MORNING = time(9)


def usual_due_day(today: date) -> date:
    return add_business_days(today, USUAL_BUSINESS_DAYS)


def open_asks(today: date, *, position: Position | None = None) -> Sequence[Ask]:
    """Give the questions people may still answer."""
    found = Ask.objects.filter(state=AskState.OPEN, due_on__gte=today, position__state=State.OPEN)
    own = (field.name for field in Ask._meta.concrete_fields)
    found = found.select_related("position").only(*own, "position__title", "position__public_id")
    return list(found.filter(position=position) if position else found)


def ensure_may_ask(position: Position, company: Company, *, upto: int, due_on: date) -> None:
    """Raise Refused unless this company may ask about the position now. The budget is taken after this (`budget.spend`)."""
    today = timezone.localdate()
    if not company.is_live:
        raise Refused(_("The operator has not admitted your company to the network yet."))
    if not is_listed(position, today):
        raise Refused(_("Only a published position that is up to date can be asked about."))
    if not PositionCircle.objects.filter(position=position).exists():
        raise Refused(_("Publish the position to a circle first: its members are asked."))
    if not today < due_on <= today + timedelta(days=LONGEST_DAYS):
        raise Refused(_("Choose an answer date from tomorrow to 30 days from now."))
    if upto < 1:
        raise Refused(_("Ask at least one person."))


def reach(ask_id: int) -> None:
    """Ask the people who fit. Needs the company; safe to run twice: the second run finds it done."""
    ask = Ask.objects.select_for_update().filter(pk=ask_id, state=AskState.OPEN, picked_at=None).first()
    if ask is None:
        return
    ask.picked_at = timezone.now()
    ask.save(update_fields=["picked_at"])
    for picked in _pick(ask, ask.picked_at):
        ask_one(ask, picked)


def _pick(ask: Ask, at: datetime) -> list[Picked]:
    """Nobody, when the licence ended, the position closed or the day passed between the click and the task."""
    position = Position.objects.get(pk=ask.position_id)
    if position.state != State.OPEN or ask.due_on < timezone.localdate(at):
        return []
    try:
        fitting = pick_for_ask(position, MOST_COMPARED, at=at)
    except Refused:
        return []
    drawn = draw(fitting, ask.upto, places_for(position, timezone.localdate(at)))
    log_picks(position, fitting, drawn)
    return drawn


def ask_one(ask: Ask, picked: Picked) -> None:
    """Ask one who fits. Needs the company; what follows is done as the person."""
    with person(picked.person_id):
        introduction = Introduction.objects.create(
            company_id=ask.company_id,
            person_id=picked.person_id,
            position_id=ask.position_id,
            ask_id=ask.pk,
            origin=Origin.ASK,
            stage=Stage.ASKED,
            reasons=picked.reasons,
            answer_by=ask.due_on,
            asked_at=timezone.now(),
        )
        record(RelayEvent.CANDIDATE_ASKED, introduction, by=SYSTEM)
        send_to_person(
            PersonalKind.ASKED,
            person_id=picked.person_id,
            subject_ref=introduction.pk,
            send_after=next_open(timezone.now()),
        )
        watch_answer(introduction)
        _watch_silence(introduction)


def _watch_silence(introduction: Introduction) -> None:
    """One reminder, two days before the day to answer by, when there is time between."""
    from career_relay.relay.ask_tasks import remind_asked

    if introduction.answer_by:
        at = timezone.make_aware(datetime.combine(introduction.answer_by - REMINDER_BEFORE, MORNING))
        if at > timezone.now() + timedelta(days=1):
            later(remind_asked, at=at, person_id=introduction.person_id, introduction_id=introduction.pk)


def remind_once(introduction_id: int) -> None:
    """Write once more to somebody who has not answered. Needs the person; the second run sends nothing."""
    waiting = Introduction.objects.filter(pk=introduction_id, stage=Stage.ASKED).first()
    if waiting and waiting.answer_by and waiting.answer_by >= timezone.localdate():
        send_to_person(
            PersonalKind.ASKED,
            person_id=waiting.person_id,
            subject_ref=waiting.pk,
            data={"again": True},
            send_after=next_open(timezone.now()),
        )


def watch_answer(introduction: Introduction) -> None:
    """Have somebody look, when the day to answer by has passed."""
    from career_relay.relay.tasks import expire_unanswered

    if introduction.answer_by:
        at = timezone.make_aware(datetime.combine(introduction.answer_by + timedelta(days=1), time.min))
        later(expire_unanswered, at=at, person_id=introduction.person_id, introduction_id=introduction.pk)
