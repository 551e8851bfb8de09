"""Complaints to the operator of the network: what waits, the answer, and what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.base.sheets import sheet_response
from career_relay.companies import complaints
from career_relay.companies.models import Complaint, ConductRules
from career_relay.companies.queries import live_members
from career_relay.console.access import ConsoleRequest, page


@require_safe
def desks(request: ConsoleRequest) -> HttpResponse:
    """Every complaint to the operator, and the companies that have not published how they meet people."""
    published = ConductRules.objects.filter(published_at__isnull=False).values("company_id")
    return page(
        request,
        "console/desks.html",
        "desks",
        complaints=complaints.complaints_to_operator(),
        without_desk=live_members().exclude(pk__in=published),
        today=timezone.localdate(),
    )


@require_safe
def desks_file(_request: ConsoleRequest) -> HttpResponse:
    return sheet_response(complaints.register(complaints.complaints_to_operator()), "register-of-complaints")


@require_safe
def complaint(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    return _page(request, public_id)


def _found(public_id: UUID) -> Complaint:
    return get_object_or_404(complaints.complaints_to_operator(), public_id=public_id)


def _page(request: ConsoleRequest, public_id: UUID, *, status: int = 200, why: str = "") -> HttpResponse:
    return page(
        request, "console/complaint.html", "desks", status=status, it=_found(public_id), why=why, typed=request.POST
    )


@require_POST
def complaint_answer(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    try:
        complaints.answer_complaint(_found(public_id), request.POST.get("words", ""), by=request.actor)
    except Refused as refusal:
        return _page(request, public_id, status=422, why=str(refusal))
    messages.success(request, _("The answer stands behind the person’s link."))
    return redirect("console:complaint", public_id)


@require_POST
def complaint_close(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    try:
        complaints.close_complaint(_found(public_id), request.POST.get("outcome", ""), by=request.actor)
    except Refused as refusal:
        return _page(request, public_id, status=422, why=str(refusal))
    messages.success(request, _("Closed, under your name."))
    return redirect("console:desks")
