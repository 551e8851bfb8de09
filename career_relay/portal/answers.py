"""An answer to a request as a file: the same content as JSON and as a PDF for reading (LEGAL D-02, D-05)."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from career_relay.base import telling, wording
from career_relay.consents.models import Provision, RightsRequest
from career_relay.consents.rights_contents import PROVIDED_KEYS
from career_relay.portal.exports import my_data_paper
from career_relay.portal.exports.lines import lines_of

FONT = "HeiseiMin-W3"  # readers of Japanese PDF bring it along: nothing is embedded, nothing fetched


def records() -> list[dict[str, Any]]:
    """The records of provision of the active person: the items of LEGAL §3.2 and the day, nothing more (D-05)."""
    return list(Provision.objects.order_by("id").values(*PROVIDED_KEYS))


def pdf_of(request: RightsRequest) -> bytes:
    """The answer on paper size, in the language that is active."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = BytesIO()
    title = _("Answer to your request {number}").format(number=request.number)
    document = SimpleDocTemplate(
        out, pagesize=A4, title=title, author=request.company.name, margin=20 * mm, invariant=1, pageCompression=1
    )
    document.build(list(_story(request, title)))
    return out.getvalue()


def _style(size: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle("words", fontName=FONT, fontSize=size, leading=size * 1.6, wordWrap="CJK", **more)


def _story(request: RightsRequest, title: str) -> Iterator[Flowable]:
    yield Paragraph(escape(title), _style(14, spaceAfter=8))
    for line in (request.company.name, request.get_kind_display(), wording.day(request.closed_at), request.outcome):
        yield Paragraph(escape(line), _style(10, spaceAfter=4))
    for item in (request.answer or {}).get("items", []):
        head = f"{item['label']}: {item['decision_label']}"
        yield Paragraph(escape(head), _style(11.5, spaceBefore=8, spaceAfter=4))
        if item["reason"]:
            yield Paragraph(escape(item["reason"]), _style(10, spaceAfter=4))
        for depth, line in lines_of(item["content"]):
            yield Paragraph(escape(line), _style(9, leftIndent=depth * 4 * mm, spaceAfter=1))
    yield from _copy((request.answer or {}).get("copy", {}))


def _copy(rows: dict[str, list[dict[str, Any]]]) -> Iterator[Flowable]:
    """The rows that were attached, in the words of the person's own copy."""
    for table in telling.tables():
        if rows.get(table.key):
            yield Paragraph(escape(str(table.title)), _style(11.5, spaceBefore=8, spaceAfter=4))
        for row in rows.get(table.key, []):
            yield from my_data_paper.printed_row(table, row)
