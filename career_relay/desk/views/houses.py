"""One sign-in, several companies under one owner (PRODUCT E13). Each stays a tenant of its own; one works for one at a time."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.companies.models import Membership
from career_relay.companies.roles import Permission
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.middleware import SESSION_KEY


@require_safe
@needs(Permission.SEE_CANDIDATES)
def companies(request: DeskRequest) -> HttpResponse:
    """The companies one works for. Nothing is carried from one to the other."""
    mine = Membership.objects.filter(user=request.staff).select_related("company").order_by("company__name", "id")
    return render(request, "desk/houses.html", {"memberships": mine})


@require_POST
@needs(Permission.SEE_CANDIDATES)
def change(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Work for another of one's companies from now on. Somebody else's is a 404."""
    found = get_object_or_404(
        Membership.objects.select_related("company"), user=request.staff, company__public_id=public_id
    )
    request.session[SESSION_KEY] = found.company_id
    messages.success(request, _("You now work for {company}.").format(company=found.company.name))
    return redirect("desk:home")
