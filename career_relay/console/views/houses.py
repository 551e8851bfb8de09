"""Who belongs to whom: groups of groups, mail domains, and companies that act for others.

What is kept here decides who is hidden from whom, from the same moment on. Whatever could show somebody to a company
that could not see them until now asks for the password once more.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.companies import graph
from career_relay.companies.models import Client, Company, CompanyDomain
from career_relay.console.access import ConsoleRequest, page, steps_up
from career_relay.console.forms.houses import ClientForm, DomainForm, GroupForm, HouseForm, PlaceForm
from career_relay.console.views.companies import company_page

REFUSED = 422
PLACE = "id_place_%s"  # two forms of the page have a field of the same name


@require_http_methods(["GET", "HEAD", "POST"])
def houses(request: ConsoleRequest) -> HttpResponse:
    """Every group with its parts and companies, and a form for a new one."""
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _accepted(form, lambda: _make(request, form)):
        messages.success(request, _("The group %(name)s exists now.") % {"name": form.cleaned_data["name"]})
        return redirect("console:houses")
    return _houses(request, form=form, status=REFUSED if form.errors else 200)


def _make(request: ConsoleRequest, form: GroupForm) -> None:
    graph.make_group(form.cleaned_data["name"], under=form.cleaned_data["under"], by=request.actor)


def _houses(request: ConsoleRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"tree": graph.tree(), "form": GroupForm(), "place": PlaceForm(auto_id=PLACE), **more}
    return page(request, "console/houses.html", "houses", status=status, **context)


@require_POST
@steps_up
def place(request: ConsoleRequest) -> HttpResponse:
    """Put a group below another one, or on top. A circle is refused, and said so on the page."""
    form = PlaceForm(request.POST, auto_id=PLACE)
    if not (form.is_valid() and _accepted(form, lambda: _place(request, form))):
        return _houses(request, place=form, status=REFUSED)
    messages.success(request, _("Done. It holds from this moment on."))
    return redirect("console:houses")


def _place(request: ConsoleRequest, form: PlaceForm) -> None:
    graph.place_group(form.cleaned_data["group"], under=form.cleaned_data["under"], by=request.actor)


def _accepted(form: forms.Form, act: Callable[[], object], field: str | None = None) -> bool:
    """Do it, or put the reason why not onto the form."""
    try:
        act()
    except Refused as refusal:
        form.add_error(field, str(refusal))
        return False
    return True


# --- one company ----------------------------------------------------------------------------------------------------


@require_POST
@steps_up
def join(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    """Say to which group a company belongs."""
    found, form = _of(public_id), HouseForm(request.POST)
    if not form.is_valid():
        return company_page(request, found, status=REFUSED, house=form)
    graph.join_group(found, form.cleaned_data["group"], by=request.actor)
    return _done(request, found)


@require_POST
def claim(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    """Write down one more mail domain. It hides people at once, and shows nobody before it is proven."""
    found, form = _of(public_id), DomainForm(request.POST)
    if not (
        form.is_valid()
        and _accepted(form, lambda: graph.claim_domain(found, form.cleaned_data["said"], by=request.actor), "said")
    ):
        return company_page(request, found, status=REFUSED, domain_form=form)
    return _done(request, found)


@require_POST
def prove(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    """Take a domain as proven, if somebody of the staff signs in from it."""
    domain = _domain_of(request, public_id)
    return _try(request, domain.company, lambda: graph.prove_domain(domain, by=request.actor))


@require_POST
@steps_up
def drop(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    domain = _domain_of(request, public_id)
    return _try(request, domain.company, lambda: graph.drop_domain(domain, by=request.actor))


@require_POST
def act_for(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    """Write down whose positions a company fills: it sees nobody whom that one may not see."""
    found, form = _of(public_id), ClientForm(request.POST)
    if not (
        form.is_valid()
        and _accepted(form, lambda: graph.act_for(found, form.cleaned_data["client"], by=request.actor), "client")
    ):
        return company_page(request, found, status=REFUSED, client_form=form)
    return _done(request, found)


@require_POST
@steps_up
def stop_acting(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    links = Client.objects.select_related("agency").filter(agency__public_id=public_id)
    link = get_object_or_404(links, client__slug=request.POST.get("client", ""))
    return _try(request, link.agency, lambda: graph.stop_acting_for(link, by=request.actor))


def _of(public_id: UUID) -> Company:
    found: Company = get_object_or_404(Company, public_id=public_id)
    return found


def _domain_of(request: ConsoleRequest, public_id: UUID) -> CompanyDomain:
    domains = CompanyDomain.objects.select_related("company").filter(company__public_id=public_id)
    found: CompanyDomain = get_object_or_404(domains, domain=request.POST.get("domain", ""))
    return found


def _try(request: ConsoleRequest, company: Company, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("console:company", company.public_id)
    return _done(request, company)


def _done(request: ConsoleRequest, company: Company) -> HttpResponse:
    messages.success(request, _("Done. It holds from this moment on."))
    return redirect("console:company", company.public_id)
