"""Every night each company's figures of the day that ended are kept."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from career_relay.base.queue import app, later
from career_relay.base.tenancy import company_task
from career_relay.companies.queries import live_members
from career_relay.insights import actions


@app.periodic(cron="40 15 * * *")  # 0:40 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="insights.take_snapshots")
def take_snapshots(timestamp: int) -> None:
    yesterday = timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC)) - timedelta(days=1)
    for company_id in live_members().order_by("pk").values_list("pk", flat=True):
        later(take_snapshot, company_id=company_id, day=yesterday.isoformat())


@app.task(queue="nightly", name="insights.take_snapshot")
@company_task
def take_snapshot(*, company_id: int, day: str) -> None:
    actions.take_snapshot(date.fromisoformat(day))
