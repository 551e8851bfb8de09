"""Somebody told a member of staff that they want no more mails. It counts like a tap in a mail (LEGAL E-06)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from career_relay.candidates.models import Candidate
from career_relay.companies.roles import Permission
from career_relay.desk.access import DeskRequest, needs
from career_relay.notices import preferences
from career_relay.notices.states import Way

WAYS = {"phone": Way.PHONE, "reply": Way.REPLY}


@require_POST
@needs(Permission.EDIT_CANDIDATES)
def opt_out(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Stop what advertises. What the form does not say counts as told by word of mouth: a no is never lost to a typo."""
    candidate = get_object_or_404(Candidate.objects.defer("search"), public_id=public_id)
    how = WAYS.get(request.POST.get("how", ""), Way.PHONE)
    if preferences.unsubscribe(candidate, how=how, by=request.actor, screen="desk:candidate"):
        messages.success(request, _("Noted. No news and no invitations are sent to this person any more."))
    else:
        messages.info(request, _("That was known already: nothing is sent to this person but results."))
    return redirect("desk:candidate", public_id)
