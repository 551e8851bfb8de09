"""People for a position: the company's own past applicants, the question to others, and the board of what came."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.candidates.models import Candidate
from career_relay.companies.acts import covering
from career_relay.companies.licences import Feature, ensure_allowed
from career_relay.companies.queries import current_mode
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.relay import AskForm, MoveForm
from career_relay.desk.views import talks
from career_relay.matching.actions import dismiss_match, restore_match
from career_relay.matching.exposures import log_exposures
from career_relay.matching.queries import OwnFilters, matches_in_own_pool
from career_relay.positions.models import Position
from career_relay.positions.queries import circles_of, is_listed, open_positions
from career_relay.relay import actions
from career_relay.relay.asks import open_asks
from career_relay.relay.balance import balance_of
from career_relay.relay.board import board_of
from career_relay.relay.budget import budget_on, note_refusal
from career_relay.relay.window import answers_on_their_way, ended, hire_news, received

A_PAGE = 50  # rows of the table

# The company's own past applicants


@require_safe
@needs(Permission.SEE_CANDIDATES)
def choose(request: DeskRequest) -> HttpResponse:
    """Lead to a position: the one chosen, else the newest open one."""
    return _choose(request, "desk:match")


def _choose(request: DeskRequest, to: str) -> HttpResponse:
    chosen = open_positions().filter(public_id__in=_uuids(request.GET.get("position", ""))).first()
    first = chosen or open_positions().first()
    if first is None:
        return render(request, "desk/match/none.html")
    return redirect(to, first.public_id)


def _uuids(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []


@require_safe
@needs(Permission.SEE_CANDIDATES)
def match(request: DeskRequest, public_id: UUID) -> HttpResponse:
    position = get_object_or_404(Position.objects, public_id=public_id)
    whom = request.GET.get("show", "")
    filters = OwnFilters(contact_only=whom == "contact", dismissed=whom == "aside")
    found = matches_in_own_pool(position, at=timezone.now(), filters=filters, page=request.GET.get("page", 1))
    if request.method == "GET":  # a HEAD shows nobody
        log_exposures(position, found, filters, viewer_id=request.staff.pk)
    page = {"page": found, "whom": whom, **_about(request, position)}
    return render(request, "desk/match/list.html", page)


def _about(request: DeskRequest, position: Position) -> dict[str, Any]:
    """What every page of a position shows: itself, the others to change to, what it asks for."""
    return {
        "position": position,
        "positions": open_positions().only("public_id", "title"),
        "must_lines": _lines(position.must),
        "nice_lines": _lines(position.nice),
        "may_ask": may(request.membership.role, Permission.ASK),
        "may_write_to_many": may(request.membership.role, Permission.SEND_CAMPAIGNS),
        "may_see_reports": may(request.membership.role, Permission.SEE_REPORTS),
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def set_aside(request: DeskRequest, public_id: UUID, candidate_id: UUID) -> HttpResponse:
    position, candidate = _pair(public_id, candidate_id)
    dismiss_match(position, candidate, by=request.actor)
    messages.success(request, _("Set aside for this position. You find the record under “Set aside”."))
    return redirect("desk:match", public_id)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def bring_back(request: DeskRequest, public_id: UUID, candidate_id: UUID) -> HttpResponse:
    position, candidate = _pair(public_id, candidate_id)
    restore_match(position, candidate, by=request.actor)
    messages.success(request, _("Back in the list."))
    return redirect("desk:match", public_id)


def _pair(public_id: UUID, candidate_id: UUID) -> tuple[Position, Candidate]:
    position: Position = get_object_or_404(Position.objects, public_id=public_id)
    candidate: Candidate = get_object_or_404(Candidate.objects, public_id=candidate_id)
    return position, candidate


# The question to people nobody can see


@require_safe
@needs(Permission.ASK)
def choose_ask(request: DeskRequest) -> HttpResponse:
    return _choose(request, "desk:ask")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ASK)
def ask(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Ask up to N people who fit. In modes without selection there is no such page."""
    position = get_object_or_404(Position.objects, public_id=public_id)
    try:
        ensure_allowed(Feature.ASK, current_mode())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:match", public_id)
    today = timezone.localdate()
    form = AskForm(request.POST if request.method == "POST" else None, budget=budget_on(today), today=today)
    if request.method == "POST" and form.is_valid() and _ask(request, position, form):
        return redirect("desk:ask", public_id)
    page = {"form": form, **_asked(request, position)}
    return render(request, "desk/ask/page.html", page, status=422 if form.errors else 200)


def _ask(request: DeskRequest, position: Position, form: AskForm) -> bool:
    try:
        actions.ask_people(position, form.cleaned_data["upto"], due_on=form.cleaned_data["due_on"], by=request.actor)
    except Refused as refusal:
        note_refusal(refusal, at=timezone.now())
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The question is on its way. You learn of each yes, and of nothing else."))
    return True


def _asked(request: DeskRequest, position: Position) -> dict[str, Any]:
    now, today = timezone.now(), timezone.localdate()
    return {
        **_about(request, position),
        "budget": budget_on(today),
        "circles": circles_of(position),
        "is_listed": is_listed(position, today),
        "licence": covering(Feature.ASK, request.company.pk, on=today),
        "asks": open_asks(today, position=position),
        "on_its_way": position.pk in answers_on_their_way(),
        "yeses": received(at=now, today=today, position=position),
    }


# What was received


@require_safe
@needs(Permission.RECEIVE)
def board(request: DeskRequest) -> HttpResponse:
    """The board, or the same as a table. Without a licence there is none."""
    if (closed := _no_network(request)) is not None:
        return closed
    now, today = timezone.now(), timezone.localdate()
    chosen = Position.objects.filter(public_id__in=_uuids(request.GET.get("position", ""))).first()
    found = board_of(at=now, today=today, position=chosen)
    page = {
        "board": found,
        "page": Paginator(found.rows, A_PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "positions": open_positions().only("public_id", "title"),
        "as_table": request.GET.get("view") == "table",
        "ended": ended(at=now, today=today),
        "news": hire_news(at=now),
        "balance": balance_of(today=today),
    }
    return render(request, "desk/board/page.html", page)


def _no_network(request: DeskRequest) -> HttpResponseRedirect | None:
    try:
        ensure_allowed(Feature.OPENINGS, current_mode())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:match")
    return None


@require_safe
@needs(Permission.RECEIVE)
def introduction(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """One introduction, as far as this company may see it now."""
    if (closed := _no_network(request)) is not None:
        return closed
    return talks.page(request, public_id)


@require_POST
@needs(Permission.RECEIVE)
def receipt(request: DeskRequest, public_id: UUID) -> HttpResponse:
    found = talks.of(public_id)
    try:
        actions.confirm_receipt(found, by=request.actor)
        messages.success(request, _("Receipt is confirmed and recorded. You can read what was handed over."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("desk:introduction", public_id)


@require_POST
@needs(Permission.RECEIVE)
def move(request: DeskRequest, public_id: UUID) -> HttpResponse:
    found, form = talks.of(public_id), MoveForm(request.POST)
    if not form.is_valid():
        return talks.page(request, public_id, move=form, status=422)
    try:
        moved = actions.advance_introduction(found, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Now: {stage}. The person is told.").format(stage=moved.get_stage_display()))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return talks.page(request, public_id, move=form, status=422)
    return redirect("desk:board" if "from_board" in request.POST else "desk:introduction", *_args(request, public_id))


def _args(request: DeskRequest, public_id: UUID) -> list[UUID]:
    return [] if "from_board" in request.POST else [public_id]
