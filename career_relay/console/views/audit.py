"""The audit of fairness of the network: whom questions reach."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from career_relay.base.sheets import sheet_response
from career_relay.console.access import ConsoleRequest, page
from career_relay.matching.fairness_words import rows_of, tables_of
from career_relay.matching.queries import latest_report


@require_GET
def audit(request: ConsoleRequest) -> HttpResponse:
    report = latest_report()
    if report is None:
        return page(request, "console/audit.html", "audit", report=None)
    since = date.fromisoformat(report.content["since"])
    return page(request, "console/audit.html", "audit", report=report, found=tables_of(report), since=since)


@require_GET
def audit_file(request: ConsoleRequest) -> HttpResponse:
    report = latest_report()
    return sheet_response(rows_of(tables_of(report)) if report else [], "fairness")
