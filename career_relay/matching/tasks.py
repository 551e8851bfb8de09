"""Slow work of matching: ids in, scope on, one call."""

from datetime import UTC, datetime

from procrastinate import RetryStrategy

from career_relay.base.queue import app, later
from career_relay.base.tenancy import person
from career_relay.companies.queries import live_members

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=5)
WHEN_IDLE = -10  # mails and imports go first


@app.task(queue="matching", name="matching.embed_profile")
def embed_profile(*, person_id: int) -> None:
    from career_relay.matching.meanings import write_meaning  # numpy and the model are loaded by the worker alone

    with person(person_id):
        write_meaning(person_id)


@app.task(queue="matching", name="matching.rematch_person", retry=AGAIN)
def rematch_person(*, person_id: int) -> None:
    from career_relay.matching.suggestions import suggest_openings

    with person(person_id):
        suggest_openings(person_id)


@app.task(queue="matching", name="matching.rematch_position", retry=AGAIN)
def rematch_position(*, company_id: int, position_id: int) -> None:
    from career_relay.matching import rematch

    rematch.compare(company_id, position_id)


@app.task(queue="matching", name="matching.rematch_on", retry=AGAIN, priority=WHEN_IDLE)
def rematch_on(*, rematch_id: int) -> None:
    """A few positions, then to the end of the queue: whoever came meanwhile has their turn."""
    from career_relay.matching import rematch

    if rematch.work(rematch_id):
        rematch.hand_over(rematch_id)


@app.periodic(cron="20 18 * * *")  # 3:20 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="matching.rematch_nightly")
def rematch_nightly(timestamp: int) -> None:
    """Every night once more: what a change of a passport or a position has missed is found here."""
    from career_relay.matching import rematch

    rematch.begin_night(datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="40 18 * * *")  # 3:40 in Japan; the queue's clock is UTC
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
