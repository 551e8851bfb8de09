"""The sentences of a candidate's history: what the log says, said to a recruiter."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from career_relay.base.wording import day as written
from career_relay.base.wording import month
from career_relay.candidates.events import SENTENCES, CandidateEvent
from career_relay.candidates.states import Reached, RecordState, Stage
from career_relay.notices.events import SENTENCES as NOTICES
from career_relay.notices.events import Event as N
from career_relay.notices.models import Message
from career_relay.notices.states import MessageState, Topic, Way

Words = str | Promise
E = CandidateEvent

RESULTS: Final[dict[str, Callable[[], str]]] = {
    Stage.REJECTED: lambda: _("The result was fixed: a no"),
    Stage.WITHDRAWN: lambda: _("The candidate withdrew"),
    Stage.HIRED: lambda: _("Joined us"),
}
SENT: Final[dict[str, Callable[[], str]]] = {
    MessageState.ACCEPTED: lambda: _("The notice was sent"),
    MessageState.TOLD: lambda: _("The result was told"),
    MessageState.DRAFT: lambda: _("A notice was drafted"),
    MessageState.HELD: lambda: _("The notice is held and can be taken back"),
    MessageState.UNKNOWN: lambda: _("It is uncertain whether the notice arrived"),
    MessageState.FAILED: lambda: _("The notice could not be delivered"),
    MessageState.SKIPPED: lambda: _("The notice was not sent"),
    MessageState.CANCELLED: lambda: _("The notice was cancelled"),
}
PERMITTED: Final[dict[str, Callable[[], str]]] = {
    RecordState.POOL: lambda: _("Agreed to be kept in the pool"),
    RecordState.CONTACT: lambda: _("Allowed us to write"),
}
OF_CONTACT: Final = frozenset({E.PROMISED, E.CONTACT_STOPPED, E.CONTACT_ALLOWED})
OF_WISHES: Final = frozenset({N.UNSUBSCRIBED, N.PERMITTED, N.WISHED, N.TALK_AGAIN})  # what the person said of mails
TURNING_POINTS: Final = frozenset(
    {E.REOPENED, E.MERGED, E.PARTED, E.FAST_TRACKED, E.ADVANCED, N.UNSUBSCRIBED, N.PERMITTED}
)
SMALL: Final = frozenset(
    {
        *(E.OWNER_SET, E.TAGGED, E.SNOOZED, E.POOLED, E.UNPOOLED, E.SILVER_AWARDED, E.SILVER_WITHDRAWN, E.CORRECTED),
        *(E.REMINDER_MADE, E.REMINDER_MOVED, E.REMINDER_DONE, E.RESTORED, E.TOLD_APART, E.LOOKED_AT_AGAIN),
    }
)


def on_its_way() -> str:
    return _("The notice is on its way")


def sentence(event: str, data: Mapping[str, Any]) -> Words:
    """What the log says of one event, with the facts it kept. An event without a telling keeps its plain sentence."""
    tell = _TELLINGS.get(event)
    said = tell(data) if tell else ""
    return said or SENTENCES.get(event) or NOTICES[N(event)]


def _advanced(data: Mapping[str, Any]) -> str:
    if data.get("stage") == Stage.INTERVIEWING and data.get("reached") in Reached.values:
        return _("On to: %(step)s") % {"step": Reached(data["reached"]).label}
    return _("On to: %(step)s") % {"step": Stage(data["stage"]).label} if data.get("stage") in Stage.values else ""


def _decided(data: Mapping[str, Any]) -> str:
    """A result that was taken back later."""
    return RESULTS[data["decision"]]() if data.get("decision") in RESULTS else ""


def _promised(data: Mapping[str, Any]) -> str:
    return _("Promised an answer by %(day)s") % {"day": _day(data)} if _day(data) else ""


def _snoozed(data: Mapping[str, Any]) -> str:
    if "day" not in data:
        return ""
    return _("To talk again on %(day)s") % {"day": _day(data)} if _day(data) else _("No day to talk again any more")


def _protection(data: Mapping[str, Any]) -> str:
    if "until" not in data:
        return ""
    until = _day(data, "until")
    return _("Protected until %(day)s") % {"day": until} if until else _("The protection was ended")


def _by_way(event: N) -> Callable[[Mapping[str, Any]], str]:
    """The plain sentence, and on which way it was said."""

    def tell(data: Mapping[str, Any]) -> str:
        way = Way(data["way"]).label if data.get("way") in Way.values else ""
        return _("%(what)s (%(way)s)") % {"what": NOTICES[event], "way": way} if way else ""

    return tell


def _wished(data: Mapping[str, Any]) -> str:
    topics = [str(Topic(one).label) for one in data.get("topics", ()) if one in Topic.values]
    return _("Wants to hear of: %(topics)s") % {"topics": _(", ").join(topics)} if topics else ""


def _talk_again(data: Mapping[str, Any]) -> str:
    try:
        when = month(date.fromisoformat(data.get("month") or ""))
    except ValueError:
        return ""
    return _("Wants to be talked to again in %(month)s") % {"month": when}


def _taken_in(_data: Mapping[str, Any]) -> str:
    return _("The record was made")


def _corrected(data: Mapping[str, Any]) -> str:
    names = [str(FIELDS[name]()) for name in data.get("fields", ()) if name in FIELDS]
    return _("Corrected: %(fields)s") % {"fields": " · ".join(names)} if names else ""


def _day(data: Mapping[str, Any], name: str = "day") -> str:
    try:
        return written(date.fromisoformat(data.get(name) or ""))
    except ValueError:
        return ""


FIELDS: Final[dict[str, Callable[[], str]]] = {
    "name": lambda: _("name"),
    "kana": lambda: _("kana"),
    "email": lambda: _("e-mail"),
    "phone": lambda: _("phone"),
    "prefecture": lambda: _("prefecture"),
    "track": lambda: _("track"),
    "graduation_year": lambda: _("graduation year"),
    "history": lambda: _("work history"),
    "skills": lambda: _("Skills"),
    "tags": lambda: _("Tags"),
    "details": lambda: _("Address, employer or education"),
}
_TELLINGS: Final[dict[str, Callable[[Mapping[str, Any]], str]]] = {
    N.UNSUBSCRIBED: _by_way(N.UNSUBSCRIBED),
    N.PERMITTED: _by_way(N.PERMITTED),
    N.WISHED: _wished,
    N.TALK_AGAIN: _talk_again,
    E.ADVANCED: _advanced,
    E.DECIDED: _decided,
    E.PROMISED: _promised,
    E.SNOOZED: _snoozed,
    E.PROTECTION_SET: _protection,
    E.TAKEN_IN: _taken_in,
    E.CORRECTED: _corrected,
}


def punctuality(message: Message) -> str:
    """How a sent notice stands to the day that was promised."""
    application = message.application
    if application is None or application.promised_on is None or message.sent_at is None:
        return ""
    days = (application.promised_on - timezone.localdate(message.sent_at)).days
    if days > 0:
        return ngettext("%(n)s day before the promised day", "%(n)s days before the promised day", days) % {"n": days}
    if days == 0:
        return _("on the promised day")
    return ngettext("%(n)s day after the promised day", "%(n)s days after the promised day", -days) % {"n": -days}
