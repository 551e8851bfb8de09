"""Openings, readable by anybody before any sign-up."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from career_relay.base.errors import Refused
from career_relay.base.tenancy import person
from career_relay.companies.licences import Feature, ensure_allowed
from career_relay.companies.queries import current_mode
from career_relay.matching import pool
from career_relay.matching.engine import Profile
from career_relay.matching.openings import OpeningCard
from career_relay.matching.suggestions import fits_of, openings_that_fit, profile_of
from career_relay.portal import statutory
from career_relay.portal.forms.openings import BY_FIT, OpeningsForm
from career_relay.portal.sessions import person_of
from career_relay.relay.balance import punctuality
from career_relay.relay.promised import promises_kept

BY_SCORE, FORBIDDEN = "score", 403


@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """A page of openings by the reader's own conditions, in a plain order; by fit for whom the network may order so."""
    person_id = person_of(request)
    signed_in = person_id is not None
    try:
        ensure_allowed(Feature.OPENINGS, current_mode())
    except Refused:
        return render(request, "portal/openings/closed.html", {"signed_in": signed_in})
    if request.GET.get("sort") in {BY_SCORE, BY_FIT} and (why := _selects()):
        return render(request, "portal/openings/closed.html", {"signed_in": signed_in, "why": why}, status=FORBIDDEN)
    at, number = timezone.now(), request.GET.get("page", 1)
    profile = _profile(person_id, at)
    form = OpeningsForm(request.GET, by_fit=profile is not None)
    context: dict[str, Any] = {"form": form, "signed_in": signed_in, "sort": form.order, "by_fit": form.order == BY_FIT}
    if person_id is not None and profile is not None and form.order == BY_FIT:
        with person(person_id):
            first = openings_that_fit(person_id, profile, at=at)
        page = pool.find_openings(form.filters(first=first), at=at, page=number)
        fits = fits_of(profile, page)
        context["pairs"] = [(card, fits.get(card.id)) for card in page]
    else:
        page = pool.find_openings(form.filters(), at=at, page=number)
    return render(request, "portal/openings/list.html", {**context, "page": page, "in_time": _in_time(page)})


def _profile(person_id: int | None, at: datetime) -> Profile | None:
    """The reader as the engine knows them; None for nearly everybody: without sign-in, passport, consent or licence."""
    if person_id is None:
        return None
    with person(person_id):
        return profile_of(person_id, at=at)


def _in_time(page: Iterable[OpeningCard]) -> set[int]:
    """The companies on this page that answer in time (PRODUCT E9)."""
    known = punctuality({it.company.id for it in page}, today=timezone.localdate())
    return {company for company, answers in known.items() if answers.has_badge}


def _selects() -> Refused | None:
    """Why nobody may be given an order by a score here (LEGAL M-02); None in modes 3 and 4, where it changes nothing."""
    try:
        ensure_allowed(Feature.RANKING, current_mode())
    except Refused as refusal:
        return refusal
    return None


@require_safe
def opening(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One opening with everything the law wants said. 404 when it is not listed, or the mode has no openings."""
    found = pool.opening(public_id)
    if found is None:
        raise Http404
    page = {
        "it": found,
        "company": found.company,
        "items": statutory.said_of(found),
        "in_time": found.company.id in _in_time([found]),
        "kept": promises_kept(found.company.id, timezone.localdate()),
        "signed_in": person_of(request) is not None,
    }
    return render(request, "portal/openings/opening.html", page)
