"""A kept letter as PDF, in the lines the person kept, with the company that stands behind it."""

from io import BytesIO
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer

from career_relay.base import wording
from career_relay.consents.models import KeptLetter
from career_relay.notices.paper import FONT

MARGIN = 25 * mm


def pdf_of(kept: KeptLetter, name: str) -> bytes:
    """Print the letter about the person of this name. The hash of the whole letter stands at the foot."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
        title=_("Letter of %(company)s") % {"company": kept.company_name}, author=kept.company_name, invariant=1,
    )  # fmt: skip
    document.build(_story(kept, name))
    return out.getvalue()


def _style(size: float, lead: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle("words", fontName=FONT, fontSize=size, leading=lead, wordWrap="CJK", **more)


def _story(kept: KeptLetter, name: str) -> list[Flowable]:
    head, text, small = _style(14, 22, spaceAfter=12), _style(10.5, 18), _style(8, 12, textColor="#555555")
    strong = _style(11, 18, spaceBefore=8)
    story: list[Flowable] = [
        Paragraph(escape(wording.day(kept.handed_at)), text),
        Paragraph(escape(_("About {name}").format(name=name) if name else ""), head),
    ]
    for line in kept.kept_lines:
        lines = [Paragraph(escape(line["skill"]), strong), Paragraph(escape(line["evidence"]), text)]
        story.append(KeepTogether(lines))
    signed = [Paragraph(escape(kept.company_name), strong), Paragraph(escape(kept.signed), text)]
    left_out = len(kept.lines) - len(kept.kept_lines)
    note = _("Written by the company, handed to the person, shown by the person.")
    if left_out:
        note += " " + _("Of {n} lines the person shows {m}.").format(n=len(kept.lines), m=len(kept.kept_lines))
    return [*story, Spacer(1, 18), KeepTogether(signed), Spacer(1, 18), Paragraph(escape(note), small),
            Paragraph(kept.hash, small)]  # fmt: skip
