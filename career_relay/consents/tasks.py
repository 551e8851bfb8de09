"""Slow work of consents: ids in, person or company on, one call."""

from datetime import UTC, date, datetime, timedelta

import procrastinate
from django.db import OperationalError
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.queue import app, later
from career_relay.base.tenancy import company_task, person
from career_relay.companies.models import Company
from career_relay.consents.rights_tasks import watch_requests  # noqa: F401 — the queue looks for its tasks here

AGAIN = procrastinate.RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={OperationalError})


@app.task(queue="consents", name="consents.end_consent")
def end_consent(*, person_id: int, entry_id: int) -> None:
    """Write the end of a choice into the ledger. `may_show` has stopped at that moment already."""
    from career_relay.consents.expiry import end  # tasks never import actions

    with person(person_id):
        end(entry_id, by=SYSTEM)


@app.task(queue="consents", name="consents.tell_ending")
def tell_ending(*, person_id: int, entry_id: int) -> None:
    """Say that a choice ends soon, if it still is the one that holds."""
    from career_relay.consents.expiry import tell

    with person(person_id):
        tell(entry_id)


@app.periodic(cron="40 16 * * *")  # 1:40 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="consents.look_through_ledger")
def look_through_ledger(timestamp: int) -> None:
    """Anchor the day that has ended, and look at everybody's chain."""
    from career_relay.consents.anchors import anchor

    anchor(timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC)) - timedelta(days=1))
    later(look_at_people, after=0)


@app.task(queue="nightly", name="consents.look_at_people", retry=AGAIN)
def look_at_people(*, after: int) -> None:
    """Look at the next people, and go on after them."""
    from career_relay.consents.watching import people_after, watch

    if people := people_after(after):
        watch(people)
        later(look_at_people, after=people[-1])


@app.periodic(cron="15 23 * * *")  # 8:15 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="consents.look_at_deletions")
def look_at_deletions(timestamp: int) -> None:
    """Copies to be erased, in a suspended company as well."""
    today = timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC))
    for company_id in Company.objects.order_by("pk").values_list("pk", flat=True):
        later(look_at_deletions_of, company_id=company_id, day=today.isoformat())


@app.task(queue="nightly", name="consents.look_at_deletions_of", retry=AGAIN)
@company_task
def look_at_deletions_of(*, company_id: int, day: str) -> None:
    from career_relay.consents.deletions import look_through

    look_through(date.fromisoformat(day))


@app.task(queue="consents", name="consents.ask_whether_it_holds")
def ask_whether_it_holds(*, person_id: int) -> None:
    """Ask the person to look through their passport, if nobody has touched it for ninety days."""
    from career_relay.consents.passport import ask_now

    with person(person_id):
        ask_now(person_id)
