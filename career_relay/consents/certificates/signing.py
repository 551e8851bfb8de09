"""Compact JWS with Ed25519 (RFC 7515, RFC 8037): how a certificate and a status list are signed. Plain Python, no database.

Every way to write the same bytes differently is refused, so that a certificate whose text was touched is no certificate.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ALGORITHM: Final = "EdDSA"  # RFC 8037; what readers of Open Badges know
LONGEST: Final = 100_000  # characters of one document; ours have 4,000, a status list up to 25,000


class Broken(ValueError):  # noqa: N818 — an answer: this text is not what it should be
    """`args[0]` says what: form, algorithm, key or signature."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    kid: str  # RFC 7638 thumbprint of the public half
    public: str
    private: str


@dataclass(frozen=True, slots=True)
class Token:
    """What stands in a compact JWS. Nothing of it is proven before `ensure_signed`."""

    header: dict[str, Any]
    claims: dict[str, Any]
    signed: bytes
    signature: bytes


def make_pair() -> KeyPair:
    private = Ed25519PrivateKey.generate()
    public = packed(private.public_key().public_bytes_raw())
    return KeyPair(thumbprint(public), public, packed(private.private_bytes_raw()))


def thumbprint(public: str) -> str:
    told = json.dumps({"crv": "Ed25519", "kty": "OKP", "x": public}, separators=(",", ":"), sort_keys=True)
    return packed(hashlib.sha256(told.encode()).digest())


def sign(claims: Mapping[str, Any], *, private: str, kid: str, typ: str = "vc+jwt") -> str:
    """Give the compact JWS. in: the private key as `make_pair` gave it; `kid` as readers will look for it."""
    key = Ed25519PrivateKey.from_private_bytes(unpacked(private))
    head = packed(_written({"alg": ALGORITHM, "kid": kid, "typ": typ}))
    body = f"{head}.{packed(_written(claims))}"
    return f"{body}.{packed(key.sign(body.encode()))}"


def read(text: str) -> Token:
    """Take a compact JWS apart. raises Broken("form")."""
    if len(text) > LONGEST or text.count(".") != 2:
        raise Broken("form")
    head, body, signature = text.split(".")
    try:
        signed = f"{head}.{body}".encode("ascii")
        found = Token(_object(head), _object(body), signed, unpacked(signature))
    except (ValueError, RecursionError):
        raise Broken("form") from None
    return found


def ensure_signed(token: Token, jwk: Mapping[str, Any]) -> None:
    """raises Broken unless the key made this signature: no algorithm but ours, nothing critical we do not know."""
    if token.header.get("alg") != ALGORITHM or "crit" in token.header:
        raise Broken("algorithm")
    if jwk.get("kty") != "OKP" or jwk.get("crv") != "Ed25519" or not isinstance(jwk.get("x"), str):
        raise Broken("key")
    try:
        Ed25519PublicKey.from_public_bytes(unpacked(jwk["x"])).verify(token.signature, token.signed)
    except InvalidSignature:
        raise Broken("signature") from None
    except ValueError:
        raise Broken("key") from None


def packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unpacked(text: str) -> bytes:
    """Read base64url. raises ValueError for anything that is not written the one way it can be."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as fault:
        raise ValueError(str(fault)) from None
    if packed(raw) != text:
        message = "written in another way"
        raise ValueError(message)
    return raw


def _written(thing: Mapping[str, Any]) -> bytes:
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":")).encode()


def _object(text: str) -> dict[str, Any]:
    found = json.loads(unpacked(text).decode("utf-8"), object_pairs_hook=_once)
    if isinstance(found, dict):
        return found
    message = "not an object"
    raise ValueError(message)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two members of one name are read differently by different readers: refused."""
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a name twice"
        raise ValueError(message)
    return found
