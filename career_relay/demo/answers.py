"""What was answered in the past: notices that arrived, a call or two, what candidates thought of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from career_relay.base.business_days import add_business_days
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Application
from career_relay.candidates.states import Reached, SourceKind, Stage
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import Role
from career_relay.demo.data import families
from career_relay.notices import composer, wordings
from career_relay.notices.models import Message, SurveyAnswer
from career_relay.notices.states import Channel, MessageState

FRESH = timedelta(days=5)  # younger decisions wait for their notice: that is today's work
COMMENTS = (
    "丁寧なご連絡をありがとうございました。",
    "理由が具体的で、次に生かせそうです。",
    "もう少し早く知りたかったです。",
    "",
)


def build_answers(companies: dict[str, Company], rng: Random) -> int:
    """Give the number of notices that arrived."""
    return sum(_of(company, rng) for company in companies.values())


def _of(company: Company, rng: Random) -> int:
    sender = Membership.objects.filter(company=company, role__in=[Role.OWNER, Role.RECRUITER]).first()
    with acting_for(company.pk):
        messages = list(_notices(company, sender.user_id if sender else None, rng))
        Message.objects.bulk_create(messages)
        SurveyAnswer.objects.bulk_create(_opinions(messages, rng))
    return len(messages)


def _notices(company: Company, sender_id: int | None, rng: Random) -> Iterator[Message]:
    now = timezone.now()
    answered = Application.objects.filter(
        stage__in=[Stage.REJECTED, Stage.WITHDRAWN], decided_at__lt=now - FRESH
    ).select_related("candidate", "position")
    for application in answered.order_by("id"):
        if application.stage == Stage.WITHDRAWN and rng.random() < 0.5:
            continue
        if rng.random() < 0.04:
            continue  # nobody is perfect: these are the silences the report shows
        yield arrived_notice(company, application, sender_id, rng)


def arrived_notice(company: Company, application: Application, sender_id: int | None, rng: Random) -> Message:
    """Give the notice that told somebody of the decision some while ago, not yet saved."""
    assert application.decided_at is not None, "only decided applications are answered"  # noqa: S101
    sent_at = _after(application.decided_at, rng)
    message = Message(
        company=company,
        candidate=application.candidate,
        application=application,
        language="ja",
        state=MessageState.ACCEPTED,
        for_stage=application.stage,
        for_decided_at=application.decided_at,
        is_checked=True,
        released_by_id=sender_id,
        released_at=sent_at - timedelta(minutes=10),
        send_after=sent_at,
        sent_at=sent_at,
        created_at=sent_at - timedelta(hours=1),
        seen_at=sent_at + timedelta(hours=rng.randrange(1, 60)) if rng.random() < 0.7 else None,
    )
    if application.source in {SourceKind.AGENCY, SourceKind.DISPATCH}:
        message.channel, message.to_agency = Channel.AGENCY, "tantou@agency.example"
        message.template_key = wordings.AGENCY
    else:
        message.template_key = wordings.propose(application)
        message.personal_point = _point(application, rng)
    message.subject, message.body_text = composer.write(message, company)
    return message


def _after(decided: datetime, rng: Random) -> datetime:
    """Most are told within two business days; a few wait longer."""
    days = rng.choices([0, 1, 2, 4, 8], [30, 34, 20, 11, 5])[0]
    return decided + (add_business_days(decided.date(), days) - decided.date()) + timedelta(hours=1)


def _point(application: Application, rng: Random) -> str:
    if application.stage != Stage.REJECTED or application.reached == Reached.DOCUMENT or rng.random() < 0.25:
        return ""
    position = application.position
    return str(rng.choice(families()[position.role_family]["points"])) if position else ""


def _opinions(messages: list[Message], rng: Random) -> Iterator[SurveyAnswer]:
    for message in messages:
        if message.channel != Channel.MAIL or message.for_stage != Stage.REJECTED:
            continue
        if message.seen_at is None or message.application is None or rng.random() > 0.45:
            continue
        kind = bool(message.personal_point)
        scores = [10, 9, 9, 8, 8, 7, 6, 5] if kind else [10, 9, 8, 7, 7, 6, 5, 4, 3]
        yield SurveyAnswer(
            company_id=message.company_id,
            application=message.application,
            helpful=rng.random() < (0.86 if kind else 0.55),
            recommend=rng.choice(scores),
            comment=rng.choice(COMMENTS) if rng.random() < 0.3 else "",
            answered_at=message.seen_at,
        )
