"""The rounds of the desks: ids in, the company on, one call."""

from datetime import UTC, date, datetime

from django.utils import timezone

from career_relay.base.queue import app, later
from career_relay.base.tenancy import company_task
from career_relay.companies.models import Company
from career_relay.companies.purge_tasks import purge  # noqa: F401 — the queue looks for its tasks here

QUEUE = "nightly"


@app.periodic(cron="15 23 * * *")  # 8:15 in Japan; the queue's clock is UTC
@app.task(queue=QUEUE, name="companies.watch_desks")
def watch_desks(timestamp: int) -> None:
    """Each morning, see at each desk what is due."""
    day = timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC))
    for company_id in Company.objects.order_by("pk").values_list("pk", flat=True):
        later(watch_desk_of, company_id=company_id, day=day.isoformat())


@app.task(queue=QUEUE, name="companies.watch_desk_of")
@company_task
def watch_desk_of(*, company_id: int, day: str) -> None:
    from career_relay.companies import complaints, joining, reports  # tasks never import actions

    on = date.fromisoformat(day)
    complaints.watch(on)
    reports.watch(on)
    joining.watch_confirmation(on)
