"""What the law wants to stand under a mail that advertises, and how to be taken off the list in one tap.

LEGAL E-05, E-07, §3.12. Written by the system, not by whoever writes the words.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from career_relay.companies.models import Company
    from career_relay.notices.models import Message


def footer_of(message: "Message", company: "Company") -> str:
    """Give what stands under the text, in the mail's language. Nothing for a notice: it advertises nothing."""
    return ""


def headers_of(message: "Message", company: "Company") -> tuple[tuple[str, str], ...]:
    """Give the headers by which a mail program offers to unsubscribe. None for a notice."""
    return ()
