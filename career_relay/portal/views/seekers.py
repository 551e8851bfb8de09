"""Two facts for the operator's book of job-seekers. No company reads them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from career_relay.base.errors import Refused
from career_relay.portal.access import PortalRequest
from career_relay.portal.forms.seekers import SeekerForm
from career_relay.portal.views.asks import in_a_network
from career_relay.relay import seekers


@require_http_methods(["GET", "HEAD", "POST"])
@in_a_network
def card(request: PortalRequest) -> HttpResponse:
    """Look at the two facts, and keep them. What was typed stays when it cannot be kept."""
    known = seekers.card_of(request.person_id)
    facts = {"address": known.address, "born_on": known.born_on} if known else {}
    form = SeekerForm(request.POST if request.method == "POST" else None, initial=facts)
    if form.is_bound and form.is_valid():
        try:
            seekers.save_card(request.person_id, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. Only the operator's book holds it."))
            return redirect("portal:asks")
    return render(request, "portal/asks/seeker.html", {"form": form}, status=422 if form.errors else 200)
