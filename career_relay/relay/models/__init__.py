"""The nouns of the relay: asks and introductions, what is said between two, and the books the law wants."""

from career_relay.relay.models.asking import AskRoom, AskSpending, CardCell, CardSwitch
from career_relay.relay.models.books import NetworkReport, Placement, SeekerCard
from career_relay.relay.models.introductions import Ask, HireNews, Introduction
from career_relay.relay.models.talks import InterviewOffer, TalkMessage

__all__ = [
    "Ask",
    "AskRoom",
    "AskSpending",
    "CardCell",
    "CardSwitch",
    "HireNews",
    "InterviewOffer",
    "Introduction",
    "NetworkReport",
    "Placement",
    "SeekerCard",
    "TalkMessage",
]
