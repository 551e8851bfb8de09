"""What persons asked of the company, each with its clock, and the two answers: erase, or keep with a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.roles import Permission
from career_relay.consents import rights
from career_relay.consents.models import RightsRequest
from career_relay.desk.access import DeskRequest, needs


@require_safe
@needs(Permission.EDIT_CANDIDATES)
def listing(request: DeskRequest) -> HttpResponse:
    page = {"requests": rights.open_requests(), "today": timezone.localdate()}
    return render(request, "desk/candidate/requests.html", page)


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def erase(request: DeskRequest, public_id: UUID) -> HttpResponse:
    rights.grant_erasure(get_object_or_404(RightsRequest, public_id=public_id), by=request.actor)
    messages.success(request, _("The record is erased. The person reads so on their page."))
    return redirect("desk:candidate_requests")


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def keep(request: DeskRequest, public_id: UUID) -> HttpResponse:
    asked = get_object_or_404(RightsRequest, public_id=public_id)
    try:
        rights.close_request(asked, outcome=request.POST.get("reason", ""), by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:candidate_requests")
