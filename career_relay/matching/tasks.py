"""Slow work of matching: ids in, person on, one call."""

from datetime import UTC, datetime

from career_relay.base.queue import app, later
from career_relay.base.tenancy import person
from career_relay.companies.queries import live_members


@app.task(queue="matching", name="matching.embed_profile")
def embed_profile(*, person_id: int) -> None:
    from career_relay.matching.meanings import write_meaning  # numpy and the model are loaded by the worker alone

    with person(person_id):
        write_meaning(person_id)


@app.periodic(cron="20 18 * * *")  # 3:20 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="matching.audit_fairness")
def audit_fairness(timestamp: int) -> None:
    """One job a company, and one for whom questions reach."""
    moment = datetime.fromtimestamp(timestamp, tz=UTC).isoformat()
    for company_id in live_members().order_by("pk").values_list("pk", flat=True):
        later(audit_company, company_id=company_id, moment=moment)
    later(audit_network, moment=moment)


@app.task(queue="nightly", name="matching.audit_company")
def audit_company(*, company_id: int, moment: str) -> None:
    from career_relay.matching import audit  # tasks never import actions

    audit.audit_company(company_id, at=datetime.fromisoformat(moment))


@app.task(queue="nightly", name="matching.audit_network")
def audit_network(*, moment: str) -> None:
    from career_relay.matching import audit

    audit.audit_network(at=datetime.fromisoformat(moment))
