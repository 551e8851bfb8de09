"""The return of the work: what it brought, what it cost, and the numbers both are worked out from."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from career_relay.base import wording
from career_relay.base.errors import Refused
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.report import AssumptionsForm
from career_relay.insights import assumptions, hires
from career_relay.insights.cohorts import Period
from career_relay.insights.periods import Span, period_of, span
from career_relay.insights.roi import Line, Roi, months_of, worked_out
from career_relay.positions.models import Track


@dataclass(frozen=True, slots=True)
class LineSaid:
    """One line of the table in words. `yen` is a dash where nothing is booked."""

    name: str
    sub: str
    count: str
    each: str
    yen: str
    is_booked: bool


def roi_of(period: Period) -> Roi:
    at = timezone.now()
    return worked_out(
        hires.hires_of(period, at), hires.turned_away(period, at), assumptions.standing(), months_of(period)
    )


def said(line: Line) -> LineSaid:
    return LineSaid(
        name=str(line.name),
        sub=str(Track(line.track).label) if line.track else "",
        count=ngettext("{n} person", "{n} people", line.count).format(n=f"{line.count:,}"),
        each=yen(line.each),
        yen=yen(line.yen),
        is_booked=line.is_booked,
    )


def yen(amount: Decimal | None) -> str:
    """Whole yen; a minus in front of what was lost; a dash for what nobody knows."""
    if amount is None:
        return "—"
    whole = wording.yen(abs(round(amount)))
    return f"−{whole}" if round(amount) < 0 else whole


def percent(share: Decimal | None) -> str:
    return "—" if share is None else f"{100 * share:,.0f}".replace("-", "−")


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
    done = roi_of(period)
    context: dict[str, Any] = {
        "tab": "return",
        "chosen": chosen,
        "spans": Span.choices,
        "period": period,
        "lines": [said(line) for line in done.lines],
        "costs": [(one.name, yen(one.yen)) for one in done.costs],
        "not_entered": done.not_entered,
        "benefit": yen(done.benefit),
        "cost": yen(done.cost),
        "share": percent(done.share),
        "with_assisted": percent(done.share_with_assisted),
        "assisted_benefit": yen(done.with_assisted),
        "payback": "—" if done.payback_months is None else f"{done.payback_months:.1f}",
        "form": form,
        "may_set": may(request.membership.role, Permission.SET_FIGURES),
    }
    return render(request, "desk/report/return.html", context, status=status)
