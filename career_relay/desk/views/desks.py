"""Settings → Complaints: what is published, who keeps the harassment desk; the register of complaints; the reports."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.base.sheets import sheet_response
from career_relay.companies import complaints, desks, reports
from career_relay.companies.models import Complaint, HarassmentReport, Membership
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.desks import ConductForm

# --- settings -----------------------------------------------------------------------------------------------------


@require_safe
@needs(Permission.SEE_CANDIDATES)
def settings(request: DeskRequest) -> HttpResponse:
    """What the company says in public, and who reads reports."""
    return _settings(request, _form(request))


def _form(request: DeskRequest, said: Any = None) -> ConductForm:
    rules = desks.conduct_of(request.company.pk)
    return ConductForm(said, instance=rules, initial={"desk": request.company.harassment_desk})


def _settings(request: DeskRequest, form: ConductForm, *, status: int = 200) -> HttpResponse:
    staff = Membership.objects.filter(company=request.company, role__in=desks.MAY_KEEP).select_related("user")
    page = {
        "tab": "desks",
        "form": form,
        "rules": desks.conduct_of(request.company.pk),
        "staff": staff.order_by("user__name"),
        "keepers": {one.pk for one in desks.keepers(request.company)},
        "is_keeper": desks.may_read_reports(request.membership),
        "may_manage": may(request.membership.role, Permission.MANAGE_COMPANY),
        "may_answer": may(request.membership.role, Permission.EDIT_CANDIDATES),
    }
    return render(request, "desk/desks/settings.html", page, status=status)


@require_POST
@needs(Permission.MANAGE_COMPANY)
def publish(request: DeskRequest) -> HttpResponse:
    form = _form(request, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            desks.publish_conduct(request.company, said, desk=said["desk"], by=request.actor)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Published: it stands beside every position and on every result page."))
            return redirect("desk:desks")
    return _settings(request, form, status=422)


@require_POST
@needs(Permission.MANAGE_COMPANY)
def keepers(request: DeskRequest) -> HttpResponse:
    """Who reads reports from now on. Nobody ticked means the owners."""
    ticked = [one for one in request.POST.getlist("keeper") if one.isdecimal() and len(one) < 10]
    chosen = Membership.objects.filter(company=request.company, pk__in=ticked)
    try:
        desks.name_keepers(request.company, chosen, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _settings(request, _form(request), status=422)
    messages.success(request, _("Saved."))
    return redirect("desk:desks")


# --- complaints ---------------------------------------------------------------------------------------------------


@require_safe
@needs(Permission.EDIT_CANDIDATES)
def complaints_listing(request: DeskRequest) -> HttpResponse:
    page = {"complaints": complaints.complaints(), "today": timezone.localdate()}
    return render(request, "desk/desks/complaints.html", page)


@require_safe
@needs(Permission.EDIT_CANDIDATES)
def complaints_file(_request: DeskRequest) -> HttpResponse:
    return sheet_response(complaints.register(complaints.complaints()), "register-of-complaints")


@require_safe
@needs(Permission.EDIT_CANDIDATES)
def complaint(request: DeskRequest, public_id: UUID) -> HttpResponse:
    return _complaint(request, public_id)


def _complaint(request: DeskRequest, public_id: UUID, *, status: int = 200, why: str = "") -> HttpResponse:
    found = get_object_or_404(Complaint, public_id=public_id)
    page = {"it": found, "why": why, "typed": request.POST, "is_report": False}
    return render(request, "desk/desks/one.html", page, status=status)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def complaint_answer(request: DeskRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(Complaint, public_id=public_id)
    words = request.POST.get("words", "")
    try:
        complaints.answer_complaint(found, words, by=request.actor)
    except Refused as refusal:
        return _complaint(request, public_id, status=422, why=str(refusal))
    messages.success(request, _("The answer stands behind the person’s link."))
    return redirect("desk:complaint", public_id)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def complaint_close(request: DeskRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(Complaint, public_id=public_id)
    try:
        complaints.close_complaint(found, request.POST.get("outcome", ""), by=request.actor)
    except Refused as refusal:
        return _complaint(request, public_id, status=422, why=str(refusal))
    messages.success(request, _("Closed, under your name."))
    return redirect("desk:complaints")


# --- reports: only for keepers of the desk; for everybody else there is nothing here ------------------------------------


def _ensure_keeper(request: DeskRequest) -> None:
    if not desks.may_read_reports(request.membership):
        raise Http404


def _report(request: DeskRequest, public_id: UUID) -> HarassmentReport:
    _ensure_keeper(request)
    return get_object_or_404(HarassmentReport, public_id=public_id)


@require_safe
@needs(Permission.SEE_CANDIDATES)
def harassment(request: DeskRequest) -> HttpResponse:
    _ensure_keeper(request)
    page = {"reports": reports.reports(), "today": timezone.localdate()}
    return render(request, "desk/desks/reports.html", page)


@require_safe
@needs(Permission.SEE_CANDIDATES)
def report(request: DeskRequest, public_id: UUID) -> HttpResponse:
    return _report_page(request, _report(request, public_id))


def _report_page(request: DeskRequest, found: HarassmentReport, *, status: int = 200, why: str = "") -> HttpResponse:
    page = {"it": found, "why": why, "typed": request.POST, "is_report": True}
    return render(request, "desk/desks/one.html", page, status=status)


@require_POST
@needs(Permission.SEE_CANDIDATES)
def report_answer(request: DeskRequest, public_id: UUID) -> HttpResponse:
    found = _report(request, public_id)
    words = request.POST.get("words", "")
    return _act(request, found, lambda: reports.answer_report(found, words, by=request.actor))


@require_POST
@needs(Permission.SEE_CANDIDATES)
def report_close(request: DeskRequest, public_id: UUID) -> HttpResponse:
    found = _report(request, public_id)
    outcome = request.POST.get("outcome", "")
    return _act(request, found, lambda: reports.close_report(found, outcome, by=request.actor))


def _act(request: DeskRequest, found: HarassmentReport, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        return _report_page(request, found, status=422, why=str(refusal))
    messages.success(request, _("Saved."))
    return redirect("desk:harassment_report", found.public_id)
