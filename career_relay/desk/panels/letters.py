"""Of the candidate page: what was written to the person, what they answered, and the letter they were handed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from career_relay.candidates.models import Candidate
from career_relay.companies.roles import Permission, may
from career_relay.consents.models import Letter as Recommendation
from career_relay.desk.access import DeskRequest
from career_relay.notices.models import Incoming, Message
from career_relay.notices.replies import replied
from career_relay.notices.states import Came, MessageState

MOST: Final = 12
LEFT: Final = (MessageState.ACCEPTED, MessageState.UNKNOWN, MessageState.FAILED, MessageState.TOLD)
WAITING: Final = (MessageState.HELD, MessageState.QUEUED)


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail of a conversation: ours or theirs."""

    at: datetime
    ours: Message | None = None
    theirs: Incoming | None = None
    can_take_back: Incoming | None = None  # the answer of theirs to which this waits


def panel(request: DeskRequest, candidate: Candidate) -> dict[str, Any]:
    """What went to and fro, the newest first. Empty until somebody has answered or a mail came back."""
    came = list(replied(candidate).select_related("answer")[:MOST])
    open_ = [one for one in came if one.kind == Came.REPLY and one.handled_at is None]
    return {
        "letters": _together(candidate, came) if came else [],
        "open": len(open_),
        "may_answer": may(request.membership.role, Permission.SEND_NOTICES),
        "handed": _handed(candidate),
    }


def _handed(candidate: Candidate) -> dict[int, Recommendation]:
    """The latest version of the letter about each application."""
    rows = Recommendation.objects.filter(application__candidate=candidate).order_by("version")
    return {one.application_id: one for one in rows}


def _together(candidate: Candidate, came: list[Incoming]) -> list[Letter]:
    answered = {one.answer_id: one for one in came if one.answer_id}
    rows = Message.objects.filter(candidate=candidate, state__in=[*LEFT, *WAITING]).select_related("released_by")
    ours = [
        Letter(
            one.sent_at or one.released_at or one.created_at,
            ours=one,
            can_take_back=answered.get(one.pk) if one.state in WAITING else None,
        )
        for one in rows.order_by("-id")[:MOST]
    ]
    theirs = [Letter(one.received_at, theirs=one) for one in came]
    return sorted([*ours, *theirs], key=lambda one: one.at, reverse=True)[:MOST]
