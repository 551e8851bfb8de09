"""A letter → the bytes of a mail. The same letter always gives the same bytes, but for the date."""

import re
from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.tokens import keyed_hash

POLICY = policy.SMTP.clone(cte_type="7bit")  # every relay passes it on as it is, and a signature survives
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
ADDRESS_IN_WORDS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything a mail says, ready to be shown or sent."""

    seal: UUID  # the outbox row: the Message-ID comes from it
    sender_name: str
    sender: str
    reply_to: str
    to_name: str
    to: str
    subject: str
    text: str
    html: str
    language: str
    headers: tuple[tuple[str, str], ...] = ()  # how to be taken off a list, and the like
    envelope: str = ""  # where a bounce goes; the sender's address when nothing is said


def message_id(seal: UUID) -> str:
    """Give the Message-ID of an outbox row: always the same, and nobody else can guess it."""
    return f"<{keyed_hash('message-id', str(seal))[:32]}@{urlsplit(settings.PUBLIC_URL).hostname or 'localhost'}>"


def is_address(value: str) -> bool:
    """Whether a mail can be addressed to `value`: one plain address, nothing folded or smuggled in."""
    try:
        validate_email(value)
    except ValidationError:
        return False
    return value.isascii() and CONTROL.search(value) is None


def first_address(words: str) -> str:
    """Give the first mail address in `words`, or nothing: a contact desk may be a sentence."""
    found = ADDRESS_IN_WORDS.search(words)
    return found.group() if found and is_address(found.group()) else ""


def one_line(value: str) -> str:
    """Words of others, made harmless for a header and for a line of text."""
    return " ".join(CONTROL.sub(" ", value).split())


def ensure_header(value: str) -> str:
    """Refuse a line break in what becomes a header."""
    if CONTROL.search(value):
        raise Refused(_("The subject must be one line."))
    return value


def compose(letter: Letter) -> EmailMessage:
    """Give the mail: text first, the same words as HTML beside it."""
    mail = EmailMessage(policy=POLICY)
    mail["From"] = Address(one_line(letter.sender_name), addr_spec=letter.sender)
    mail["To"] = Address(one_line(letter.to_name), addr_spec=letter.to)
    if letter.reply_to:
        mail["Reply-To"] = Address(addr_spec=letter.reply_to)
    mail["Subject"] = ensure_header(letter.subject)
    mail["Date"] = format_datetime(timezone.localtime())
    mail["Message-ID"] = message_id(letter.seal)
    for name, value in letter.headers:
        mail[name] = ensure_header(value)
    mail.set_content(letter.text, charset="utf-8")
    mail.add_alternative(letter.html, subtype="html", charset="utf-8")
    mail["Content-Language"] = letter.language  # last: what says Content- before would move into the first part
    mail.set_boundary(f"=_{keyed_hash('boundary', str(letter.seal))[:24]}")
    return mail
