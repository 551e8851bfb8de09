"""A receipt for each choice after ISO/IEC TS 27560:2023: what for, whose, to whom, which words, and what became of it.

Names of fields follow the tables of the standard; what it leaves to a profile is ours and says so in `schema_version`.
A receipt repeats the ledger: whoever holds it can compare its hashes with what we keep.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from career_relay.base.telling import as_json
from career_relay.companies.models import Company
from career_relay.consents.models import ConsentEntry
from career_relay.consents.states import Act, Item, Purpose

SCHEMA_VERSION = "ISO/IEC TS 27560:2023; career-relay/consent-receipt/1"
EVENTS = {Act.GIVEN: "consent_given", Act.WITHDRAWN: "consent_withdrawn", Act.EXPIRED: "consent_expired"}
LAWFUL = {
    Purpose.KEEP: "consent",
    Purpose.CONTACT: "consent",
    Purpose.TEASER: "consent",
    Purpose.SHARE: "consent (個人情報保護法 第27条第1項)",
}


@dataclass(slots=True)
class Choice:
    """One thing chosen, with every line of the ledger about it."""

    lines: list[ConsentEntry] = field(default_factory=list)

    @property
    def first(self) -> ConsentEntry:
        return self.lines[0]

    @property
    def latest(self) -> ConsentEntry:
        return self.lines[-1]


def choices() -> list[Choice]:
    """The choices of the active person, the oldest first. What ended and was given anew is a choice of its own."""
    done: list[Choice] = []
    going: dict[tuple[Any, ...], Choice] = {}
    for line in ConsentEntry.objects.select_related("recipient", "circle").order_by("id"):
        scope = (line.purpose, line.recipient_id, line.circle_id, line.position_ref)
        if scope not in going:
            going[scope] = Choice()
            done.append(going[scope])
        going[scope].lines.append(line)
        if line.act != Act.GIVEN:
            del going[scope]
    return done


def receipts() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give (name of the file, receipt) for every choice of the active person."""
    for number, one in enumerate(choices(), 1):
        yield f"{number:03d}-{one.first.purpose}.json", receipt_of(one)


def receipt_of(choice: Choice) -> dict[str, Any]:
    first, latest = choice.first, choice.latest
    parties = {"person": {"party_id": first.subject, "party_type": "pii_principal"}, **_parties(first)}
    return {
        "receipt_metadata": {"receipt_id": f"urn:uuid:{first.public_id}", "schema_version": SCHEMA_VERSION},
        "record_header": {
            "schema_version": SCHEMA_VERSION,
            "record_id": f"urn:uuid:{first.public_id}",
            "pii_principal_id": first.subject,
        },
        "pii_processing": {
            "privacy_notice": {
                "url": f"{settings.PUBLIC_URL}/privacy",
                "version": latest.text_version,
                "sha256": latest.text_hash,
            },
            "language": latest.language,
            "purposes": [_purpose(latest, [key for key in parties if key != "person"])],
        },
        "party_identification": list(parties.values()),
        "event": [_event(one) for one in choice.lines],
    }


def _purpose(line: ConsentEntry, parties: list[str]) -> dict[str, Any]:
    kind = Purpose(line.purpose)
    items = [one for one in line.items if one in Item.values]
    return {
        "purpose": str(kind.label),
        "purpose_type": kind.value,
        "lawful_basis": LAWFUL[kind],
        "pii_information": [
            {
                "pii_type": one,
                "pii_attribute": str(Item(one).label),
                "pii_optional": True,
                "sensitive_pii_category": False,
            }
            for one in items
        ],
        "pii_controllers": parties,
        "collection_method": "chosen by the person on their own page",
        "processing_method": "shown to the recipient named, and to nobody else",
        "retention_period": {"ends_at": as_json(line.expires_at)},
        "withdrawal_method": f"{settings.PUBLIC_URL}/me/data",
        "privacy_rights": f"{settings.PUBLIC_URL}/me/requests",
        "jurisdiction": "JP",
        "recipient_third_parties": [line.scope_name] if line.scope_name else [],
        "package_sha256": line.package_hash,
    }


def _parties(line: ConsentEntry) -> dict[str, dict[str, Any]]:
    """Who the choice is for: one company, or the circle by its name."""
    if line.recipient is not None:
        return {line.recipient.slug: _company(line.recipient)}
    if line.circle is not None:
        return {
            line.circle.slug: {"party_id": line.circle.slug, "party_name": line.circle.name, "party_type": "circle"}
        }
    return {}


def _company(company: Company) -> dict[str, Any]:
    return {
        "party_id": company.slug,
        "party_name": company.name,
        "party_address": company.address,
        "party_contact": company.contact_desk,
        "party_role": "recipient",
        "party_type": "pii_controller",
    }


def _event(line: ConsentEntry) -> dict[str, Any]:
    return {
        "event_id": f"urn:uuid:{line.public_id}",
        "event_time": as_json(line.at),
        "event_type": "explicit",
        "event_state": EVENTS[Act(line.act)],
        "validity_until": as_json(line.expires_at),
        "entity_id": "person" if line.act != Act.EXPIRED else "system",
        "verified_how": line.verified_how,
        "channel": line.channel,
        "device": line.device,
        "record_sha256": line.hash,
        "previous_sha256": line.previous_hash,
    }
