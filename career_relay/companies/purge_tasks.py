"""Every night: ids in, one call. A company that is suspended keeps nothing longer for it."""

from datetime import UTC, date, datetime

import procrastinate
from django.db import OperationalError
from django.utils import timezone

from career_relay.base.queue import app, later
from career_relay.companies.models import Company

AGAIN = procrastinate.RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={OperationalError})


@app.periodic(cron="30 17 * * *")  # 2:30 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="companies.purge")
def purge(timestamp: int) -> None:
    """One job a company, and one for what belongs to none."""
    day = timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC)).isoformat()
    for company_id in Company.objects.order_by("pk").values_list("pk", flat=True):
        later(purge_of_company, company_id=company_id, day=day)
    later(purge_of_network, day=day)


@app.task(queue="nightly", name="companies.purge_of_company", retry=AGAIN)
def purge_of_company(*, company_id: int, day: str) -> None:
    """A batch is a transaction of its own, so a second start goes on where the first one stopped."""
    from career_relay.companies.purge import purge_company  # tasks never import actions

    purge_company(company_id, date.fromisoformat(day))


@app.task(queue="nightly", name="companies.purge_of_network", retry=AGAIN)
def purge_of_network(*, day: str) -> None:
    from career_relay.companies.purge import purge_network

    purge_network(date.fromisoformat(day))
