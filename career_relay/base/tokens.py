"""Secrets in links and mails: made here, stored only as keyed hashes."""

import hashlib
import hmac
import secrets

from django.conf import settings


def keyed_hash(purpose: str, value: str, *, secret: str = "") -> str:
    """Give a 64-digit hash that only this installation can make. One purpose never matches another.

    secret: an earlier key of this installation; the present one otherwise.
    """
    key = f"career-relay:{purpose}:{secret or settings.SECRET_KEY}".encode()
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def new_token() -> str:
    """Give 128 random bits in 22 URL-safe characters: short enough for an unfolded mail header."""
    return secrets.token_urlsafe(16)


def derived_code(purpose: str, value: str) -> str:
    """Give the six digits that belong to `value`: nothing secret needs to be stored or queued."""
    return f"{int(keyed_hash(purpose, value)[:12], 16) % 1_000_000:06d}"


def same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode(), right.encode())
