"""Proving that a mail domain is the company's own (PRODUCT E1): a TXT record, or a code to a mailbox every domain has.

Nothing secret is kept: record and code are derived from the proof with this installation's key. Asking the DNS is the
work of `notices`, which hands in what it read.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tokens import derived_code, keyed_hash, same
from career_relay.companies.events import CompanyEvent
from career_relay.companies.graph import claim_domain
from career_relay.companies.models import Company, CompanyDomain, DomainProof
from career_relay.companies.models.joining import PROOF_LASTS
from career_relay.companies.signals import proof_to_look_for, proof_to_send

MAILBOXES: Final = ("postmaster", "hostmaster", "webmaster", "admin", "administrator")  # RFC 2142, CA/B 3.2.2.4.4
LABEL: Final = "_career-relay"
MOST_TRIES: Final = 5
AGAIN: Final = timedelta(minutes=1)


def record_name(domain: str) -> str:
    return f"{LABEL}.{domain}"


def record_text(company_id: int, domain: str) -> str:
    """What the TXT record has to say. The same each time it is asked for."""
    return f"career-relay={keyed_hash('domain record', f'{company_id} {domain}')[:40]}"


def code_of(proof: DomainProof) -> str:
    return derived_code("domain code", f"{proof.pk} {proof.begun_at.isoformat()}")


@transaction.atomic
def look_in_dns(company: Company, domain: str, *, by: Actor) -> DomainProof:
    """Have somebody look for the record. Raises Refused for a domain that is another company's."""
    claimed = claim_domain(company, domain, by=by)
    proof, _made = DomainProof.objects.get_or_create(
        company=company, domain=claimed.domain, way=DomainProof.Way.DNS, defaults={}
    )
    if claimed.verified_at is None:
        proof.found, proof.begun_at = "", timezone.now()
        proof.save(update_fields=["found", "begun_at"])
        proof_to_look_for.send(sender=DomainProof, proof=proof)
    return proof


@transaction.atomic
def settle_record(proof_id: int, texts: Sequence[str] | None, *, by: Actor) -> bool:
    """Take the domain as proven if the record is among these. None: no server answered. Needs the company active."""
    proof = DomainProof.objects.select_for_update().select_related("company").filter(pk=proof_id).first()
    if proof is None or proof.proven_at:
        return proof is not None
    wanted = record_text(proof.company_id, proof.domain)
    proof.looked_at = timezone.now()
    proof.found = "unasked" if texts is None else "nothing" if not texts else "other"
    if texts and any(same(one.strip(), wanted) for one in texts):
        proof.found = ""
        return _prove(proof, by=by)
    proof.save(update_fields=["looked_at", "found"])
    return False


@transaction.atomic
def send_code(company: Company, domain: str, mailbox: str, *, by: Actor) -> DomainProof:
    """Send a code to a mailbox that only whoever keeps the domain can read. Raises Refused."""
    if mailbox not in MAILBOXES:
        raise Refused(_("Choose one of the mailboxes: they belong to whoever keeps the domain."))
    claimed = claim_domain(company, domain, by=by)
    known = DomainProof.objects.select_for_update().filter(
        company=company, domain=claimed.domain, way=DomainProof.Way.MAIL
    )
    proof = known.first()
    if proof and proof.proven_at:
        return proof
    if proof and timezone.now() - proof.begun_at < AGAIN:
        raise Refused(_("A code was sent a moment ago. Please wait a minute before you ask for another."))
    proof = proof or DomainProof(company=company, domain=claimed.domain, way=DomainProof.Way.MAIL)
    proof.mailbox, proof.tries, proof.begun_at = mailbox, 0, timezone.now()
    proof.save()
    proof_to_send.send(sender=DomainProof, proof=proof)
    return proof


def enter_code(company: Company, said: str, *, by: Actor) -> DomainProof:
    """Compare the code. Raises Refused; a wrong one is counted even so, and the sixth is not looked at."""
    proof = _open_code(company)
    if not same(code_of(proof), "".join(said.split())[:6]):
        raise Refused(
            _("This is not the code. You have {left} more tries.").format(left=max(MOST_TRIES - proof.tries, 0))
        )
    with transaction.atomic():
        _prove(proof, by=by)
    return proof


@transaction.atomic
def _open_code(company: Company) -> DomainProof:
    """Give the code that waits, one try further."""
    waiting = DomainProof.objects.select_for_update().filter(
        company=company, way=DomainProof.Way.MAIL, proven_at__isnull=True
    )
    proof = waiting.order_by("-begun_at").first()
    if proof is None or timezone.now() - proof.begun_at > PROOF_LASTS:
        raise Refused(_("No code is waiting. Please have one sent."))
    if proof.tries >= MOST_TRIES:
        raise Refused(_("Too many tries. Please have a new code sent."))
    proof.tries += 1
    proof.save(update_fields=["tries"])
    return proof


def _prove(proof: DomainProof, *, by: Actor) -> bool:
    proof.proven_at = timezone.now()
    proof.save(update_fields=["proven_at", "looked_at", "found"])
    domain = CompanyDomain.objects.select_for_update().filter(company=proof.company_id, domain=proof.domain).first()
    if domain is None:
        return False
    domain.verified_at = domain.verified_at or proof.proven_at
    domain.save(update_fields=["verified_at"])
    record(CompanyEvent.DOMAIN_PROVEN, proof.company, by=by, domain=domain.pk)
    return True
