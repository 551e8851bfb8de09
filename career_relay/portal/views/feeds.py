"""Openings for feed readers, and short links of posts. Nobody is known here, and nothing of a reader is kept."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from career_relay.base.errors import Refused
from career_relay.companies.licences import Feature, ensure_allowed
from career_relay.companies.models import Company
from career_relay.companies.queries import current_mode
from career_relay.matching import pool
from career_relay.portal import feeds
from career_relay.portal.views.careers import closed, for_readers
from career_relay.positions import sharing


def _here(request: HttpRequest) -> str:
    return f"{settings.PUBLIC_URL}{request.path}"


def _of_company(request: HttpRequest, company: Company, *, as_atom: bool) -> HttpResponse:
    if not company.careers_on:
        return closed(request)
    return feeds.answer(request, feeds.careers_feed(company, _here(request)), as_atom_=as_atom)


@require_safe
@for_readers
def careers_atom(request: HttpRequest, company: Company) -> HttpResponse:
    return _of_company(request, company, as_atom=True)


@require_safe
@for_readers
def careers_json(request: HttpRequest, company: Company) -> HttpResponse:
    return _of_company(request, company, as_atom=False)


def _of_network(request: HttpRequest, *, as_atom: bool) -> HttpResponse:
    """The newest openings of all companies. 404 where the mode of the network knows none."""
    try:
        ensure_allowed(Feature.OPENINGS, current_mode())
    except Refused:
        return render(request, "portal/openings/closed.html", {"signed_in": False}, status=404)
    now = timezone.now()
    return feeds.answer(
        request, feeds.openings_feed(pool.newest(feeds.MOST, at=now), _here(request), at=now), as_atom_=as_atom
    )


@require_safe
def openings_atom(request: HttpRequest) -> HttpResponse:
    return _of_network(request, as_atom=True)


@require_safe
def openings_json(request: HttpRequest) -> HttpResponse:
    return _of_network(request, as_atom=False)


@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Lead a reader of a post to the position on our own pages, and count one more for the day, no more than that."""
    there = sharing.followed(code, counts=request.method == "GET" and sharing.is_reader(request.headers))
    if there is None:
        raise Http404
    response = redirect(there)
    response["Referrer-Policy"] = "no-referrer"
    return response
