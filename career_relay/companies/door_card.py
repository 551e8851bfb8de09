"""A card for an envelope or a counter: A6, the company first, its door as a QR code and in letters (PRODUCT D7)."""

from io import BytesIO
from xml.sax.saxutils import escape

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A6
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from career_relay.companies.doors import door_url
from career_relay.companies.models import Company

FONT = "HeiseiKakuGo-W5"  # every reader of Japanese PDF brings it along
MARGIN, CODE = 10 * mm, 46 * mm
CENTRE = 1  # of reportlab's paragraphs
LONG = 40  # characters of a name that is written smaller


def card_pdf(company: Company, language: str) -> bytes:
    """Print the card: one A6 page."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = BytesIO()
    with override(language):
        canvas = Canvas(out, pagesize=A6, invariant=1, pageCompression=1)
        canvas.setTitle(_("For everyone who applied"))
        canvas.setAuthor(company.name)
        _draw(canvas, company, company.name_en if language == "en" and company.name_en else company.name)
        canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, company: Company, name: str) -> None:
    url, top = door_url(company), A6[1] - MARGIN
    top = _write(canvas, name, top, 14 if len(name) <= LONG else 10)
    top = _write(canvas, _("For everyone who applied"), top - 2 * mm, 11)
    top = _write(canvas, _("Your result, the dates, and the documents we hold. A code comes by e-mail."), top, 9)
    top -= CODE + 2 * mm
    renderPDF.draw(_code(url), canvas, (A6[0] - CODE) / 2, top)
    _write(canvas, url, top - 1 * mm, 9)
    _write(canvas, _("Delivered with %(name)s") % {"name": _(settings.PRODUCT_NAME)}, MARGIN + 2 * mm, 7)


def _write(canvas: Canvas, words: str, top: float, size: float) -> float:
    """Write centred words below `top`, broken where they are too long. Gives where they end."""
    style = ParagraphStyle("card", fontName=FONT, fontSize=size, leading=size * 1.5, alignment=CENTRE, wordWrap="CJK")
    said = Paragraph(escape(words), style)
    _width, height = said.wrap(A6[0] - 2 * MARGIN, A6[1])
    said.drawOn(canvas, MARGIN, top - height)
    return float(top - height)


def _code(url: str) -> Drawing:
    widget = QrCodeWidget(url, barLevel="M")
    left, bottom, right, top = widget.getBounds()
    scale = CODE / (right - left)
    drawing = Drawing(CODE, CODE, transform=[scale, 0, 0, CODE / (top - bottom), -left * scale, -bottom * scale])
    drawing.add(widget)
    return drawing
