"""Complaints and reports of harassment: for anybody, signed in or not, with a link under which the answer appears."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from career_relay.base.actors import SYSTEM, Actor, person_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.companies import complaints, desks, reports
from career_relay.companies.models import Company, Complaint, HarassmentReport
from career_relay.companies.queries import live_members, network_operator
from career_relay.portal.careers import origin_of
from career_relay.portal.entrance import language
from career_relay.portal.forms.desks import ComplaintForm, ReportForm
from career_relay.portal.middleware import SESSION_KEY

SEAL = "complaints sent"
SEAL_SECONDS = 3600


# --- complaints ---------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """To the operator of the network, about nobody in particular."""
    if network_operator() is None:
        return redirect("portal:complaints")
    return _complain(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def complain_of(request: HttpRequest, slug: str) -> HttpResponse:
    """About a company: to its own desk, to the operator, or to both."""
    return _complain(request, get_object_or_404(live_members(), slug=slug))


def _complain(request: HttpRequest, company: Company | None) -> HttpResponse:
    operator = network_operator()
    has = {"has_company": company is not None, "has_operator": operator is not None}
    form = ComplaintForm(request.POST if request.method == "POST" else None, **has)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                kept = _take_in(request, form.cleaned_data, company, operator)
            except complaints.TooMany as refusal:
                form.add_error(None, str(refusal))
                status = 429
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("portal:complain_sent", _sealed(kept))
    page = {"company": company, "operator": operator, "form": form}
    return render(request, "portal/desks/complain.html", page, status=status)


def _take_in(
    request: HttpRequest, told: dict[str, Any], company: Company | None, operator: Company | None
) -> list[Complaint]:
    """One row at each desk, each with its own clock and its own outcome: no desk sees what only the other was told."""
    said = complaints.Words(
        told["topic"], told["words"], told["name"], told["reply_to"], language(), origin_of(request)
    )
    person_id = request.session.get(SESSION_KEY)
    return [
        _at(addressee, said, about=company, person_id=person_id)
        for addressee in _addressees(told.get("to"), company, operator)
    ]


def _addressees(to: Sequence[str] | None, company: Company | None, operator: Company | None) -> list[Company]:
    """Whom it goes to. Without a choice there is only one."""
    if to is None:
        return [one for one in (company or operator,) if one]
    chosen = [company if ComplaintForm.COMPANY in to else None, operator if ComplaintForm.OPERATOR in to else None]
    return [one for one in chosen if one]


def _at(addressee: Company, said: complaints.Words, *, about: Company | None, person_id: int | None) -> Complaint:
    with acting_for(addressee.pk):
        return complaints.complain(addressee, said, by=_actor(person_id), about=about, person_id=person_id)


def _actor(person_id: int | None) -> Actor:
    return person_actor(person_id) if person_id else SYSTEM


def _sealed(kept: Sequence[Complaint]) -> str:
    """The links of what was just sent, for the next page. Only this installation can make it."""
    return signing.dumps([[one.company.slug, str(one.public_id)] for one in kept], salt=SEAL, compress=True)


@require_safe
def sent(request: HttpRequest, seal: str) -> HttpResponse:
    """Thank you, and the link of each desk under which its answer appears."""
    try:
        rows = signing.loads(seal, salt=SEAL, max_age=SEAL_SECONDS)
    except signing.BadSignature:
        raise Http404 from None
    links = [(_desk(slug), UUID(public_id), complaints.code_of(UUID(public_id))) for slug, public_id in rows]
    return _private(render(request, "portal/desks/sent.html", {"links": links}))


@require_safe
def complaint_status(request: HttpRequest, slug: str, public_id: UUID, code: str) -> HttpResponse:
    """Where it stands, for whoever has the link. A wrong code and an id of nobody look the same."""
    company = _desk(slug)
    with acting_for(company.pk):
        found = Complaint.objects.filter(public_id=public_id, company=company).first()
    return _status(request, company, found, code)


def _desk(slug: str) -> Company:
    return get_object_or_404(Company, slug=slug)


def _status(
    request: HttpRequest, company: Company, found: "Complaint | HarassmentReport | None", code: str
) -> HttpResponse:
    if not complaints.is_code(found.public_id if found else UUID(int=0), code) or found is None:
        raise Http404
    is_report = isinstance(found, HarassmentReport)
    return _private(
        render(request, "portal/desks/status.html", {"company": company, "it": found, "is_report": is_report})
    )


def _private(response: HttpResponse) -> HttpResponse:
    """The address holds a secret: it is told to nobody."""
    response["Referrer-Policy"] = "no-referrer"
    return response


# --- how a company meets people, and its harassment desk ----------------------------------------------------------


@require_safe
def conduct(request: HttpRequest, slug: str) -> HttpResponse:
    """What the company promises about meeting people, and whom to turn to."""
    company = get_object_or_404(live_members(), slug=slug)
    return render(request, "portal/desks/conduct.html", {"company": company, "rules": desks.conduct_of(company.pk)})


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell the desk. It is tied to no application and to no page of the person."""
    company = get_object_or_404(live_members(), slug=slug)
    form = ReportForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = reports.Told(**form.cleaned_data, language=language(), origin=origin_of(request))
            try:
                with acting_for(company.pk):
                    kept = reports.report(company, told, by=SYSTEM)
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = 429 if isinstance(refusal, complaints.TooMany) else 422
            else:
                return redirect("portal:report_status", slug, kept.public_id, complaints.code_of(kept.public_id))
    page = {"company": company, "rules": desks.conduct_of(company.pk), "form": form, "title": _("Tell the desk")}
    return render(request, "portal/desks/report.html", page, status=status)


@require_safe
def report_status(request: HttpRequest, slug: str, public_id: UUID, code: str) -> HttpResponse:
    company = _desk(slug)
    with acting_for(company.pk):
        found = HarassmentReport.objects.filter(public_id=public_id).first()
    return _status(request, company, found, code)
