"""Openings, readable by anybody before any sign-up."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from career_relay.base.errors import Refused
from career_relay.companies.licences import Feature, ensure_allowed
from career_relay.companies.queries import current_mode
from career_relay.matching import pool
from career_relay.portal import statutory
from career_relay.portal.forms.openings import OpeningsForm
from career_relay.portal.sessions import person_of
from career_relay.relay.promised import promises_kept


@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """A page of openings by the reader's own conditions, in a plain order."""
    form = OpeningsForm(request.GET)
    signed_in = person_of(request) is not None
    try:
        ensure_allowed(Feature.OPENINGS, current_mode())
    except Refused:
        return render(request, "portal/openings/closed.html", {"signed_in": signed_in})
    page = pool.find_openings(form.filters(), at=timezone.now(), page=request.GET.get("page", 1))
    return render(request, "portal/openings/list.html", {"form": form, "page": page, "signed_in": signed_in})


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
        "kept": promises_kept(found.company.id, timezone.localdate()),
        "signed_in": person_of(request) is not None,
    }
    return render(request, "portal/openings/opening.html", page)
