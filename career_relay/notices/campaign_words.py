"""The words of a campaign: what they may say, and what one person reads.

A campaign speaks to people whose selection is over, or who never had one: words that belong to one application (how far
they came, the kind reason, the result page) do not exist here.
"""

import re
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from career_relay.base.errors import Refused
from career_relay.base.text.lint import check as fair_findings
from career_relay.companies.models import Company
from career_relay.notices import placeholders
from career_relay.notices.composer import LEFTOVER, Check, tidy
from career_relay.notices.mime import ensure_header, one_line
from career_relay.notices.models import Message
from career_relay.notices.placeholders import Placeholder, Trust
from career_relay.notices.rendering import render

OF_ONE_APPLICATION = frozenset(
    {"reached", "reason_words", "personal_point", "agency_firm", "reapply_from", "result_link"}
)
LONGEST_SUBJECT, LONGEST_BODY = 150, 10_000
NAME = re.compile(r"[a-z_]+")
MARK = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def offered() -> dict[str, Placeholder]:
    """Give the placeholders a campaign may use, by name."""
    return {name: one for name, one in placeholders.ALL.items() if name not in OF_ONE_APPLICATION}


def words_for(message: Message) -> tuple[str, str]:
    """Give subject and text for one recipient. Raises Refused when the words cannot be filled.

    in: a message whose campaign and candidate are at hand; called for each mail at the moment of sending.
    """
    campaign = message.campaign
    if campaign is None:
        raise ValueError("not a message of a campaign")
    return fill(campaign.subject, campaign.body, message, message.company)


def fill(subject: str, body: str, message: Message, company: Company) -> tuple[str, str]:
    """Fill words for one recipient. The preview and the outbox both come here."""
    values = _values(_names_in(subject + body), message, company)
    return one_line(render(subject, values))[:200], tidy(render(body, values))


@lru_cache(maxsize=200)
def _names_in(source: str) -> frozenset[str]:
    """Give the placeholders that words may need, so that a mail asks only for these."""
    return frozenset(NAME.findall(source))


def _values(names: frozenset[str], message: Message, company: Company) -> dict[str, str]:
    with override(message.language):
        return {name: _trusted(one, one.value(message, company)) for name, one in offered().items() if name in names}


def _trusted(placeholder: Placeholder, value: str) -> str:
    """What somebody else typed is one line without braces; what is ours stays as it is."""
    if placeholder.trust is Trust.OURS:
        return value.strip()
    return one_line(value).replace("{", "（").replace("}", "）")


# --- before they are sent ---------------------------------------------------------------------------------------------


def ensure_words(subject: str, body: str) -> None:
    """Refuse words that no mail can hold, that do not fill, or that speak of what must not be asked (LEGAL F-01)."""
    ensure_header(subject)
    if not subject.strip() or not body.strip():
        raise Refused(_("A mailing needs a subject and a text."))
    if len(subject) > LONGEST_SUBJECT or len(body) > LONGEST_BODY:
        raise Refused(_("The text is too long for a mail."))
    samples = {name: one.sample for name, one in offered().items()}
    _ensure_known(subject + body)
    tried = f"{render(subject, samples)}\n{render(body, samples)}"
    if found := fair_findings(tried):
        raise Refused(found[0].message, code=found[0].code)


def _ensure_known(source: str) -> None:
    """Name a placeholder of a notice as what it is, rather than as unknown."""
    for used in re.findall(r"\{\{-?\s*(\w+)", source):
        if used in OF_ONE_APPLICATION:
            raise Refused(
                _("“{name}” speaks of one application. It cannot stand in a mailing to many.").format(name=used)
            )


def ensure_finished(subject: str, body: str) -> None:
    """Refuse to send what still has a gap somebody meant to fill."""
    if words := _left_in(subject, body):
        raise Refused(_("“{words}” was left in the text.").format(words=words))


def remarks(subject: str, body: str) -> list[Check]:
    """Look the words over for whoever writes them."""
    left = _left_in(subject, body)
    said = _("“{words}” was left in the text.").format(words=left) if left else _("Nothing is left to fill in")
    found = fair_findings(f"{subject}\n{body}")
    fair = found[0].message if found else _("Says nothing about age, sex or family")
    return [Check("leftover", not left, said), Check("fair", not found, str(fair))]


def _left_in(subject: str, body: str) -> str:
    """Give what a template left to be filled in by hand. Placeholders are no gaps."""
    found = LEFTOVER.search(MARK.sub("", f"{subject}\n{body}"))
    return found.group() if found else ""
