"""The report: figures of the company, with n, interval and maturity said beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET

from career_relay.base import wording
from career_relay.base.sheets import sheet_response, streamed_sheet, xlsx_response
from career_relay.companies.licences import ALLOWS, Feature
from career_relay.companies.queries import current_mode
from career_relay.companies.roles import Permission
from career_relay.desk import charts, trends
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.figure_words import Said, beside_others, say_both
from career_relay.desk.returns import return_of
from career_relay.insights import mailing, queries
from career_relay.insights.cohorts import Funnel, Period
from career_relay.insights.metrics import BY_KEY
from career_relay.insights.periods import Against, Span, against, earlier, period_of, span
from career_relay.notices import surveys

IN_THE_STRIP = ("reapply_rate", "referral_hires", "satisfaction", "time_to_notice", "on_time_rate")
MOST_VOICES = 3
LONG = 500  # rows of a file


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks for: which days, compared with which."""

    at: datetime
    span: Span
    against: Against
    period: Period
    before: Period


def chosen_of(request: DeskRequest) -> Chosen:
    at, wanted, beside = timezone.now(), span(request.GET.get("period")), against(request.GET.get("against"))
    period = period_of(wanted, at=at)
    return Chosen(at, wanted, beside, period, earlier(period, beside))


def relays_at(at: datetime) -> bool:
    """Whether the network relays anybody now: else nothing of other companies is shown."""
    return Feature.OPENINGS in ALLOWS[current_mode(timezone.localdate(at))]


@require_GET
@needs(Permission.SEE_REPORTS)
def report(request: DeskRequest) -> HttpResponse:
    """The overview. It counts what it shows and no more: every figure has a page of its own."""
    asked = chosen_of(request)
    relays = relays_at(asked.at)
    drawable = trends.choices(relays=relays)
    figure = trends.chosen(request.GET.get("figure"), drawable)
    return render(
        request,
        "desk/report/page.html",
        {
            "tab": "overview",
            **_days(asked),
            "strip": _strip(asked, relays=relays),
            "drawable": drawable,
            "figure": figure,
            "trend": trends.trend_of(figure, asked.period, asked.before, at=asked.at),
            "voices": queries.voices(asked.period, at=asked.at),
            "words": surveys.some_words(MOST_VOICES),
            "news": queries.news_of_hires(),
            "return": return_of(asked.period, asked.at),
            "axis": axis(),
            "mails": mailing.wants(request.membership),
            **_relay(asked, relays=relays),
        },
    )


@require_GET
@needs(Permission.SEE_REPORTS)
def figures(request: DeskRequest) -> HttpResponse:
    """Every figure beside the period it is compared with, and how it is counted."""
    asked = chosen_of(request)
    said = _said(asked, relays=relays_at(asked.at))
    context = {"tab": "figures", **_days(asked), "figures": said, "groups": _grouped(said)}
    return render(request, "desk/report/figures.html", context)


def _days(asked: Chosen) -> dict[str, object]:
    return {
        "chosen": asked.span,
        "spans": Span.choices,
        "against": asked.against,
        "againsts": Against.choices,
        "period": asked.period,
        "before": asked.before,
    }


def _strip(asked: Chosen, *, relays: bool) -> list[Said]:
    keys = [key for key in IN_THE_STRIP if relays or not BY_KEY[key].relay]
    now, then = (queries.some(keys, days, at=asked.at) for days in (asked.period, asked.before))
    said = [say_both(queries.compared(one, past)) for one, past in zip(now, then, strict=True)]
    return [beside_others(one, queries.network_benchmark(one.key, at=asked.at)) for one in said]


@require_GET
@needs(Permission.SEE_REPORTS)
def report_file(request: DeskRequest, kind: str = "csv") -> HttpResponseBase:
    """The same figures as a file: what the page does not show, the file does not hold."""
    asked = chosen_of(request)
    heads = [
        _("figure"), _("value"), _("unit"), _("remarks"), _("then"), _("change"), _("certainty"),
        _("numerator"), _("denominator"),
    ]  # fmt: skip
    rows = [_row(one) for one in _said(asked, relays=relays_at(asked.at))]
    return file_of([heads, *rows], f"figures-{days_of(asked.period)}", kind, title=_("Figures"), period=asked.period)


@require_GET
@needs(Permission.SEE_REPORTS)
def months_file(request: DeskRequest, kind: str = "csv") -> HttpResponseBase:
    """One figure month by month, as drawn."""
    asked = chosen_of(request)
    key = trends.chosen(request.GET.get("figure"), trends.choices(relays=relays_at(asked.at)))
    trend = trends.trend_of(key, asked.period, asked.before, at=asked.at)
    heads = [_("month"), str(trend.metric.name), _("unit"), _("remarks"), _("then")]
    rows = [
        [one.month, one.now.value, one.now.small, " / ".join(one.now.notes), one.before.value if one.before else None]
        for one in trend.months
    ]
    return file_of([heads, *rows], f"{key}-{days_of(asked.period)}", kind, title=str(trend.metric.name))


def file_of(
    rows: Sequence[Sequence[object]], name: str, kind: str, *, title: str, period: Period | None = None
) -> HttpResponseBase:
    """Answer with CSV or a workbook. The days of the period stand above the headings of a CSV. A long CSV is streamed."""
    if kind == "xlsx":
        return xlsx_response(rows, name, title=title)
    above = [[_("period"), wording.day_short(period.start), wording.day_short(period.end)]] if period else []
    answer = streamed_sheet if len(rows) > LONG else sheet_response
    return answer([*above, *rows], name)


def days_of(period: Period) -> str:
    return f"{period.start:%Y%m%d}-{period.end:%Y%m%d}"


def _row(one: Said) -> list[object]:
    moved = one.change
    return [
        str(one.metric.name), one.value, one.small, " / ".join(one.notes),
        moved.was if moved else "", moved.difference if moved else "", moved.certainty if moved else "",
        str(one.metric.numerator), str(one.metric.denominator),
    ]  # fmt: skip


def _said(asked: Chosen, *, relays: bool) -> list[Said]:
    pairs = queries.compare(asked.period, asked.before, at=asked.at)
    return [say_both(pair) for pair in pairs if relays or not pair.now.metric.relay]


GROUPS: dict[str, str | Promise] = {
    "return": gettext_lazy("Who comes back"),
    "answers": gettext_lazy("How we answer"),
    "voices": gettext_lazy("What people say of us"),
    "relay": gettext_lazy("The relay"),
    "hiring": gettext_lazy("Selection and hires"),
    "mailings": gettext_lazy("Mailings"),
    "costs": gettext_lazy("Costs"),
}


def _grouped(said: Iterable[Said]) -> list[tuple[str | Promise, list[Said]]]:
    rows = list(said)
    found = [(name, [one for one in rows if one.metric.group == group]) for group, name in GROUPS.items()]
    return [(name, some) for name, some in found if some]


# --- the relay ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    count: int
    width: float
    of_the_step_before: int | None


def steps_of(found: Funnel) -> list[Step]:
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


def _relay(asked: Chosen, *, relays: bool) -> dict[str, object]:
    """The funnel and the months of what was received; nothing where the network relays nobody."""
    if not relays:
        return {}
    found = queries.relay_funnel(asked.period, at=asked.at)
    months = queries.by_month(asked.period, at=asked.at)
    return {
        "funnel": steps_of(found.received),
        "given": found,
        "months": months,
        "received_chart": charts.bars([(month.received, month.talks) for month in months]),
    }


def axis() -> str:
    return pgettext("format of a month on an axis", "M")
