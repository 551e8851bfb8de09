"""The audit of fairness of a company's own lists, to read, to print, as a file; and the log behind it."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from career_relay.base.sheets import sheet_response
from career_relay.companies.roles import Permission
from career_relay.desk.access import DeskRequest, needs
from career_relay.matching.engine import Result, load_weights
from career_relay.matching.explanations import RESULTS, reason_label
from career_relay.matching.exposures import log_rows
from career_relay.matching.fairness_words import rows_of, tables_of
from career_relay.matching.queries import latest_report

A_YEAR = timedelta(days=365)


@require_safe
@needs(Permission.SEE_REPORTS)
def audit(request: DeskRequest) -> HttpResponse:
    report = latest_report()
    page: dict[str, Any] = {"report": report}
    if report is not None:
        page |= {"found": tables_of(report), "since": date.fromisoformat(report.content["since"])}
    return render(request, "desk/audit/page.html", page)


@require_safe
@needs(Permission.SEE_REPORTS)
def audit_file(request: DeskRequest) -> HttpResponse:
    """The same tables: what the page does not show, the file does not hold."""
    report = latest_report()
    rows = rows_of(tables_of(report)) if report else iter([])
    return sheet_response(rows, "fairness")


@require_safe
@needs(Permission.SEE_REPORTS)
def exposure_log(request: DeskRequest) -> HttpResponse:
    """What lists showed in the last year, line by line and without whom (LEGAL §3.16)."""
    return sheet_response([_heads(), *log_rows(timezone.now() - A_YEAR)], "shown")


def _heads() -> list[str]:
    return [
        pgettext("audit", "shown at"), pgettext("audit", "position"), pgettext("audit", "list"), pgettext("audit", "place"), pgettext("audit", "out of"), pgettext("audit", "weights"), pgettext("audit", "points"),
        pgettext("audit", "shown to (number of the account)"), *(str(RESULTS[result]) for result in Result),
        *(reason_label(name) for name in load_weights().features),
    ]  # fmt: skip
