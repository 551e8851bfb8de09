"""Linking LINE: from the button in LINE, by the usual entrance, to one page that says what will come; and unlinking."""

from typing import cast
from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.models import Company
from career_relay.companies.queries import live_members
from career_relay.consents.actions import How
from career_relay.consents.contact import LASTS, line_words
from career_relay.consents.texts import lines
from career_relay.notices.line import linking, queries
from career_relay.notices.models import LineLink
from career_relay.notices.states import LineEnd
from career_relay.portal import line
from career_relay.portal.access import PortalRequest
from career_relay.portal.entrance import device_of, language
from career_relay.portal.sessions import person_of


@require_safe
def arrive(request: HttpRequest, slug: str) -> HttpResponse:
    """Take LINE's token out of the address, and go on by the company's door, or at once when it is known who is there."""
    company = get_object_or_404(live_members(), slug=slug)
    token = request.GET.get("linkToken", "")
    if not 0 < len(token) <= line.LONGEST:
        return redirect("portal:door", company.slug)
    inside = person_of(request) is not None
    response = redirect("portal:line_link") if inside else redirect("portal:door", company.slug)
    line.remember(response, company, token)
    response["Referrer-Policy"] = "no-referrer"
    return response


@csp_update({"form-action": [settings.LINE_ACCESS_URL]})  # the yes leads on to LINE
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest) -> HttpResponse:
    """Who will write what and where, and one button. Nothing is linked before LINE has confirmed it."""
    return _link(cast("PortalRequest", request))


def _link(request: PortalRequest) -> HttpResponse:
    found = line.waiting(request)
    if found is None:
        return render(request, "portal/line/expired.html", {"links": queries.my_links()})
    company, token = found
    if request.method == "POST":
        return _yes(request, company, token)
    return _page(request, company)


def _yes(request: PortalRequest, company: Company, token: str) -> HttpResponse:
    how = How(channel="portal:line_link", device=device_of(request), language=language())
    try:
        there = linking.begin_link(company, request.person_id, link_token=token, how=how, by=request.actor)
    except Refused as refusal:
        return _page(request, company, fault=str(refusal), status=422)
    response = redirect(there)
    line.forget(response)
    return response


def _page(request: PortalRequest, company: Company, *, fault: str = "", status: int = 200) -> HttpResponse:
    words = line_words(company, language())
    context = {
        "company": company,
        "words": lines(words),
        "version": words.version,
        "months": LASTS.days // 30,
        "record": linking.record_at(company, request.person_id),
        "fault": fault,
    }
    return render(request, "portal/line/link.html", context, status=status)


@require_safe
def listing(request: PortalRequest) -> HttpResponse:
    """With which companies LINE is linked."""
    return render(request, "portal/line/list.html", {"links": queries.my_links()})


@require_POST
def unlink(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """End it at once, by the person."""
    found = get_object_or_404(LineLink, company__public_id=public_id, ended_at=None)
    if linking.end_link(found, LineEnd.PERSON, by=request.actor):
        messages.success(request, _("LINE is unlinked. Nothing more comes to you there."))
    return redirect("portal:line_list")
