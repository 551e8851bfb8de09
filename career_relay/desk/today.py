"""What to do today: what waits at each place of the house, the most pressing first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Func, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from career_relay.base.business_days import add_business_days
from career_relay.base.wording import clock, day_short
from career_relay.candidates import exports, queries, reminders
from career_relay.candidates.models import Application, ImportRun, Reminder, RunState
from career_relay.candidates.states import Reached
from career_relay.companies.roles import Permission, may
from career_relay.consents import deletions, rights
from career_relay.desk import mailings, today_network
from career_relay.desk.works import Section, Work
from career_relay.notices import closings, guard, replies, senders
from career_relay.notices import queries as notices
from career_relay.notices.models import Incoming
from career_relay.notices.sender_tries import mends_of
from career_relay.notices.states import MessageState

A_BATCH = 150  # people in one link to the composer: addresses of pages have a limit
SOON_DAYS = 3  # business days before a promised day on which it shows up
FILES_FROM = timedelta(days=14)


def sections(role: str, *, at: datetime, relays: bool, user_id: int = 0) -> list[Section]:
    """The sections somebody with this role works on; empty ones are left out."""
    today = timezone.localdate(at)
    makers: list[tuple[Permission, Callable[[], Section]]] = [
        (Permission.EDIT_CANDIDATES, lambda: _reminders(user_id, today)),
        (Permission.MANAGE_COMPANY, lambda: _exports(user_id, role)),
        (Permission.EDIT_CANDIDATES, lambda: _requests(today)),
        (Permission.SEND_NOTICES, lambda: _replies(user_id)),
        (Permission.SEND_NOTICES, lambda: _notices(at)),
        (Permission.EDIT_CANDIDATES, lambda: _promises(today)),
        *([(Permission.RECEIVE, lambda: today_network.received(at, today))] if relays else []),
        (Permission.EDIT_POSITIONS, lambda: today_network.positions(today)),
        (Permission.RECEIVE, lambda: _deletions(today)),
        (Permission.SEND_CAMPAIGNS, lambda: _mailings(user_id, at)),
        (Permission.IMPORT, lambda: _files(at)),
    ]
    found = [make() for permission, make in makers if may(role, permission)]
    return [one for one in found if one.works]


# --- what people wrote back ---------------------------------------------------------------------------------------


def _replies(user_id: int) -> Section:
    page = reverse("desk:notice_replies")
    section = Section("replies", _("Answers to read"), _("What people wrote back"), page, _("All answers"))
    rows = replies.waiting_for(user_id)
    read = ("public_id", "received_at", "text", "candidate__name", "message__to_agency")  # not what they answer to
    slim = rows.select_related(None).select_related("candidate", "message").only(*read)
    shown = list(slim[: section.room])
    section.add((_reply(one, page) for one in shown), unseen=rows.count() - len(shown))
    return section


def _reply(one: Incoming, page: str) -> Work:
    said = _("The agency of {who} has answered") if replies.is_from_agency(one) else _("{who} has answered")
    link = f"{page}#r-{one.public_id}"
    return Work(
        said.format(who=one.candidate),
        link,
        _("Read the answer"),
        (one.text[:60],),
        due=day_short(one.received_at.date()),
    )


# --- what this user is to remember, and what waits for their word -------------------------------------------------


def _reminders(user_id: int, today: date) -> Section:
    page = reverse("desk:reminders")
    section = Section(
        "reminders", _("To remember today"), _("You or a colleague asked for it"), page, _("All reminders")
    )
    rows = reminders.due_for(user_id, today)
    shown = list(rows[: section.room])
    section.add((_reminder(one, page) for one in shown), unseen=rows.count() - len(shown))
    return section


def _reminder(one: Reminder, page: str) -> Work:
    made_by = one.made_by if one.made_by_id != one.user_id else None
    meta = (str(one.candidate), *((_("from %(name)s") % {"name": made_by},) if made_by else ()))
    return Work(one.words, page, _("Open"), meta, due=day_short(one.day), is_pressing=True)


def _exports(user_id: int, role: str) -> Section:
    page = reverse("desk:exports")
    section = Section("exports", _("Exports to allow"), _("More than 100 people, asked by a colleague"), page, _("All"))
    for one in exports.waiting_for(user_id, role):
        title = _("%(name)s asks for %(people)s") % {"name": one.asked_by or "—", "people": _people(one.rows)}
        section.add([Work(title, page, _("Look"), (one.reason,), day_short(one.created_at))])
    return section


# --- requests of persons ------------------------------------------------------------------------------------------


def _requests(today: date) -> Section:
    page = reverse("desk:candidate_requests")
    section = Section(
        "requests", _("Requests of persons"), _("The person's right, with a clock"), page, _("All requests")
    )
    section.add(
        Work(
            _("%(name)s: %(what)s") % {"name": one.candidate or one.number, "what": one.get_kind_display()},
            reverse("desk:candidate_request", args=[one.public_id]),
            pgettext("request", "Answer"),
            due=_("by %(day)s") % {"day": day_short(one.internal_due_on)},
            is_pressing=one.internal_due_on <= add_business_days(today, SOON_DAYS),
        )
        for one in rights.open_requests()
    )
    return section


# --- notices ------------------------------------------------------------------------------------------------------


def _notices(at: datetime) -> Section:
    section = Section(
        "notices", _("Results to tell"), _("Decided, and not told yet"), reverse("desk:notices"), _("All notices")
    )
    section.add(_held())
    section.add(_sender())
    section.add(_uncertain())
    groups = _untold(at)
    shown = groups[: section.room]
    section.add((_to_write(one, at) for one in shown), unseen=len(groups) - len(shown))
    section.add(_drafts())
    return section


def _held() -> Iterable[Work]:
    for batch in notices.batches(MessageState.HELD):
        n = _mails(batch.count)
        due = _("leaves at %(time)s") % {"time": clock(batch.send_after)} if batch.send_after else ""
        title = _("%(title)s: %(mails)s held") % {"title": batch.title, "mails": n}
        meta = (_("can be taken back until then"),)
        link = reverse("desk:notice_batch", args=[batch.batch])
        yield Work(title, link, _("Look"), meta, due, is_pressing=True, undo=batch.batch)


def _drafts() -> Iterable[Work]:
    for batch in notices.batches(MessageState.DRAFT):
        title = " · ".join(filter(None, (batch.title, batch.reached, _people(batch.count))))
        ticked = _("looked at %(n)s of %(all)s") % {"n": batch.checked, "all": batch.count}
        since = _("drafted %(day)s") % {"day": day_short(batch.since)}
        yield Work(title, reverse("desk:notice_compose", args=[batch.batch]), _("Look and send"), (ticked, since))


def _sender() -> Iterable[Work]:
    """Mail waits until somebody mends the company's own way out."""
    if account := senders.stopped():
        wrong = mends_of(account.problem)[0] or str(account.get_state_display())
        title = _("Mail waits: your sender does not work")
        yield Work(title, reverse("desk:senders"), _("Mend"), (wrong,), is_pressing=True)


def _uncertain() -> Iterable[Work]:
    waiting = notices.counts()
    if n := waiting["uncertain"]:
        title = ngettext("%(n)s mail is uncertain", "%(n)s mails are uncertain", n) % {"n": n}
        meta = (_("Sending was interrupted: it may or may not have arrived."),)
        yield Work(title, reverse("desk:notices"), _("Settle"), meta, is_pressing=True)
    if n := waiting["stopped"]:
        title = ngettext("%(n)s notice did not go out", "%(n)s notices did not go out", n) % {"n": n}
        yield Work(title, reverse("desk:notices"), _("See why"), is_pressing=True)


@dataclass(frozen=True, slots=True)
class Group:
    """People of one position and step who have no notice yet."""

    position: str
    reached: str
    count: int
    protected: int
    first: datetime
    people: list[UUID]  # their applications, the longest waiting first, as many as one link can carry


class _First(Func):
    """The beginning of an array that PostgreSQL has put together."""

    template = f"(%(expressions)s)[1:{A_BATCH}]"


def _untold(at: datetime) -> list[Group]:
    """Decided without a draft, the longest waiting first."""
    guarded = Q(candidate__protected_until__gte=timezone.localdate(at))
    rows = notices.applications_without_notice(at).order_by().values("position_title", "reached")
    people = _First(ArrayAgg("public_id", order_by=("decided_at", "pk")))
    groups = rows.annotate(n=Count("pk"), protected=Count("pk", filter=guarded), first=Min("decided_at"), people=people)
    names = ("position_title", "reached", "n", "protected", "first", "people")
    return [Group(*row) for row in groups.order_by("first", "position_title").values_list(*names)]


def _to_write(group: Group, at: datetime) -> Work:
    link = f"{reverse('desk:notice_new')}?{urlencode([('application', str(one)) for one in group.people])}"
    meta = [_("decided %(day)s") % {"day": day_short(group.first)}]
    if n := group.protected:
        meta.append(ngettext("%(n)s through an agency", "%(n)s through agencies", n) % {"n": n})
    title = " · ".join(filter(None, (group.position, str(Reached(group.reached).label), _people(group.count))))
    pressing = at - group.first > timedelta(days=1)
    return Work(title, link, pgettext("row", "Write"), tuple(meta), is_pressing=pressing)


# --- promises, introductions, files -------------------------------------------------------------------------------


def _promises(today: date) -> Section:
    section = Section(
        "promises",
        _("Waiting on you"),
        _("Promised days, and calls"),
        reverse("desk:waiting"),
        _("Everybody who waits"),
    )
    section.add(_closings())
    waiting = _undecided_soon(today)
    shown = [one.pk for one in waiting[: section.room]]
    found = queries.with_names(Application.objects.filter(pk__in=shown)).in_bulk()
    section.add((_waiting(found[pk], today) for pk in shown), unseen=len(waiting) - len(shown))
    section.add(_calls(today))
    return section


def _undecided_soon(today: date) -> list[guard.Item]:
    """Give who is late or due within three business days; who was decided lately stands among the results."""
    due = [one for one in guard.items(today) if one.kind]
    lately = today - timedelta(days=notices.WAITING_DAYS)
    decided = guard.waiting().filter(pk__in=[one.pk for one in due], decided_at__date__gt=lately)
    elsewhere = set(decided.exclude(stage__in=guard.WAITING).values_list("pk", flat=True))
    return [one for one in due if one.pk not in elsewhere]


def _closings() -> Iterable[Work]:
    """Overdue answers that were drafted: one line for all, because a person looks at each."""
    if n := closings.proposed().count():
        title = ngettext("%(n)s overdue answer was drafted", "%(n)s overdue answers were drafted", n) % {"n": n}
        meta = (_("Nothing is sent until a person has looked at it"),)
        yield Work(title, reverse("desk:waiting"), _("Look"), meta, is_pressing=True)


def _waiting(one: Application, today: date) -> Work:
    name, day = str(one.candidate), one.promised_on or today
    link = reverse("desk:candidate", args=[one.candidate.public_id])
    if day < today:
        title = _("%(name)s was to have an answer by %(day)s") % {"name": name, "day": day_short(day)}
        due = _("overdue")
    elif day == today:
        title, due = _("%(name)s was promised an answer today") % {"name": name}, _("today")
    else:
        title, due = _("%(name)s waits for an answer") % {"name": name}, _("by %(day)s") % {"day": day_short(day)}
    meta = (one.position_title, str(one.get_stage_display()))
    if one.stage not in guard.WAITING:
        link = f"{reverse('desk:notice_new')}?application={one.public_id}"
        return Work(title, link, pgettext("row", "Write"), meta, due, is_pressing=True)
    return Work(title, link, _("Decide"), meta, due, is_pressing=day <= today)


def _calls(today: date) -> Iterable[Work]:
    for call in notices.calls(today):
        candidate = call.message.candidate
        title = _("Call %(name)s") % {"name": candidate}
        link = f"{reverse('desk:notices')}?show=calls#call-{call.message.public_id}"
        position = call.message.application.position_title if call.message.application else ""
        action = _("To the letter") if call.wants_letter else _("What to say")
        if call.wants_letter:
            link = reverse("desk:notice_letter", args=[call.message.public_id])
        yield Work(title, link, action, tuple(filter(None, (call.why, position))))


def _deletions(today: date) -> Section:
    page = reverse("desk:deletions")
    section = Section("deletions", _("Copies to erase"), _("Taken back, or its time is over"), page, _("All of them"))
    section.add(
        Work(
            _("A package of %(day)s") % {"day": day_short(timezone.localdate(one.granted_at))},
            page,
            pgettext("copy", "Erase"),
            due=_("by %(day)s") % {"day": day_short(one.deletion_due_on)},
            is_pressing=one.deletion_due_on <= add_business_days(today, SOON_DAYS),
        )
        for one in deletions.waiting()
        if one.deletion_due_on
    )
    return section


def _mailings(user_id: int, at: datetime) -> Section:
    page = reverse("desk:campaigns")
    section = Section("mailings", _("Keep in touch"), _("A look, or somebody to tell"), page, _("All mailings"))
    for one in mailings.waiting_for(user_id):
        link = reverse("desk:campaign", args=[one.public_id])
        section.add([Work(one.name, link, _("Look"), (str(one.get_state_display()),), is_pressing=True)])
    for talk in mailings.talks_due(timezone.localdate(at)):
        title = _("%(name)s asked to be talked to about now") % {"name": talk.candidate}
        link = reverse("desk:campaign_position", args=[talk.position.public_id])
        section.add([Work(title, link, _("Open"), (talk.position.title,))])
    if untold := [position.title for position in mailings.openings_to_tell(at)]:
        title = ngettext("One opening nobody was told of", "{n} openings nobody was told of", len(untold))
        section.add([Work(title.format(n=len(untold)), page, _("Open"), (_(", ").join(untold),))])
    return section


def _files(at: datetime) -> Section:
    section = Section(
        "files", _("Imports to look at"), _("Rows that did not come in"), reverse("desk:imports"), _("All imports")
    )
    rows = ImportRun.objects.filter(created_at__gte=at - FILES_FROM)
    unfinished = rows.filter(state__in=[RunState.UPLOADED, RunState.CHECKED, RunState.FAILED])
    section.add(_file(one) for one in unfinished | rows.filter(state=RunState.DONE, faulty__gt=0))
    return section


def _file(one: ImportRun) -> Work:
    meta = [str(one.get_state_display())]
    if one.faulty:
        meta.append(ngettext("%(n)s row to correct", "%(n)s rows to correct", one.faulty) % {"n": one.faulty})
    return Work(
        one.file_name, reverse("desk:import", args=[one.public_id]), _("Open"), tuple(meta), day_short(one.created_at)
    )


def _people(n: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", n) % {"n": n}


def _mails(n: int) -> str:
    return ngettext("%(n)s mail", "%(n)s mails", n) % {"n": n}
