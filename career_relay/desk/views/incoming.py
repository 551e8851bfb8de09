"""Answers of people: what waits, who looks after it, and writing back."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.companies.roles import Permission
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.incoming import AnswerForm, GiveForm
from career_relay.notices import answers, replies
from career_relay.notices.inbox import state
from career_relay.notices.models import Incoming

PAGE: Final = 30
JUST_NOW: Final = timedelta(minutes=10)
LAST: Final = "settled_reply"  # in the session: what may be undone on the next page


@require_GET
@needs(Permission.SEND_NOTICES)
def listing(request: DeskRequest) -> HttpResponse:
    """One heap of answers: `?show=` open, mine or settled."""
    show = request.GET.get("show", "open")
    heaps = {
        "open": replies.open_replies(),
        "mine": replies.open_replies().filter(owner=request.staff),
        "settled": replies.settled_replies(),
    }
    if show not in heaps:
        return redirect("desk:notice_replies")
    page = Paginator(heaps[show], PAGE).get_page(request.GET.get("page"))
    context = {
        "show": show,
        "page": page,
        "counts": {name: heaps[name].count() for name in ("open", "mine")},
        "undo": _undoable(request),
        "letterbox": state.word() if settings.INBOUND.domain else None,
        "is_on": bool(settings.INBOUND.domain),
        "rows": [
            (one, GiveForm(company=request.company, initial={"user": one.owner_id}, auto_id=f"give_{one.pk}_%s"))
            for one in page
        ],
    }
    return render(request, "desk/incoming/list.html", context)


def _undoable(request: DeskRequest) -> Incoming | None:
    """What this colleague settled a moment ago."""
    said = str(request.session.get(LAST, ""))
    if not said:
        return None
    recent = replies.settled_replies().filter(handled_by=request.staff, handled_at__gt=timezone.now() - JUST_NOW)
    return recent.filter(public_id=UUID(said)).first()


def _reply(public_id: UUID) -> Incoming:
    found: Incoming = get_object_or_404(replies.replies(), public_id=public_id)
    return found


def _back(request: DeskRequest, incoming: Incoming) -> HttpResponse:
    """Back to the page the button stood on."""
    if request.POST.get("from") == "candidate":
        return redirect("desk:candidate", incoming.candidate.public_id)
    return redirect("desk:notice_replies")


@require_POST
@needs(Permission.SEND_NOTICES)
def settle(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Put an answer aside: nothing more is to be done about it."""
    incoming = _reply(public_id)
    if replies.settle_replies([incoming.pk], by=request.actor):
        request.session[LAST] = str(incoming.public_id)
        messages.success(request, _("Settled."))
    return _back(request, incoming)


@require_POST
@needs(Permission.SEND_NOTICES)
def open_again(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Undo of `settle`."""
    incoming = _reply(public_id)
    if replies.settle_replies([incoming.pk], by=request.actor, is_open=True):
        messages.success(request, _("The answer is open again."))
    return _back(request, incoming)


@require_POST
@needs(Permission.SEND_NOTICES)
def give(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Let a colleague look after an answer."""
    incoming, form = _reply(public_id), GiveForm(request.POST, company=request.company)
    if not form.is_valid():
        messages.error(request, _("This colleague cannot answer people: ask somebody who may send notices."))
        return _back(request, incoming)
    try:
        replies.assign_reply(incoming, form.cleaned_data["user"], by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return _back(request, incoming)


@require_http_methods(["GET", "POST"])
@needs(Permission.SEND_NOTICES)
def answer(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Write back."""
    incoming = _reply(public_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            message = answers.answer_reply(incoming, form.cleaned_data["text"], by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            seconds = settings.NOTICE_HOLD_SECONDS
            messages.success(
                request,
                _("Your answer is held for a moment, then it leaves.") if seconds else _("Your answer leaves now."),
            )
            return redirect("desk:candidate", message.candidate.public_id)
    return _composer(request, incoming, form)


def _composer(request: DeskRequest, incoming: Incoming, form: AnswerForm) -> HttpResponse:
    context: dict[str, Any] = {"it": incoming, "form": form, "to_agency": replies.is_from_agency(incoming)}
    return render(request, "desk/incoming/answer.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Permission.SEND_NOTICES)
def take_back(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Take back an answer that is still held; its words stand in the form again."""
    incoming = _reply(public_id)
    try:
        words = answers.take_back_answer(incoming, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:candidate", incoming.candidate.public_id)
    messages.success(request, _("Your answer was taken back and did not leave."))
    return _composer(request, _reply(public_id), AnswerForm(initial={"text": words}))
