"""Words with placeholders, the outbox, what comes back, and what people chose to hear of."""

from career_relay.notices.models.campaigns import Campaign
from career_relay.notices.models.chat import ChatHook
from career_relay.notices.models.guard import CallTry, Closing, Delay, GuardRules, GuardStep
from career_relay.notices.models.incoming import Incoming, Letterbox
from career_relay.notices.models.line import LineAccount, LineEvent, LineIntent, LineLink, LinePush, LineText
from career_relay.notices.models.outbox import EntryLink, Message, Outgoing, PersonalMail
from career_relay.notices.models.pace import Pace
from career_relay.notices.models.preferences import NewsRequest, PermissionProof, Preference, Suppression
from career_relay.notices.models.releases import SECOND_PAIR_FROM, ReleaseRequest, ReleaseRule
from career_relay.notices.models.senders import DomainCheck, SenderAccount
from career_relay.notices.models.surveys import SurveyAnswer, SurveySeal
from career_relay.notices.models.templates import Template, TemplateVersion

__all__ = [
    "SECOND_PAIR_FROM",
    "CallTry",
    "Campaign",
    "ChatHook",
    "Closing",
    "Delay",
    "DomainCheck",
    "EntryLink",
    "GuardRules",
    "GuardStep",
    "Incoming",
    "Letterbox",
    "LineAccount",
    "LineEvent",
    "LineIntent",
    "LineLink",
    "LinePush",
    "LineText",
    "Message",
    "NewsRequest",
    "Outgoing",
    "Pace",
    "PermissionProof",
    "PersonalMail",
    "Preference",
    "ReleaseRequest",
    "ReleaseRule",
    "SenderAccount",
    "Suppression",
    "SurveyAnswer",
    "SurveySeal",
    "Template",
    "TemplateVersion",
]
