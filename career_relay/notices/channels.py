"""Telling a result otherwise than by mail: by phone with a script, or by a letter that is printed (PRODUCT B10)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused
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
REACHED = frozenset({Outcome.TOLD, Outcome.POSTED})


def ensure_outcome(channel: str, outcome: str) -> None:
    if outcome not in OF.get(channel, frozenset()):
        raise Refused(_("This cannot come of telling a result that way."))
