"""Settings of the careers page, and of each position on it: shown or not, and what its form asks."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.careers import careers_url, change_careers, preview_url
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.careers import CareersForm, QuestionForm
from career_relay.positions import actions, questions
from career_relay.positions.models import Position
from career_relay.positions.queries import on_careers_page, open_positions
from career_relay.positions.states import State


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEE_CANDIDATES)
def settings(request: DeskRequest) -> HttpResponse:
    """Text, on and off, preview, link with QR code, and the link of each position to put elsewhere."""
    may_manage = may(request.membership.role, Permission.MANAGE_COMPANY)
    if request.method == "POST" and may_manage:
        return _change(request)
    return _settings_page(request, CareersForm(instance=request.company))


def _change(request: DeskRequest) -> HttpResponse:
    form = CareersForm(request.POST, instance=request.company)
    if form.is_valid():
        try:
            changed = change_careers(request.company, form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            shown = _("The careers page is shown.") if changed.careers_on else _("The careers page is not shown.")
            messages.success(request, shown)
            return redirect("desk:settings_careers")
    request.company.refresh_from_db()
    return _settings_page(request, form, status=422)


def _settings_page(request: DeskRequest, form: CareersForm, *, status: int = 200) -> HttpResponse:
    here, today = careers_url(request.company), timezone.localdate()
    shown = list(on_careers_page(today))
    known = {one.pk for one in shown}
    context = {
        "tab": "careers",
        "may_manage": may(request.membership.role, Permission.MANAGE_COMPANY),
        "may_edit": may(request.membership.role, Permission.EDIT_POSITIONS),
        "form": form,
        "here": here,
        "preview": preview_url(request.company),
        "is_live": request.company.is_live,
        "listed": [(one, f"{here}{one.public_id}/") for one in shown],
        "hidden": [one for one in open_positions().order_by("title") if one.pk not in known],
    }
    return render(request, "desk/pipeline/settings.html", context, status=status)


@require_safe
@needs(Permission.SEE_CANDIDATES)
def position(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """One position on the careers page: its link, whether it is shown, its questions."""
    return _position_page(request, _of(public_id), QuestionForm())


def _of(public_id: UUID) -> Position:
    found: Position = get_object_or_404(Position.objects, public_id=public_id)
    return found


def _position_page(request: DeskRequest, it: Position, form: QuestionForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "position": it,
        "questions": list(it.questions.all()),
        "form": form,
        "link": f"{careers_url(request.company)}{it.public_id}/",
        "is_shown": on_careers_page(timezone.localdate()).filter(pk=it.pk).exists(),
        "is_open": it.state == State.OPEN,
        "page_is_on": request.company.careers_on,
        "may_edit": may(request.membership.role, Permission.EDIT_POSITIONS),
    }
    return render(request, "desk/pipeline/position.html", context, status=status)


@require_POST
@needs(Permission.EDIT_POSITIONS)
def show(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Put the position on the page for thirty days, or take it off."""
    act = actions.hide_from_careers if request.POST.get("to") == "hide" else actions.show_on_careers
    try:
        act(_of(public_id), by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    if request.POST.get("from") == "settings":
        return redirect("desk:settings_careers")
    return redirect("desk:position_careers", public_id)


@require_POST
@needs(Permission.EDIT_POSITIONS)
def ask(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Add a question. One that may not be asked is refused with the matter named; what was typed stays."""
    it, form = _of(public_id), QuestionForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            questions.add_question(it, by=request.actor, **{**told, "choices": told["choices"].splitlines()})
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("The question is on the form."))
            return redirect("desk:position_careers", public_id)
    return _position_page(request, it, form, status=422)


@require_POST
@needs(Permission.EDIT_POSITIONS)
def unask(request: DeskRequest, public_id: UUID, question_id: UUID) -> HttpResponse:
    questions.remove_question(_of(public_id), question_id, by=request.actor)
    messages.success(request, _("The question is off the form. Answers given keep it."))
    return redirect("desk:position_careers", public_id)
