"""The company's own positions: list, form with the items of the law, publishing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.positions import PositionForm, PublishForm
from career_relay.positions import actions, lint, queries
from career_relay.positions.changes import changed_since
from career_relay.positions.models import Position
from career_relay.positions.states import NEXT, State
from career_relay.positions.statutory import ITEMS, label_of, missing
from career_relay.relay.budget import note_refusal
from career_relay.relay.edits import price_of

PER_PAGE = 30
MOVES = {
    "pause": actions.pause_position,
    "fill": actions.fill_position,
    "close": actions.close_position,
    "confirm": actions.confirm_position,
}


@require_safe
@needs(Permission.SEE_CANDIDATES)
def listing(request: DeskRequest) -> HttpResponse:
    state, q = request.GET.get("state", ""), request.GET.get("q", "").strip()
    found = queries.by_state(state=state if state in State.values else "", q=q)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page", 1))
    today = timezone.localdate()
    rows = [(one, queries.is_listed(one, today)) for one in page.object_list]
    may_edit = may(request.membership.role, Permission.EDIT_POSITIONS)
    seen = {"page": page, "rows": rows, "state": state, "states": State.choices, "q": q, "may_edit": may_edit}
    return render(request, "desk/positions/list.html", seen)


@require_safe
@needs(Permission.SEE_CANDIDATES)
def show(request: DeskRequest, public_id: UUID) -> HttpResponse:
    position = _of(public_id)
    return render(request, "desk/positions/show.html", _seen(request, position, _publish_form(request, position)))


def _of(public_id: UUID) -> Position:
    found: Position = get_object_or_404(Position.objects, public_id=public_id)
    return found


def _publish_form(request: DeskRequest, position: Position, data: Any = None) -> PublishForm:
    chosen = [circle.pk for circle in queries.circles_of(position)]
    return PublishForm(data, company_id=request.company.pk, initial={"circles": chosen})


def _seen(request: DeskRequest, position: Position, form: PublishForm) -> dict[str, Any]:
    said = [(label_of(item.field), getattr(position, item.field)) for item in ITEMS]
    return {
        "position": position,
        "form": form,
        "items": said,
        "missing": [label_of(item.field) for item in missing(position)],
        "faults": [(label_of(one.field), one.finding.message) for one in lint.faults(position)],
        "marks": [(label_of(one.field), one.finding) for one in lint.marks(position)],
        "changes": changed_since(position, None),
        "circles": queries.circles_of(position),
        "is_listed": queries.is_listed(position, timezone.localdate()),
        "next": NEXT.get(position.state, frozenset()),
        "may_edit": may(request.membership.role, Permission.EDIT_POSITIONS),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_POSITIONS)
def new(request: DeskRequest) -> HttpResponse:
    draft = Position(employer=request.company.name, prefecture=request.company.prefecture)
    return _edit(request, draft)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_POSITIONS)
def edit(request: DeskRequest, public_id: UUID) -> HttpResponse:
    return _edit(request, _of(public_id))


def _edit(request: DeskRequest, position: Position) -> HttpResponse:
    form = PositionForm(request.POST if request.method == "POST" else None, instance=position)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_position(form.save(commit=False), by=request.actor)
        except Refused as refusal:
            note_refusal(refusal, at=timezone.now())
            form.refuse(refusal)
        else:
            messages.success(request, _("The position is saved."))
            return redirect("desk:position", saved.public_id)
    price = price_of(position) if position.pk else 0
    page = {"form": form, "position": position, "price": price}
    return render(request, "desk/positions/form.html", page, status=422 if form.errors else 200)


@require_POST
@needs(Permission.EDIT_POSITIONS)
def publish(request: DeskRequest, public_id: UUID) -> HttpResponse:
    position = _of(public_id)
    form = _publish_form(request, position, request.POST)
    if form.is_valid():
        try:
            actions.publish_position(position, circles=form.cleaned_data["circles"], by=request.actor)
        except Refused as refusal:
            note_refusal(refusal, at=timezone.now())
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The position is open."))
            return redirect("desk:position", public_id)
    return render(request, "desk/positions/show.html", _seen(request, position, form), status=422)


@require_POST
@needs(Permission.EDIT_POSITIONS)
def move(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Pause, fill, close, or confirm that it is still true."""
    act = MOVES.get(request.POST.get("to", ""))
    if act is not None:
        try:
            act(_of(public_id), by=request.actor)
            messages.success(request, _("Saved."))
        except Refused as refusal:
            messages.warning(request, str(refusal))
    return redirect("desk:position", public_id)
