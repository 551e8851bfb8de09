"""Slow and timed work of the relay: ids in, scope on, one call."""

from procrastinate import RetryStrategy

from career_relay.base.queue import app
from career_relay.base.tenancy import company_task, person

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=5)


@app.task(queue="relay", name="relay.pick_people", retry=AGAIN)
@company_task
def pick_people(*, company_id: int, ask_id: int) -> None:
    from career_relay.relay.asks import reach

    reach(ask_id)


@app.task(queue="relay", name="relay.disclose", retry=AGAIN)
def disclose_introduction(*, person_id: int, introduction_id: int) -> None:
    from career_relay.relay.disclosure import disclose

    with person(person_id):
        disclose(introduction_id)


@app.task(queue="relay", name="relay.expire_unanswered", retry=AGAIN)
def expire_unanswered(*, person_id: int, introduction_id: int) -> None:
    from career_relay.relay.deadlines import expire

    with person(person_id):
        expire(introduction_id)


@app.task(queue="relay", name="relay.return_unanswered", retry=AGAIN)
@company_task
def return_unanswered(*, company_id: int, introduction_id: int) -> None:
    from career_relay.relay.deadlines import give_back

    give_back(introduction_id)
