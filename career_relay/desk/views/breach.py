"""Incidents of the company: sort, count the days, write the report, list who was touched, tell them, close the file."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.candidates import touched
from career_relay.candidates.models import Candidate
from career_relay.companies import incident_forms as forms
from career_relay.companies import incidents
from career_relay.companies.incident_paper import pdf_of
from career_relay.companies.models import Incident, IncidentNotice, IncidentPerson
from career_relay.companies.roles import Permission
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.stepup import asks_again

HOME, FILE = "desk:breach", "desk:breach_file"
SHOWN = 50


@require_safe
@needs(Permission.MANAGE_COMPANY)
def register(request: DeskRequest) -> HttpResponse:
    """Every incident with its clocks and outcome, and what the operator told us."""
    rows = [(one, incidents.triage(one), incidents.clocks(one)) for one in Incident.objects.all()]
    context = {
        "rows": rows,
        "notices": IncidentNotice.objects.all(),
        "today": timezone.localdate(),
        "nine": incidents.NINE,
    }
    return render(request, "desk/breach/register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_COMPANY)
def new(request: DeskRequest) -> HttpResponse:
    """Write down what happened. The answer says whether it has to be reported, and by when."""
    return _begin(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_COMPANY)
def take(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Begin our own file from what the operator told us."""
    return _begin(request, get_object_or_404(IncidentNotice.objects, public_id=public_id))


def _begin(request: DeskRequest, notice: IncidentNotice | None) -> HttpResponse:
    initial = forms.first_facts()
    if notice is not None:
        initial |= {"title": notice.known.get("title"), "kind": notice.known.get("kind")}
    form = forms.FactsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            incident = incidents.open_incident(form.cleaned_data, by=request.actor, notice=notice)
        except Refused as refusal:
            form.keep_refusal(refusal.code, str(refusal))
        else:
            return redirect(FILE, incident.public_id)
    status = 422 if form.errors else 200
    return render(request, "desk/breach/new.html", {"form": form, "notice": notice}, status=status)


@require_POST
@needs(Permission.MANAGE_COMPANY)
def seen(request: DeskRequest, public_id: UUID) -> HttpResponse:
    incidents.see_notice(get_object_or_404(IncidentNotice.objects, public_id=public_id))
    return redirect(HOME)


@require_safe
@needs(Permission.MANAGE_COMPANY)
def file(request: DeskRequest, public_id: UUID) -> HttpResponse:
    return _file(request, _of(public_id))


def _of(public_id: UUID) -> Incident:
    found: Incident = get_object_or_404(Incident.objects.select_related("company"), public_id=public_id)
    return found


def _file(request: DeskRequest, it: Incident, *, status: int = 200, **more: Any) -> HttpResponse:
    people = IncidentPerson.objects.filter(incident=it).order_by("pk")
    names = Candidate.objects.only("public_id", "name").in_bulk([one.candidate_ref for one in people[:SHOWN]])
    context = {
        "it": it,
        "found": incidents.triage(it),
        "days": incidents.clocks(it),
        "today": timezone.localdate(),
        "facts": forms.FactsForm(instance=it),
        "report": forms.ReportForm(initial=it.answers),
        "window": forms.WindowForm(company=request.company),
        "outcome": forms.OutcomeForm(),
        "people": people.count(),
        "untold": people.filter(told_at=None).count(),
        "listed": [(one, names.get(one.candidate_ref)) for one in people[:SHOWN]],
        "letter": incidents.letter_of(it),
        "sign_ins": [],
        **more,
    }
    return render(request, "desk/breach/file.html", context, status=status)


@require_POST
@needs(Permission.MANAGE_COMPANY)
def facts(request: DeskRequest, public_id: UUID) -> HttpResponse:
    it = _of(public_id)
    form = forms.FactsForm(request.POST, instance=_of(public_id))
    if form.is_valid():
        try:
            incidents.change_facts(it, form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.keep_refusal(refusal.code, str(refusal))
        else:
            messages.success(request, _("Saved. Classes and days were counted anew."))
            return redirect(FILE, public_id)
    return _file(request, it, status=422, facts=form)


@require_POST
@needs(Permission.MANAGE_COMPANY)
def report(request: DeskRequest, public_id: UUID) -> HttpResponse:
    it, form = _of(public_id), forms.ReportForm(request.POST)
    if not form.is_valid():
        return _file(request, it, status=422, report=form)
    return _try(request, it, lambda: incidents.write_report(it, form.cleaned_data, by=request.actor), _("Saved."))


@require_POST
@needs(Permission.MANAGE_COMPANY)
def people(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Look into the log: with `look` only which sign-ins acted, else put people on the list."""
    it, form = _of(public_id), forms.WindowForm(request.POST, company=request.company)
    if not form.is_valid():
        return _file(request, it, status=422, window=form)
    told = form.cleaned_data
    window = touched.Window(
        told["since"], told["until"], told["member"].user_id if told["member"] else None, told["session"]
    )
    if "look" in request.POST:
        return _file(request, it, window=form, sign_ins=touched.sign_ins(window), looked=True)
    could = told["scope"] == "could"
    ids = touched.could_open() if could else touched.acted_on(window)
    why = IncidentPerson.Why.COULD_SEE if could else IncidentPerson.Why.LOG
    said = _("%(n)s people are on the list now.")
    return _try(request, it, lambda: incidents.list_people(it, ids, why=why, by=request.actor), said % {"n": len(ids)})


@require_POST
@needs(Permission.MANAGE_COMPANY)
def drop(request: DeskRequest, public_id: UUID) -> HttpResponse:
    it = _of(public_id)
    return _try(request, it, lambda: incidents.drop_people(it, by=request.actor), _("The list is empty again."))


@require_POST
@needs(Permission.MANAGE_COMPANY)
@asks_again(HOME)
def tell(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Send the letter that was looked at to everybody on the list."""
    it = _of(public_id)
    return _try(request, it, lambda: incidents.tell_people(it, by=request.actor), _("The letters are on their way."))


@require_POST
@needs(Permission.MANAGE_COMPANY)
def close(request: DeskRequest, public_id: UUID) -> HttpResponse:
    it, form = _of(public_id), forms.OutcomeForm(request.POST)
    if not form.is_valid():
        return _file(request, it, status=422, outcome=form)
    words = form.cleaned_data["outcome"]
    return _try(request, it, lambda: incidents.close_incident(it, words, by=request.actor), _("The file is closed."))


def _try(request: DeskRequest, it: Incident, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(FILE, it.public_id)


@require_safe
@needs(Permission.MANAGE_COMPANY)
def as_json(request: DeskRequest, public_id: UUID) -> HttpResponse:
    response = JsonResponse(incidents.file_of(_of(public_id)), json_dumps_params={"ensure_ascii": False, "indent": 2})
    return _attached(response, "incident.json")


@require_safe
@needs(Permission.MANAGE_COMPANY)
def as_pdf(request: DeskRequest, public_id: UUID) -> HttpResponse:
    return _attached(HttpResponse(pdf_of(_of(public_id)), content_type="application/pdf"), "incident.pdf")


def _attached(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["Cache-Control"] = "no-store"
    return response
