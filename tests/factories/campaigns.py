"""A campaign whose words leave nothing open, and people who may be written to."""

from career_relay.base.actors import Actor
from career_relay.candidates.models import Candidate
from career_relay.candidates.states import RecordState, Stage
from career_relay.notices import campaigns
from career_relay.notices.models import Campaign
from tests.factories.candidates import ApplicationFactory, CandidateFactory

WORDS = {
    "subject": "大阪に拠点を開きました（{{ company_name }}）",
    "body": "{{ candidate_name }} 様\n\n大阪に新しい拠点を開きました。見学の日程をお送りします。\n\n{{ sender_name }}\n",
    "legal_class": "newsletter",
    "topic": "news",
}


def reachable(**fields) -> Candidate:
    """Somebody who was turned down once and may be written to. Needs an active company."""
    candidate = CandidateFactory(**{"state": RecordState.CONTACT, **fields})
    ApplicationFactory(candidate=candidate, stage=Stage.REJECTED)
    return candidate


def newsletter(by: Actor, **facts) -> Campaign:
    return campaigns.make_campaign("大阪の拠点", by=by, **{**WORDS, **facts})
