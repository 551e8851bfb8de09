"""Circles: companies that relay among themselves; their charter, their way in, and who comes and goes."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.companies import actions
from career_relay.companies import circles as rules
from career_relay.companies.models import Circle, CircleCall, Company
from career_relay.companies.queries import live_members
from career_relay.console.access import ConsoleRequest, page
from career_relay.console.forms.circles import CircleForm

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
def circles(request: ConsoleRequest) -> HttpResponse:
    form = CircleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.make_circle(form.save(commit=False), by=request.actor)
        messages.success(request, _("The circle %(name)s exists now.") % {"name": made.name})
        return redirect("console:circles")
    members = list(live_members())
    calls = list(CircleCall.objects.select_related("company"))
    found = [
        (
            circle,
            circle.companies.all(),
            [one for one in members if one not in circle.companies.all()],
            [one for one in calls if one.circle_id == circle.pk],
        )
        for circle in Circle.objects.prefetch_related("companies")
    ]
    return page(
        request, "console/circles.html", "circles", circles=found, form=form, status=REFUSED if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def circle(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    """Change name, way in or charter. Members read a changed charter before they go on."""
    found = get_object_or_404(Circle, public_id=public_id)
    form = CircleForm(request.POST or None, instance=Circle.objects.get(pk=found.pk))
    if request.method == "POST" and form.is_valid():
        rules.change_circle(found, form.cleaned_data, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("console:circles")
    return page(
        request, "console/circle.html", "circles", circle=found, form=form, status=REFUSED if form.errors else 200
    )


@require_POST
def join(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    circle, company = _both(request, public_id)
    return _try(request, lambda: actions.join_circle(circle, company, by=request.actor))


@require_POST
def invite(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    circle, company = _both(request, public_id)
    return _try(request, lambda: rules.invite_to_circle(circle, company, by=request.actor))


@require_POST
def approve(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    circle, company = _both(request, public_id)
    return _try(request, lambda: rules.approve_call(circle, company, by=request.actor))


@require_POST
def drop(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    circle, company = _both(request, public_id)
    return _try(request, lambda: rules.drop_call(circle, company, by=request.actor))


@require_POST
def leave(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    circle, company = _both(request, public_id)
    return _try(request, lambda: rules.leave_circle(circle, company, by=request.actor))


def _try(request: ConsoleRequest, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("console:circles")


def _both(request: ConsoleRequest, public_id: UUID) -> tuple[Circle, Company]:
    company = get_object_or_404(Company, slug=request.POST.get("company", ""))
    return get_object_or_404(Circle, public_id=public_id), company
