"""A made-up year written into the database, table by table: what it tells takes no longer than it must."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

from career_relay.base.tenancy import current_company
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Application, Candidate
from career_relay.consents.models import AccessGrant, Package
from career_relay.notices.models import Campaign, Incoming, Message, PermissionProof, SurveyAnswer
from career_relay.notices.states import Channel, LegalClass, Topic, Way, Word
from career_relay.positions.models import Position
from career_relay.relay.models import Introduction
from career_relay.relay.states import Origin
from tests.factories.people import prove
from tests.factories.positions import PositionFactory

if TYPE_CHECKING:
    from tests.insights.year import Baton, Story, Year

TOKYO = ZoneInfo("Asia/Tokyo")


def all_of(model, rows: list) -> list:
    for row in rows:
        row.company_id = current_company()
    return model.objects.bulk_create(rows)


class Writer:
    def __init__(self, year: Year) -> None:
        self.year = year

    def write(self) -> None:
        self.people()
        self.applications()
        self.messages()
        self.mailings()
        self.batons()

    def people(self) -> None:
        """One record a person, and a second one for the later stories of those who came in twice."""
        first: dict[int, Story] = {}
        for one in self.year.stories:
            first.setdefault(one.who, one)
        rows: dict[tuple[int, bool], Candidate] = {}
        for one in self.year.stories:
            which = (one.who, one.who in self.year.apart and one is not first[one.who])
            one.candidate = rows.setdefault(which, Candidate(is_silver=one.is_silver, purge_after=date(2100, 1, 1)))
        all_of(Candidate, list(rows.values()))

    def applications(self) -> None:
        opened = [one for one in self.year.stories if one.opened_at]
        positions = all_of(Position, [Position(title="営業", created_at=one.opened_at) for one in opened])
        of = {id(one): position for one, position in zip(opened, positions, strict=True)}
        rows = [
            Application(
                candidate=one.candidate, position=of.get(id(one)), applied_on=one.applied_on,
                last_activity_on=one.last_activity_on, stage=one.stage, reached=one.reached, decided_at=one.decided_at,
                created_at=one.created_at or datetime.combine(one.applied_on, time.min, TOKYO),
                promised_on=one.promised_on, offered_on=one.offered_on, source=one.source, path=one.path,
            )
            for one in self.year.stories
        ]  # fmt: skip
        self.application_of = {
            id(one): row for one, row in zip(self.year.stories, all_of(Application, rows), strict=True)
        }

    def messages(self) -> None:
        all_of(Message, [self.message(one, told) for one in self.year.stories for told in one.told])
        told = [one for one in self.year.stories if one.said]
        answers = all_of(SurveyAnswer, [
            SurveyAnswer(application=self.application_of[id(one)], recommend=one.said.recommend,
                         helpful=one.said.helpful, careful=one.said.careful)
            for one in told
        ])  # fmt: skip
        for one, answer in zip(told, answers, strict=True):
            answer.answered_at = one.said.at
        if answers:  # bulk_create says "now" of its own accord
            SurveyAnswer.objects.bulk_update(answers, ["answered_at"])

    def message(self, one: Story, told) -> Message:
        return Message(
            candidate=one.candidate, application=self.application_of[id(one)], state=told.state,
            legal_class=told.legal_class, channel=told.channel, personal_point=told.point, survey_wanted=told.asked,
            template_key=told.template, sent_at=told.sent_at,
        )  # fmt: skip

    def mailings(self) -> None:
        pairs = [(one, mail) for one in self.year.stories for mail in one.mails]
        campaigns = all_of(
            Campaign, [Campaign(name="n", legal_class=LegalClass.JOB_INFO, topic=Topic.JOBS) for _ in pairs]
        )
        rows = all_of(Message, [
            Message(candidate=one.candidate, campaign=campaign, state=mail.state, legal_class=LegalClass.JOB_INFO,
                    channel=Channel.MAIL, sent_at=mail.sent_at)
            for (one, mail), campaign in zip(pairs, campaigns, strict=True)
        ])  # fmt: skip
        came = [
            Incoming(message=row, candidate=one.candidate, kind=kind, bounce="hard" if kind == "bounce" else "",
                     via="imap", dedupe=uuid4().hex)
            for (one, mail), row in zip(pairs, rows, strict=True)
            for kind, happened in (("bounce", mail.bounced), ("reply", mail.answered))
            if happened
        ]  # fmt: skip
        all_of(Incoming, came)
        all_of(PermissionProof, [
            PermissionProof(candidate=one.candidate, word=Word.REFUSED, way=Way.ONE_CLICK, at=mail.sent_at + mail.ended_after)
            for one, mail in pairs
            if mail.ended_after
        ])  # fmt: skip

    def batons(self) -> None:
        if not self.year.batons:
            return
        position = PositionFactory()
        people = [prove(f"kim{position.company_id}-{one.who}@mail.example") for one in self.year.batons]
        for one, person_id in zip(self.year.batons, people, strict=True):
            if not one.disclosed_at:  # before a yes only the person may write it
                with acting_as(person_id):
                    _introduction(one, person_id, position).save()
                continue
            _introduction(one, person_id, position).save()
            if one.taken_back_at:
                _grant(one, person_id, position)


def _introduction(one: Baton, person_id: int, position: Position) -> Introduction:
    apart = {"who", "taken_back_at", "copy_gone_at"}
    facts = {name: getattr(one, name) for name in one.__dataclass_fields__ if name not in apart}
    return Introduction(
        company_id=position.company_id, person_id=person_id, position=position, origin=Origin.ASK, **facts
    )


def _grant(one: Baton, person_id: int, position: Position) -> None:
    with acting_as(person_id):
        package = Package.objects.create(
            recipient_id=position.company_id, position=position, items=[], content={}, hash=uuid4().hex
        )
        package_id = package.pk
    AccessGrant.objects.bulk_create([
        AccessGrant(
            company_id=position.company_id, person_id=person_id, package_id=package_id, granted_at=one.disclosed_at,
            until=one.disclosed_at + timedelta(days=365), revoked_at=one.taken_back_at,
            deletion_confirmed_at=one.copy_gone_at,
        )
    ])  # fmt: skip
