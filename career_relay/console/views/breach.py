"""Incidents of the operator: the same file as a company's, and the word to each company whose data it concerns."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies import incident_forms as forms
from career_relay.companies import incidents
from career_relay.companies.incident_paper import pdf_of
from career_relay.companies.models import Incident, IncidentNotice, PurgeReport
from career_relay.console.access import ConsoleRequest, page, steps_up

FILE = "console:breach_file"
NIGHTS = 7


@require_safe
def register(request: ConsoleRequest) -> HttpResponse:
    """Every incident of the operator with its clocks, and what the last nights erased of what belongs to no company."""
    rows = [(one, incidents.triage(one), incidents.clocks(one)) for one in Incident.objects.filter(company=None)]
    nights = PurgeReport.objects.filter(company=None)[:NIGHTS]
    troubled = PurgeReport.objects.exclude(troubles=[]).exclude(company=None).select_related("company")[:NIGHTS]
    unfinished = PurgeReport.objects.filter(finished_at=None).select_related("company")[:NIGHTS]
    return page(
        request, "console/breach/register.html", "breach", rows=rows, nights=nights, troubled=troubled,
        unfinished=unfinished, today=timezone.localdate(),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ConsoleRequest) -> HttpResponse:
    form = forms.FactsForm(request.POST or None, initial=forms.first_facts())
    if request.method == "POST" and form.is_valid():
        try:
            incident = incidents.open_incident(form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.keep_refusal(refusal.code, str(refusal))
        else:
            return redirect(FILE, incident.public_id)
    return page(request, "console/breach/new.html", "breach", status=422 if form.errors else 200, form=form)


@require_safe
def file(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    return _file(request, _of(public_id))


def _of(public_id: UUID) -> Incident:
    found: Incident = get_object_or_404(Incident.objects.filter(company=None), public_id=public_id)
    return found


def _file(request: ConsoleRequest, it: Incident, *, status: int = 200, **more: Any) -> HttpResponse:
    told = IncidentNotice.objects.filter(incident=it.public_id).select_related("company").order_by("sent_at")
    context = {
        "it": it,
        "found": incidents.triage(it),
        "days": incidents.clocks(it),
        "pass_on_by": incidents.pass_on_by(it),
        "today": timezone.localdate(),
        "facts": forms.FactsForm(instance=it),
        "report": forms.ReportForm(initial=it.answers),
        "outcome": forms.OutcomeForm(),
        "companies": forms.CompaniesForm(),
        "told": told,
        **more,
    }
    return page(request, "console/breach/file.html", "breach", status=status, **context)


@require_POST
def facts(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    it = _of(public_id)
    form = forms.FactsForm(request.POST, instance=_of(public_id))
    if form.is_valid():
        try:
            incidents.change_facts(it, form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.keep_refusal(refusal.code, str(refusal))
        else:
            return redirect(FILE, public_id)
    return _file(request, it, status=422, facts=form)


@require_POST
def report(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    it, form = _of(public_id), forms.ReportForm(request.POST)
    if not form.is_valid():
        return _file(request, it, status=422, report=form)
    return _try(request, it, lambda: incidents.write_report(it, form.cleaned_data, by=request.actor), _("Saved."))


@require_POST
@steps_up
def pass_on(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    """Tell the chosen companies what is known now. The time is kept as evidence."""
    it, form = _of(public_id), forms.CompaniesForm(request.POST)
    if not form.is_valid():
        return _file(request, it, status=422, companies=form)
    chosen = list(form.cleaned_data["companies"])
    return _try(request, it, lambda: incidents.pass_on(it, chosen, by=request.actor), _("The companies were told."))


@require_POST
def close(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    it, form = _of(public_id), forms.OutcomeForm(request.POST)
    if not form.is_valid():
        return _file(request, it, status=422, outcome=form)
    words = form.cleaned_data["outcome"]
    return _try(request, it, lambda: incidents.close_incident(it, words, by=request.actor), _("The file is closed."))


def _try(request: ConsoleRequest, it: Incident, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(FILE, it.public_id)


@require_safe
def as_json(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    answer = JsonResponse(incidents.file_of(_of(public_id)), json_dumps_params={"ensure_ascii": False, "indent": 2})
    return _attached(answer, "incident.json")


@require_safe
def as_pdf(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    return _attached(HttpResponse(pdf_of(_of(public_id)), content_type="application/pdf"), "incident.pdf")


def _attached(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["Cache-Control"] = "no-store"
    return response
