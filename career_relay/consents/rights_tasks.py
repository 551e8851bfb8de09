"""Slow work of requests: ids in, the company on, one call."""

from datetime import UTC, datetime

from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.queue import app, later
from career_relay.base.tenancy import company_task, person
from career_relay.companies.models import Company

QUEUE = "consents"


@app.task(queue=QUEUE, name="consents.grant_due_erasure")
@company_task
def grant_due_erasure(*, company_id: int, request_id: int) -> None:
    """Erase at once where the window for applying again is over: no hand is needed for that (LEGAL D-07)."""
    from career_relay.consents import rights_answers  # tasks never import actions

    rights_answers.grant_due(request_id, company_id=company_id, by=SYSTEM)


@app.task(queue=QUEUE, name="consents.tell_correction")
def tell_correction(*, person_id: int, request_id: int) -> None:
    """Tell every receiver that holds the item now. In the person's name: the asked company never learns who they are."""
    from career_relay.consents import corrections

    with person(person_id):
        corrections.tell_receivers(request_id, by=SYSTEM)


@app.periodic(cron="10 23 * * *")  # 8:10 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="consents.watch_requests")
def watch_requests(timestamp: int) -> None:
    """Each morning, see in each company what is due."""
    day = timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC))
    for company_id in Company.objects.order_by("pk").values_list("pk", flat=True):
        later(watch_requests_of, company_id=company_id, day=day.isoformat())


@app.task(queue="nightly", name="consents.watch_requests_of")
@company_task
def watch_requests_of(*, company_id: int, day: str) -> None:
    from career_relay.consents import rights_clock

    rights_clock.watch(datetime.fromisoformat(day).date(), company_id=company_id)
