"""What a person reads of introductions: everything that happened, as their own page shows it."""

from django.utils.translation import pgettext_lazy

from career_relay.base.telling import tell
from career_relay.consents.states import Item
from career_relay.matching.pool import openings_of
from career_relay.relay.models import HireNews, InterviewOffer, Introduction, SeekerCard, TalkMessage


def position_of(row: Introduction) -> str:
    """The name of the opening, as every visitor may read it."""
    card = openings_of([row.position_id]).get(row.position_id)
    return str(card.title) if card else ""


tell(
    Introduction, "introductions", pgettext_lazy("my data", "Questions and introductions"),
    "public_id company origin stage reasons items package package_hash answer_by asked_at accepted_at cooling_until"
    " disclosed_at reply_by receipt_at interviewing_at offered_at hired_at starts_on closing_words ended_at created_at"
    " updated_at",
    person="person", more={"position_title": position_of},
    meaning={"items": dict(Item.choices)},
    withheld={"position": "named in `position_title`", "ask": "how many others were asked is theirs"},
)  # fmt: skip
tell(
    HireNews, "news_of_hires", pgettext_lazy("my data", "News you had told"), "company words told_at", person="person",
    record="candidate",
)  # fmt: skip
tell(
    TalkMessage, "talk_messages", pgettext_lazy("my data", "Messages with companies"),
    "company introduction side words written_at read_at", person="person",
    withheld={"written_by": "who of the staff wrote is theirs", "form_key": "a mark of the program"},
)  # fmt: skip
tell(
    InterviewOffer, "interview_offers", pgettext_lazy("my data", "Times to meet"),
    "public_id company introduction starts minutes held_how place present state starts_at answer offered_at answered_at",
    person="person",
    withheld={"offered_by": "who of the staff wrote is theirs", "revision": "a mark of the program"},
)  # fmt: skip
tell(
    SeekerCard, "seeker_card", pgettext_lazy("my data", "For the operator's book of job-seekers"),
    "address born_on updated_at", person="person",
    withheld={},
)  # fmt: skip
