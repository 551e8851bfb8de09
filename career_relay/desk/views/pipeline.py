"""The board of the selection: look, move, undo, and who meets whom."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.candidates import pipeline
from career_relay.candidates.models import Application, Interview, StageMove
from career_relay.candidates.pipeline import COLUMN_NOTES, Column
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.pipeline import InterviewForm, MoveForm
from career_relay.desk.views import candidate as candidate_page
from career_relay.positions.models import Position
from career_relay.positions.queries import by_state

NAMED = 3  # refusals said one by one; the rest is counted


@require_safe
@needs(Permission.SEE_CANDIDATES)
def board(request: DeskRequest) -> HttpResponse:
    """Everybody who waits for an answer, by how far they came."""
    chosen = _position(request.GET.get("position", ""))
    lanes, moved = pipeline.lanes(timezone.now(), position=chosen), _undoable(request)
    context = {
        "lanes": [(lane, COLUMN_NOTES[lane.column]) for lane in lanes],
        "is_empty": not any(lane.total for lane in lanes),
        "late": sum(lane.late for lane in lanes),
        "chosen": chosen,
        "positions": by_state().exclude(state="draft"),
        "columns": Column.choices,
        "moved": moved,
        "moved_to": Column(pipeline.column_at(moved[0].to_stage, moved[0].to_reached)).label if moved else "",
        "may_edit": may(request.membership.role, Permission.EDIT_CANDIDATES),
        "may_evaluate": may(request.membership.role, Permission.EVALUATE),
        "today": timezone.localdate(),
    }
    return render(request, "desk/pipeline/board.html", context)


def _position(told: str) -> Position | None:
    public_id = _uuid(told)
    return Position.objects.filter(public_id=public_id).first() if public_id else None


def _uuid(told: str) -> UUID | None:
    try:
        return UUID(told)
    except ValueError:
        return None


def _undoable(request: DeskRequest) -> list[StageMove]:
    """The move that was just made in this browser, while it can be taken back."""
    batch = _uuid(request.GET.get("moved", ""))
    if batch is None:
        return []
    return list(StageMove.objects.filter(batch=batch, undone_at=None, moved_by=request.staff))


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def move(request: DeskRequest) -> HttpResponse:
    """One card or many, each from the column it was seen in."""
    form = MoveForm(request.POST)
    ticked = form.cards()
    if not form.is_valid() or not ticked:
        messages.warning(request, _("Tick at least one person, and choose where to."))
        return redirect(_back(request))
    found = {one.public_id: one for one in Application.objects.filter(public_id__in=[pk for pk, _was in ticked])}
    cards = [(found[public_id], was) for public_id, was in ticked if public_id in found]
    try:
        moved = pipeline.move_together(cards, form.cleaned_data["to"], by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(_back(request))
    _tell_refused(request, moved)
    return redirect(_back(request, moved=str(moved.batch) if moved.done else ""))


def _tell_refused(request: DeskRequest, moved: pipeline.Moved) -> None:
    for application, why in moved.refused[:NAMED]:
        who = _("{name}: {why}").format(name=application.candidate, why=why)
        messages.warning(request, who)
    if (rest := len(moved.refused) - NAMED) > 0:
        said = ngettext("{n} more stayed where they were.", "{n} more stayed where they were.", rest)
        messages.warning(request, said.format(n=rest))


def _back(request: DeskRequest, **more: str) -> str:
    """The board as it was looked at."""
    chosen = _position(request.POST.get("position", ""))
    asked = {"position": str(chosen.public_id) if chosen else "", **more}
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("desk:pipeline") + (f"?{query}" if query else "")


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def undo(request: DeskRequest) -> HttpResponse:
    """Take back one's own last move. Cards that went on since stay."""
    batch = _uuid(request.POST.get("batch", ""))
    mine = batch and StageMove.objects.filter(batch=batch, moved_by=request.staff).exists()
    if not batch or not mine:
        messages.warning(request, _("There is nothing to take back."))
        return redirect(_back(request))
    undone = pipeline.undo(batch, by=request.actor)
    if undone.done:
        said = ngettext("{n} person is back where they were.", "{n} people are back where they were.", undone.done)
        messages.success(request, said.format(n=undone.done))
    _tell_refused(request, undone)
    return redirect(_back(request))


# --- interviews -----------------------------------------------------------------------------------------------------


@require_safe
@needs(Permission.EVALUATE)
def interviews(request: DeskRequest) -> HttpResponse:
    """One's own: whom one meets next, and who was met and still waits."""
    coming, held = pipeline.interviews_of(request.staff.pk, timezone.now())
    return render(request, "desk/pipeline/interviews.html", {"coming": coming, "held": held})


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def interview(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Say who meets the candidate, when and where."""
    rows = Application.objects.select_related("candidate", "company")
    application = get_object_or_404(rows, public_id=public_id)
    form = InterviewForm(request.POST, company=request.company, prefix="interview")
    if form.is_valid():
        told = form.cleaned_data
        try:
            pipeline.set_interview(application, by=request.actor, **told)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The interview is set."))
            return redirect("desk:candidate", application.candidate.public_id)
    return candidate_page.page(request, application.candidate, status=422, interview_form=form)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def cancel(request: DeskRequest, public_id: UUID) -> HttpResponse:
    rows = Interview.objects.select_related("application__candidate")
    found = get_object_or_404(rows, public_id=public_id)
    pipeline.cancel_interview(found, by=request.actor)
    messages.success(request, _("The interview is called off. Please tell the candidate and the interviewer."))
    return redirect("desk:candidate", found.application.candidate.public_id)
