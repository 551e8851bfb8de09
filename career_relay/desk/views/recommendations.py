"""A letter for the person after a decision: drafted, looked at, handed to them and to nobody else (PRODUCT D5)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.candidates.models import Application
from career_relay.candidates.states import DECIDED
from career_relay.companies.roles import Permission
from career_relay.consents import recommendations
from career_relay.consents.models import Letter
from career_relay.consents.states import LetterState
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.recommendations import LetterForm


def _application(public_id: UUID) -> Application:
    rows = Application.objects.select_related("candidate", "company")
    found: Application = get_object_or_404(rows, public_id=public_id)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEND_NOTICES)
def letter(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Write and look. Nothing is handed over here."""
    application = _application(public_id)
    if request.method != "POST":
        return _page(request, application, _form_of(request, application))
    count = request.POST.get("count", "")
    count_of = int(count) if count.isdecimal() and len(count) < 3 else 0
    form = LetterForm(request.POST, count=count_of)
    if request.POST.get("act") in {"add", "use"}:
        return _page(request, application, _grown(request, application, form))
    if form.is_valid():
        try:
            recommendations.draft_letter(
                application, form.lines(), signed=form.cleaned_data["signed"], by=request.actor
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is saved. Only your company sees it."))
            return redirect("desk:letter", public_id)
    return _page(request, application, form, status=422)


def _form_of(request: DeskRequest, application: Application) -> LetterForm:
    """The draft; else the letter that is to be corrected; else blank lines."""
    rows = list(recommendations.letters_of(application)[:2])
    found = rows[0] if rows and rows[0].state in {LetterState.DRAFT, LetterState.ASKED} else None
    if found is None:
        return LetterForm(signed=request.staff.name)
    return LetterForm(lines=found.lines, count=len(found.lines) + 1, signed=found.signed)


def _grown(request: DeskRequest, application: Application, form: LetterForm) -> LetterForm:
    """One more line, or the starting points that were ticked as lines of their own. Nothing is saved."""
    form.is_valid()
    lines = [one for one in form.lines() if any(one.values())]
    if request.POST.get("act") == "use":
        points = recommendations.starting_points(application)
        lines += [points[int(n)] for n in request.POST.getlist("points") if n in map(str, range(len(points)))]
    return LetterForm(lines=lines, count=len(lines) + 1, signed=request.POST.get("signed", ""))


def _page(request: DeskRequest, application: Application, form: LetterForm, *, status: int = 200) -> HttpResponse:
    letters = list(recommendations.letters_of(application))
    draft = next((one for one in letters if one.state == LetterState.DRAFT), None)
    page: dict[str, Any] = {
        "it": application,
        "form": form,
        "draft": draft,
        "given": [one for one in letters if one.state != LetterState.DRAFT],
        "points": recommendations.starting_points(application),
        "is_decided": application.stage in DECIDED,
        "can_add": form.count < recommendations.MOST_LINES,
        "with_person": recommendations.WITH_THE_PERSON,
    }
    return render(request, "desk/recommendations/page.html", page, status=status)


def _latest(application: Application, *states: str) -> Letter:
    found = recommendations.letters_of(application).filter(state__in=states).first()
    if found is None:
        raise Http404
    return found


@require_POST
@needs(Permission.SEND_NOTICES)
def hand(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Give the draft that was looked at to the person, and to nobody else."""
    application = _application(public_id)
    draft = _latest(application, LetterState.DRAFT)
    try:
        recommendations.hand_over(draft, by=request.actor, expected_hash=request.POST.get("letter_hash", "-"))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, application, _form_of(request, application), status=422)
    messages.success(request, _("The letter is with the person, and with nobody else. They decide what becomes of it."))
    return redirect("desk:candidate", application.candidate.public_id)


@require_POST
@needs(Permission.SEND_NOTICES)
def drop(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    recommendations.drop_draft(_latest(_application(public_id), LetterState.DRAFT), by=request.actor)
    messages.success(request, _("The draft was thrown away."))
    return redirect("desk:letter", public_id)


@require_POST
@needs(Permission.SEND_NOTICES)
def back(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Take the letter back, as long as the person has not accepted it."""
    application = _application(public_id)
    try:
        recommendations.withdraw_letter(_latest(application, *recommendations.WITH_THE_PERSON), by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, application, _form_of(request, application), status=422)
    messages.success(request, _("The letter was taken back. The person no longer sees it."))
    return redirect("desk:letter", public_id)
