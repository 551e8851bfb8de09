"""The report of a month on A4: the same words as the page, drawn in black, grey and one line style each."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from reportlab.graphics.shapes import Drawing, Line, PolyLine, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Paragraph, Spacer, Table

from career_relay.base import wording
from career_relay.desk.monthly import Five, Monthly
from career_relay.desk.trends import Trend
from career_relay.desk.views.report import steps_of
from career_relay.insights.cohorts import Funnel

FONT = "HeiseiKakuGo-W5"  # every reader of Japanese PDF brings it along: nothing is embedded, nothing fetched
MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN
INK, SOFT, RULE, DEEP = HexColor("#1f2933"), HexColor("#52606d"), HexColor("#cbd2d9"), HexColor("#00606f")
CHART_HEIGHT = 40 * mm


def pdf_of(report: Monthly) -> bytes:
    """Set the report. The same report gives the same bytes."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out, title = BytesIO(), _("Report of {month}").format(month=wording.month(report.month))
    document = BaseDocTemplate(out, pagesize=A4, title=title, author=report.company, invariant=1, pageCompression=1)
    frame = Frame(MARGIN, 16 * mm, WIDTH, A4[1] - 30 * mm, 0, 0, 0, 0)

    def foot(canvas: Canvas, page: Any) -> None:
        canvas.setFont(FONT, 8)
        canvas.setFillColor(SOFT)
        canvas.drawString(MARGIN, 10 * mm, f"{_printable(report.company)}  {title}")
        canvas.drawRightString(A4[0] - MARGIN, 10 * mm, _("page {n}").format(n=page.page))

    document.addPageTemplates([PageTemplate("all", [frame], onPage=foot)])
    document.build(_story(report, title))
    return out.getvalue()


def _style(size: float, *, color: Color = INK, lead: float = 1.55, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(
        "words", fontName=FONT, fontSize=size, leading=size * lead, textColor=color, wordWrap="CJK", **more
    )


TITLE, HEAD, BODY = _style(18), _style(11.5, color=DEEP, spaceBefore=9, spaceAfter=3), _style(9.5)
RIGHT = _style(9.5, alignment=2)
SMALL, LEAD, NUMBER = _style(8, color=SOFT), _style(12, lead=1.7), _style(15, lead=1.25)


def _printable(text: str) -> str:
    return "".join(one for one in text if one >= " " and not 0xD800 <= ord(one) < 0xE000)


def _words(text: object, how: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(escape(_printable(str(text))), how)


def _story(report: Monthly, title: str) -> list[Flowable]:
    days = _("Twelve months, {start} to {end}; beside them the twelve before").format(
        start=wording.day_short(report.period.start), end=wording.day_short(report.period.end)
    )
    story: list[Flowable] = [
        _words(report.company, SMALL),
        _words(title, TITLE),
        _words(_("{days}. Made on {day}.").format(days=days, day=wording.day(report.made_on)), SMALL),
        Spacer(1, 4 * mm),
        _words(report.headline, LEAD),
        Spacer(1, 3 * mm),
        _five(report.five),
        _together(
            _("{name}, month by month").format(name=report.trend.metric.name),
            [_drawn(report.trend), _months(report.trend)],
        ),
        _together(_("What changed"), [_listed(report.changes)]),
        _together(_("What to do next"), [_listed([one.words for one in report.advice])]),
    ]
    if report.funnel is not None:
        story.append(_together(_("People who came through the relay"), [_funnel(report.funnel)]))
    story.append(_together(_("Return"), [_money(report)]))
    story.append(_together(_("How it is counted"), [_definitions(report)]))
    return story


def _together(head: str, rows: Sequence[Flowable]) -> KeepTogether:
    return KeepTogether([_words(head, HEAD), *rows])


def _five(five: Sequence[Five]) -> Table:
    """Five columns: name, number, how it moved, how sure it is, and the month alone."""
    columns = [
        [
            _words(one.year.metric.name, SMALL),
            _words(f"{one.year.number}{one.year.small}", NUMBER),
            _words(_moved(one), SMALL),
            _words(" / ".join(one.year.notes), SMALL),
            _words(_("the month alone: {number}{unit}").format(number=one.month.number, unit=one.month.small), SMALL),
        ]
        for one in five
    ]
    rows = list(map(list, zip(*columns, strict=True)))
    table = Table(rows, colWidths=[WIDTH / len(five)] * len(five))
    table.setStyle([
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 5), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ("BOX", (0, 0), (-1, -1), 0.6, RULE), ("LINEAFTER", (0, 0), (-2, -1), 0.6, RULE),
    ])  # fmt: skip
    return table


def _moved(one: Five) -> str:
    moved = one.year.change
    if moved is None:
        return _("nothing to compare with")
    sign = {"up": "+", "down": "−", "none": ""}[moved.arrow]
    parts = [f"{sign}{moved.difference}", _("was {was}").format(was=moved.was), moved.certainty]
    return " / ".join(part for part in parts if part)


def _drawn(trend: Trend) -> Drawing:
    """Two lines: now drawn through, then dashed; both said in words above."""
    left, right, low = 26.0, 6.0, 14.0
    wide, high = WIDTH - left - right, CHART_HEIGHT - low - 12
    drawing = Drawing(WIDTH, CHART_HEIGHT)
    ticks = trend.now.ticks
    for n, tick in enumerate(ticks):
        y = low + high * (1 - n / 3)
        drawing.add(Line(left, y, left + wide, y, strokeColor=RULE, strokeWidth=0.5))
        unit = trend.unit if n == 0 else ""
        drawing.add(
            String(left - 3, y - 2.5, f"{tick}{unit}", fontName=FONT, fontSize=7, fillColor=SOFT, textAnchor="end")
        )
    step = wide / max(1, len(trend.months) - 1)
    form = pgettext("format of a month on an axis", "M")
    for n, one in enumerate(trend.months):
        label = _month_name(one.month.month, form)
        drawing.add(String(left + n * step, 3, label, fontName=FONT, fontSize=7, fillColor=SOFT, textAnchor="middle"))
    now = [one.now.value for one in trend.months]
    then = [one.before.value if one.before else None for one in trend.months]
    for values, dashes, color, width in ((then, [3, 2], SOFT, 1.0), (now, None, DEEP, 1.8)):
        for run in _runs(values):
            points = [
                part
                for n, value in run
                for part in (left + n * step, low + high * (value - ticks[-1]) / (ticks[0] - ticks[-1]))
            ]
            if len(run) == 1:
                drawing.add(Rect(points[0] - 1.2, points[1] - 1.2, 2.4, 2.4, fillColor=color, strokeColor=None))
            else:
                drawing.add(PolyLine(points, strokeColor=color, strokeWidth=width, strokeDashArray=dashes))
    words = _("drawn through: now · dashed: a year earlier")
    drawing.add(
        String(left + wide, CHART_HEIGHT - 7, words, fontName=FONT, fontSize=7, fillColor=SOFT, textAnchor="end")
    )
    return drawing


def _month_name(number: int, form: str) -> str:
    """The month on an axis, in the form templates use: 11 or 11月."""
    return form.replace("n", str(number)).replace("\\", "") if "n" in form else f"{number}"


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    runs: list[list[tuple[int, float]]] = [[]]
    for n, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((n, value))
    return [run for run in runs if run]


def _months(trend: Trend) -> Table:
    """The numbers under the lines."""
    heads = [_("Month"), *(f"{one.month:%m}" for one in trend.months)]
    now = [pgettext("legend", "now"), *(one.now.number for one in trend.months)]
    then = [pgettext("legend", "then"), *(one.before.number if one.before else "—" for one in trend.months)]
    wide = 16 * mm
    table = Table([heads, now, then], colWidths=[wide, *[(WIDTH - wide) / len(trend.months)] * len(trend.months)])
    table.setStyle([
        ("FONT", (0, 0), (-1, -1), FONT, 7), ("TEXTCOLOR", (0, 0), (-1, -1), INK), ("ALIGN", (1, 0), (-1, -1), "CENTER"),
        ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, RULE),
    ])  # fmt: skip
    return table


def _listed(lines: Sequence[str]) -> Flowable:
    table = Table([[_words("・"), _words(line)] for line in lines], colWidths=[5 * mm, WIDTH - 5 * mm])
    table.setStyle([
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ])  # fmt: skip
    return table


def _funnel(found: Funnel) -> Table:
    rows = []
    for step in steps_of(found):
        share = "—" if step.of_the_step_before is None else f"{step.of_the_step_before}%"
        bar = Drawing(WIDTH * 0.5, 8)
        if step.count:
            bar.add(Rect(0, 0, max(2, WIDTH * 0.5 * step.width / 100), 7, fillColor=DEEP, strokeColor=None))
        rows.append([_words(step.name), bar, _words(f"{step.count:,}"), _words(share, SMALL)])
    table = Table(rows, colWidths=[WIDTH * 0.26, WIDTH * 0.52, WIDTH * 0.11, WIDTH * 0.11])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])  # fmt: skip
    return table


def _money(report: Monthly) -> Table:
    said = report.money
    rows: list[Sequence[object]] = [
        (one.name if one.is_booked else _("{line} (not in the return)").format(line=one.name), one.count, one.yen)
        for one in said.lines
    ]
    share = _("{share}%").format(share=said.share) if said.is_told else _("told once the costs are entered")
    rows += [
        (_("Benefit"), "", said.benefit),
        (_("Cost"), "", said.cost),
        (_("Return on cost"), "", share),
    ]
    cells = [[_words(name), _words(count, RIGHT), _words(amount, RIGHT)] for name, count, amount in rows]
    table = Table(cells, colWidths=[WIDTH * 0.6, WIDTH * 0.15, WIDTH * 0.25])
    table.setStyle([
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2), ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ])  # fmt: skip
    return table


def _definitions(report: Monthly) -> Table:
    rows = [
        (
            one.metric.name,
            _("Counted: {above}. {below}").format(above=one.metric.numerator, below=_below(one.metric.denominator)),
        )
        for one in report.definitions
    ]
    cells = [[_words(name, SMALL), _words(said, SMALL)] for name, said in rows]
    table = Table(cells, colWidths=[WIDTH * 0.28, WIDTH * 0.72])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])  # fmt: skip
    return table


def _below(denominator: object) -> str:
    return _("Out of: {below}.").format(below=denominator) if denominator else ""
