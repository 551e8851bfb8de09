"""A row of the outbox → the letter it is. The preview, the mail and the printed sheet all come from here."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from career_relay.notices import addresses, footer, marks, post
from career_relay.notices.links import url_for
from career_relay.notices.mime import Letter
from career_relay.notices.placeholders import LINK
from career_relay.notices.rendering import Block, blocks, page
from career_relay.notices.states import Channel, LegalClass

if TYPE_CHECKING:
    from career_relay.companies.models import Company
    from career_relay.notices.models import Message


def letter_of(message: "Message", company: "Company") -> Letter:
    """Give the letter exactly as it is, or will be, sent."""
    words = with_link(message)
    with override(message.language):
        role = company.sender_name or _("Recruiting team")
    return Letter(
        seal=message.public_id,
        sender_name=f"{company.name} {role}",
        sender=post.sender_of(company, settings.DEFAULT_FROM_EMAIL),
        reply_to=addresses.reply_to(message, company),
        to_name="" if message.channel == Channel.AGENCY else message.candidate.name,
        to=address_of(message),
        subject=message.subject,
        text=full_text(message, company),
        html=page(
            words,
            language=message.language,
            heading=message.subject,
            button=button_words(message),
            foot=footer.rows_of(message, company),
        ),
        language=message.language,
        headers=(*footer.headers_of(message, company), *marks.headers_of(message)),
        envelope=addresses.envelope_of(message, company),
    )


def full_text(message: "Message", company: "Company") -> str:
    """Give the text with what the law wants under it."""
    words, foot = with_link(message), footer.footer_of(message, company)
    return words.rstrip("\n") + foot if foot else words


def address_of(message: "Message") -> str:
    return message.to_agency if message.channel == Channel.AGENCY else message.candidate.email


def button_words(message: "Message") -> str:
    with override(message.language):
        return _("See the result page") if message.legal_class == LegalClass.NOTICE else _("Open the page")


def with_link(message: "Message") -> str:
    return message.body_text.replace(LINK, url_for(message.public_id))


def paragraphs(message: "Message") -> list[Block]:
    """Give the words alone, without the link: for the result page itself and for paper."""
    return [block for block in blocks(message.body_text) if block.text != LINK]
