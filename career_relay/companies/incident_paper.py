"""The report of an incident on paper: the nine items, as the authority's form has them."""

from io import BytesIO
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

from career_relay.base import wording
from career_relay.companies.incidents import NINE, clocks, report_of, triage
from career_relay.companies.models import Incident

FONT = "HeiseiMin-W3"  # every reader of Japanese PDF brings it along
BODY = ParagraphStyle("body", fontName=FONT, fontSize=10, leading=16, wordWrap="CJK")
HEAD = ParagraphStyle("head", parent=BODY, fontSize=11, leading=18, spaceBefore=8)
TITLE = ParagraphStyle("title", parent=BODY, fontSize=15, leading=24, spaceAfter=8)


def pdf_of(incident: Incident) -> bytes:
    """Give the report as PDF, in the language of the reader."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    sheet = BytesIO()
    page = SimpleDocTemplate(sheet, pagesize=A4, margins=20 * mm, title=_("Report of an incident"))
    page.build(_flow(incident))
    return sheet.getvalue()


def _flow(incident: Incident) -> list[Flowable]:
    found, days = triage(incident), clocks(incident)
    classes = ", ".join(map(str, found.labels)) or _("none of the four")
    facts = [
        _("Known since: {day}").format(day=wording.day(incident.known_on)),
        _("Classes: {classes}").format(classes=classes),
        _("First report {since} to {until}, full report by {full}").format(
            since=wording.day(days.first_from), until=wording.day(days.first_to), full=wording.day(days.full_by)
        ),
    ]
    flow: list[Flowable] = [Paragraph(escape(incident.title), TITLE)]
    if incident.company:
        flow.append(Paragraph(escape(f"{incident.company.name}　{incident.company.address}"), BODY))
    flow += [Paragraph(escape(one), BODY) for one in facts]
    for key, words in report_of(incident).items():
        flow += [Paragraph(escape(str(NINE[key])), HEAD), Paragraph(escape(words).replace("\n", "<br/>"), BODY)]
    return [*flow, Spacer(1, 4 * mm)]
