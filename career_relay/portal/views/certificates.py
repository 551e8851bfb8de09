"""Certificates: the person keeps, shows or deletes theirs; anybody checks one that is shown, and reads the issuer's keys."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Company
from career_relay.consents.certificates import actions, files, keys, queries
from career_relay.consents.certificates.queries import Mine, Shown
from career_relay.consents.models import CertificateKey, HeldCertificate
from career_relay.portal.access import PortalRequest
from career_relay.portal.exports import certificate_paper
from career_relay.portal.forms.certificates import ShowForm

NOBODYS: dict[str, Any] = {"csrf_token": "", "messages": ()}  # what would set a cookie is left out


# --- the person ---------------------------------------------------------------------------------------------------


@require_safe
def listing(request: PortalRequest) -> HttpResponse:
    return render(request, "portal/certificates/list.html", {"rows": queries.mine(request.person_id)})


def _mine(request: PortalRequest, public_id: UUID) -> Mine:
    found = queries.one_of_mine(request.person_id, public_id)
    if found is None:
        raise Http404
    return found


def _held(request: PortalRequest, public_id: UUID) -> tuple[Mine, HeldCertificate]:
    found = _mine(request, public_id)
    if found.held is None:
        raise Http404
    return found, found.held


@require_safe
def detail(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What the certificate says, and what can be done with it. Looking changes nothing."""
    found = _mine(request, public_id)
    now = {"is_shown": found.held.is_shown, "shows_name": found.held.shows_name} if found.held else {}
    page = {
        "it": found,
        "company": found.issuer,
        "title": queries.title(),
        "form": ShowForm(initial=now),
        "finding": queries.checked(found.issuer, found.held.credential) if found.held else None,
        "address": queries.page_of(found.held) if found.held else "",
    }
    return render(request, "portal/certificates/detail.html", page)


def _try(request: PortalRequest, public_id: UUID, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("portal:certificate", public_id)


@require_POST
def keep(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found, form = _mine(request, public_id), ShowForm(request.POST)
    told = form.cleaned_data if form.is_valid() else {}
    return _try(
        request,
        public_id,
        lambda: actions.keep_certificate(found, by=request.actor, **told),
        _("The certificate is yours now. The company is not told."),
    )


@require_POST
def decline(request: PortalRequest, public_id: UUID) -> HttpResponse:
    try:
        actions.decline_certificate(_mine(request, public_id), by=request.actor)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("You did not take the certificate. The company is not told."))
    return redirect("portal:certificates")


@require_POST
def show(request: PortalRequest, public_id: UUID) -> HttpResponse:
    _found, held = _held(request, public_id)
    form = ShowForm(request.POST)
    told = form.cleaned_data if form.is_valid() else {"is_shown": False, "shows_name": False}
    said = _("The page can be opened by its link.") if told["is_shown"] else _("The page shows nothing any more.")
    return _try(request, public_id, lambda: actions.show_certificate(held, by=request.actor, **told), said)


@require_POST
def give_up(request: PortalRequest, public_id: UUID) -> HttpResponse:
    _found, held = _held(request, public_id)
    try:
        actions.give_up_certificate(held, by=request.actor)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The certificate was deleted. Files you handed on no longer count."))
    return redirect("portal:certificates")


def _badge(found: Mine, held: HeldCertificate) -> str:
    return files.badge(held.credential, queries.checked(found.issuer, held.credential))


BODIES: Final[dict[str, Callable[[Mine, HeldCertificate], str | bytes]]] = {
    "jwt": lambda _found, held: held.credential,
    "json": lambda _found, held: files.enveloped(held.credential),
    "svg": _badge,
    "pdf": certificate_paper.pdf_of,
}


@require_safe
def file(request: PortalRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The certificate as a file: jwt, json, svg, pdf."""
    found, held = _held(request, public_id)
    if kind not in BODIES:
        raise Http404
    response = HttpResponse(BODIES[kind](found, held), content_type=files.KINDS.get(kind, "application/pdf"))
    response["Content-Disposition"] = f'attachment; filename="certificate-{held.month or held.issued_at:%Y%m}.{kind}"'
    return response


# --- anybody ------------------------------------------------------------------------------------------------------


@require_safe
def verify(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Whether a certificate holds. Unknown, hidden and deleted look the same, and nobody gets a cookie for asking."""
    found = queries.shown(public_id)
    response = render(
        request, "portal/certificates/verify.html", {**_shown(found), **NOBODYS}, status=200 if found else 404
    )
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _shown(found: Shown | None) -> dict[str, Any]:
    if found is None:
        return {"it": None}
    said = found.finding
    return {
        "it": found,
        "company": found.issuer,
        "said": asdict(said),
        "month": parse_date(f"{said.month}-01") if said.month else None,
        "until": _last_day(said.until),
    }


def _last_day(until: str) -> date | None:
    """The last day it counts, of the moment it ends at."""
    moment = parse_datetime(until)
    return (moment - timedelta(days=1)).date() if moment else None


@require_safe
def credential(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The certificate itself, for whoever would rather check it with tools of their own."""
    found = queries.shown(public_id)
    if found is None:
        raise Http404
    response = HttpResponse(found.token, content_type=files.KINDS["jwt"])
    response["Content-Disposition"] = 'attachment; filename="certificate.jwt"'
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _company(public_id: UUID) -> Company:
    found: Company = get_object_or_404(Company, public_id=public_id)
    return found


@require_safe
def issuer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who states it: a page for people, a profile of Open Badges 3.0 for programs."""
    company = _company(public_id)
    told = keys.issuer_of(company)
    if "json" in request.headers.get("Accept", ""):
        profile = {"id": told.id, "type": ["Profile"], "name": told.name, "url": told.url}
        response: HttpResponse = JsonResponse(profile, json_dumps_params={"ensure_ascii": False})
    else:
        response = render(request, "portal/certificates/issuer.html", {"company": company, "it": told, **NOBODYS})
    response["Vary"] = "Accept, Accept-Language"
    return response


@require_safe
def jwks(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every key this company signed certificates with (RFC 7517)."""
    company = _company(public_id)
    with acting_for(company.pk):
        return _public(JsonResponse(keys.jwks_of(company), content_type="application/jwk-set+json"))


@require_safe
def key(request: HttpRequest, public_id: UUID, kid: str) -> HttpResponse:
    """The one key a certificate names."""
    company = _company(public_id)
    with acting_for(company.pk):
        found = get_object_or_404(CertificateKey, company=company, kid=kid)
        return _public(JsonResponse(keys.jwk_of(company, found), content_type="application/jwk+json"))


@require_safe
def status(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The signed list of numbers that no longer count, as it stands this moment."""
    company = _company(public_id)
    with acting_for(company.pk):
        told = queries.status_list(company)
    if not told:
        raise Http404
    return _public(HttpResponse(told, content_type=files.KINDS["jwt"]))


def _public(response: HttpResponse) -> HttpResponse:
    """Programs of other sites may read it. Never from a copy: what ended has ended now."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-cache"
    return response
