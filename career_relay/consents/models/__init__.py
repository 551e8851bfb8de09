"""What a natural person chose: the ledger, its projection, the passport, packages, and the statutory records."""

from career_relay.consents.models.certificates import Certificate, CertificateKey, EndedNumber, HeldCertificate
from career_relay.consents.models.closing import AccountClosing
from career_relay.consents.models.conditions import CardLine, Rhythm, SavedConditions, Years
from career_relay.consents.models.ledger import ConsentEntry, ConsentNow, ConsentText
from career_relay.consents.models.letters import KeptLetter, Letter, NotebookNote, NotebookPage
from career_relay.consents.models.passports import Package, Passport
from career_relay.consents.models.records import AccessGrant, Provision, Receipt
from career_relay.consents.models.rights import Correction, RightsItem, RightsRequest
from career_relay.consents.models.shares import Share, ShareAnswer, ShareKey, ShareRecord, ShareView
from career_relay.consents.models.shields import Block, Employer

__all__ = [
    "AccessGrant",
    "AccountClosing",
    "Block",
    "CardLine",
    "Certificate",
    "CertificateKey",
    "ConsentEntry",
    "ConsentNow",
    "ConsentText",
    "Correction",
    "Employer",
    "EndedNumber",
    "HeldCertificate",
    "KeptLetter",
    "Letter",
    "NotebookNote",
    "NotebookPage",
    "Package",
    "Passport",
    "Provision",
    "Receipt",
    "Rhythm",
    "RightsItem",
    "RightsRequest",
    "SavedConditions",
    "Share",
    "ShareAnswer",
    "ShareKey",
    "ShareRecord",
    "ShareView",
    "Years",
]
