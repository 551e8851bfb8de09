"""Copies the company was asked to erase: what they were, by when, and the button that says it is done.

Who the person is does not stand here: after a withdrawal the company reads nothing of them any more. Position, day and
colleague say which copy it is.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.roles import Permission
from career_relay.consents import deletions
from career_relay.consents.models import AccessGrant, Receipt
from career_relay.consents.states import Item
from career_relay.desk.access import DeskRequest, needs
from career_relay.relay.models import Introduction


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy, without a name."""

    grant: AccessGrant
    position: str
    opened_by: str
    items: list[str | Promise]

    @property
    def due(self) -> date | None:
        due: date | None = self.grant.deletion_due_on
        return due


@require_safe
@needs(Permission.RECEIVE)
def listing(request: DeskRequest) -> HttpResponse:
    page = {
        "copies": _copies(list(deletions.waiting())),
        "done": _copies(list(deletions.done_lately())),
        "today": timezone.localdate(),
    }
    return render(request, "desk/deletions/page.html", page)


def _copies(grants: list[AccessGrant]) -> list[Copy]:
    packages = [one.package_id for one in grants]
    rows = Introduction.objects.filter(package__in=packages, disclosed_at__isnull=False).select_related("position")
    positions = {row.package_id: row.position.title for row in rows}
    opened = Receipt.objects.filter(package__in=packages).select_related("confirmed_by")
    readers = {one.package_id: one.confirmed_by.name for one in opened}
    return [
        Copy(one, positions.get(one.package_id, ""), readers.get(one.package_id, ""), _items(one)) for one in grants
    ]


def _items(grant: AccessGrant) -> list[str | Promise]:
    return [Item(item).label for item in grant.declaration.get("items", []) if item in Item.values]


@require_POST
@needs(Permission.RECEIVE)
def confirm(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """The copy is erased: the person is told."""
    grant = get_object_or_404(AccessGrant, public_id=public_id)
    if request.POST.get("erased") != "yes":
        messages.error(request, _("Please tick that every copy is erased. Nothing was confirmed."))
        return redirect("desk:deletions")
    try:
        deletions.confirm_erased(grant, by=request.actor)
        messages.success(request, _("Thank you. The person is told that the copy is erased."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:deletions")
