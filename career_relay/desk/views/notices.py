"""Results to be told: what waits, what is held, what is uncertain, whom to call, what was sent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.base.business_days import add_business_days
from career_relay.base.errors import Refused
from career_relay.candidates.models import Application
from career_relay.companies.doors import door_url
from career_relay.companies.roles import Permission
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.guard import PaperForm
from career_relay.notices import actions, apologies, composer, outbox, paper, queries, releases, wordings
from career_relay.notices.letters import paragraphs
from career_relay.notices.models import Message
from career_relay.notices.rules import ANSWERED, is_protected
from career_relay.notices.states import DELIVERED, ON_ITS_WAY, Channel, MessageState

PAGE = 50
MOST_CALLS = 100  # on one page
MOST_AT_ONCE = 500
S = MessageState


@require_GET
@needs(Permission.SEE_CANDIDATES)
def index(request: DeskRequest) -> HttpResponse:
    """Show one heap of work: `?show=` todo, held, uncertain, stopped, calls or sent."""
    show = request.GET.get("show", "todo")
    heap = HEAPS.get(show)
    if heap is None:
        return redirect("desk:notices")
    counts = queries.counts()
    return render(request, "desk/notices/index.html", {"show": show, "counts": counts, **heap(request)})


def _page(request: DeskRequest, rows: QuerySet[Message]) -> Page[Message]:
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def _todo(request: DeskRequest) -> dict[str, object]:
    return {
        "groups": _groups(queries.applications_without_notice()[:MOST_AT_ONCE]),
        "batches": queries.batches(S.DRAFT),
        "waiting": releases.waiting(),
        "owed": apologies.owed()[:MOST_AT_ONCE],
    }


def _held(request: DeskRequest) -> dict[str, object]:
    moving = queries.notices().filter(state__in=[S.QUEUED, S.CLAIMED, S.SENDING]).order_by("send_after", "pk")
    return {"batches": queries.batches(S.HELD), "page": _page(request, moving)}


def _uncertain(request: DeskRequest) -> dict[str, object]:
    rows = queries.notices().filter(state=S.UNKNOWN).order_by("claimed_at", "pk")
    return {"page": _page(request, rows), "can_look": outbox.sink_folder() is not None}


def _stopped(request: DeskRequest) -> dict[str, object]:
    return {"page": _page(request, queries.stopped())}


def _calls(request: DeskRequest) -> dict[str, object]:
    today = timezone.localdate()
    found = queries.all_calls(today)
    due = [call for call in found if call.next_on is None or call.next_on <= today]
    return {
        "calls": [(call, composer.phone_script(call.message, request.company)) for call in due[:MOST_CALLS]],
        "later": [call for call in found if call.next_on and call.next_on > today][:MOST_CALLS],
        "told": queries.everybody(),
    }


def _sent(request: DeskRequest) -> dict[str, object]:
    return {"page": _page(request, queries.sent())}


HEAPS: dict[str, Callable[[DeskRequest], dict[str, object]]] = {
    "todo": _todo,
    "held": _held,
    "uncertain": _uncertain,
    "stopped": _stopped,
    "calls": _calls,
    "sent": _sent,
}


@dataclass(frozen=True, slots=True)
class Group:
    """Applications that can be answered in one go: the same position, the same depth."""

    title: str
    reached: str
    rows: list[Application]


def _groups(applications: Iterable[Application]) -> list[Group]:
    heaps: dict[tuple[str, str], list[Application]] = {}
    for application in applications:
        heaps.setdefault((application.position_title, application.reached), []).append(application)
    return [Group(title, rows[0].get_reached_display(), rows) for (title, _reached), rows in heaps.items()]


@require_http_methods(["GET", "POST"])
@needs(Permission.SEND_NOTICES)
def new(request: DeskRequest) -> HttpResponse:
    """GET shows for whom drafts would be written (`?application=` or `?candidate=`, repeated); POST writes them."""
    source = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(source.getlist("application"), source.getlist("candidate"))
    if request.method == "POST":
        return _write(request, chosen)
    rows = [(one, _proposal(one), is_protected(one.candidate)) for one in chosen]
    return render(request, "desk/notices/new.html", {"rows": rows})


def _chosen(applications: list[str], candidates: list[str]) -> list[Application]:
    """Give the decided applications meant; for a candidate the one decided last. What is not ours is not found."""
    decided = Application.objects.filter(stage__in=ANSWERED).select_related("candidate").order_by("-decided_at", "-pk")
    found = list(decided.filter(public_id__in=_uuids(applications))[:MOST_AT_ONCE])
    seen = {one.candidate_id for one in found}
    for one in decided.filter(candidate__public_id__in=_uuids(candidates))[:MOST_AT_ONCE]:
        if one.candidate_id not in seen:
            seen.add(one.candidate_id)
            found.append(one)
    return sorted(found, key=lambda one: (one.position_title, one.pk))


def _uuids(values: Iterable[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def _proposal(application: Application) -> str:
    key = wordings.AGENCY if is_protected(application.candidate) else wordings.propose(application)
    return wordings.title_of(wordings.find(key, "ja"))


def _write(request: DeskRequest, chosen: list[Application]) -> HttpResponse:
    if not chosen:
        messages.warning(request, _("Nobody was chosen whose application has been decided."))
        return redirect("desk:notices")
    first = actions.draft_notice(chosen[0], by=request.actor)
    drafts = [first, *(actions.draft_notice(one, by=request.actor, batch=first.batch) for one in chosen[1:])]
    open_ = [draft for draft in drafts if draft.state == S.DRAFT]
    if not open_:
        messages.info(request, _("These candidates have been told already, or their notice is on its way."))
        return redirect("desk:notice_batch", first.batch)
    return redirect("desk:notice_compose", open_[0].batch)


@dataclass(frozen=True, slots=True)
class Hold:
    """The hold as the ring shows it."""

    count: int
    leaves: object
    seconds: int
    share: int  # what is left, in percent

    @property
    def clock(self) -> str:
        return f"{self.seconds // 60}:{self.seconds % 60:02d}"


@require_GET
@needs(Permission.SEE_CANDIDATES)
def batch(request: DeskRequest, batch: UUID) -> HttpResponse:
    """Show a released batch: the hold while it lasts, then what became of each notice."""
    rows = list(queries.of_batch(batch).exclude(state=S.DRAFT))
    drafts = queries.drafts_of(batch).count()
    if not rows:
        return redirect("desk:notice_compose", batch) if drafts else redirect("desk:notices")
    context = {
        "batch": batch,
        "title": title_of(rows),
        "rows": [(row, _call_on(row)) for row in rows],
        "hold": _hold([row for row in rows if row.state == S.HELD]),
        "moving": any(row.state in ON_ITS_WAY for row in rows),
        "arrived": sum(row.state in DELIVERED for row in rows),
        "seen": sum(row.seen_at is not None for row in rows),
        "drafts": drafts,
    }
    part = request.htmx and request.GET.get("part") == "state"
    return render(request, "desk/notices/_state.html" if part else "desk/notices/batch.html", context)


def title_of(rows: list[Message]) -> str:
    """Give what a batch is called: its position and how far they came, when all share them."""
    names = {(row.application.position_title, row.application.get_reached_display()) for row in rows if row.application}
    if len(names) != 1:
        return _("Results")
    return _("{position}, {reached}").format(position=(one := names.pop())[0], reached=one[1])


def _hold(held: list[Message]) -> Hold | None:
    if not held:
        return None
    leaves = min(row.send_after for row in held if row.send_after)
    seconds = max(0, int((leaves - timezone.now()).total_seconds()))
    whole = max(settings.NOTICE_HOLD_SECONDS, seconds, 1)
    return Hold(len(held), leaves, seconds, round(100 * seconds / whole))


def _call_on(row: Message) -> date | None:
    """Give the day on which an unopened result page becomes a call, for a mail that has left."""
    if row.state != S.ACCEPTED or row.seen_at or row.channel != Channel.MAIL or row.sent_at is None:
        return None
    return add_business_days(timezone.localtime(row.sent_at).date(), queries.VISIT_DAYS) + timedelta(days=1)


@require_POST
@needs(Permission.SEND_NOTICES)
def undo(request: DeskRequest, batch: UUID) -> HttpResponse:
    back = actions.undo_release(queries.of_batch(batch).filter(state=S.HELD), by=request.actor)
    if not back:
        messages.warning(request, _("Nothing is held any more: what has left cannot be taken back."))
        return redirect("desk:notice_batch", batch)
    words = ngettext(
        "One notice was taken back. Nothing was sent.", "{n} notices were taken back. Nothing was sent.", len(back)
    )
    messages.success(request, words.format(n=len(back)))
    return redirect("desk:notice_compose", batch)


@require_POST
@needs(Permission.SEND_NOTICES)
def apologise(request: DeskRequest, application: UUID) -> HttpResponse:
    """Write the apology for a no that was taken back after it had left."""
    found = get_object_or_404(Application, public_id=application)
    try:
        draft = apologies.draft_apology(found, by=request.actor)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:notices")
    return redirect("desk:notice_compose", draft.batch)


Act = Callable[[DeskRequest, Message], str]


def _acting(act: Act) -> Callable[..., HttpResponse]:
    """Make a view of an act on one notice: fetch, act, say what happened, go back."""

    @require_POST
    @needs(Permission.SEND_NOTICES)
    def view(request: DeskRequest, notice: UUID) -> HttpResponse:
        message = get_object_or_404(queries.notices(), public_id=notice)
        try:
            messages.success(request, act(request, message))
        except Refused as refusal:
            messages.warning(request, str(refusal))
        return redirect(_back(request))

    return view


def _back(request: HttpRequest) -> str:
    """Give the page the form stood on, if it is one of ours."""
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else "desk:notices"


@_acting
def drop(request: DeskRequest, message: Message) -> str:
    actions.drop_draft(message, by=request.actor)
    return _("The draft was put away.")


@_acting
def reopen(request: DeskRequest, message: Message) -> str:
    actions.reopen(message, by=request.actor)
    return _("It is a draft again. Please correct it, tick it and release it.")


@_acting
def look(request: DeskRequest, message: Message) -> str:
    """Ask the mail server."""
    state = actions.ask_mail_server(message, by=request.actor)
    return {
        S.ACCEPTED: _("It arrived: the mail server has it."),
        S.QUEUED: _("The mail server never had it. It will be sent now."),
    }.get(MessageState(state), _("The mail server cannot be asked. Please find out another way."))


@_acting
def settle(request: DeskRequest, message: Message) -> str:
    arrived = request.POST.get("arrived") == "yes"
    actions.settle_unknown(message, arrived=arrived, by=request.actor)
    return _("Noted: it arrived.") if arrived else _("It will be sent again now.")


@_acting
def told(request: DeskRequest, message: Message) -> str:
    done = actions.tell_otherwise(
        message, request.POST.get("channel", ""), request.POST.get("outcome", ""), by=request.actor
    )
    return (
        _("Noted: {name} has been told.").format(name=message.candidate.name)
        if done.state in DELIVERED
        else _("Noted.")
    )


@require_GET
@needs(Permission.SEND_NOTICES)
def letter(request: DeskRequest, notice: UUID) -> HttpResponse:
    """Show the letter to print: the same words, the door in place of the link; `?returns=` names what is enclosed."""
    message = get_object_or_404(queries.notices(), public_id=notice)
    if is_protected(message.candidate):
        messages.error(request, _("This person came through an agency: write to the agency."))
        return redirect("desk:notices")
    form = PaperForm(request.GET)
    context = {
        "it": message,
        "blocks": paragraphs(message),
        "door": door_url(request.company),
        "to": paper.address_lines(message),
        "today": timezone.localdate(),
        "form": form,
        "returns": paper.enclosures_of(form.lines),
        "asked": request.GET.urlencode(),
    }
    return render(request, "desk/notices/letter.html", context)
