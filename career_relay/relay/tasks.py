"""Slow and timed work of the relay: ids in, scope on, one call."""

from datetime import UTC, date, datetime

from django.utils import timezone
from procrastinate import RetryStrategy

from career_relay.base.business_days import is_business_day
from career_relay.base.queue import app, later
from career_relay.base.tenancy import company_task, person
from career_relay.companies.queries import live_members
from career_relay.relay import ask_tasks  # noqa: F401 — the queue looks for its tasks here

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


@app.periodic(cron="20 23 * * *")  # 8:20 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="relay.remind")
def remind(timestamp: int) -> None:
    """On business days, remind all sides of what waits."""
    day = timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC))
    if is_business_day(day):
        for company_id in live_members().order_by("pk").values_list("pk", flat=True):
            later(remind_of, company_id=company_id, day=day.isoformat())


@app.task(queue="nightly", name="relay.remind_of", retry=AGAIN)
@company_task
def remind_of(*, company_id: int, day: str) -> None:
    from career_relay.relay import reminders

    reminders.remind(date.fromisoformat(day))
