"""Looking for the record that proves a domain: one transaction before the wire, one after it."""

from collections.abc import Callable

from career_relay.base.actors import SYSTEM
from career_relay.base.queue import app
from career_relay.base.tenancy import company
from career_relay.companies.models import DomainProof
from career_relay.companies.proofs import record_name, settle_record
from career_relay.notices.dns import Asker, Unasked


@app.task(queue="mail", name="notices.look_for_domain_record")
def look_for_domain_record(*, company_id: int, proof_id: int) -> None:
    look(company_id, proof_id)


def look(company_id: int, proof_id: int, *, asker: Callable[[], Asker] = Asker) -> None:
    """Ask the DNS, and hand what it said to `proofs`. Safe to run twice."""
    with company(company_id):
        proof = DomainProof.objects.filter(pk=proof_id, proven_at__isnull=True).first()
    if proof is None:
        return
    texts = _texts(record_name(proof.domain), asker)
    with company(company_id):
        settle_record(proof_id, texts, by=SYSTEM)


def _texts(name: str, asker: Callable[[], Asker]) -> list[str] | None:
    try:
        return asker().texts(name)
    except Unasked:
        return None
    except ValueError:
        return []
