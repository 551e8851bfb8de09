"""Licences: who may do what, on which evidence, until when, and the mode that follows."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from career_relay.base.errors import Refused
from career_relay.companies import actions
from career_relay.companies.evidence import DEMANDS
from career_relay.companies.licences import Kind, Mode, mode_of
from career_relay.companies.models import Company, Licence
from career_relay.companies.modes import NAMES
from career_relay.companies.queries import current_mode, network_licences
from career_relay.console.access import ConsoleRequest, page, steps_up
from career_relay.console.forms.licences import LicenceForm
from career_relay.console.tables import allowed_by_mode, licence_lines


@require_GET
def licences(request: ConsoleRequest) -> HttpResponse:
    mode = current_mode()
    lines = licence_lines(timezone.localdate())
    return page(request, "console/licences.html", "licences", lines=lines, mode=mode, table=allowed_by_mode(mode))


@require_http_methods(["GET", "HEAD", "POST"])
@steps_up
def add(request: ConsoleRequest) -> HttpResponse:
    form = LicenceForm(request.POST or None, initial={"accepted_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        return redirect("console:licences")
    status = 422 if form.errors else 200
    demands = [(Kind(kind).label, demand) for kind, demand in DEMANDS.items()]
    return page(
        request, "console/licence_add.html", "licences", status=status, form=form, demands=demands, **_two_modes(None)
    )


def _kept(request: ConsoleRequest, form: LicenceForm) -> bool:
    licence = form.save(commit=False)
    try:
        actions.add_licence(licence, by=request.actor)
    except Refused as refusal:
        actions.note_refused_licence(licence, code=refusal.code, by=request.actor)
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The licence is kept. The mode is now: %(mode)s") % {"mode": NAMES[current_mode()]})
    return True


@require_GET
def preview(request: ConsoleRequest) -> HttpResponse:
    """Say, while the form is filled in, which mode would follow. Changes nothing."""
    form = LicenceForm(request.GET)
    then = _mode_with(form.instance) if form.is_valid() else None
    return render(request, "console/_mode_that_follows.html", _two_modes(then))


def _two_modes(then: Mode | None) -> dict[str, Any]:
    now = current_mode()
    return {"now": now, "now_name": NAMES[now], "then": then, "then_name": "" if then is None else NAMES[then]}


def _mode_with(licence: Licence) -> Mode:
    """Give the mode if this licence were kept."""
    counted = [licence] if licence.holder.kind == Company.Kind.OPERATOR else []
    return mode_of([*network_licences(), *counted], on=timezone.localdate())


@require_http_methods(["GET", "HEAD", "POST"])
@steps_up
def end(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    licence = get_object_or_404(Licence.objects.select_related("holder"), public_id=public_id)
    if request.method == "POST":
        actions.end_licence(licence, by=request.actor)
        messages.success(
            request, _("The licence has ended. The mode is now: %(mode)s") % {"mode": NAMES[current_mode()]}
        )
        return redirect("console:licences")
    others = [one for one in network_licences() if one.pk != licence.pk]
    then = mode_of(others, on=timezone.localdate())
    return page(request, "console/licence_end.html", "licences", licence=licence, **_two_modes(then))
