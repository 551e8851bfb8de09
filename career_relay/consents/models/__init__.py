"""What a natural person chose: the ledger, its projection, the passport, packages, and the statutory records."""

from career_relay.consents.models.ledger import ConsentEntry, ConsentNow, ConsentText
from career_relay.consents.models.passports import Package, Passport
from career_relay.consents.models.records import AccessGrant, Provision, Receipt
from career_relay.consents.models.rights import RightsRequest
from career_relay.consents.models.shields import Block

__all__ = [
    "AccessGrant",
    "Block",
    "ConsentEntry",
    "ConsentNow",
    "ConsentText",
    "Package",
    "Passport",
    "Provision",
    "Receipt",
    "RightsRequest",
]
