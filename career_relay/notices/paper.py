"""A result on paper: A4, the address where the window of a Japanese envelope (長形3号) is, the door as a QR code (PRODUCT B10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Paragraph, Spacer, Table

from career_relay.base import wording
from career_relay.companies.models import Company
from career_relay.notices.letters import paragraphs
from career_relay.notices.models import Message

FONT = (
    "HeiseiMin-W3"  # one of the fonts every reader of Japanese PDF brings along: nothing is embedded, nothing fetched
)
WINDOW_LEFT, WINDOW_TOP, WINDOW_WIDTH = 22 * mm, 18 * mm, 84 * mm  # 長形3号 with a window, the sheet folded in three
BODY_TOP = 96 * mm  # below the first fold
MARGIN = 22 * mm
LONGEST_ENCLOSURE = 80
MOST_ENCLOSURES = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the paper."""

    company: Company
    to: tuple[str, ...]  # postcode and address, a line each; may be empty
    name: str
    subject: str
    words: tuple[str, ...]
    door: str
    day: date
    language: str
    enclosures: tuple[str, ...] = ()


def sheet_of(message: Message, company: Company, *, door: str, day: date, enclosures: Sequence[str] = ()) -> Sheet:
    """Give the letter of a notice: the same words as the mail, without its link."""
    return Sheet(
        company=company,
        to=address_lines(message),
        name=message.candidate.name,
        subject=message.subject,
        words=tuple(block.text for block in paragraphs(message) if block.kind == "words"),
        door=door,
        day=day,
        language=message.language,
        enclosures=enclosures_of(enclosures),
    )


def address_lines(message: Message) -> tuple[str, ...]:
    """Give the person's address as the record tells it, the postcode on a line of its own."""
    details = message.candidate.details
    told = (details.get("postal_code", ""), details.get("address", ""))
    code, address = (" ".join(str(one).split()) for one in told)
    code = f"〒{code.lstrip('〒')}" if code else ""
    return tuple(filter(None, (code, address)))


def enclosures_of(names: Sequence[str]) -> tuple[str, ...]:
    """Keep what is returned: one line each, no empty ones."""
    lines = (" ".join(name.split())[:LONGEST_ENCLOSURE] for name in names)
    return tuple(line for line in lines if line)[:MOST_ENCLOSURES]


def pdf_of(sheet: Sheet) -> bytes:
    """Print the letter. A long one goes on on a second page."""
    _ensure_font()
    out = BytesIO()
    with override(sheet.language):
        document = BaseDocTemplate(
            out, pagesize=A4, title=sheet.subject, author=sheet.company.name, invariant=1, pageCompression=1
        )
        width = A4[0] - 2 * MARGIN
        first = Frame(MARGIN, 20 * mm, width, A4[1] - BODY_TOP - 20 * mm, 0, 0, 0, 0, id="first")
        rest = Frame(MARGIN, 20 * mm, width, A4[1] - 45 * mm, 0, 0, 0, 0, id="rest")
        document.addPageTemplates(
            [
                PageTemplate(
                    "first", [first], onPage=lambda canvas, _doc: _head(canvas, sheet), autoNextPageTemplate="rest"
                ),
                PageTemplate("rest", [rest]),
            ]
        )
        document.build(_story(sheet))
    return out.getvalue()


def _ensure_font() -> None:
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def _style(size: float, lead: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle("words", fontName=FONT, fontSize=size, leading=lead, wordWrap="CJK", **more)


def _head(canvas: Canvas, sheet: Sheet) -> None:
    """Address in the window, sender and day at the right."""
    lines = [*sheet.to, "", _honoured(sheet.name)]
    _stack(canvas, lines, WINDOW_LEFT, A4[1] - WINDOW_TOP, WINDOW_WIDTH, size=10.5)
    company = sheet.company
    sender = [wording.day(sheet.day), "", company.name, company.sender_name, company.address, company.contact_desk]
    _stack(canvas, sender, A4[0] - MARGIN - 68 * mm, A4[1] - 52 * mm, 68 * mm, size=9)


def _honoured(name: str) -> str:
    return pgettext("letter", "{name}").format(name=name)


def _stack(canvas: Canvas, lines: Sequence[str], left: float, top: float, width: float, *, size: float) -> None:
    """Write lines below each other, each broken where it is too long."""
    for line in lines:
        words = Paragraph(escape(line) or "&nbsp;", _style(size, size * 1.5))
        _width, height = words.wrap(width, A4[1])
        words.drawOn(canvas, left, top - height)
        top -= height


def _story(sheet: Sheet) -> list[Flowable]:
    head, text, small = _style(13, 20, spaceAfter=10), _style(10.5, 18, spaceAfter=8), _style(9, 14)
    title = _("Return of your documents") if sheet.enclosures else sheet.subject
    story: list[Flowable] = [Paragraph(escape(title), head)]
    story += [Paragraph(escape(words).replace("\n", "<br/>"), text) for words in sheet.words]
    if sheet.enclosures:
        story.append(KeepTogether(_enclosed(sheet.enclosures, text)))
    said = _("Your own page with the result, the dates and your rights:")
    door = Table(
        [[_qr(sheet.door), Paragraph(f"{escape(said)}<br/>{escape(sheet.door)}", small)]], colWidths=[30 * mm, None]
    )
    door.setStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    return [*story, Spacer(1, 6), KeepTogether([door])]


def _enclosed(enclosures: Sequence[str], style: ParagraphStyle) -> list[Flowable]:
    words = _("Enclosed we return, with thanks, the documents you sent us.")
    rows = [Paragraph(escape(words), style)]
    rows += [Paragraph(escape(_("Enclosed: {what}").format(what=one)), style) for one in enclosures]
    return rows


def _qr(url: str) -> Drawing:
    widget = QrCodeWidget(url, barLevel="M")
    left, bottom, right, top = widget.getBounds()
    side = 26 * mm
    drawing = Drawing(side, side, transform=[side / (right - left), 0, 0, side / (top - bottom), -left, -bottom])
    drawing.add(widget)
    return drawing
