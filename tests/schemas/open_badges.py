"""The shape of an OpenBadgeCredential, written anew in our words from Open Badges 3.0 (1EdTech, final release of 27 May 2024,
appendix B.1 and the JSON schema ob_v3p0_achievementcredential_schema), W3C VC Data Model 2.0, and Bitstring Status List 1.0.
"""

from typing import Any

_URI = r"^(https?://|urn:uuid:)"
_MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"
OPEN_BADGE: dict[str, Any] = {
    "type": "object",
    "required": [
        *("@context", "id", "type", "name", "issuer", "validFrom", "validUntil", "credentialSubject"),
        *("credentialStatus", "iss", "jti", "sub", "nbf", "exp"),
    ],
    "additionalProperties": False,
    "properties": {
        "@context": {
            "type": "array",
            "minItems": 2,
            "contains": {"const": "https://www.w3.org/ns/credentials/v2"},
            "items": {"pattern": _URI},
        },
        "id": {"type": "string", "pattern": _URI},
        "type": {"type": "array", "contains": {"const": "OpenBadgeCredential"}},
        "name": {"type": "string"},
        "issuer": {"$ref": "#/$defs/profile"},
        "validFrom": {"type": "string", "pattern": _MOMENT},
        "validUntil": {"type": "string", "pattern": _MOMENT},
        "credentialSubject": {"$ref": "#/$defs/subject"},
        "credentialStatus": {"$ref": "#/$defs/status"},
        "iss": {"type": "string", "pattern": _URI},
        "jti": {"type": "string", "pattern": _URI},
        "sub": {"type": "string", "pattern": _URI},
        "nbf": {"type": "integer"},
        "exp": {"type": "integer"},
    },
    "$defs": {
        "profile": {
            "type": "object",
            "required": ["id", "type"],
            "properties": {
                "id": {"type": "string", "pattern": _URI},
                "type": {"type": "array", "contains": {"const": "Profile"}},
                "name": {"type": "string"},
                "url": {"type": "string", "pattern": _URI},
            },
        },
        "subject": {
            "type": "object",
            "required": ["type", "achievement", "id"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string", "pattern": _URI},
                "type": {"type": "array", "contains": {"const": "AchievementSubject"}},
                "term": {"type": "string", "pattern": r"^\d{4}-\d\d$"},
                "identifier": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/identity"}},
                "achievement": {"$ref": "#/$defs/achievement"},
            },
        },
        "identity": {
            "type": "object",
            "required": ["type", "hashed", "identityHash", "identityType"],
            "properties": {
                "type": {"const": "IdentityObject"},
                "hashed": {"type": "boolean"},
                "identityHash": {"type": "string"},
                "identityType": {"enum": ["name"]},
            },
        },
        "achievement": {
            "type": "object",
            "required": ["id", "type", "criteria", "description", "name"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string", "pattern": _URI},
                "type": {"type": "array", "contains": {"const": "Achievement"}},
                "achievementType": {"const": "Achievement"},
                "name": {"type": "string"},
                "description": {"type": "string"},
                "criteria": {"type": "object", "properties": {"narrative": {"type": "string"}}},
                "inLanguage": {"type": "string", "pattern": "^[a-z]{2}$"},
                "specialization": {"type": "string"},
                "tag": {"type": "array", "items": {"type": "string"}},
            },
        },
        "status": {
            "type": "object",
            "required": ["id", "type", "statusPurpose", "statusListIndex", "statusListCredential"],
            "properties": {
                "type": {"const": "BitstringStatusListEntry"},
                "statusPurpose": {"const": "revocation"},
                "statusListIndex": {"type": "string", "pattern": "^[0-9]+$"},
                "statusListCredential": {"type": "string", "pattern": _URI},
            },
        },
    },
}
