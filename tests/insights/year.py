"""A small made-up year of one company: told once as plain facts, and written once into the database.

The slow recount reads only the facts, so it cannot make the same mistake as the SQL.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import Reached, Stage
from career_relay.notices import surveys
from career_relay.notices.models import Message, SurveyAnswer
from career_relay.notices.states import Channel, LegalClass, MessageState
from career_relay.relay.models import Introduction
from career_relay.relay.states import Origin
from career_relay.relay.states import Stage as Relay
from tests.factories.candidates import CandidateFactory
from tests.factories.people import prove
from tests.factories.positions import PositionFactory

TOKYO = ZoneInfo("Asia/Tokyo")
AT = datetime(2026, 11, 23, 9, 0, tzinfo=TOKYO)
DAYS = 800


@dataclass
class Told:
    sent_at: datetime
    state: str = MessageState.ACCEPTED
    legal_class: str = LegalClass.NOTICE
    channel: str = Channel.MAIL
    point: str = ""
    asked: bool = True
    template: str = ""


@dataclass
class Said:
    at: datetime
    recommend: int | None
    helpful: bool | None


@dataclass
class Story:
    """One application."""

    who: int
    applied_on: date
    last_activity_on: date
    stage: str
    reached: str = Reached.DOCUMENT
    decided_at: datetime | None = None
    created_at: datetime | None = None
    promised_on: date | None = None
    offered_on: date | None = None
    told: list[Told] = field(default_factory=list)
    said: Said | None = None


@dataclass
class Baton:
    """One introduction received."""

    who: int
    stage: str
    disclosed_at: datetime | None
    reply_by: date | None = None
    receipt_at: datetime | None = None
    interviewing_at: datetime | None = None
    offered_at: datetime | None = None
    hired_at: datetime | None = None
    starts_on: date | None = None
    ended_at: datetime | None = None


@dataclass
class Year:
    stories: list[Story]
    batons: list[Baton]


def late(day: date) -> datetime:
    """Half past eleven at night in Tokyo: the same day there, but another day nowhere else."""
    return datetime.combine(day, time(23, 30), TOKYO)


def make_year(seed: int, size: int = 120) -> Year:
    chance = Random(seed)
    stories = [story for who in range(size) for story in _career(chance, who)]
    return Year(stories, [_baton(chance, who) for who in range(size // 3)])


def _moment(chance: Random, day: date) -> datetime:
    return late(day) if chance.random() < 0.3 else datetime.combine(day, time(chance.randrange(24), 5), TOKYO)


def _career(chance: Random, who: int) -> list[Story]:
    """One to three applications of one person, one after the other."""
    day = AT.date() - timedelta(days=chance.randrange(30, DAYS))
    stories = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        if day >= AT.date():
            break
        stories.append(_story(chance, who, day))
        day += timedelta(days=chance.choice((20, 100, 200, 364, 365, 366, 380)))
    return stories


def _story(chance: Random, who: int, applied_on: date) -> Story:
    ended = min(applied_on + timedelta(days=chance.randrange(3, 60)), AT.date() - timedelta(days=1))
    stage = chance.choice([*[Stage.REJECTED] * 6, Stage.HIRED, Stage.WITHDRAWN, Stage.INTERVIEWING, Stage.OFFERED])
    story = Story(who, applied_on, ended, stage, chance.choice(Reached.values))
    story.created_at = datetime.combine(applied_on, time(10), TOKYO)
    if stage in {Stage.REJECTED, Stage.HIRED, Stage.WITHDRAWN}:
        story.decided_at = _moment(chance, ended)
    if chance.random() < 0.2:  # came to us later, in a file
        story.created_at = datetime.combine(ended + timedelta(days=40), time(10), TOKYO)
    if chance.random() < 0.6:
        story.promised_on = applied_on + timedelta(days=chance.randrange(5, 70))
    if stage in {Stage.HIRED, Stage.OFFERED}:
        story.offered_on = ended
    if stage == Stage.REJECTED:
        _tell(chance, story, ended)
    elif chance.random() < 0.1:  # un-rejected after a notice
        story.told = [Told(_moment(chance, applied_on))]
    return story


def _tell(chance: Random, story: Story, decided_on: date) -> None:
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        told = Told(_moment(chance, decided_on + timedelta(days=chance.choice((0, 0, 1, 3, 10, 31, 45)))))
        if story.decided_at and told.sent_at < story.decided_at:
            told.sent_at = story.decided_at + timedelta(minutes=10)
        told.state = chance.choice([MessageState.ACCEPTED] * 4 + [MessageState.TOLD, MessageState.CANCELLED])
        told.legal_class = chance.choice([LegalClass.NOTICE] * 5 + [LegalClass.JOB_INFO])
        told.channel = Channel.AGENCY if chance.random() < 0.15 else Channel.MAIL
        told.point = "面接での説明が明快でした" if chance.random() < 0.4 else ""
        told.asked = chance.random() < 0.8
        if told.sent_at < AT:
            story.told.append(told)
    if story.told and chance.random() < 0.5:
        story.said = Said(
            min(story.told[0].sent_at + timedelta(days=2), AT - timedelta(hours=1)),
            chance.choice([None, *range(11)]),
            chance.choice([None, True, False]),
        )


def _baton(chance: Random, who: int) -> Baton:
    day = AT.date() - timedelta(days=chance.randrange(1, 400))
    baton = Baton(who, Relay.DISCLOSED, _moment(chance, day), day + timedelta(days=7))
    later = [_moment(chance, day + timedelta(days=chance.choice((0, 5, 7, 8, 20)))) for _ in range(3)]
    how = chance.choice(("asked", "quiet", "talking", "not selected", "withdrawn", "hired", "hired"))
    if how == "asked":
        return Baton(who, Relay.ASKED, None)
    if how == "not selected":
        baton.stage, baton.ended_at = Relay.NOT_SELECTED, later[0]
    if how == "withdrawn":
        baton.stage, baton.ended_at = Relay.WITHDRAWN, later[0]
    if how in {"talking", "hired"}:
        baton.stage, baton.receipt_at, baton.interviewing_at = Relay.INTERVIEWING, baton.disclosed_at, later[0]
    if how == "hired":
        baton.stage, baton.offered_at, baton.hired_at = Relay.HIRED, later[1], later[2]
        baton.starts_on = day + timedelta(days=chance.choice((30, 60, 200)))
    return baton


def write(year: Year) -> None:
    """Write the facts for the active company."""
    candidates: dict[int, Candidate] = {}
    for story in year.stories:
        candidate = candidates.get(story.who) or candidates.setdefault(story.who, CandidateFactory())
        application = Application.objects.create(
            candidate=candidate,
            applied_on=story.applied_on,
            last_activity_on=story.last_activity_on,
            stage=story.stage,
            reached=story.reached,
            decided_at=story.decided_at,
            created_at=story.created_at or datetime.combine(story.applied_on, time.min, TOKYO),
            promised_on=story.promised_on,
            offered_on=story.offered_on,
        )
        _write_words(story, candidate, application)
    surveys.seal_fives(AT + timedelta(days=400))
    position = PositionFactory() if year.batons else None
    for baton in year.batons:
        _write_baton(baton, position)


def _write_words(story: Story, candidate: Candidate, application: Application) -> None:
    for told in story.told:
        Message.objects.create(
            candidate=candidate,
            application=application,
            state=told.state,
            legal_class=told.legal_class,
            channel=told.channel,
            personal_point=told.point,
            survey_wanted=told.asked,
            template_key=told.template,
            sent_at=told.sent_at,
        )
    if story.said:
        answer = SurveyAnswer.objects.create(
            application=application, recommend=story.said.recommend, helpful=story.said.helpful
        )
        SurveyAnswer.objects.filter(pk=answer.pk).update(answered_at=story.said.at)


def _write_baton(baton: Baton, position) -> None:
    person_id = prove(f"kim{position.company_id}-{baton.who}@mail.example")
    facts = {name: getattr(baton, name) for name in baton.__dataclass_fields__ if name != "who"}
    introduction = Introduction(
        company_id=position.company_id, person_id=person_id, position=position, origin=Origin.ASK, **facts
    )
    if baton.disclosed_at:
        introduction.save()
    else:
        with acting_as(person_id):  # before a yes only the person may write it
            introduction.save()
