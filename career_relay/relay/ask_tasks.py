"""Timed work around questions, openings and cards: ids in, scope on, one call."""

from datetime import UTC, date, datetime

from django.utils import timezone
from procrastinate import RetryStrategy

from career_relay.base.queue import app, later
from career_relay.base.tenancy import company_task, person
from career_relay.companies.queries import live_members

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=5)


@app.task(queue="relay", name="relay.remind_asked", retry=AGAIN)
def remind_asked(*, person_id: int, introduction_id: int) -> None:
    from career_relay.relay.asks import remind_once

    with person(person_id):
        remind_once(introduction_id)


@app.periodic(cron="40 22 * * *")  # 7:40 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="relay.tell_openings")
def tell_openings(timestamp: int) -> None:
    """Each morning, tell people of openings that are new and fit their own conditions."""
    from career_relay.relay.alerts import due_people

    for person_id in due_people(datetime.fromtimestamp(timestamp, tz=UTC)):
        later(tell_openings_to, person_id=person_id)


@app.task(queue="nightly", name="relay.tell_openings_to", retry=AGAIN)
def tell_openings_to(*, person_id: int) -> None:
    from career_relay.relay.alerts import tell

    with person(person_id):
        tell(person_id, at=timezone.now())


@app.periodic(cron="0 18 * * *")  # 3:00 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="relay.refresh_cards")
def refresh_cards(timestamp: int) -> None:
    """Once a day, whether cards are shown or not: nobody learns from the clock when somebody came or went."""
    from career_relay.relay.cards import refresh

    refresh(timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC)))


@app.periodic(cron="50 22 * * *")  # 7:50 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="relay.look_at_positions")
def look_at_positions(timestamp: int) -> None:
    """Each morning, remind companies of positions that leave the lists unless they are confirmed."""
    day = timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC))
    for company_id in live_members().order_by("pk").values_list("pk", flat=True):
        later(look_at_positions_of, company_id=company_id, day=day.isoformat())


@app.task(queue="nightly", name="relay.look_at_positions_of", retry=AGAIN)
@company_task
def look_at_positions_of(*, company_id: int, day: str) -> None:
    from career_relay.notices.position_mails import remind

    remind(date.fromisoformat(day))
