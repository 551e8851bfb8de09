"""The queue of companies that ask to join: check, write down, send back, decline (PRODUCT E11)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies import circles, joining, separation
from career_relay.companies.models import Company
from career_relay.companies.rules import admission_checks
from career_relay.console.access import ConsoleRequest, page, steps_up
from career_relay.console.forms.admissions import OtherForm, ScreeningForm, WordForm
from career_relay.console.views.companies import company_page

REFUSED = 422


@require_safe
def admissions(request: ConsoleRequest) -> HttpResponse:
    """Who waits, since when, and what is still open; also companies that ask to come into a circle."""
    waiting = [(one, admission_checks(one.company)) for one in joining.queue()]
    return page(request, "console/admissions.html", "admissions", waiting=waiting, calls=circles.calls_waiting())


@require_POST
def screening(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    """Write down the check for ties to organised crime."""
    company, form = _of(public_id), ScreeningForm(request.POST)
    return _act(
        request,
        company,
        form,
        "screening",
        lambda told: joining.note_screening(company, on=told["on"], how=told["how"], by=request.actor),
    )


@require_POST
def send_back(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    company, form = _of(public_id), WordForm(request.POST)
    return _act(request, company, form, "word", lambda told: joining.send_back(company, told["word"], by=request.actor))


@require_POST
def decline(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    company, form = _of(public_id), WordForm(request.POST)
    return _act(request, company, form, "word", lambda told: joining.decline(company, told["word"], by=request.actor))


@require_POST
def cut(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    """Stop everything between two companies at once."""
    company, form = _of(public_id), OtherForm(request.POST)
    return _act(
        request,
        company,
        form,
        "other",
        lambda told: separation.cut_off(company, told["other"], by=request.actor, by_operator=True),
    )


@require_POST
@steps_up
def uncut(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    """Take the operator's own cut back. It could show people to somebody: so the password is asked again."""
    company, form = _of(public_id), OtherForm(request.POST)
    return _act(
        request,
        company,
        form,
        "other",
        lambda told: separation.join_again(company, told["other"], by=request.actor, by_operator=True),
    )


def _of(public_id: UUID) -> Company:
    found: Company = get_object_or_404(Company, public_id=public_id)
    return found


def _act(
    request: ConsoleRequest, company: Company, form: Any, name: str, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Do it and go back to the company's page, or show that page with what was typed and why not."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done. It holds from this moment on."))
            return redirect("console:company", company.public_id)
    return company_page(request, company, status=REFUSED, **{f"{name}_form": form})
