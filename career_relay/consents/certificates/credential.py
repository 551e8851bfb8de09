"""What a certificate says, in the words of Open Badges 3.0 (1EdTech) on the W3C data model 2.0. Plain Python.

Only properties of the standard are used, so that every reader of badges understands it: the month stands in `term`, the
role family in `specialization`, the strengths in `tag`. No score, no reason, no day, no position, no name unless wanted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

CONTEXT: Final = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
STATUS_CONTEXT: Final = ["https://www.w3.org/ns/credentials/v2"]
YEARS: Final = 5  # a statement about one interview helps for some years, then it ends by itself


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who states it. `id` is the address of its public profile."""

    id: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated: of whom only a number, and a name if they want it."""

    id: str  # the address of the page that checks it
    subject: str
    month: date
    issued: date
    family: str
    strengths: Sequence[str]
    number: int
    title: str
    narrative: str
    language: str
    name: str = ""


def moment(day: date) -> datetime:
    """The first moment of a month: no certificate tells a day."""
    return datetime(day.year, day.month, 1, tzinfo=UTC)


def ends(day: date) -> datetime:
    return moment(day.replace(year=day.year + YEARS, day=1))


def credential_of(issuer: Issuer, said: Statement) -> dict[str, Any]:
    """Give the OpenBadgeCredential, which is the payload of the JWT as well, with the claims JWT readers look at."""
    begins, until = moment(said.issued), ends(said.issued)
    return {
        "@context": CONTEXT,
        "id": said.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": said.title,
        "issuer": {"id": issuer.id, "type": ["Profile"], "name": issuer.name, "url": issuer.url},
        "validFrom": written(begins),
        "validUntil": written(until),
        "credentialSubject": _subject(issuer, said),
        "credentialStatus": {
            "id": f"{issuer.id}/status#{said.number}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(said.number),
            "statusListCredential": f"{issuer.id}/status",
        },
        "iss": issuer.id,
        "jti": said.id,
        "sub": said.subject,
        "nbf": int(begins.timestamp()),
        "exp": int(until.timestamp()),
    }


def _subject(issuer: Issuer, said: Statement) -> dict[str, Any]:
    achievement: dict[str, Any] = {
        "id": f"{issuer.id}#final-interview",
        "type": ["Achievement"],
        "achievementType": "Achievement",
        "name": said.title,
        "description": said.narrative,
        "criteria": {"narrative": said.narrative},
        "inLanguage": said.language,
    }
    if said.family:
        achievement["specialization"] = said.family
    if said.strengths:
        achievement["tag"] = list(said.strengths)
    named = {"type": "IdentityObject", "hashed": False, "identityHash": said.name, "identityType": "name"}
    return {
        "id": said.subject,
        "type": ["AchievementSubject"],
        "term": f"{said.month:%Y-%m}",
        **({"identifier": [named]} if said.name else {}),
        "achievement": achievement,
    }


def status_list_of(issuer: Issuer, encoded: str, at: datetime) -> dict[str, Any]:
    """Give the BitstringStatusListCredential as it stands at a moment."""
    begins = at.astimezone(UTC).replace(microsecond=0)
    return {
        "@context": STATUS_CONTEXT,
        "id": f"{issuer.id}/status",
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.id,
        "validFrom": written(begins),
        "credentialSubject": {
            "id": f"{issuer.id}/status#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded,
        },
        "iss": issuer.id,
        "jti": f"{issuer.id}/status",
        "nbf": int(begins.timestamp()),
    }


def written(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}Z"
