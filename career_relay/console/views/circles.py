"""Circles: companies that relay among themselves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.companies import actions
from career_relay.companies.models import Circle, Company
from career_relay.companies.queries import live_members
from career_relay.console.access import ConsoleRequest, page
from career_relay.console.forms.circles import CircleForm


@require_http_methods(["GET", "HEAD", "POST"])
def circles(request: ConsoleRequest) -> HttpResponse:
    form = CircleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.make_circle(form.save(commit=False), by=request.actor)
        messages.success(request, _("The circle %(name)s exists now.") % {"name": made.name})
        return redirect("console:circles")
    members = list(live_members())
    found = [
        (circle, circle.companies.all(), [one for one in members if one not in circle.companies.all()])
        for circle in Circle.objects.prefetch_related("companies")
    ]
    return page(
        request, "console/circles.html", "circles", circles=found, form=form, status=422 if form.errors else 200
    )


@require_POST
def join(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    circle, company = _both(request, public_id)
    try:
        actions.join_circle(circle, company, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("console:circles")


@require_POST
def leave(request: ConsoleRequest, public_id: UUID) -> HttpResponse:
    circle, company = _both(request, public_id)
    actions.leave_circle(circle, company, by=request.actor)
    return redirect("console:circles")


def _both(request: ConsoleRequest, public_id: UUID) -> tuple[Circle, Company]:
    company = get_object_or_404(Company, slug=request.POST.get("company", ""))
    return get_object_or_404(Circle, public_id=public_id), company
