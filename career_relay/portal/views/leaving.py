"""Leaving for good: what goes when, what the law keeps, and the way back until the night has done its work."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.candidates.models import Candidate
from career_relay.consents import leaving, rights
from career_relay.consents.models import AccountClosing, Provision
from career_relay.portal.access import PortalRequest


@require_safe
def page(request: PortalRequest) -> HttpResponse:
    """Whoever has not asked to leave finds nothing here."""
    closing = AccountClosing.objects.filter(person_id=request.person_id).first()
    if closing is None:
        return redirect("portal:mydata")
    context = {
        "closing": closing,
        "waits": rights.open_requests(),
        "records": Candidate.objects.select_related("company").order_by("company__name"),
        "provisions": Provision.objects.count(),
        "days": leaving.ANSWERS.days,
    }
    return render(request, "portal/me/leaving.html", context)


@require_POST
def stay(request: PortalRequest) -> HttpResponse:
    """Changed their mind. What was taken back stays taken back; the account stays too."""
    leaving.stay_after_all(request.person_id, by=request.actor)
    messages.success(request, _("Your account stays. What you took back stays taken back."))
    return redirect("portal:mydata")
