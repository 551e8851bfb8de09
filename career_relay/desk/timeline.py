"""What happened with one candidate, told in sentences: who, when, and what was said.

A page of it costs the same whether the history is short or long: every source is asked once for the newest rows before
a moment. What a file brought in one go is one line, and small changes of one colleague stand together.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from career_relay.accounts.models import User
from career_relay.base.models import AuditEvent
from career_relay.base.wording import day as written
from career_relay.candidates import merges
from career_relay.candidates.events import SENTENCES, CandidateEvent
from career_relay.candidates.models import Application, Candidate, Evaluation, ImportedRow, ImportRun, Note
from career_relay.candidates.states import DECIDED
from career_relay.consents.models import RightsRequest
from career_relay.desk import telling
from career_relay.desk.telling import Words
from career_relay.notices.line import queries as line
from career_relay.notices.models import Message
from career_relay.notices.replies import is_from_agency, replied
from career_relay.notices.states import Came, Channel, MessageState
from career_relay.relay.models import HireNews

SELECTION, CONTACT = "selection", "contact"
PAGE: Final = 30
_MOST: Final = 200  # of one source on one page: more at one and the same moment nobody reads
_QUOTE: Final = 300  # characters of an answer
_ONE_SITTING: Final = timedelta(minutes=10)
_A_MOMENT: Final = timedelta(seconds=5)
_TOLD_ELSEWHERE: Final = frozenset(  # these stand in the timeline with more to say than the log has
    {CandidateEvent.NOTED, CandidateEvent.EVALUATED, CandidateEvent.CHANGE_TOLD, CandidateEvent.DOCUMENT_READ}
    | {CandidateEvent.PERMISSION_NOTED}
)


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
    is_small: bool = False  # small changes of one sitting become one line
    actor_id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Told:
    """One page of a history, the newest first."""

    lines: list[Happened]
    older: datetime | None  # where the next page begins; None at the end

    def __iter__(self) -> Iterator[Happened]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose history, and how far back it begins."""

    candidate: Candidate
    applications: list[Application]
    before: datetime | None
    hidden: Collection[int]

    def until(self, name: str) -> Q:
        return Q(**{f"{name}__lt": self.before}) if self.before else Q()


def timeline(
    candidate: Candidate,
    applications: Iterable[Application],
    *,
    kind: str = "",
    before: datetime | None = None,
    hidden: Collection[int] = (),
) -> Told:
    """One page of everything known, newest first.

    in: `kind` keeps only selection or contact; `before` is where the page begins; `hidden` are evaluations that the
    reader does not see yet.
    """
    asked = _Asked(candidate, list(applications), before, hidden)
    lines = [one for source in _SOURCES for one in source(asked)]
    wanted = [one for one in lines if (not kind or one.kind == kind) and (before is None or one.at < before)]
    return _page(sorted(wanted, key=lambda one: one.at, reverse=True))


def _page(lines: list[Happened]) -> Told:
    """Cut after the page, never between two lines of one moment; name the actors of what is shown."""
    end = PAGE
    while 0 < end < len(lines) and lines[end].at == lines[end - 1].at:
        end += 1
    shown = lines[:end]
    names = dict(User.objects.filter(pk__in={one.actor_id for one in shown if one.actor_id}).values_list("pk", "name"))
    named = [replace(one, who=one.who or names.get(one.actor_id or 0, "")) for one in shown]
    return Told(_gather(named), shown[-1].at if len(lines) > end else None)


def _gather(lines: list[Happened]) -> list[Happened]:
    """Small changes of one colleague in one sitting are one line."""
    found: list[Happened] = []
    for one in lines:
        last = found[-1] if found else None
        if last and _are_one_sitting(last, one):
            titles = dict.fromkeys((*str(last.title).split("\n"), str(one.title)))
            found[-1] = replace(last, title="\n".join(titles))
        else:
            found.append(one)
    return [replace(one, title=pgettext("list", ", ").join(str(one.title).split("\n"))) for one in found]


def _are_one_sitting(later: Happened, earlier: Happened) -> bool:
    same = later.is_small and earlier.is_small and (later.who, later.kind) == (earlier.who, earlier.kind)
    return same and later.at - earlier.at <= _ONE_SITTING


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


# --- the selections ---------------------------------------------------------------------------------------------------


def _selections(asked: _Asked) -> Iterator[Happened]:
    for one in asked.applications:
        yield from _application(one)


def _application(one: Application) -> Iterator[Happened]:
    title = one.position_title or _("a position")
    came = one.get_source_display() + (f" · {one.source_detail}" if one.source_detail else "")
    again = _("Applied again for %(position)s") if one.is_reapplication else _("Applied for %(position)s")
    yield Happened(
        _start(one.applied_on),
        again % {"position": title},
        SELECTION,
        came,
        quote=one.whats_changed,
        is_key=True,
        has_hour=False,
    )
    if one.protected_until and one.introduced_on:
        told = {"firm": one.source_detail or _("Agency"), "day": written(one.protected_until)}
        said = _("Introduced by %(firm)s: protected until %(day)s") % told
        yield Happened(_start(one.introduced_on), said, has_hour=False)
    if one.stage in DECIDED:
        day = one.decided_at or _start(one.last_activity_on)
        reached = _("up to %(reached)s") % {"reached": one.get_reached_display()}
        sub = " · ".join(filter(None, (title, reached, str(one.get_reason_display()))))
        yield Happened(
            day, telling.RESULTS[one.stage](), SELECTION, sub, quote=one.reason_details, is_key=True, has_hour=False
        )


def _evaluations(asked: _Asked) -> Iterator[Happened]:
    rows = Evaluation.objects.filter(asked.until("created_at"), application__candidate=asked.candidate)
    for one in rows.exclude(pk__in=asked.hidden).order_by("-created_at")[:_MOST]:
        score = _("score %(score)s") % {"score": one.score} if one.score is not None else ""
        sub = " · ".join(filter(None, (str(one.get_reached_display()), score)))
        words = "\n".join(filter(None, (one.strengths, one.comment)))
        yield Happened(one.created_at, _("An evaluation was written"), SELECTION, sub, one.reviewer_name, words)


# --- what was said to each other --------------------------------------------------------------------------------------


def _messages(asked: _Asked) -> Iterator[Happened]:
    rows = Message.objects.filter(candidate=asked.candidate).select_related("application", "released_by")
    for one in rows.order_by("-id")[:_MOST]:
        said = telling.SENT.get(MessageState(one.state), telling.on_its_way)()
        parts = [
            one.application.position_title if one.application else "",
            str(one.get_channel_display()) if one.channel != Channel.MAIL else "",
            str(one.get_skip_reason_display()),
            _("with a personal point") if one.personal_point else "",
            telling.punctuality(one),
        ]
        who = one.released_by.name if one.released_by else ""
        at = one.sent_at or one.released_at or one.created_at
        yield Happened(at, said, CONTACT, " · ".join(filter(None, parts)), who, one.personal_point)
        if one.seen_at:
            yield Happened(one.seen_at, _("Opened the page with the result"), CONTACT, "", _("the candidate"))


def _line(asked: _Asked) -> Iterator[Happened]:
    """What the person wrote on LINE, and since when it is linked."""
    for text in line.texts_of(asked.candidate).filter(asked.until("written_at")).order_by("-written_at")[:_MOST]:
        words = text.text or _("(something that is not text)")
        yield Happened(text.written_at, _("Wrote on LINE"), CONTACT, "", _("the candidate"), words)
    for link in asked.candidate.line_links.all():
        yield Happened(link.linked_at, _("Linked LINE"), CONTACT, "", _("the candidate"), is_key=True)
        if link.ended_at:
            yield Happened(link.ended_at, _("The link to LINE ended"), CONTACT, str(link.get_ended_how_display()))


def _came(asked: _Asked) -> Iterator[Happened]:
    """What answered our mails. The words of a person stand in the panel of letters; here it is said that they wrote."""
    said = {
        Came.REPLY: _("Answered our mail"),
        Came.AUTO_REPLY: _("An automatic reply came in"),
        Came.BOUNCE: _("The mail came back"),
        Came.COMPLAINT: _("The mail was reported as unwanted"),
    }
    rows = replied(asked.candidate).filter(asked.until("received_at"))
    for one in rows[:_MOST]:
        by_agency = one.kind == Came.REPLY and is_from_agency(one)
        title = _("An agency answered") if by_agency else said[Came(one.kind)]
        who = _("the candidate") if one.kind == Came.REPLY and not by_agency else ""
        sub = str(one.get_bounce_display()) if one.kind == Came.BOUNCE else one.subject
        quote = one.text[:_QUOTE] if one.kind == Came.REPLY else ""
        yield Happened(one.received_at, title, CONTACT, sub, who, quote, is_small=one.kind == Came.AUTO_REPLY)


def _requests(asked: _Asked) -> Iterator[Happened]:
    for one in RightsRequest.objects.filter(candidate=asked.candidate).order_by("-asked_at")[:_MOST]:
        said = _("A request of the person: %(what)s") % {"what": one.get_kind_display()}
        yield Happened(one.asked_at, said, CONTACT, "", _("the candidate"))
        if one.closed_at:
            yield Happened(one.closed_at, _("The request was answered"), CONTACT, "", "", one.outcome)


def _news(asked: _Asked) -> Iterator[Happened]:
    for one in HireNews.objects.filter(candidate=asked.candidate):
        yield Happened(one.told_at, _("Told us of a new job"), CONTACT, "", _("the candidate"), one.words)


def _permission(asked: _Asked) -> Iterator[Happened]:
    """Since when more may be done with the record, and on which evidence."""
    it = asked.candidate
    if it.state_since and it.state in telling.PERMITTED:
        yield Happened(
            _start(it.state_since),
            telling.PERMITTED[it.state](),
            CONTACT,
            it.state_evidence,
            is_key=True,
            has_hour=False,
        )


# --- inside the company -----------------------------------------------------------------------------------------------


def _notes(asked: _Asked) -> Iterator[Happened]:
    rows = Note.objects.filter(asked.until("created_at"), candidate=asked.candidate).select_related("author")
    for one in rows.order_by("-created_at")[:_MOST]:
        title = _("Note") if one.author else _("Note from the import")
        yield Happened(one.created_at, title, "", "", one.author.name if one.author else "", one.text)


def _files(asked: _Asked) -> Iterator[Happened]:
    """What a file brought is one line, however many of its rows spoke of this person."""
    rows = ImportedRow.objects.filter(candidate=asked.candidate).exclude(verdict="unchanged")
    counts = rows.values("run_id").annotate(n=Count("id"), line=Min("line"), made=Count("id", Q(verdict="created")))
    found = {one["run_id"]: one for one in counts.order_by("-run_id")[:_MOST]}
    for run in ImportRun.objects.filter(pk__in=found).select_related("started_by"):
        told = found[run.pk]
        title = _("Came in with a file") if told["made"] else _("Something new came in with a file")
        where = ngettext("line %(line)s", "%(n)s lines, from line %(line)s", told["n"]) % told
        who = run.started_by.name if run.started_by else ""
        yield Happened(run.started_at or run.created_at, title, "", f"{run.file_name} · {where}", who)


def _log(asked: _Asked) -> Iterator[Happened]:
    """What the log alone knows: promises, moves, owners, tags, merges."""
    applications = {one.pk: one for one in asked.applications}
    mine = Q(subject_type=Candidate._meta.label_lower, subject_id__in=merges.ids_of(asked.candidate))
    theirs = Q(subject_type=Application._meta.label_lower, subject_id__in=list(applications))
    events = (set(SENTENCES) - _TOLD_ELSEWHERE) | telling.OF_WISHES
    rows: Any = AuditEvent.objects.filter(asked.until("at"), mine | theirs, event__in=events)
    for one in rows.order_by("-at", "-id")[:_MOST]:
        is_about = applications.get(one.subject_id) if one.subject_type == Application._meta.label_lower else None
        if not _is_told_by_its_row(one, is_about):
            yield _event(one, is_about)


def _is_told_by_its_row(event: AuditEvent, application: Application | None) -> bool:
    """The result that stands is told by the application, a record that came with a file by the file."""
    if event.event == CandidateEvent.TAKEN_IN:
        return bool(event.data.get("outcome") != "created")
    if event.event != CandidateEvent.DECIDED or application is None or application.decided_at is None:
        return False
    return abs(event.at - application.decided_at) < _A_MOMENT


def _event(one: AuditEvent, application: Application | None) -> Happened:
    is_contact = one.event in telling.OF_CONTACT or one.event in telling.OF_WISHES
    return Happened(
        at=one.at,
        title=telling.sentence(one.event, one.data),
        kind=CONTACT if is_contact else SELECTION if application else "",
        sub=application.position_title if application else "",
        is_key=one.event in telling.TURNING_POINTS,
        is_small=one.event in telling.SMALL,
        actor_id=one.actor_id if one.actor_kind == "user" else None,
    )


_SOURCES: Final = (
    _selections,
    _evaluations,
    _messages,
    _came,
    _line,
    _requests,
    _news,
    _permission,
    _notes,
    _files,
    _log,
)
