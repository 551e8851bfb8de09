"""What the operator decides about asking: companies whose questions rest, and whether cards are shown."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.companies.models import Company
from career_relay.console.access import ConsoleRequest, page
from career_relay.relay import budget, cards


@require_safe
def asking(request: ConsoleRequest) -> HttpResponse:
    """Who tried far beyond the budget of a day, and the switch of the cards."""
    return page(request, "console/asking.html", "asking", held=budget.held_companies(), cards_on=cards.are_on())


@require_POST
def free(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    """Let a company ask again. Nothing happens when its questions do not rest."""
    company = get_object_or_404(Company, public_id=public_id)
    for spending in budget.held_companies():
        if spending.company_id == company.pk:
            budget.free(spending, by=request.actor)
    messages.success(request, _("The company may ask again."))
    return redirect("console:asking")


@require_POST
def switch_cards(request: ConsoleRequest) -> HttpResponse:
    cards.switch(on=request.POST.get("to") == "on", by=request.actor)
    messages.success(request, _("Saved."))
    return redirect("console:asking")
