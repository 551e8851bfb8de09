"""A person's own pages: every answer they received, each company for itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.candidates.models import Application
from career_relay.companies.queries import live_members
from career_relay.consents import rights
from career_relay.consents.passport import current
from career_relay.consents.queries import teaser_now
from career_relay.matching import pool
from career_relay.notices import surveys
from career_relay.notices.line.queries import my_links
from career_relay.portal import letters
from career_relay.portal.access import PortalRequest
from career_relay.portal.entrance import CAME_BY
from career_relay.portal.forms.survey import HelpfulForm, SurveyForm

FEW = 3


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """The answers, and what can be done next."""
    found = letters.results()
    came_by = request.session.get(CAME_BY, "")
    asked_at = live_members().filter(slug=came_by).first() if came_by else None
    page = {
        "results": found,
        "nothing_at": asked_at if asked_at and all(one.company != asked_at for one in found) else None,
        "passport": current(request.person_id),
        "held": teaser_now(request.person_id),
        "line_links": my_links(),
    }
    return render(request, "portal/me/home.html", page)


@require_safe
def result(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """One answer as a letter: the words, the dates, openings to read, and the question whether to go on."""
    found = _result(public_id)
    if request.method == "GET":
        letters.mark_seen(public_id)
    page = {
        "it": found,
        "company": found.company,
        "openings": pool.find_openings(pool.OpeningFilters(), at=timezone.now()).object_list[:FEW],
        "held": teaser_now(request.person_id),
    }
    return render(request, "portal/me/result.html", page)


@require_POST
def helpful(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Was this answer helpful? Yes or no."""
    form = HelpfulForm(request.POST)
    if form.is_valid():
        _answer(request, public_id, helpful=form.is_yes)
    return redirect("portal:result", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Two questions and free words, each as one likes; the page says who gets them and how."""
    found = _result(public_id)
    if not found.is_told:
        return redirect("portal:result", public_id)
    before = {"recommend": found.recommend, "careful": found.careful}
    form = SurveyForm(request.POST if request.method == "POST" else None, initial=before)
    if request.method == "POST" and form.is_valid():
        if form.said:
            _answer(request, public_id, **form.said)
        return redirect("portal:result", public_id)
    page = {"it": found, "company": found.company, "form": form}
    return render(request, "portal/me/survey.html", page, status=422 if form.errors else 200)


def _answer(request: PortalRequest, public_id: UUID, **said: Any) -> None:
    application = _application(public_id)
    try:
        surveys.answer_survey(application, by=request.actor, **said)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Thank you. It reaches the company only together with at least four others."))


@require_POST
def erase(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Ask the company to erase its record now."""
    application = _application(public_id)
    try:
        asked = rights.ask_erasure(application.candidate, by=request.actor)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(
            request,
            _("We asked %(company)s to erase its record of you. It answers by %(day)s.")
            % {"company": application.company.name, "day": f"{asked.due_on:%Y/%m/%d}"},
        )
    return redirect("portal:result", public_id)


def _result(public_id: UUID) -> letters.Result:
    if (found := letters.result(public_id)) is None:
        raise Http404
    return found


def _application(public_id: UUID) -> Application:
    found = Application.objects.filter(public_id=public_id).select_related("candidate", "company").first()
    if found is None:
        raise Http404
    return found
