"""Where an answer and a bounce go: an address of our own that names the outbox row, or the company's contact desk.

`reply+<token>@domain` and `bounce+<token>@domain`. The token names the row, its company and a check of the address the
mail went to, sealed with our key: nothing is stored, nobody can make one up, and a mail server may fold its case.
"""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.conf import settings

from career_relay.notices import post
from career_relay.notices.mime import first_address

if TYPE_CHECKING:
    from career_relay.companies.models import Company
    from career_relay.notices.models import Message

ROW, COMPANY, CHECK, SEAL = 16, 4, 4, 9  # bytes: 33 together, 53 characters
LENGTH: Final = 53
TOKEN = re.compile(r"(?<![a-z0-9])(reply|bounce)[+=-]([a-z2-7]{53})(?![a-z0-9])", re.IGNORECASE)


class Use(StrEnum):
    REPLY = "reply"
    BOUNCE = "bounce"


@dataclass(frozen=True, slots=True)
class Named:
    """What a token says: a row of the outbox and its company. `check` fits the address the mail went to."""

    use: Use
    seal: UUID
    company_id: int
    check: str

    def is_for(self, address: str) -> bool:
        """Whether the mail went to this address."""
        return hmac.compare_digest(self.check, _check(self.seal, address).hex())


def reply_to(message: "Message", company: "Company") -> str:
    """Give where the person's answer goes."""
    if not settings.INBOUND.domain:
        return first_address(company.contact_desk)
    return address_for(Use.REPLY, message)


def envelope_of(message: "Message", company: "Company") -> str:
    """Give where a bounce goes; nothing means the sender's address.

    A company's own mail account takes no other return path than its own, so its bounces come to its own mailbox.
    """
    if not settings.INBOUND.domain or sends_itself(company):
        return ""
    return address_for(Use.BOUNCE, message)


def sends_itself(company: "Company") -> bool:
    """Whether its mails leave through an account of its own."""
    return post.chosen(company) is not None


def address_for(use: Use, message: "Message") -> str:
    return f"{use}+{token_for(use, message)}@{settings.INBOUND.domain}"


def token_for(use: Use, message: "Message") -> str:
    """Give the 53 characters that name a row of the outbox and the address it is written to."""
    seal, to = message.public_id, _address_of(message)
    said = seal.bytes + _masked(seal, message.company_id.to_bytes(COMPANY, "big")) + _check(seal, to)
    return token_of(said + _sealed(use, said))


def _address_of(message: "Message") -> str:
    return message.to_agency or message.candidate.email


def read(use: Use, token: str) -> Named | None:
    """Give what a token says, or nothing for one we did not make."""
    try:
        said = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except (binascii.Error, ValueError):
        return None
    if len(said) != ROW + COMPANY + CHECK + SEAL:
        return None
    body, seal = said[:-SEAL], UUID(bytes=said[:ROW])
    if not hmac.compare_digest(said[-SEAL:], _sealed(use, body)) or token_of(said) != token.lower():
        return None
    company_id = int.from_bytes(_masked(seal, body[ROW : ROW + COMPANY]), "big")
    return Named(use, seal, company_id, body[ROW + COMPANY :].hex())


def token_of(said: bytes) -> str:
    """Give bytes as we write them: the last character has bits to spare, and only one spelling is ours."""
    return base64.b32encode(said).decode().rstrip("=").lower()


def named_in(words: Iterable[str]) -> list[Named]:
    """Give every row of ours that one of these addresses or headers names, in order."""
    found = [read(Use(use.lower()), token) for one in words for use, token in TOKEN.findall(one)]
    return list(dict.fromkeys(one for one in found if one))


# --- the parts of a token -----------------------------------------------------------------------------------------


def _hash(purpose: str, said: bytes, length: int) -> bytes:
    key = f"career-relay:mail {purpose}:{settings.SECRET_KEY}".encode()
    return hmac.new(key, said, hashlib.sha256).digest()[:length]


def _sealed(use: Use, said: bytes) -> bytes:
    return _hash(f"address {use}", said, SEAL)


def _check(seal: UUID, address: str) -> bytes:
    return _hash("address check", seal.bytes + address.strip().lower().encode(), CHECK)


def _masked(seal: UUID, company: bytes) -> bytes:
    """The number of a company is nobody's business: hidden, and shown again by the same act."""
    mask = _hash("company", seal.bytes, COMPANY)
    return bytes(one ^ other for one, other in zip(company, mask, strict=True))
