"""Cards: where ten people or more are, by conditions the viewer types. Mode 2 alone, when the operator switched them on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from career_relay.base.errors import Refused
from career_relay.companies.roles import Permission
from career_relay.consents.models import CardLine
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.cards import CardsForm
from career_relay.matching.engine.roles import roles
from career_relay.relay.cards import ensure_shown, find_cells
from career_relay.relay.models import CardCell


@require_safe
@needs(Permission.EDIT_POSITIONS)
def cards(request: DeskRequest) -> HttpResponse:
    try:
        is_on = ensure_shown(timezone.localdate())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:positions")
    form = CardsForm(request.GET or None)
    found = find_cells(**form.cleaned_data) if is_on and form.is_bound and form.is_valid() else []
    page = {"form": form, "is_on": is_on, "cells": [_said(one, get_language() or "ja") for one in found]}
    return render(request, "desk/cards/page.html", page)


def _said(cell: CardCell, language: str) -> tuple[str, str, str]:
    role = roles().get(cell.role_family)
    years = CardLine(years=cell.years).get_years_display()
    return (role.label(language) if role else cell.role_family, cell.region, years)
