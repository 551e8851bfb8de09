"""The books of placement (LEGAL M-06, §3.5) and the yearly figures (M-07): to read, to print, to keep as a file."""

from collections.abc import Iterable
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from career_relay.base.audit import record
from career_relay.base.sheets import sheet_response
from career_relay.companies.events import CompanyEvent
from career_relay.companies.queries import network_operator
from career_relay.console.access import ConsoleRequest, page
from career_relay.relay import books, ledgers, yearly
from career_relay.relay.models import Placement

A_PAGE = 50


@require_GET
def ledger(request: ConsoleRequest, kind: str) -> HttpResponse:
    """One of the two books, newest first."""
    columns = _columns(kind)
    shown = Paginator(books.book(), A_PAGE).get_page(request.GET.get("page"))
    lines = books.lines(cast("QuerySet[Placement]", shown.object_list))
    context: dict[str, Any] = {
        "kind": kind,
        "title": ledgers.TITLES[kind],
        "heads": [head for head, _value in columns],
        "rows": [(line.is_whole, ledgers.cells(line, columns)) for line in lines],
        "page": shown,
        "is_job": kind == ledgers.JOBS,
        "incomplete": sum(not line.is_whole for line in lines) if kind == ledgers.SEEKERS else 0,
    }
    return page(request, "console/ledger.html", kind, **context)


def _columns(kind: str) -> tuple[ledgers.Column, ...]:
    if kind not in ledgers.BOOKS:
        raise Http404
    return ledgers.BOOKS[kind]


@require_POST
def ledger_file(request: ConsoleRequest, kind: str) -> HttpResponse:
    """Hand out a whole book. It names people, so taking it out is written down."""
    columns = _columns(kind)
    lines = books.lines(books.book().reverse())
    rows: list[Iterable[object]] = [[str(head) for head, _value in columns]]
    rows += [ledgers.cells(line, columns) for line in lines]
    if holder := network_operator():
        record(CompanyEvent.BOOK_EXPORTED, holder, by=request.actor, rows=len(lines), book=kind)
    return sheet_response([list(row) for row in rows], f"ledger-{kind}")


@require_GET
def figures(request: ConsoleRequest) -> HttpResponse:
    """The figures for the authorities, by year."""
    today = timezone.localdate()
    context: dict[str, Any] = {
        "reports": [(one, yearly.rows_of(one.counts)) for one in yearly.reports()],
        "now": yearly.rows_of(yearly.count(today)),
        "day": yearly.day_of(today.year),
        "due": yearly.due_of(today.year),
        "may_take": yearly.may_take(today),
        "placements": yearly.placements_of(yearly.business_year(today)),
    }
    return page(request, "console/figures.html", "figures", **context)


@require_POST
def figures_take(request: ConsoleRequest) -> HttpResponse:
    """Count as of 1 June and keep it. Twice is once."""
    yearly.take(timezone.localdate(), by=request.actor)
    return redirect("console:figures")


@require_POST
def figures_file(request: ConsoleRequest) -> HttpResponse:
    """Every year's figures as a file."""
    rows: list[list[object]] = [[_("year"), _("as of"), _("figure"), _("number")]]
    for one in yearly.reports():
        rows += [
            [one.year, one.counted_on.isoformat(), str(label), number] for label, number in yearly.rows_of(one.counts)
        ]
    return sheet_response(rows, "yearly-figures")
