"""Mailings of the company one signs in to: one that is over, with its reasons, and one that leaves next week."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.business_days import add_business_days
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.candidates.states import RecordState
from career_relay.companies.models import Company, Membership
from career_relay.notices import campaigns
from career_relay.notices.models import Campaign, Message
from career_relay.notices.states import CampaignState, MessageState
from career_relay.notices.verdicts import judge
from career_relay.positions.models import Position
from career_relay.positions.states import State

NEWS = "大阪に新しい拠点を開きました"
LETTER = """{{ candidate_name }} 様

{{ company_name }}の{{ sender_name }}です。お便りを受け取ると選んでくださり、ありがとうございます。

11月に、大阪・中之島に新しい拠点を開きました。関西のお客様を担当する仲間が、12名で働き始めています。

12月には、見学の日を2回設けます。お茶を飲みながら、働く人の話を聞いていただく場です。選考ではありません。

ご感想やご質問は、このメールにご返信ください。担当の者が読みます。

{{ company_name }}
{{ sender_name }}
"""
ASKED = {"contact": 160, "pool": 20}  # people the letter was meant for
TEN = time(10)


def fill(companies: dict[str, Company]) -> None:
    """Fill in the mailings. Needs candidates and positions to be there."""
    minato = companies["minato"]
    staff = list(Membership.objects.filter(company=minato).order_by("pk").values_list("user_id", flat=True))
    with acting_for(minato.pk):
        _finished(minato, staff[0])
        _scheduled(minato, staff[-1])


def _finished(minato: Company, by: int) -> None:
    """A letter of three weeks ago: most arrived, some people were left out."""
    campaign = campaigns.make_campaign(
        NEWS,
        by=user_actor(by),
        subject=f"{NEWS}（{{{{ company_name }}}}）",
        body=LETTER,
        legal_class="newsletter",
        topic="news",
    )
    at = timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=21), TEN))
    ids = [pk for state in ("contact", "pool") for pk in _some(state)]
    judged = judge(ids, legal_class="newsletter", topic="news", today=at.date())
    Message.objects.bulk_create(_row(campaign, one, at + timedelta(seconds=n), by) for n, one in enumerate(judged))
    facts = {"people": ids, "put_out": len(ids), "send_after": at, "released_by_id": by, "released_at": at}
    facts |= {
        "state": CampaignState.DONE,
        "finished_at": at + timedelta(minutes=4),
        "created_at": at - timedelta(days=1),
    }
    Campaign.objects.filter(pk=campaign.pk).update(**facts)


def _some(state: str) -> list[int]:
    return list(Candidate.objects.filter(state=state).order_by("pk").values_list("pk", flat=True)[: ASKED[state]])


def _row(campaign: Campaign, verdict: Any, at: Any, by: int) -> Message:
    went = {"state": MessageState.ACCEPTED, "sent_at": at, "subject": f"{NEWS}（株式会社ミナトソフト）"}
    stayed = {"state": MessageState.SKIPPED, "skip_reason": verdict.why}
    return Message(
        company_id=campaign.company_id,
        campaign=campaign,
        candidate_id=verdict.candidate_id,
        person_id=verdict.person_id,
        legal_class=campaign.legal_class,
        released_by_id=by,
        released_at=at,
        survey_wanted=False,
        batch=campaign.public_id,
        **(stayed if verdict.why else went),
    )


def _scheduled(minato: Company, by: int) -> None:
    """A position that past candidates are told of next week."""
    position = Position.objects.filter(state=State.OPEN).order_by("pk").first()
    people = list(Candidate.objects.filter(state=RecordState.CONTACT).order_by("pk").values_list("pk", flat=True)[:60])
    if position is None or not people:
        return
    campaign = campaigns.make_campaign(
        f"{position.title}の募集",
        by=user_actor(by),
        template_key="new_position",
        position=position,
        query="state=contact",
    )
    day = add_business_days(timezone.localdate(), 5)
    at = timezone.make_aware(datetime.combine(day, TEN))
    campaigns.release(campaign, people, by=user_actor(by), at=at)
