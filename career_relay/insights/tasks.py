"""Every night each company's figures of the day that ended are kept; once a month they are told to whoever asked."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from career_relay.base.queue import app, later
from career_relay.base.tenancy import company_task
from career_relay.companies.queries import live_members
from career_relay.insights import actions, mailing


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


@app.periodic(cron="20 23 * * *")  # 8:20 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="insights.send_reports")
def send_reports(timestamp: int) -> None:
    """On the first business day of a month, send each company's figures to whoever asked for them."""
    today = timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC))
    if mailing.opens_month(today):
        for company_id in live_members().order_by("pk").values_list("pk", flat=True):
            later(send_report, company_id=company_id, day=today.isoformat())


@app.task(queue="nightly", name="insights.send_report")
@company_task
def send_report(*, company_id: int, day: str) -> None:
    mailing.send_month(company_id, date.fromisoformat(day))
