"""The two links under a mail that advertises: stop it in one tap, choose what to hear of.

The token is the number of company and message, sealed: one block of AES under a key of this installation alone. It is
short enough for a header that must not be folded, nothing is stored for it, it never ends (LEGAL E-06), and whoever
makes one up hits an existing mail once in 2**48 tries.
"""

import base64
import binascii
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.utils.encoding import force_bytes

from career_relay.notices.models import Message

LENGTH = 22
COMPANY, MESSAGE, BLANK = 4, 6, bytes(6)  # bytes of each; what is opened must end in six empty ones
ONE_CLICK = ("List-Unsubscribe", "One-Click")  # RFC 8058 §3.2: the body a mail program posts


@dataclass(frozen=True, slots=True)
class Listed:
    """Which mail a token stands under."""

    company_id: int
    message_id: int


def token_for(message: Message) -> str:
    """Give the 22 characters that belong to a message. Always the same, so that the preview shows the real link."""
    numbers = (message.company_id or 0).to_bytes(COMPANY) + (message.pk or 0).to_bytes(MESSAGE)  # 0: a preview unsaved
    plain = numbers + BLANK
    sealed = _block(settings.SECRET_KEY).encryptor().update(plain)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def read_token(token: str) -> Listed | None:
    """Give what a token stands for, or nothing: one that is cut, made up, of another installation or of a preview."""
    sealed = _bytes_of(token)
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS) if sealed else ():
        plain = _block(secret).decryptor().update(sealed)
        company_id = int.from_bytes(plain[:COMPANY])
        if company_id and plain.endswith(BLANK):
            return Listed(company_id, int.from_bytes(plain[COMPANY : COMPANY + MESSAGE]))
    return None


def stop_url(message: Message) -> str:
    """Where a POST stops the mails and a GET only looks."""
    return f"{settings.PUBLIC_URL}/u/{token_for(message)}"


def choices_url(message: Message) -> str:
    """Where the reader of the mail may choose to hear of less."""
    return f"{settings.PUBLIC_URL}/p/{token_for(message)}/"


def _bytes_of(token: str) -> bytes:
    if len(token) != LENGTH or not token.isascii():
        return b""
    try:
        found = base64.b64decode(f"{token}==", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
    canonical = base64.urlsafe_b64encode(found).decode().rstrip("=")
    return found if canonical == token else b""  # one way to write each token, so that none is two


@cache
def _block(secret: str | bytes) -> Cipher[modes.ECB]:
    key = sha256(b"career-relay:list link:" + force_bytes(secret)).digest()
    return Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305 — one block alone: there is no second one to match
