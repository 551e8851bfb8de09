"""Whether a certificate holds: asked by the public page, by the person's own page and, without any network, by the command.

Plain Python: a file, published keys, a published status list and a moment go in, a finding comes out.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from career_relay.consents.certificates import bits, credential
from career_relay.consents.certificates.signing import Broken, Token, ensure_signed, read

KEYS_AT: Final = "/keys/"  # the id of a key lies below its issuer's, so that no issuer can sign for another
ENVELOPE: Final = "data:application/vc+jwt,"
_BAKED: Final = re.compile(r"<openbadges:credential\b[^>]*\bverify=\"([A-Za-z0-9_.-]+)\"")


class Verdict(StrEnum):
    VALID = "valid"
    FORM = "form"  # no certificate of this kind, or its text was touched
    ALGORITHM = "algorithm"
    KEY = "key"  # not signed with a key of those given
    SIGNATURE = "signature"
    ISSUER = "issuer"  # one company's name over another one's key
    EARLY = "early"
    EXPIRED = "expired"
    REVOKED = "revoked"
    STATUS = "status"  # the status list given is not the issuer's, or cannot be read


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer, and what the certificate says: empty unless the signature is genuine."""

    verdict: Verdict
    is_status_known: bool = False
    issuer: str = ""
    issuer_name: str = ""
    month: str = ""
    family: str = ""
    title: str = ""
    strengths: tuple[str, ...] = ()
    name: str = ""
    until: str = ""
    number: int = -1  # its place in the status list

    @property
    def is_valid(self) -> bool:
        return self.verdict is Verdict.VALID


def token_in(text: str) -> str:
    """Find the compact JWS in a file: bare, in an EnvelopedVerifiableCredential, or baked into an SVG badge."""
    text = text.strip()
    if text.startswith("{"):
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            return ""
        address = told.get("id", "") if isinstance(told, dict) else ""
        return address.removeprefix(ENVELOPE) if isinstance(address, str) and address.startswith(ENVELOPE) else ""
    if text.startswith("<"):
        found = _BAKED.search(text)
        return found.group(1) if found else ""
    return text


def keys_in(document: object) -> dict[str, dict[str, Any]]:
    """Give the keys of a JWK set by their id; nothing for anything else."""
    told = document.get("keys") if isinstance(document, dict) else None
    rows = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    return {one["kid"]: one for one in rows if isinstance(one.get("kid"), str)}


def key_named(text: str) -> str:
    """The id of the key a certificate says it is signed with: proven by nothing yet; empty for anything else."""
    try:
        told = read(text).header.get("kid")
    except Broken:
        return ""
    return told if isinstance(told, str) else ""


def check(
    text: str, *, keys: Mapping[str, Mapping[str, Any]], status: str | None = None, at: datetime | None = None
) -> Finding:
    """Look at one certificate. in: its compact JWS; keys by id; the status list as a compact JWS, when there is one.

    Never raises: whatever the file is, there is a verdict.
    """
    try:
        token = _proven(text, keys)
    except Broken as fault:
        return Finding(Verdict(fault.args[0]))
    if not _is_certificate(token.claims):
        return Finding(Verdict.FORM)
    verdict = _in_time(token.claims, at or datetime.now(UTC))
    if verdict is Verdict.VALID and status is not None:
        verdict = _standing(token.claims, status, keys)
    known = status is not None and verdict in {Verdict.VALID, Verdict.REVOKED}
    return _finding(token.claims, verdict, is_status_known=known)


def _proven(text: str, keys: Mapping[str, Mapping[str, Any]]) -> Token:
    """Take it apart and prove who signed it. raises Broken."""
    token = read(text)
    kid, issuer = token.header.get("kid"), token.claims.get("iss")
    if token.header.get("alg") != "EdDSA":
        raise Broken("algorithm")
    if not isinstance(kid, str) or not isinstance(issuer, str) or kid not in keys:
        raise Broken("key")
    ensure_signed(token, keys[kid])
    if not issuer or not kid.startswith(issuer + KEYS_AT):
        raise Broken("issuer")
    return token


def _is_certificate(claims: Mapping[str, Any]) -> bool:
    """Whether it has the shape of ours, and says the same thing in both languages: JWT and credential."""
    issuer, subject, status = (claims.get(name) for name in ("issuer", "credentialSubject", "credentialStatus"))
    if not isinstance(issuer, dict) or not isinstance(subject, dict) or not isinstance(status, dict):
        return False
    wanted = {
        "iss": issuer.get("id"),
        "jti": claims.get("id"),
        "sub": subject.get("id"),
        "@context": credential.CONTEXT,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "validFrom": _moment(claims.get("nbf")),
        "validUntil": _moment(claims.get("exp")),
    }
    told = all(claims.get(name) == value and value for name, value in wanted.items())
    return told and isinstance(subject.get("achievement"), dict) and isinstance(subject.get("term"), str)


def _moment(seconds: object) -> str:
    try:
        return credential.written(datetime.fromtimestamp(seconds, UTC)) if isinstance(seconds, int) else ""
    except (ValueError, OverflowError, OSError):
        return ""


def _in_time(claims: Mapping[str, Any], at: datetime) -> Verdict:
    now = at.timestamp()
    if now < claims["nbf"]:
        return Verdict.EARLY
    return Verdict.EXPIRED if now >= claims["exp"] else Verdict.VALID


def _standing(claims: Mapping[str, Any], status: str, keys: Mapping[str, Mapping[str, Any]]) -> Verdict:
    """What the issuer's own list says of this number."""
    entry = claims["credentialStatus"]
    try:
        listed = _proven(status, keys).claims
        if listed["iss"] != claims["iss"] or listed.get("id") != entry.get("statusListCredential"):
            return Verdict.STATUS
        ended = bits.is_ended(listed["credentialSubject"]["encodedList"], _number(entry))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Verdict.STATUS
    return Verdict.REVOKED if ended else Verdict.VALID


def _finding(claims: Mapping[str, Any], verdict: Verdict, *, is_status_known: bool) -> Finding:
    subject, achievement = claims["credentialSubject"], claims["credentialSubject"]["achievement"]
    return Finding(
        verdict,
        is_status_known,
        issuer=claims["iss"],
        issuer_name=str(claims["issuer"].get("name", "")),
        month=subject["term"],
        family=str(achievement.get("specialization", "")),
        title=str(achievement.get("name", "")),
        strengths=tuple(map(str, achievement.get("tag") or ())),
        name=_name(subject.get("identifier")),
        until=claims["validUntil"],
        number=_number(claims["credentialStatus"]),
    )


def _number(entry: Mapping[str, Any]) -> int:
    told = entry.get("statusListIndex")
    return int(told) if isinstance(told, str) and told.isascii() and told.isdigit() and len(told) <= 9 else -1


def _name(identifier: object) -> str:
    rows = identifier if isinstance(identifier, list) else []
    names = (one.get("identityHash") for one in rows if isinstance(one, dict) and one.get("identityType") == "name")
    return next((name for name in names if isinstance(name, str)), "")
