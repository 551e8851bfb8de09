"""The report: figures of the company, with n, interval and maturity said beside them."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from career_relay.base import wording
from career_relay.base.sheets import sheet_response
from career_relay.companies.licences import ALLOWS, Feature
from career_relay.companies.queries import current_mode
from career_relay.companies.roles import Permission
from career_relay.desk import charts
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.figure_words import Said, say
from career_relay.insights import cohorts, queries
from career_relay.insights.cohorts import Period
from career_relay.insights.periods import Span, period_of, span

IN_THE_STRIP = ("reapply_rate", "referral_hires", "satisfaction", "time_to_notice", "on_time_rate")


@require_GET
@needs(Permission.SEE_REPORTS)
def report(request: DeskRequest) -> HttpResponse:
    at, chosen = timezone.now(), span(request.GET.get("period"))
    period = period_of(chosen, at=at)
    said = _said(period, at)
    strip = {one.key: one for one in said}
    return render(
        request,
        "desk/report/page.html",
        {
            "chosen": chosen,
            "spans": Span.choices,
            "period": period,
            "strip": [strip[key] for key in IN_THE_STRIP if key in strip],
            "figures": said,
            "funnel": _funnel(period),
            "voices": queries.voices(period, at=at),
            "news": queries.news_of_hires(),
            **_charts(period, at),
        },
    )


@require_GET
@needs(Permission.SEE_REPORTS)
def report_file(request: DeskRequest) -> HttpResponse:
    """The same figures as a file: what the page does not show, the file does not hold."""
    at, chosen = timezone.now(), span(request.GET.get("period"))
    period = period_of(chosen, at=at)
    heads = [_("figure"), _("value"), _("unit"), _("remarks"), _("numerator"), _("denominator")]
    rows = [
        [one.metric.name, one.value, one.small, " / ".join(one.notes), one.metric.numerator, one.metric.denominator]
        for one in _said(period, at)
    ]
    dates = [_("period"), wording.day_short(period.start), wording.day_short(period.end)]
    return sheet_response([dates, heads, *rows], f"figures-{period.start:%Y%m%d}-{period.end:%Y%m%d}")


def _said(period: Period, at: datetime) -> list[Said]:
    relays = Feature.OPENINGS in ALLOWS[current_mode(timezone.localdate(at))]
    return [say(figure) for figure in queries.figures(period, at=at) if relays or not figure.metric.relay]


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    count: int
    width: float
    of_the_step_before: int | None


def _funnel(period: Period) -> list[Step]:
    found = cohorts.funnel(period)
    counts = [
        (_("Received through the relay"), found.disclosed),
        (_("Receipt confirmed"), found.receipt),
        (pgettext("funnel", "Talks"), found.interviewing),
        (pgettext("funnel", "Offers"), found.offered),
        (_("Joined us"), found.hired),
    ]
    before = [None, *(count for _name, count in counts)]
    return [
        Step(name, count, round(100 * count / (found.disclosed or 1), 1), round(100 * count / last) if last else None)
        for (name, count), last in zip(counts, before, strict=False)
    ]


def _charts(period: Period, at: datetime) -> dict[str, object]:
    months = queries.by_month(period, at=at)
    return {
        "months": months,
        "axis": pgettext("format of a month on an axis", "M"),
        "days_chart": charts.line([month.median_days for month in months]),
        "received_chart": charts.bars([(month.received, month.talks) for month in months]),
    }
