"""Agencies: the contract with each firm, and what is known about where a person came from."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.candidates import agencies, sources
from career_relay.candidates.models import AgencyContract, Application
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.agencies import ContractForm, ProtectionForm, SourceForm


def _frame(request: DeskRequest) -> dict[str, Any]:
    return {"tab": "agencies", "may_manage": may(request.membership.role, Permission.MANAGE_COMPANY)}


@require_GET
@needs(Permission.SEE_CANDIDATES)
def listing(request: DeskRequest) -> HttpResponse:
    """The contracts, and the firms that introduced people without one."""
    today = timezone.localdate()
    without = [one for one in agencies.firms(today) if one.contract is None]
    context = {**_frame(request), "contracts": AgencyContract.objects.all(), "without": without, "today": today}
    return render(request, "desk/settings/agencies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_COMPANY)
def new(request: DeskRequest) -> HttpResponse:
    """Write down a contract. The name of a firm may come with the address of the page."""
    start = {"firm": request.GET.get("firm", "")[:100], "starts_on": timezone.localdate().replace(month=1, day=1)}
    return _edit(request, AgencyContract(company=request.company), start)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_COMPANY)
def edit(request: DeskRequest, public_id: UUID) -> HttpResponse:
    return _edit(request, get_object_or_404(AgencyContract, public_id=public_id), {})


def _edit(request: DeskRequest, contract: AgencyContract, start: dict[str, Any]) -> HttpResponse:
    """Ask first when people's protection would move; then keep the contract and move it."""
    form = ContractForm(request.POST or None, instance=contract, initial=start)
    moves: list[agencies.Move] = []
    if request.method == "POST" and form.is_valid():
        kept = form.save(commit=False)
        try:
            agencies.ensure_contract(kept)
            moves = list(agencies.moves_of(kept))
            if not moves or request.POST.get("confirmed") == str(len(moves)):
                agencies.save_contract(kept, by=request.actor)
                messages.success(request, _said(len(moves)))
                return redirect("desk:agencies")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {**_frame(request), "form": form, "moves": moves, "today": timezone.localdate()}
    return render(request, "desk/settings/agency.html", context, status=422 if form.errors else 200)


def _said(moved: int) -> str:
    if not moved:
        return _("Saved.")
    said = ngettext(
        "Saved. The protection of %(n)s application was moved.",
        "Saved. The protection of %(n)s applications was moved.",
        moved,
    )
    return said % {"n": moved}


# --- one application ----------------------------------------------------------------------------------------------


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def name_source(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Say where an application came from."""
    application = _application(public_id)
    form = SourceForm(request.POST)
    if not form.is_valid():
        return _again(request, application, form)
    told = form.cleaned_data
    introduced = told["introduced_on"] or application.introduced_on or application.applied_on
    months = agencies.Terms.now().months(told["firm"], introduced)
    try:
        sources.name_source(application, by=request.actor, months=months, **told)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _again(request, application, form)
    messages.success(request, _("Noted where this application came from."))
    return redirect(_back(request, application))


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def set_protection(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Move the end of a protection, with the reason."""
    application = _application(public_id)
    form = ProtectionForm(request.POST)
    if not form.is_valid():
        return _again(request, application, form)
    try:
        sources.set_protection(
            application, form.cleaned_data["until"], reason=form.cleaned_data["reason"], by=request.actor
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _again(request, application, form)
    messages.success(request, _("The protection date was changed."))
    return redirect(_back(request, application))


def _application(public_id: UUID) -> Application:
    return get_object_or_404(Application.objects.select_related("candidate"), public_id=public_id)


def _again(request: DeskRequest, application: Application, form: SourceForm | ProtectionForm) -> HttpResponse:
    """The form by itself with what is wrong; nothing typed is lost."""
    context = {
        "application": application,
        "it": application.candidate,
        "form": form,
        "next": request.POST.get("next", ""),
    }
    return render(request, "desk/candidate/source.html", context, status=422)


def _back(request: DeskRequest, application: Application) -> str:
    wanted = request.POST.get("next", "")
    if wanted.startswith("/desk/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("desk:candidate", args=[application.candidate.public_id])
