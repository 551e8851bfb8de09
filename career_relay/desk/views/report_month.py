"""The report of a month, to read, to print, as PDF, and by mail for whoever asks."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.companies.roles import Permission
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.monthly import Monthly, monthly
from career_relay.desk.monthly_paper import pdf_of
from career_relay.desk.views.report import axis, relays_at, steps_of
from career_relay.insights import mailing
from career_relay.insights.periods import months_back, whole_month

MONTHS_TO_CHOOSE = 24


def _report(request: DeskRequest, at: datetime) -> Monthly:
    month = whole_month(request.GET.get("month"), at=at)
    return monthly(request.company.name, month, relays=relays_at(at), at=at)


def _months(at: datetime) -> list[Any]:
    """The months one can choose, the last that is over first."""
    found, first = [], whole_month(None, at=at).start
    for _n in range(MONTHS_TO_CHOOSE):
        found.append(first)
        first = months_back(first, 1).replace(day=1)
    return found


@require_safe
@needs(Permission.SEE_REPORTS)
def page(request: DeskRequest) -> HttpResponse:
    at = timezone.now()
    report = _report(request, at)
    context: dict[str, Any] = {
        "tab": "month",
        "report": report,
        "funnel": steps_of(report.funnel) if report.funnel else [],
        "months": _months(at),
        "axis": axis(),
        "mails": mailing.wants(request.membership),
    }
    return render(request, "desk/report/month.html", context)


@require_safe
@needs(Permission.SEE_REPORTS)
def paper(request: DeskRequest) -> HttpResponse:
    report = _report(request, timezone.now())
    response = HttpResponse(pdf_of(report), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="report-{report.month:%Y-%m}.pdf"'
    return response


@require_POST
@needs(Permission.SEE_REPORTS)
def mail(request: DeskRequest) -> HttpResponse:
    """Begin or end the monthly mail of whoever is signed in; of nobody else."""
    wanted = request.POST.get("wanted") == "yes"
    mailing.choose(request.membership, wanted=wanted)
    messages.success(
        request,
        _("The report will come to your address on the first business day of each month.")
        if wanted
        else _("The mail has ended. The report stays here."),
    )
    return redirect("desk:report_month")
