"""A small made-up year of one company: told once as plain facts, and written once into the database.

The slow recount reads only the facts, so it cannot make the same mistake as the SQL.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from career_relay.candidates.models import Candidate
from career_relay.candidates.states import Reached, SourceKind, Stage
from career_relay.notices import surveys
from career_relay.notices.states import Channel, LegalClass, MessageState
from career_relay.relay.states import Stage as Relay
from tests.insights.writer import TOKYO, Writer

AT = datetime(2026, 11, 23, 9, 0, tzinfo=TOKYO)
MIDNIGHT = datetime(2026, 11, 23, tzinfo=TOKYO)  # what was said this morning the facts of last night do not know
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
    careful: int | None = None


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
    source: str = SourceKind.OWN
    path: str = ""
    opened_at: datetime | None = None  # of its position; None: no position of ours
    mails: list[Mail] = field(default_factory=list)
    is_silver: bool = False  # a word about the person, told with every story of theirs
    candidate: Candidate | None = None  # once it is written


@dataclass
class Mail:
    """One mail of a mailing, and what came of it."""

    sent_at: datetime
    state: str = MessageState.ACCEPTED
    bounced: bool = False
    answered: bool = False
    ended_after: timedelta | None = None


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
    taken_back_at: datetime | None = None
    copy_gone_at: datetime | None = None


@dataclass
class Year:
    stories: list[Story]
    batons: list[Baton]
    gone: set[int] = field(default_factory=set)  # who was erased since
    apart: set[int] = field(default_factory=set)  # who comes in under two records, put together later


def late(day: date) -> datetime:
    """Half past eleven at night in Tokyo: the same day there, but another day nowhere else."""
    return datetime.combine(day, time(23, 30), TOKYO)


def make_year(seed: int, size: int = 120, batons: int = 14) -> Year:
    """Merged people have stories of two records under one number; what was taken back stands as it stands now."""
    chance = Random(seed)
    stories = [story for who in range(size) for story in _career(chance, who)]
    return Year(stories, [_baton(chance, who) for who in range(batons)])


def _moment(chance: Random, day: date) -> datetime:
    return late(day) if chance.random() < 0.3 else datetime.combine(day, time(chance.randrange(24), 5), TOKYO)


def _career(chance: Random, who: int) -> list[Story]:
    """One to three applications of one person, one after the other."""
    day = AT.date() - timedelta(days=chance.randrange(30, DAYS))
    stories: list[Story] = []
    is_silver = chance.random() < 0.2
    for _ in range(chance.choice((1, 1, 2, 3))):
        if day >= AT.date():
            break
        stories.append(_story(chance, who, day))
        stories[-1].is_silver = is_silver
        _mail(chance, stories[-1])
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
    story.source = chance.choice(SourceKind.values)
    if chance.random() < 0.5:
        story.opened_at = _moment(chance, applied_on - timedelta(days=chance.randrange(90)))
    if stage == Stage.REJECTED:
        story.path = chance.choice(("", "circle", "later"))
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
        told.template = chance.choice(("first", "first", "final"))
        if told.sent_at < MIDNIGHT:
            story.told.append(told)
    if story.told and chance.random() < 0.5:
        story.said = Said(
            min(story.told[0].sent_at + timedelta(days=2), MIDNIGHT - timedelta(hours=1)),
            chance.choice([None, *range(11)]),
            chance.choice([None, True, False]),
            chance.choice([None, 1, 3, 4, 5]),
        )


def _mail(chance: Random, story: Story) -> None:
    """Mailings some time after an application: a later one may follow them."""
    for days in (50, 150):
        sent_at = _moment(chance, story.applied_on + timedelta(days=days))
        if chance.random() < 0.5 or sent_at >= AT:
            continue
        story.mails.append(
            Mail(
                sent_at,
                chance.choice([MessageState.ACCEPTED] * 6 + [MessageState.FAILED]),
                bounced=chance.random() < 0.1,
                answered=chance.random() < 0.2,
                ended_after=chance.choice([None] * 6 + [timedelta(days=3), timedelta(days=20)]),
            )
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
    if chance.random() < 0.3:
        baton.taken_back_at = _moment(chance, day + timedelta(days=chance.choice((3, 30))))
        if chance.random() < 0.8:
            baton.copy_gone_at = baton.taken_back_at + timedelta(hours=chance.randrange(400), minutes=7)
    return baton


def write(year: Year) -> dict[int, Candidate]:
    """Write the facts for the active company, table by table. Gives the record of each person."""
    Writer(year).write()
    surveys.seal_fives(AT + timedelta(days=400))
    return {story.who: story.candidate for story in year.stories}
