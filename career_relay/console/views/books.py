"""The operator's statutory book of provisions (LEGAL §3.2): to read, to print, to keep as a file."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from career_relay.base import wording
from career_relay.base.audit import record
from career_relay.base.sheets import sheet_response
from career_relay.companies.events import CompanyEvent
from career_relay.companies.queries import network_operator
from career_relay.consents.models import Provision
from career_relay.consents.states import Item
from career_relay.console.access import ConsoleRequest, page

A_PAGE = 50


@require_GET
def provisions(request: ConsoleRequest) -> HttpResponse:
    shown = Paginator(Provision.objects.order_by("-provided_at", "-id"), A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, items_of(row)) for row in shown]
    return page(request, "console/provisions.html", "book", page=shown, rows=rows)


@require_POST
def provisions_file(request: ConsoleRequest) -> HttpResponse:
    """Hand out the whole book. It names people, so taking it out is written down."""
    rows: list[list[object]] = [[*_heads()], *_rows()]
    if holder := network_operator():
        record(CompanyEvent.BOOK_EXPORTED, holder, by=request.actor, rows=len(rows) - 1)
    return sheet_response(rows, "provisions")


def items_of(row: Provision) -> str:
    return _(", ").join(str(Item(item).label) for item in row.items)


def _heads() -> list[str]:
    return [
        _("provided on"),
        _("provider"),
        _("address of the provider"),
        _("representative of the provider"),
        _("receiver"),
        _("address of the receiver"),
        _("representative of the receiver"),
        _("the person"),
        _("items handed over"),
        _("ground"),
        _("consent obtained"),
        _("licence holder"),
        _("licence number"),
        _("hash of the package"),
        _("to be kept until"),
    ]


def _rows() -> Iterator[list[object]]:
    for row in Provision.objects.order_by("provided_at", "id").iterator():
        yield [
            wording.moment(row.provided_at),
            row.provider_name,
            row.provider_address,
            row.provider_representative,
            row.recipient_name,
            row.recipient_address,
            row.recipient_representative,
            row.person_name,
            items_of(row),
            row.get_basis_display(),
            _("yes") if row.consent_obtained else _("no"),
            row.licence_holder,
            row.licence_number,
            row.package_hash,
            wording.day_short(row.keep_until),
        ]
