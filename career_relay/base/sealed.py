"""Fields whose value only this installation can read: passwords of mail servers, tokens of other services (S-04).

Fernet (AES-128-CBC with HMAC-SHA256) with a key drawn from SECRET_KEY; the keys in SECRET_KEY_FALLBACKS still open what
was sealed before a change of key. What cannot be opened any more is empty, so that it is asked for anew.
"""

import base64
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.utils.encoding import force_bytes


def _key(secret: str | bytes) -> Fernet:
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"career-relay sealed field").derive(
        force_bytes(secret)
    )
    return Fernet(base64.urlsafe_b64encode(drawn))


def _keys() -> MultiFernet:
    return MultiFernet([_key(one) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def seal(value: str) -> str:
    return _keys().encrypt(value.encode()).decode() if value else ""


def unseal(value: str) -> str:
    """Give what was sealed, or nothing when no key opens it."""
    try:
        return _keys().decrypt(value.encode()).decode() if value else ""
    except InvalidToken:
        return ""


class SealedField(models.TextField):  # type: ignore[type-arg] # not subscriptable when it runs
    """A text that stands sealed in the database. It cannot be looked for, and forms must never show it."""

    def get_prep_value(self, value: Any) -> Any:
        return seal(super().get_prep_value(value) or "")

    def formfield(self, **_more: Any) -> None:
        """No form shows it."""

    def get_lookup(self, lookup_name: str) -> Any:
        """Only emptiness can be asked for: sealing the same words twice gives two texts."""
        if lookup_name != "isnull":
            message = f"A sealed field cannot be looked for: {lookup_name}"
            raise FieldError(message)
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        """What a dump of the data holds: sealed as well."""
        return seal(self.value_from_object(obj) or "")

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> str:
        return unseal(value or "")
