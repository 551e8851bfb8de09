"""The return of the work: what it brought, what it cost, and the numbers both are worked out from."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from career_relay.base.errors import Refused
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.report import AssumptionsForm
from career_relay.desk.returns import return_of
from career_relay.insights import assumptions
from career_relay.insights.periods import Span, period_of, span


@require_safe
@needs(Permission.SEE_REPORTS)
def page(request: DeskRequest) -> HttpResponse:
    return _page(request, AssumptionsForm(assumptions.standing()))


@require_POST
@needs(Permission.SET_FIGURES)
def change(request: DeskRequest) -> HttpResponse:
    form = AssumptionsForm(assumptions.standing(), request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        changed = assumptions.set_assumptions(form.values(), by=request.actor)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return _page(request, form, status=422)
    if changed:
        messages.success(request, _("Saved. The return was worked out anew."))
    return redirect("desk:report_return")


def _page(request: DeskRequest, form: AssumptionsForm, *, status: int = 200) -> HttpResponse:
    chosen = span(request.GET.get("period"))
    period = period_of(chosen, at=timezone.now())
    context: dict[str, Any] = {
        "tab": "return",
        "chosen": chosen,
        "spans": Span.choices,
        "period": period,
        "return": return_of(period, timezone.now()),
        "form": form,
        "may_set": may(request.membership.role, Permission.SET_FIGURES),
    }
    return render(request, "desk/report/return.html", context, status=status)
