"""Slow work of matching: ids in, scope on, one call."""

from datetime import UTC, datetime

from procrastinate import RetryStrategy

from career_relay.base.queue import app
from career_relay.base.tenancy import person

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
