"""Writing notices, one batch at a time: the people, the words, what arrives."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from career_relay.base import wording
from career_relay.base.errors import Refused
from career_relay.companies.roles import Permission
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.agencies import SourceForm
from career_relay.desk.forms.notices import NoticeForm, ReleaseForm, initial_of
from career_relay.desk.views.notices import title_of
from career_relay.notices import actions, composer, paths, queries, releases
from career_relay.notices.models import Message
from career_relay.notices.rules import is_protected, is_source_open
from career_relay.notices.states import BY_MAIL, Channel

CHANNEL_ICONS: dict[str, str] = {
    Channel.MAIL: "mail",
    Channel.PHONE: "phone",
    Channel.LETTER: "mailbox",
    Channel.AGENCY: "building-2",
}


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the list at the left."""

    it: Message
    remark: str  # the first thing that looks odd

    @property
    def mark(self) -> str:
        return "is-ok" if self.it.is_checked else "is-warn" if self.remark else ""


@require_GET
@needs(Permission.SEND_NOTICES)
def compose(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Show the drafts of a batch and one of them to write: `?to=` or the first that nobody has ticked."""
    drafts = list(queries.drafts_of(batch))
    if not drafts:
        return redirect("desk:notice_batch", batch)
    now = _current(drafts, request.GET.get("to", ""))
    return render(request, "desk/notices/compose.html", _context(request, batch, drafts, now))


def _current(drafts: list[Message], wanted: str) -> Message:
    chosen = [draft for draft in drafts if str(draft.public_id) == wanted]
    waiting = [draft for draft in drafts if not draft.is_checked]
    return (chosen or waiting or drafts)[0]


def _context(request: DeskRequest, batch: UUID, drafts: list[Message], now: Message) -> dict[str, object]:
    by_mail = [draft for draft in drafts if draft.channel in BY_MAIL]
    people = [Person(draft, "" if draft.is_checked else _remark(draft, request)) for draft in drafts]
    at = drafts.index(now)
    return {
        "batch": batch,
        "title": title_of(drafts),
        "people": people,
        "now": now,
        "number": at + 1,
        "before": drafts[at - 1] if at else None,
        "after": drafts[at + 1] if at + 1 < len(drafts) else None,
        "checked": sum(draft.is_checked for draft in drafts),
        "by_mail": by_mail,
        "waiting": sum(not draft.is_checked for draft in by_mail),
        "plain": sum(not person.remark and not person.it.is_checked for person in people),
        "form": NoticeForm(message=now),
        "channels": [
            (value, CHANNEL_ICONS[value], words) for value, words in Channel.choices if value in CHANNEL_ICONS
        ],
        "protected": is_protected(now.candidate),
        "source_form": SourceForm(auto_id="source_%s") if is_source_open(now) else None,
        "hold_minutes": max(1, settings.NOTICE_HOLD_SECONDS // 60),
        "hold_seconds": settings.NOTICE_HOLD_SECONDS,
        "quiet_hours": settings.QUIET_HOURS,
        "today": timezone.localdate(),
        "helpfulness": queries.helpfulness(now.template_key),
        **_eyes(request, batch, by_mail),
        **_shown(request, now),
    }


def _eyes(request: DeskRequest, batch: UUID, by_mail: list[Message]) -> dict[str, object]:
    """Whether a second person has to look, and who asked for it."""
    return {
        "needs_second": releases.needs_second(request.company, batch, len(by_mail), by=request.actor),
        "second_from": releases.second_pair_from(request.company),
        "second_asked": releases.asked(batch),
    }


def _remark(draft: Message, request: DeskRequest) -> str:
    return composer.worst(composer.checks(draft, request.company))


def _shown(request: DeskRequest, message: Message) -> dict[str, object]:
    """What the preview and the checks below the text need."""
    found = composer.checks(message, request.company)
    return {
        "preview": composer.preview(message, request.company),
        "path_words": paths.page_words(message.application, request.company, message.language),
        "pv": request.POST.get("pv", "mail"),
        "checks": found,
        "strength": composer.strength(message, found),
        "length": len(message.personal_point),
        "wants_point": composer.wants_point(message.application),
    }


@require_POST
@needs(Permission.SEND_NOTICES)
def preview(request: DeskRequest, notice: UUID) -> HttpResponse:
    """Show what the words in the form would become. Changes nothing; a POST because words do not belong in addresses."""
    return _live(request, notice, is_kept=False)


@require_POST
@needs(Permission.SEND_NOTICES)
def keep(request: DeskRequest, notice: UUID) -> HttpResponse:
    """Keep the words while they are typed, and show what they become. What cannot be kept is said, and stays typed."""
    return _live(request, notice, is_kept=True)


def _live(request: DeskRequest, notice: UUID, *, is_kept: bool) -> HttpResponse:
    message = get_object_or_404(queries.notices(), public_id=notice)
    form = NoticeForm(request.POST, message=message)
    context: dict[str, object] = {}
    try:
        _ensure_valid(form)
        edit = form.edit()
        if is_kept:
            message = actions.edit_draft(message, edit, by=request.actor)
            context["kept_at"] = timezone.now()
        else:
            actions.apply_edit(message, edit)
        is_typed = edit.body is not None or edit.subject is not None
        context["fresh"] = {**initial_of(message), "is_typed": is_typed}
    except Refused as refusal:
        context["refused"] = str(refusal)
    answer = render(request, "desk/notices/_live.html", {"now": message, **context, **_shown(request, message)})
    if "kept_at" in context:
        answer["X-Kept"] = "yes"  # the browser may forget its own copy
    return answer


@require_POST
@needs(Permission.SEND_NOTICES)
def save(request: DeskRequest, notice: UUID) -> HttpResponse:
    """Keep the words, then do what the button said: tick and go on, restore the template, or go to another person."""
    message = get_object_or_404(queries.notices(), public_id=notice)
    form = NoticeForm(request.POST, message=message)
    go = request.POST.get("go", "")
    try:
        _ensure_valid(form)
        message = actions.edit_draft(message, _edit(form, go), by=request.actor)
        if go in {"check", "uncheck"}:
            actions.check_message(message, by=request.actor, is_checked=go == "check")
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(_at(message.batch, str(message.public_id)))
    return redirect(_at(message.batch, _next(message, go)))


def _ensure_valid(form: NoticeForm) -> None:
    if not form.is_valid():
        name, errors = next(iter(form.errors.items()))
        raise Refused(_("{field}: {why}").format(field=form.fields[name].label, why=errors[0]))


def _edit(form: NoticeForm, go: str) -> actions.Edit:
    edit = form.edit()
    return replace(edit, body="", subject=None) if go == "restore" else edit


def _next(message: Message, go: str) -> str:
    """Give whom to show next: the one asked for, the next unticked after a tick, else the same."""
    if go == "check":
        drafts = list(queries.drafts_of(message.batch))
        waiting = [draft for draft in drafts if not draft.is_checked]
        after = [draft for draft in waiting if draft.pk > message.pk]
        return str((after or waiting or [message])[0].public_id)
    return go if len(go) == 36 else str(message.public_id)


def _at(batch: UUID, to: str) -> str:
    return f"{reverse('desk:notice_compose', args=[batch])}?to={to}"


@require_POST
@needs(Permission.SEND_NOTICES)
def check_all(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Tick every draft that shows nothing odd. Those with a remark stay to be looked at one by one."""
    ticked = 0
    for draft in queries.drafts_of(batch).filter(is_checked=False):
        if not _remark(draft, request):
            actions.check_message(draft, by=request.actor)
            ticked += 1
    words = ngettext("One notice was ticked.", "{n} notices were ticked.", ticked)
    messages.success(request, words.format(n=ticked))
    return redirect("desk:notice_compose", batch)


@require_POST
@needs(Permission.SEND_NOTICES)
def release(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Let the mails of a batch go. A second click finds the first and shows the same page."""
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        messages.warning(request, str(next(iter(form.errors.values()))[0]))
        return redirect("desk:notice_compose", batch)
    drafts = queries.drafts_of(batch).filter(channel__in=BY_MAIL)
    before = releases.asked(batch)
    wanted = form.moment() or (before.send_at if before else None)
    try:
        released = actions.release(drafts, by=request.actor, at=wanted)
    except Refused as refusal:
        if refusal.code == releases.SECOND_PERSON:
            return _ask_second(request, batch, wanted)
        messages.warning(request, str(refusal))
        return redirect("desk:notice_compose", batch)
    if released:
        messages.success(request, _when_sent(released, wanted))
    return redirect("desk:notice_batch", batch)


def _ask_second(request: DeskRequest, batch: UUID, wanted: datetime | None) -> HttpResponse:
    releases.ask_second(request.company, batch, by=request.actor, at=wanted)
    messages.info(request, _("A colleague has a mail and looks at these notices. Nothing leaves before."))
    return redirect("desk:notice_compose", batch)


def _when_sent(released: list[Message], wanted: datetime | None) -> str:
    """Say when they leave, and that it is later than chosen when people sleep then."""
    leaves = released[0].send_after
    words = ngettext("One notice leaves on {at}.", "{n} notices leave on {at}.", len(released))
    said = words.format(n=len(released), at=f"{wording.weekday(leaves)} {wording.clock(leaves)}")
    if wanted and leaves and leaves > wanted and leaves - wanted > timedelta(hours=1):
        said += " " + _("The time you chose is outside business hours.")
    return said


@require_POST
@needs(Permission.SEND_NOTICES)
def unask(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Take back the request for a second look."""
    if releases.withdraw_request(batch, by=request.actor):
        messages.success(request, _("The request was taken back. The drafts are as they were."))
    return redirect("desk:notice_compose", batch)
