"""Scorecards: the criteria of the company and of a position, and one reviewer's sheet."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.candidates import scorecards
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.scorecards import Criterion
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.fair import settles
from career_relay.desk.forms import scorecards as forms
from career_relay.positions.models import Position

EMPTY = Criterion("")


def _application(public_id: UUID) -> Application:
    rows = Application.objects.select_related("candidate", "position")
    found: Application = get_object_or_404(rows, public_id=public_id)
    return found


def _candidate(public_id: UUID) -> Candidate:
    return _application(public_id).candidate


@require_POST
@needs(Permission.EVALUATE)
@settles("evaluation", _candidate)
def evaluate(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Hand in a sheet. What is refused comes back with everything written in it."""
    from career_relay.desk.views.candidate import page  # it shows this form, and its panels know this module

    application = _application(public_id)
    card = scorecards.scorecard_for(application.position)
    form = forms.EvaluationForm(request.POST, prefix="evaluation", scorecard=card, about=application.candidate)
    if form.is_valid():
        try:
            _hand_in(request, application, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The evaluation was saved."))
            return redirect("desk:candidate", application.candidate.public_id)
    return page(request, application.candidate, status=422, evaluation_form=form)


def _hand_in(request: DeskRequest, application: Application, form: forms.EvaluationForm) -> None:
    told = form.cleaned_data
    scorecards.hand_in(
        application,
        by=request.membership,
        actor=request.actor,
        reached=told["reached"],
        lines=form.rated(),
        recommendation=told["recommendation"],
        strengths=told["strengths"],
        comment=told["comment"],
        good_for=told["good_for"],
        scorecard=form.scorecard.template,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_POSITIONS)
def company(request: DeskRequest) -> HttpResponse:
    """The criteria of the whole company."""
    return _criteria(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_POSITIONS)
def position(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """The criteria of one position."""
    return _criteria(request, get_object_or_404(Position, public_id=public_id))


def _criteria(request: DeskRequest, of: Position | None) -> HttpResponse:
    if request.method != "POST":
        return _page(request, of, forms.CriteriaForm(criteria=scorecards.scorecard_for(of).criteria))
    form = forms.CriteriaForm(request.POST)
    if not form.is_valid():
        return _page(request, of, form, status=422)
    if act := request.POST.get("act", ""):
        return _page(request, of, forms.CriteriaForm(criteria=tuple(_rearranged(form.criteria(), act))))
    try:
        scorecards.save_criteria(request.company, form.criteria(), by=request.actor, position=of)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, of, form, status=422)
    messages.success(request, _("The criteria were saved. Evaluations written before keep theirs."))
    return redirect(request.path)


def _rearranged(criteria: Sequence[Criterion], act: str) -> list[Criterion]:
    """The lines after a button: `up-2`, `down-2`, `out-2`, `add`. Anything else changes nothing."""
    lines = list(criteria)
    verb, _dash, told = act.partition("-")
    n = int(told) if told.isdecimal() and len(told) < 3 else -1
    other = {"up": n - 1, "down": n + 1}.get(verb, -1)
    if verb == "add" and len(lines) < scorecards.MOST_CRITERIA:
        lines.append(EMPTY)
    elif verb == "out" and 0 <= n < len(lines):
        del lines[n]
    elif 0 <= n < len(lines) and 0 <= other < len(lines):
        lines[n], lines[other] = lines[other], lines[n]
    return lines


def _page(
    request: DeskRequest, of: Position | None, form: forms.CriteriaForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "tab": "scorecards",
        "may_manage": may(request.membership.role, Permission.MANAGE_COMPANY),
        "form": form,
        "position": of,
        "positions": Position.objects.order_by("title"),
        "card": scorecards.scorecard_for(of),
        "words_form": forms.WordsForm(initial={"words": "\n".join(scorecards.good_for_words())}),
        "can_add": form.count < scorecards.MOST_CRITERIA,
        **more,
    }
    return render(request, "desk/settings/scorecards.html", context, status=status)


@require_POST
@needs(Permission.EDIT_POSITIONS)
def follow(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Give up the criteria of a position."""
    of = get_object_or_404(Position, public_id=public_id)
    scorecards.use_company_criteria(of, by=request.actor)
    messages.success(request, _("This position uses the criteria of the company again."))
    return redirect("desk:settings_scorecard", public_id)


@require_POST
@needs(Permission.EDIT_POSITIONS)
def words(request: DeskRequest) -> HttpResponse:
    """The company's words for what somebody is good for."""
    form = forms.WordsForm(request.POST)
    if form.is_valid():
        try:
            scorecards.set_good_for_words(request.company, form.cleaned_data["words"].splitlines(), by=request.actor)
        except Refused as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, _("The words were saved."))
            return redirect("desk:settings_scorecards")
    criteria = forms.CriteriaForm(criteria=scorecards.scorecard_for(None).criteria)
    return _page(request, None, criteria, status=422, words_form=form)
