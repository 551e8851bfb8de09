"""A certificate as a file to keep or to hand on: the bare JWT, an enveloped credential, and a badge with it inside."""

import json
from typing import Final
from xml.sax.saxutils import escape

from career_relay.consents.certificates.checking import ENVELOPE, Finding

KINDS: Final = {"jwt": "application/vc+jwt", "json": "application/vc", "svg": "image/svg+xml"}
_NAMESPACE: Final = "https://purl.imsglobal.org/ob/v3p0"


def enveloped(token: str) -> str:
    """The JWT in the envelope of the W3C data model 2.0 (§4.13): JSON for readers that want JSON."""
    told = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": ENVELOPE + token,
        "type": ["EnvelopedVerifiableCredential"],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def badge(token: str, finding: Finding) -> str:
    """A picture with the certificate baked in as Open Badges 3.0 says (§5.3.2.1): readers of badges find it there."""
    lines = [finding.title, finding.issuer_name, finding.month, finding.family]
    texts = "".join(
        f'<text x="200" y="{220 + 34 * place}" font-size="{22 if place == 0 else 17}" text-anchor="middle"'
        f' font-family="sans-serif" fill="#1f2933">{escape(line)}</text>'
        for place, line in enumerate(filter(None, lines))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="{_NAMESPACE}" viewBox="0 0 400 380">'
        f'<openbadges:credential verify="{token}"/>'
        f"<title>{escape(finding.title)}</title>"
        '<rect x="6" y="6" width="388" height="368" rx="18" fill="#fffdf8" stroke="#0f6b5c" stroke-width="4"/>'
        '<circle cx="160" cy="130" r="28" fill="none" stroke="#0f6b5c" stroke-width="10"/>'
        '<circle cx="246" cy="76" r="34" fill="#0f6b5c"/>'
        '<path d="M186 108 214 92" stroke="#d9822b" stroke-width="14" stroke-linecap="round"/>'
        f"{texts}</svg>\n"
    )
