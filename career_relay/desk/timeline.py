"""What happened with one candidate, told in sentences: selections, notices, evaluations, notes and the log."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from career_relay.accounts.models import User
from career_relay.base.models import AuditEvent
from career_relay.candidates.events import SENTENCES, CandidateEvent
from career_relay.candidates.models import Application, Candidate, Evaluation, ImportedRow, Note
from career_relay.candidates.states import DECIDED
from career_relay.notices.models import Message
from career_relay.notices.states import Channel, MessageState

SELECTION, CONTACT = "selection", "contact"
_TOLD_ELSEWHERE: Final = {  # these stand in the timeline with more to say than the log has
    CandidateEvent.NOTED,
    CandidateEvent.EVALUATED,
    CandidateEvent.DECIDED,
    CandidateEvent.TAKEN_IN,
}
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the timeline."""

    at: datetime
    title: Words
    kind: str = ""
    sub: Words = ""
    who: str = ""
    quote: str = ""
    is_key: bool = False
    has_hour: bool = True


def timeline(
    candidate: Candidate, applications: Iterable[Application], *, kind: str = "", names: dict[int, str] | None = None
) -> list[Happened]:
    """Everything known, newest first; `kind` keeps only selection or contact."""
    rows = list(applications)
    staff = names if names is not None else {}
    told = [
        *_selections(rows),
        *_evaluations(candidate),
        *_messages(candidate),
        *_notes(candidate),
        *_files(candidate),
        *_log(candidate, rows, staff),
    ]
    return sorted((one for one in told if not kind or one.kind == kind), key=lambda one: one.at, reverse=True)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _selections(rows: list[Application]) -> Iterator[Happened]:
    for one in rows:
        title = one.position_title or _("a position")
        came = one.get_source_display() + (f" · {one.source_detail}" if one.source_detail else "")
        again = _("Applied again for %(position)s") if one.is_reapplication else _("Applied for %(position)s")
        yield Happened(
            _start(one.applied_on), again % {"position": title}, SELECTION, came, is_key=True, has_hour=False
        )
        if one.stage in DECIDED:
            day = one.decided_at or _start(one.last_activity_on)
            reached = _("up to %(reached)s") % {"reached": one.get_reached_display()}
            sub = " · ".join(filter(None, (title, reached, str(one.get_reason_display()))))
            yield Happened(
                day, _RESULTS[one.stage](), SELECTION, sub, quote=one.reason_details, is_key=True, has_hour=False
            )


_RESULTS: Final = {
    "rejected": lambda: _("The result was fixed: a no"),
    "withdrawn": lambda: _("The candidate withdrew"),
    "hired": lambda: _("Joined us"),
}


def _evaluations(candidate: Candidate) -> Iterator[Happened]:
    rows = Evaluation.objects.filter(application__candidate=candidate)
    for one in rows:
        score = _("score %(score)s") % {"score": one.score} if one.score is not None else ""
        sub = " · ".join(filter(None, (str(one.get_reached_display()), score)))
        words = "\n".join(filter(None, (one.strengths, one.comment)))
        yield Happened(one.created_at, _("An evaluation was written"), SELECTION, sub, one.reviewer_name, words)


_SENT: Final = {
    MessageState.ACCEPTED: lambda: _("The notice was sent"),
    MessageState.TOLD: lambda: _("The result was told"),
    MessageState.DRAFT: lambda: _("A notice was drafted"),
    MessageState.HELD: lambda: _("The notice is held and can be taken back"),
    MessageState.UNKNOWN: lambda: _("It is uncertain whether the notice arrived"),
    MessageState.FAILED: lambda: _("The notice could not be delivered"),
    MessageState.SKIPPED: lambda: _("The notice was not sent"),
    MessageState.CANCELLED: lambda: _("The notice was cancelled"),
}


def _messages(candidate: Candidate) -> Iterator[Happened]:
    rows = Message.objects.filter(candidate=candidate).select_related("released_by")
    for one in rows:
        said = _SENT.get(MessageState(one.state), lambda: _("The notice is on its way"))()
        parts = [
            str(one.get_channel_display()) if one.channel != Channel.MAIL else "",
            str(one.get_skip_reason_display()),
        ]
        if one.seen_at:
            parts.append(_("the result page was opened"))
        who = one.released_by.name if one.released_by else ""
        at = one.sent_at or one.released_at or one.created_at
        yield Happened(at, said, CONTACT, " · ".join(filter(None, parts)), who, one.personal_point)


def _notes(candidate: Candidate) -> Iterator[Happened]:
    for one in Note.objects.filter(candidate=candidate).select_related("author"):
        title = _("Note") if one.author else _("Note from the import")
        yield Happened(one.created_at, title, "", "", one.author.name if one.author else "", one.text)


def _files(candidate: Candidate) -> Iterator[Happened]:
    rows = (
        ImportedRow.objects.filter(candidate=candidate).exclude(verdict="unchanged").select_related("run__started_by")
    )
    for one in rows:
        run = one.run
        title = _("Came in with a file") if one.verdict == "created" else _("Something new came in with a file")
        sub = _("%(file)s, line %(line)s") % {"file": run.file_name, "line": one.line}
        who = run.started_by.name if run.started_by else ""
        yield Happened(run.started_at or run.created_at, title, "", sub, who)


def _log(candidate: Candidate, rows: list[Application], names: dict[int, str]) -> Iterator[Happened]:
    """What the log alone knows: promises, moves, owners, tags."""
    mine: Any = AuditEvent.objects.filter(
        subject_type=candidate._meta.label_lower, subject_id=candidate.pk, event__in=SENTENCES
    ) | AuditEvent.objects.filter(
        subject_type=Application._meta.label_lower, subject_id__in=[one.pk for one in rows], event__in=SENTENCES
    )
    events = [one for one in mine if one.event not in _TOLD_ELSEWHERE]
    names |= dict(User.objects.filter(pk__in={one.actor_id for one in events}).values_list("pk", "name"))
    for one in events:
        who = names.get(one.actor_id or 0, "") if one.actor_kind == "user" else ""
        kind = SELECTION if one.subject_type == Application._meta.label_lower else ""
        yield Happened(one.at, SENTENCES[one.event], kind, "", who)
