"""How the network fares, and what the law asks of the operator by when (PRODUCT E11, LEGAL M-07)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies import calendar
from career_relay.companies.complaints import complaints_to_operator
from career_relay.companies.models import Incident, Joining, Standing
from career_relay.companies.queries import live_members
from career_relay.console.access import ConsoleRequest, page
from career_relay.console.forms.filings import FilingForm
from career_relay.console.network import network_health

SOON = 30


@require_safe
def health(request: ConsoleRequest) -> HttpResponse:
    """Supply and demand side by side, answers in time, the way of introductions, and what is open at the desks."""
    today = timezone.localdate()
    return page(
        request,
        "console/health.html",
        "health",
        health=network_health(timezone.now()),
        members=live_members().count(),
        complaints=complaints_to_operator().filter(closed_at__isnull=True).count(),
        incidents=Incident.objects.filter(closed_at__isnull=True).count(),
        confirmations=_confirmations(today),
        today=today,
    )


def _confirmations(today: date) -> list[Joining]:
    """Members whose yearly confirmation is due within a month, or open."""
    admitted = Joining.objects.filter(standing=Standing.ADMITTED, confirm_by__isnull=False).select_related("company")
    return [one for one in admitted.order_by("confirm_by") if (one.days_to_confirm(today) or 0) <= SOON]


@require_safe
def dates(request: ConsoleRequest) -> HttpResponse:
    return _dates(request, FilingForm())


def _dates(request: ConsoleRequest, form: FilingForm, *, status: int = 200) -> HttpResponse:
    today, language = timezone.localdate(), get_language() or "ja"
    due = [(one, _said(one.name, language)) for one in calendar.due_dates(today)]
    context: dict[str, Any] = {
        "due": due,
        "late": [name for one, name in due if one.state == "late"],
        "watched": [(one, _said(one.name, language), (one.on - today).days) for one in calendar.watched()],
        "form": form,
    }
    return page(request, "console/dates.html", "dates", status=status, **context)


def _said(name: dict[str, str], language: str) -> str:
    return name.get(language) or name["ja"]


@require_POST
def file_duty(request: ConsoleRequest) -> HttpResponse:
    """Write down that a report was handed in, with its proof."""
    form = FilingForm(request.POST)
    if not form.is_valid():
        return _dates(request, form, status=422)
    told = form.cleaned_data
    try:
        calendar.file_duty(
            told["key"], told["due_on"], filed_on=told["filed_on"], evidence=told["evidence"], by=request.actor
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _dates(request, form, status=422)
    messages.success(request, _("Written down."))
    return redirect("console:dates")
