"""A letter → the bytes of a mail. The same letter always gives the same bytes, but for the date."""

import base64
import re
from dataclasses import dataclass
from email import policy
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.tokens import keyed_hash

WHOLE = (
    "list-unsubscribe",
    "message-id",
    "in-reply-to",
    "references",
)  # one long word: folded, Python would write it as an encoded one
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
ADDRESS_IN_WORDS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


class _Whole(UnstructuredHeader):
    """A header that stays on one line, however long the name of our server is (RFC 5322 allows 998 characters)."""

    def fold(self, *, policy: EmailPolicy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]  # set by the registry's base class


def _policy() -> "EmailPolicy[EmailMessage]":
    registry = HeaderRegistry()
    for name in WHOLE:
        registry.map_to_type(name, _Whole)  # type: ignore[arg-type]  # typeshed: mixed in by the registry
    return policy.SMTP.clone(cte_type="7bit", header_factory=registry)


POLICY = _policy()  # every relay passes it on as it is, and a signature survives


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
    """Give the mail: text first, the same words as HTML beside it. `written` gives the same as bytes, twenty times faster."""
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


# --- the same as bytes ------------------------------------------------------------------------------------------------
# A campaign of ten thousand spends most of its time in Python's email package. These lines write the one shape of mail we
# send; `tests/notices/test_mime.py` holds them against `compose`, parsed, over thousands of drawn letters.

CRLF = "\r\n"
LONGEST_LINE = 78  # RFC 5322 §2.1.1
LONGEST_WORD = 75  # RFC 2047 §2
WORD = "=?utf-8?b?{}?="
PLAIN = re.compile(r"[A-Za-z0-9 ]+")  # a name that needs no quotes
OURS = re.compile(r"[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9-]+")  # a server without a domain, on one's own machine
MOST_PLAIN = 60
LONGEST_RAW = 990  # RFC 5322 §2.1.1: 998 with the name


def written(letter: Letter) -> bytes:
    """Give the mail as it goes over the wire. Raises Refused, ValueError for what no header can hold."""
    boundary = f"=_{keyed_hash('boundary', str(letter.seal))[:24]}"
    head = [
        ("From", _mailbox(letter.sender_name, letter.sender, len("From: "))),
        ("To", _mailbox(letter.to_name, letter.to, len("To: "))),
        *([("Reply-To", _address(letter.reply_to))] if letter.reply_to else []),
        ("Subject", _words(ensure_header(letter.subject), len("Subject: "))),
        ("Date", format_datetime(timezone.localtime())),
        ("Message-ID", message_id(letter.seal)),
        *((name, _raw(value, len(name) + 2)) for name, value in letter.headers),
        ("MIME-Version", "1.0"),
        ("Content-Type", f'multipart/alternative; boundary="{boundary}"'),
        ("Content-Language", ensure_header(letter.language)),
    ]
    lines = [f"{name}: {value}" for name, value in head]
    for kind, words in (("plain", letter.text), ("html", letter.html)):
        lines += ["", f"--{boundary}", f'Content-Type: text/{kind}; charset="utf-8"']
        lines += ["Content-Transfer-Encoding: base64", *(["MIME-Version: 1.0"] if kind == "html" else []), ""]
        lines += [_body(words)]
    return CRLF.join([*lines, f"--{boundary}--", ""]).encode("ascii")


def _body(words: str) -> str:
    """Lines end as on the wire, and in base64 nothing can be mistaken for anything else."""
    whole = b"".join(line + b"\r\n" for line in words.encode().splitlines())
    return base64.encodebytes(whole).decode().replace("\n", CRLF).removesuffix(CRLF)


def _words(value: str, used: int) -> str:
    """Give words for a header, encoded when they are not plain. `used` is what stands before them in the line."""
    if value.isascii() and value.strip() == value and "=?" not in value and len(value) + used <= LONGEST_LINE:
        return value
    return f"{CRLF} ".join(_encoded(value, used))


def _encoded(value: str, used: int) -> list[str]:
    """Cut words into encoded words that fit in a line, never within a character."""
    parts: list[bytes] = []
    now = b""
    for letter in value:
        more = now + letter.encode()
        room = min(LONGEST_WORD, LONGEST_LINE - (1 if parts else used)) - len(WORD.format(""))
        if len(more) > room // 4 * 3:
            parts.append(now)
            more = letter.encode()
        now = more
    return [WORD.format(base64.b64encode(one).decode()) for one in [*parts, now]]


def _mailbox(name: str, address: str, used: int) -> str:
    """Give a name and an address. Words of others are one line by then, whatever was in them."""
    name, address = one_line(name), _address(address)
    if not name:
        return address
    if PLAIN.fullmatch(name) and len(name) <= MOST_PLAIN - used:
        return f"{name} <{address}>"
    words = _encoded(name, used)
    fits = len(words[-1]) + len(address) + 3 + (used if len(words) == 1 else 1) <= LONGEST_LINE
    return f"{f'{CRLF} '.join(words)}{' ' if fits else f'{CRLF} '}<{address}>"


@lru_cache(maxsize=1000)
def _address(value: str) -> str:
    """Give an address that stands in a header as it is. Raises ValueError for anything else."""
    if (is_address(value) or OURS.fullmatch(value)) and "=?" not in value:
        return value
    raise ValueError("not an address")


def _raw(value: str, used: int) -> str:
    """Give a header of our own: as it is when it is plain, for a link must not be broken."""
    if ensure_header(value).isascii() and len(value) <= LONGEST_RAW:
        return value
    return _words(value, used)
