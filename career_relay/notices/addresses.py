"""Where an answer and a bounce go: an address of our own that names the outbox row, or the company's contact desk."""

from typing import TYPE_CHECKING

from career_relay.notices.mime import first_address

if TYPE_CHECKING:
    from career_relay.companies.models import Company
    from career_relay.notices.models import Message


def reply_to(message: "Message", company: "Company") -> str:
    """Give where the person's answer goes."""
    return first_address(company.contact_desk)


def envelope_of(message: "Message", company: "Company") -> str:
    """Give where a bounce goes; nothing means the sender's address."""
    return ""
