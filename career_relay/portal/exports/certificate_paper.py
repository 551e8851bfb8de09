"""A certificate on one sheet, with the address that checks it while its page is open."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from career_relay.base import wording
from career_relay.consents.certificates import queries
from career_relay.consents.certificates.queries import Mine
from career_relay.consents.models import HeldCertificate
from career_relay.portal.exports import paper


def pdf_of(found: Mine, held: HeldCertificate) -> bytes:
    """Print it, in the language the company wrote it in."""
    with translation.override(held.language):
        paper.ensure_fonts()
        return paper.printed(_story(found, held), title=_("Certificate"), day=timezone.localdate())


def _story(found: Mine, held: HeldCertificate) -> list[Flowable]:
    head, big, text, small = (
        paper.style(12, alignment=1),
        paper.style(22, alignment=1, spaceAfter=18),
        paper.style(12, spaceAfter=8),
        paper.style(9),
    )
    story: list[Flowable] = [
        Spacer(1, 30 * mm), paper.words(_("Certificate"), head), Spacer(1, 4 * mm), paper.words(queries.title(), big),
    ]  # fmt: skip
    if held.shows_name:
        story.append(paper.words(_("To {name}").format(name=held.name), text))
    story.append(paper.words(queries.narrative(), text))
    story += [Spacer(1, 6 * mm), _facts(found, held), Spacer(1, 16 * mm)]
    story.append(_check(held, small) if held.is_shown else paper.words(_hidden(), small))
    return story


def _facts(found: Mine, held: HeldCertificate) -> Table:
    label, said = paper.style(10), paper.style(11)
    rows = [
        (_("Issued by"), found.issuer.name),
        (_("Month of the final interview"), wording.month(held.month)),
        (_("Role family"), held.family),
        (_("Strengths"), _(", ").join(held.strengths)),
    ]
    told = [[paper.words(name, label), paper.words(value, said)] for name, value in rows if value]
    table = Table(told, colWidths=[52 * mm, None])
    table.setStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, paper.LINE), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


def _check(held: HeldCertificate, small: ParagraphStyle) -> Table:
    address = queries.page_of(held)
    said = _("Whether it still holds is shown at this address:")
    table = Table([[paper.qr(address), paper.words(f"{said}\n{address}", small)]], colWidths=[34 * mm, None])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    return table


def _hidden() -> str:
    return _("The public page of this certificate is closed; the file can still be checked with the published keys.")
