"""What a person wants to hear of: their own conditions for openings, and their place on the cards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.licences import Feature, ensure_allowed
from career_relay.companies.queries import current_mode
from career_relay.consents import conditions as acts
from career_relay.consents.models import CardLine, Rhythm, SavedConditions
from career_relay.matching.openings import OpeningFilters
from career_relay.portal.access import PortalRequest
from career_relay.portal.forms.conditions import CardForm, KeepForm
from career_relay.relay import alerts, cards

REFUSED = 422


@require_safe
def conditions(request: PortalRequest) -> HttpResponse:
    return _page(request)


def _page(request: PortalRequest, *, card: CardForm | None = None, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    line = CardLine.objects.filter(person_id=request.person_id).first()
    page = {
        "kept": [(one, _words(one), urlencode(one.conditions)) for one in acts.kept(request.person_id)],
        "rhythms": Rhythm.choices,
        "cards": cards.may_be_shown(today),
        "line": line,
        "card_form": card or CardForm(initial=_chosen(line)),
    }
    return render(request, "portal/openings/conditions.html", page, status=status)


def _chosen(line: CardLine | None) -> dict[str, Any]:
    return {"role_family": line.role_family, "region": line.region, "years": line.years} if line else {}


def _words(saved: SavedConditions) -> list[str]:
    """The conditions as the form names them."""
    form = KeepForm(saved.conditions)
    line = _("{label}: {text}")
    return [
        line.format(label=form.fields[name].label, text=_said(form, name, value))
        for name, value in saved.conditions.items()
    ]


def _said(form: KeepForm, name: str, value: Any) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value))


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: PortalRequest) -> HttpResponse:
    """Give the conditions of the address a name, and keep them. Needs a mode with openings."""
    try:
        ensure_allowed(Feature.OPENINGS, current_mode())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("portal:openings")
    if request.method != "POST":
        given = {**request.GET.dict(), "rhythm": Rhythm.DAILY}
        return render(request, "portal/openings/keep.html", {"form": KeepForm(initial=given)})
    form = KeepForm(request.POST)
    if form.is_valid() and _keep(request, form):
        messages.success(request, _("Your conditions are kept. No company learns of them."))
        return redirect("portal:conditions")
    return render(request, "portal/openings/keep.html", {"form": form}, status=REFUSED)


def _keep(request: PortalRequest, form: KeepForm) -> bool:
    seen = [card.id for card in alerts.fitting(OpeningFilters(**form.conditions), at=timezone.now())]
    try:
        acts.keep_conditions(
            request.person_id,
            form.conditions,
            name=form.cleaned_data["name"],
            rhythm=form.cleaned_data["rhythm"],
            seen=seen,
            by=request.actor,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
def rhythm(request: PortalRequest, public_id: UUID) -> HttpResponse:
    try:
        acts.change_rhythm(_mine(request, public_id), request.POST.get("rhythm", ""), by=request.actor)
        messages.success(request, _("Saved."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:conditions")


@require_POST
def drop(request: PortalRequest, public_id: UUID) -> HttpResponse:
    acts.drop_conditions(_mine(request, public_id), by=request.actor)
    messages.success(request, _("It is deleted."))
    return redirect("portal:conditions")


def _mine(request: PortalRequest, public_id: UUID) -> SavedConditions:
    found: SavedConditions = get_object_or_404(SavedConditions, public_id=public_id, person_id=request.person_id)
    return found


@require_POST
def card(request: PortalRequest) -> HttpResponse:
    """Choose the cell one stands in. There is no such page where there are no cards."""
    if not cards.may_be_shown(timezone.localdate()):
        raise Http404
    form = CardForm(request.POST)
    if not form.is_valid():
        return _page(request, card=form, status=REFUSED)
    acts.choose_card(request.person_id, by=request.actor, **form.cleaned_data)
    messages.success(request, _("From a week on you count among the people of this cell. Nobody is told who they are."))
    return redirect("portal:conditions")


@require_POST
def card_leave(request: PortalRequest) -> HttpResponse:
    acts.leave_cards(request.person_id, by=request.actor)
    messages.success(request, _("You are on no card any more."))
    return redirect("portal:conditions")
