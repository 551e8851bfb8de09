"""Member companies: who they are, what was checked, admit, suspend and resume."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.companies import actions
from career_relay.companies.actions import SuspensionReason
from career_relay.companies.events import SENTENCES, CompanyEvent
from career_relay.companies.joining import joining_of
from career_relay.companies.models import Company, Cut
from career_relay.companies.rules import admission_checks
from career_relay.console.access import ConsoleRequest, page, steps_up
from career_relay.console.forms.admissions import OtherForm, ScreeningForm, WordForm
from career_relay.console.forms.houses import ClientForm, DomainForm, HouseForm

A_PAGE = 50


@require_GET
def companies(request: ConsoleRequest) -> HttpResponse:
    q = request.GET.get("q", "").strip()
    found = Company.objects.filter(kind=Company.Kind.MEMBER).annotate(staff=Count("memberships"))
    found = found.prefetch_related("circles").order_by("verified_at", "name")
    shown = Paginator(found.filter(name__icontains=q) if q else found, A_PAGE).get_page(request.GET.get("page"))
    return page(request, "console/companies.html", "companies", page=shown, q=q)


@require_GET
def company(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    return company_page(request, get_object_or_404(Company, public_id=public_id))


def company_page(request: ConsoleRequest, found: Company, *, status: int = 200, **more: Any) -> HttpResponse:
    """Everything about one company. more: a form that was refused, with what was typed."""
    checks = admission_checks(found)
    context = {
        "company": found,
        "checks": checks,
        "is_ready": all(check.is_met for check in checks),
        "reasons": SuspensionReason.choices,
        "history": [
            (event.at, SENTENCES[CompanyEvent(event.event)]) for event in log_of(found) if event.event in SENTENCES
        ],
        "house": HouseForm(initial={"group": found.group_id}),
        "domain_form": DomainForm(),
        "client_form": ClientForm(),
        "joining": joining_of(found),
        "screening_form": ScreeningForm(),
        "word_form": WordForm(),
        "other_form": OtherForm(),
        "cuts": Cut.objects.filter(keeper=found, by_operator=True).select_related("other"),
        "clients": found.clients.select_related("client").order_by("client__name"),
        "agencies": found.agencies.select_related("agency").order_by("agency__name"),
        **more,
    }
    return page(request, "console/company.html", "companies", status=status, **context)


@require_POST
def admit(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(Company, public_id=public_id)
    try:
        actions.admit_company(found, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s now takes part in the network.") % {"name": found.name})
    return redirect("console:company", public_id)


@steps_up
def suspend(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(Company, public_id=public_id)
    if request.method == "POST":
        try:
            actions.suspend_company(found, reason=_reason(request), by=request.actor)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(name)s is suspended. Nobody sees it any more.") % {"name": found.name})
    return redirect("console:company", public_id)


def _reason(request: ConsoleRequest) -> SuspensionReason:
    if (reason := request.POST.get("reason", "")) not in SuspensionReason.values:
        raise Refused(_("Please choose a reason."))
    return SuspensionReason(reason)


@require_POST
def resume(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(Company, public_id=public_id)
    try:
        actions.resume_company(found, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s takes part again.") % {"name": found.name})
    return redirect("console:company", public_id)
