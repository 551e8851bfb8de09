"""What a person reads of what matching keeps of theirs: what they said of themself for the audit."""

from django.utils.translation import pgettext_lazy

from career_relay.base.telling import tell
from career_relay.matching.declarations import ANSWERS
from career_relay.matching.models import Declaration

tell(
    Declaration, "declarations", pgettext_lazy("my data", "What you said of yourself for the audit of fairness"),
    "question answer text_version at", person="person",
    meaning={"answer": {key: label for answers in ANSWERS.values() for key, label in answers}},
)  # fmt: skip
