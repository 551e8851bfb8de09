"""Words with placeholders, the outbox, what comes back, and what people chose to hear of."""

from career_relay.notices.models.campaigns import Campaign
from career_relay.notices.models.outbox import EntryLink, Message, Outgoing, PersonalMail
from career_relay.notices.models.preferences import Suppression
from career_relay.notices.models.surveys import SurveyAnswer
from career_relay.notices.models.templates import Template

__all__ = ["Campaign", "EntryLink", "Message", "Outgoing", "PersonalMail", "Suppression", "SurveyAnswer", "Template"]
