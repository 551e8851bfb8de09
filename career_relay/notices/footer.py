"""What the law wants to stand under a mail that advertises, and how to be taken off the list in one tap.

LEGAL E-05, E-07, §3.12. Written by the system from the company's own facts: whoever writes the words cannot change it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from career_relay.base.errors import Refused
from career_relay.notices import list_links
from career_relay.notices.mime import one_line
from career_relay.notices.states import Channel, LegalClass

if TYPE_CHECKING:
    from career_relay.companies.models import Company
    from career_relay.notices.models import Message

RULE = "-" * 32
ALSO_UNDER = frozenset({"consent_request"})  # a question, no advertising: but whoever wants no more of them can say so
NEEDED: tuple[tuple[str, str | Promise], ...] = (
    ("name", gettext_lazy("company name")),
    ("address", gettext_lazy("address")),
    ("contact_desk", gettext_lazy("contact desk")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the footer: words, and an address below them where there is one."""

    words: str
    link: str = ""


def has_footer(message: "Message") -> bool:
    """Whether the footer stands under this mail: under all that advertise, and never in a letter to an agency."""
    if message.channel == Channel.AGENCY:
        return False
    return message.legal_class != LegalClass.NOTICE or message.template_key in ALSO_UNDER


def rows_of(message: "Message", company: "Company") -> list[Row]:
    """Give the footer line by line, in the mail's language. Nothing for a notice: it advertises nothing."""
    if not has_footer(message):
        return []
    with override(message.language):
        facts = {name: one_line(getattr(company, name)) for name, _label in NEEDED}
        facts["name"] = _name_of(message, company)
        return [
            Row(_("Sent by: {name}").format(**facts)),
            Row(
                _("You can refuse these mails at any time. One tap on this page, no sign-in, and none follows:"),
                list_links.stop_url(message),
            ),
            Row(
                _("Choose what you hear of, and how often:"),
                list_links.choices_url(message),
            ),
            Row(_("Address: {address}").format(**facts)),
            Row(_("Complaints and questions: {contact_desk}").format(**facts), complaints_url(company)),
        ]


def complaints_url(company: "Company") -> str:
    """The page where anybody can complain of the company, signed in or not (LEGAL M-10)."""
    return f"{settings.PUBLIC_URL}{reverse('portal:complain_of', args=[company.slug])}"


def _name_of(message: "Message", company: "Company") -> str:
    """The name in the register, with the one a reader of English knows."""
    own, english = one_line(company.name), one_line(company.name_en)
    return f"{english} ({own})" if message.language == "en" and english else own


def footer_of(message: "Message", company: "Company") -> str:
    """Give what stands under the text, in the mail's language. Nothing for a notice: it advertises nothing."""
    return in_text(rows_of(message, company))


def in_text(rows: Sequence[Row]) -> str:
    """The rows as they stand below a plain text; nothing when there is none."""
    if not rows:
        return ""
    return "\n\n".join(["", RULE, *("\n".join(filter(None, (row.words, row.link))) for row in rows)]) + "\n"


def headers_of(message: "Message", company: "Company") -> tuple[tuple[str, str], ...]:
    """Give the headers by which a mail program offers to unsubscribe (RFC 8058). None for a notice."""
    if not has_footer(message):
        return ()
    return (
        ("List-Unsubscribe", f"<{list_links.stop_url(message)}>"),
        ("List-Unsubscribe-Post", "=".join(list_links.ONE_CLICK)),
    )


def missing(company: "Company") -> list[str]:
    """Give the names of the facts without which no mail that advertises may leave."""
    return [str(label) for name, label in NEEDED if not one_line(getattr(company, name))]


def ensure_complete(company: "Company") -> None:
    """Raise Refused while the footer could not say what the law wants (LEGAL E-05)."""
    if gaps := missing(company):
        raise Refused(
            _("The footer the law asks for is not complete. Please add in Settings: {facts}.").format(
                facts=_(", ").join(gaps)
            ),
            code="FOOTER_INCOMPLETE",
        )
