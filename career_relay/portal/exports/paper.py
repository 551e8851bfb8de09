"""What all our sheets share: A4, a Japanese font every reader of PDF brings along, a foot with the page and the day."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from career_relay.base import wording

FONT = "HeiseiKakuGo-W5"  # nothing is embedded, nothing fetched
SERIF = "HeiseiMin-W3"
MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN
LINE = HexColor("#9aa5b1")


def ensure_fonts() -> None:
    for font in (FONT, SERIF):
        if font not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont(font))


def style(size: float, *, font: str = SERIF, lead: float = 1.55, **more: Any) -> ParagraphStyle:
    return ParagraphStyle("words", fontName=font, fontSize=size, leading=size * lead, wordWrap="CJK", **more)


def words(text: object, how: ParagraphStyle) -> Paragraph:
    """Somebody's words as they are: no markup in them means anything."""
    return Paragraph(escape(printable(str(text))).replace("\n", "<br/>") or "&nbsp;", how)


def printable(text: str) -> str:
    """Without what no paper can show."""
    return "".join(one for one in text if one == "\n" or (one >= " " and not 0xD800 <= ord(one) < 0xE000))


def printed(story: Sequence[Flowable], *, title: str, day: date) -> bytes:
    """Set the story on as many pages as it needs."""
    ensure_fonts()
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title=title, author="", invariant=1, pageCompression=1)
    frame = Frame(MARGIN, 18 * mm, WIDTH, A4[1] - 34 * mm, 0, 0, 0, 0)

    def foot(canvas: Canvas, page: Any) -> None:
        canvas.setFont(SERIF, 8)
        canvas.setFillColor(HexColor("#52606d"))
        canvas.drawString(MARGIN, 11 * mm, printable(f"{title}  {wording.day(day)}"))
        canvas.drawRightString(A4[0] - MARGIN, 11 * mm, _("page {n}").format(n=page.page))

    document.addPageTemplates([PageTemplate("all", [frame], onPage=foot)])
    document.build(list(story))
    return out.getvalue()


def qr(url: str, side: float = 30 * mm) -> Drawing:
    widget = QrCodeWidget(url, barLevel="M")
    left, bottom, right, top = widget.getBounds()
    drawing = Drawing(side, side, transform=[side / (right - left), 0, 0, side / (top - bottom), -left, -bottom])
    drawing.add(widget)
    return drawing
