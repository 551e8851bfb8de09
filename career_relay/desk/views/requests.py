"""What persons asked of the company: decide item by item, answer, keep the register (LEGAL D-01 to D-07, §3.14)."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.sheets import sheet_response
from career_relay.candidates.models import Candidate
from career_relay.companies.roles import Permission
from career_relay.consents import corrections, register, rights, rights_answers
from career_relay.consents.events import Event
from career_relay.consents.models import Correction, RightsRequest
from career_relay.consents.rights_contents import MAY_SAY, content_of, label_of
from career_relay.consents.states import Decision, Ground, Right
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.requests import NoteForm, PostForm

FORBIDDEN = 403


@require_safe
@needs(Permission.EDIT_CANDIDATES)
def listing(request: DeskRequest) -> HttpResponse:
    """What waits, the most urgent first; a tab away, the whole register."""
    show_all = request.GET.get("show") == "all"
    page = {
        "requests": register.register() if show_all else rights.open_requests(),
        "show_all": show_all,
        "today": timezone.localdate(),
        "corrections": corrections.waiting().count(),
    }
    return render(request, "desk/requests/list.html", page)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def register_file(request: DeskRequest) -> HttpResponse:
    """The register with every column the law wants, for a spreadsheet."""
    record(Event.REGISTER_EXPORTED, request.company, by=request.actor)
    return sheet_response(register.rows(), "register-of-requests")


@require_safe
@needs(Permission.EDIT_CANDIDATES)
def detail(request: DeskRequest, public_id: UUID) -> HttpResponse:
    return _page(request, _found(public_id))


def _found(public_id: UUID) -> RightsRequest:
    return get_object_or_404(RightsRequest.objects.select_related("candidate", "company"), public_id=public_id)


def _page(request: DeskRequest, found: RightsRequest, *, status: int = 200, why: str = "") -> HttpResponse:
    """One request. What was typed before a refusal stands in its place again."""
    items = [(label_of(one.key), one, _count(found, one.key)) for one in found.items.all()]
    page = {
        "it": found,
        "items": items,
        "is_single": len(items) == 1,
        "waiting": [one.key for _label, one, _n in items if not one.decision],
        "answers": [one for one in MAY_SAY[found.kind] if one != Decision.GRANTED],
        "grounds": Ground.choices,
        "may_attach": rights_answers.may_attach(found),
        "weighs": Decision.KEPT in MAY_SAY[found.kind],
        "must_erase": found.kind == Right.ERASE and rights.window_has_passed(found.candidate, on=timezone.localdate()),
        "note": NoteForm(instance=found),
        "typed": request.POST,
        "why": why,
        "today": timezone.localdate(),
    }
    return render(request, "desk/requests/detail.html", page, status=status)


def _count(found: RightsRequest, key: str) -> int | None:
    """How many rows an item would show, so that nobody decides blindly."""
    if found.kind not in {Right.DISCLOSE, Right.RECORDS} or found.closed_at:
        return None
    content = content_of(found, key)
    return len(content) if isinstance(content, list) else None


def _try(request: DeskRequest, found: RightsRequest, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        is_machine = refusal.code == "HUMAN_DECISION_REQUIRED"
        return _page(request, _found(found.public_id), status=FORBIDDEN if is_machine else 422, why=str(refusal))
    messages.success(request, done)
    return redirect("desk:candidate_request", found.public_id)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def decide(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """A decision on one item, or a yes to several. A no to several at once is refused (LEGAL D-04)."""
    found, told = _found(public_id), request.POST
    keys = told.getlist("item")
    return _try(
        request,
        found,
        lambda: rights_answers.decide_items(
            found,
            keys,
            told.get("decision", ""),
            by=request.actor,
            ground=told.get("ground", ""),
            reason=told.get("reason", ""),
        ),
        _("The decision is written down under your name."),
    )


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def note(request: DeskRequest, public_id: UUID) -> HttpResponse:
    found = _found(public_id)
    form = NoteForm(request.POST, instance=found)
    if not form.is_valid():
        return _page(request, _found(public_id), status=422, why=" ".join(str(one[0]) for one in form.errors.values()))
    said = form.cleaned_data
    return _try(
        request, found, lambda: rights_answers.note_inquiry(_found(public_id), by=request.actor, **said), _("Saved.")
    )


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def answer(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Send what was decided. The person gets a mail and reads it on their page."""
    found = _found(public_id)
    words, with_records = request.POST.get("words", ""), "copy" in request.POST
    return _try(
        request,
        found,
        lambda: rights_answers.answer_request(found, words=words, by=request.actor, with_records=with_records),
        _("The answer is on the person’s page, and a mail says so."),
    )


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def erase(request: DeskRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(RightsRequest, public_id=public_id, kind=Right.ERASE)
    return _try(
        request,
        found,
        lambda: rights_answers.grant_erasure(found, by=request.actor),
        _("The record is erased. The person reads so on their page."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_CANDIDATES)
def write_down(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """A request that came by post, by phone or through an agent. Its clock starts now."""
    candidate = get_object_or_404(Candidate, public_id=public_id)
    form = PostForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = rights.note_request(candidate, form.asking, by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:candidate_request", kept.public_id)
    page = {"candidate": candidate, "form": form}
    return render(request, "desk/requests/new.html", page, status=422 if form.errors else 200)


# --- corrections of what the company received -----------------------------------------------------------------------


@require_safe
@needs(Permission.RECEIVE)
def corrections_listing(request: DeskRequest) -> HttpResponse:
    rows = Correction.objects.select_related("acknowledged_by")
    return render(request, "desk/requests/corrections.html", {"corrections": rows})


@require_POST
@needs(Permission.RECEIVE)
def correction_read(request: DeskRequest, public_id: UUID) -> HttpResponse:
    corrections.acknowledge(get_object_or_404(Correction, public_id=public_id), by=request.actor)
    messages.success(request, _("Thank you. The person reads that it was put right."))
    return redirect("desk:candidate_corrections")
