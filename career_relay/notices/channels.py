"""Telling a result otherwise than by mail: by phone with a script, or by a letter that is printed (PRODUCT B10)."""

from datetime import date

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.base.actors import Actor, ActorKind
from career_relay.base.business_days import add_business_days
from career_relay.base.errors import Refused
from career_relay.notices.models import CallTry, Message
from career_relay.notices.states import Channel


class Outcome(TextChoices):
    TOLD = "told", _("told")
    VOICEMAIL = "voicemail", _("left a message")
    NO_ANSWER = "no_answer", _("no answer")
    POSTED = "posted", _("posted")


OF: dict[str, frozenset[str]] = {
    Channel.PHONE: frozenset({Outcome.TOLD, Outcome.VOICEMAIL, Outcome.NO_ANSWER}),
    Channel.LETTER: frozenset({Outcome.POSTED}),
    Channel.AGENCY: frozenset({Outcome.TOLD}),
}
AGAIN: dict[str, int] = {Outcome.NO_ANSWER: 1, Outcome.VOICEMAIL: 2}  # business days until the next try
MOST_TRIES = 3  # after so many calls a letter is proposed
REACHED = frozenset({Outcome.TOLD, Outcome.POSTED})


def ensure_outcome(channel: str, outcome: str) -> None:
    if outcome not in OF.get(channel, frozenset()):
        raise Refused(_("This cannot come of telling a result that way."))


def next_try(outcome: str, today: date) -> date | None:
    """Give the day to call again; none when the person has been told."""
    days = AGAIN.get(outcome)
    return add_business_days(today, days) if days else None


def keep_try(message: Message, outcome: str, *, by: Actor) -> CallTry:
    """Write down what came of a call or a letter. The history stays beside the notice."""
    return CallTry.objects.create(
        company_id=message.company_id,
        message=message,
        outcome=outcome,
        next_on=next_try(outcome, timezone.localdate()),
        by_id=by.id if by.kind == ActorKind.USER else None,
    )
