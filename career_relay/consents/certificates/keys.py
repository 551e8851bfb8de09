"""The keys of a company: one signs, the older ones still prove what they signed. Needs the company active."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from career_relay.base.actors import SYSTEM, Actor
from career_relay.base.audit import record
from career_relay.companies.models import Company
from career_relay.consents.certificates import signing
from career_relay.consents.certificates.checking import KEYS_AT
from career_relay.consents.certificates.credential import Issuer
from career_relay.consents.events import Event
from career_relay.consents.models import CertificateKey


def issuer_of(company: Company) -> Issuer:
    """The company as a certificate names it. Its number, not its short name, is in the address: names change."""
    home = f"{settings.PUBLIC_URL}/issuers/{company.public_id}"
    return Issuer(home, company.name, home)


def key_id(company: Company, key: CertificateKey) -> str:
    return f"{issuer_of(company).id}{KEYS_AT}{key.kid}"


def sign(company: Company, claims: Mapping[str, Any]) -> str:
    """Sign for a company, with the key at work; its first key is made now."""
    key = key_at_work(company)
    return signing.sign(claims, private=key.private, kid=key_id(company, key))


@transaction.atomic
def key_at_work(company: Company) -> CertificateKey:
    """Give the key that signs. One that can no longer be opened (the secret of the installation changed) is replaced."""
    if (found := key_found(company)) is not None:
        return found
    Company.objects.select_for_update().only("pk").get(pk=company.pk)
    return key_found(company) or _replaced(company, by=SYSTEM)


def key_found(company: Company) -> CertificateKey | None:
    """Give the key that signs, if there is one that can be opened. Changes nothing."""
    found: CertificateKey | None = CertificateKey.objects.filter(company=company, retired_at=None).first()
    return found if found and found.private else None


@transaction.atomic
def rotate_key(company: Company, *, by: Actor) -> CertificateKey:
    """Sign with a new key from now on. What the old one signed stays genuine; its private half is forgotten."""
    Company.objects.select_for_update().only("pk").get(pk=company.pk)
    return _replaced(company, by=by)


def _replaced(company: Company, *, by: Actor) -> CertificateKey:
    CertificateKey.objects.filter(company=company, retired_at=None).update(retired_at=timezone.now(), private="")
    pair = signing.make_pair()
    made = CertificateKey.objects.create(company=company, kid=pair.kid, public=pair.public, private=pair.private)
    record(Event.CERTIFICATE_KEY_MADE, made, by=by)
    return made


def jwk_of(company: Company, key: CertificateKey) -> dict[str, str]:
    kid = key_id(company, key)
    return {"kty": "OKP", "crv": "Ed25519", "x": key.public, "kid": kid, "alg": signing.ALGORITHM, "use": "sig"}


def jwks_of(company: Company) -> dict[str, Any]:
    """Every key the company ever signed with, the newest first: public halves only."""
    rows = CertificateKey.objects.filter(company=company)
    return {"keys": [jwk_of(company, key) for key in rows]}
