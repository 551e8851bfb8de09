"""One figure taken apart, by wording, step, position, colleague, partner or source; and month by month of the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from career_relay.companies.roles import Permission
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.figure_words import Said, say
from career_relay.desk.trends import can_be_drawn
from career_relay.desk.views.report import Chosen, chosen_of, days_of, file_of, relays_at
from career_relay.insights import queries
from career_relay.insights.metrics import BY_KEY, METRICS, Metric
from career_relay.insights.periods import Span
from career_relay.insights.queries import COHORT_DAYS, By
from career_relay.insights.slices import can_be_split

MOST_ROWS = 100  # on the page; the file holds all
MONTHS = 24

TABS: dict[str, tuple[str | Promise, str]] = {
    By.TEMPLATE: (pgettext_lazy("by", "Wording"), "on_time_rate"),
    By.STAGE: (pgettext_lazy("by", "Step reached"), "time_to_notice"),
    By.POSITION: (pgettext_lazy("by", "Position"), "reapply_rate"),
    By.TEAM: (pgettext_lazy("by", "Colleague in charge"), "on_time_rate"),
    By.PARTNER: (pgettext_lazy("by", "Agency or relay"), "conversion_rate"),
    By.SOURCE: (pgettext_lazy("by", "Source"), "conversion_rate"),
}


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    said: Said
    width: float  # of its bar, in per cent of the largest
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: the days, the figure, and by what it is taken apart."""

    days: Chosen
    by: str
    metric: Metric


def _asked(request: DeskRequest) -> Asked:
    days = chosen_of(request)
    by = request.GET.get("by", "")
    by = by if by in TABS else By.TEMPLATE
    figure = request.GET.get("figure", "")
    among = {metric.key for metric in _splittable(by, relays=relays_at(days.at))}
    return Asked(days, by, BY_KEY[figure if figure in among else TABS[by][1]])


def _splittable(by: str, *, relays: bool) -> list[Metric]:
    return [
        metric
        for metric in METRICS
        if can_be_drawn(metric) and can_be_split(metric.key, by) and (relays or not metric.relay)
    ]


def _parts(asked: Asked) -> list[Part]:
    found = queries.breakdown(asked.metric.key, asked.by, asked.days.period, at=asked.days.at)
    said = [(one, say(one.figure)) for one in found]
    most = max((abs(words.value or 0) for _one, words in said), default=0)
    return [
        Part(one.name, words, round(100 * abs(words.value or 0) / most, 1) if most else 0, one.figure.hidden)
        for one, words in said
    ]


@require_GET
@needs(Permission.SEE_REPORTS)
def parts(request: DeskRequest) -> HttpResponse:
    asked = _asked(request)
    rows = _parts(asked)
    [whole] = queries.some([asked.metric.key], asked.days.period, at=asked.days.at)
    context: dict[str, Any] = {
        "tab": "parts",
        "by": asked.by,
        "tabs": [(by, name) for by, (name, _first) in TABS.items()],
        "metric": asked.metric,
        "metrics": _splittable(asked.by, relays=relays_at(asked.days.at)),
        "chosen": asked.days.span,
        "spans": Span.choices,
        "period": asked.days.period,
        "rows": rows[:MOST_ROWS],
        "more": len(rows) - MOST_ROWS if len(rows) > MOST_ROWS else 0,
        "some_hidden": any(one.is_hidden for one in rows),
        "whole": say(whole),
    }
    return render(request, "desk/report/parts.html", context)


@require_GET
@needs(Permission.SEE_REPORTS)
def parts_file(request: DeskRequest, kind: str = "csv") -> HttpResponseBase:
    asked = _asked(request)
    heads = [str(TABS[asked.by][0]), str(asked.metric.name), _("unit"), _("remarks")]
    rows = [[one.name, one.said.value, one.said.small, " / ".join(one.said.notes)] for one in _parts(asked)]
    name = f"{asked.metric.key}-{asked.by}-{days_of(asked.days.period)}"
    return file_of([heads, *rows], name, kind, title=str(asked.metric.name))


# --- cohorts ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """One window of one month. `heat` is how dark it is, 0 to 100; nothing is dark before it is ripe."""

    days: int
    said: Said
    heat: int
    is_open: bool
    words: str  # the share, or for a few people how many of them


@dataclass(frozen=True, slots=True)
class Row:
    month: date
    n: int
    cells: tuple[Cell, ...]


def _rows(at: datetime) -> list[Row]:
    found = queries.cohorts_of("reapply_rate", at=at, months=MONTHS)
    ripe = [cell.value for row in found for cell in row.cells.values() if cell.mature and cell.value is not None]
    most = max(ripe, default=0)
    begun = next((n for n, row in enumerate(found) if row.n), 0)  # before the first answer there is nothing to tell
    return [
        Row(row.month, row.n, tuple(_cell(days, figure, most) for days, figure in row.cells.items()))
        for row in found[begun:]
    ]


def _cell(days: int, figure: queries.Figure, most: float) -> Cell:
    said, is_open = say(figure), figure.n > 0 and not figure.mature
    heat = 0 if is_open or said.value is None or not most else round(100 * (figure.value or 0) / most)
    few = said.value is None and figure.n > 0
    words = f"{figure.numerator or 0:g} / {figure.n}" if few else said.number + said.small
    return Cell(days, said, heat, is_open, words)


@require_GET
@needs(Permission.SEE_REPORTS)
def cohorts(request: DeskRequest) -> HttpResponse:
    context = {"tab": "cohorts", "rows": _rows(timezone.now()), "windows": COHORT_DAYS}
    return render(request, "desk/report/cohorts.html", context)


OPEN = gettext_lazy("window still open")


@require_GET
@needs(Permission.SEE_REPORTS)
def cohorts_file(request: DeskRequest, kind: str = "csv") -> HttpResponseBase:
    at = timezone.now()
    heads: list[object] = [_("month"), _("people turned away")]
    for days in COHORT_DAYS:
        heads += [_("came back within {days} days, %").format(days=days), _("remarks")]
    rows: list[Sequence[object]] = [heads]
    for row in _rows(at):
        line: list[object] = [row.month, row.n]
        for cell in row.cells:
            line += [cell.said.value, str(OPEN) if cell.is_open else ""]
        rows.append(line)
    return file_of(rows, f"cohorts-{timezone.localdate(at):%Y%m%d}", kind, title=_("Cohorts"))
