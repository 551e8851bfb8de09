"""The rounds the guard makes. Each is safe to run twice, and comes again later in the day for whoever stood still."""

from datetime import UTC, datetime

import procrastinate
from django.db import OperationalError
from django.utils import timezone

from career_relay.base.business_days import is_business_day
from career_relay.base.queue import app, later
from career_relay.base.tenancy import company_task
from career_relay.companies.models import Company
from career_relay.notices import closings, guard, promises, surveys

AGAIN = procrastinate.RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={OperationalError})


def _members() -> list[int]:
    """Suspended companies too: the people who wait there wait all the same."""
    rows = Company.objects.filter(kind=Company.Kind.MEMBER, verified_at__isnull=False)
    return list(rows.order_by("pk").values_list("pk", flat=True))


@app.periodic(cron="5 23,1,4,7 * * *")  # 8:05, 10:05, 13:05 and 16:05 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="notices.watch_answers")
def watch_answers(timestamp: int) -> None:
    """On business days, see in each company who waits, and write to whoever has to know."""
    if is_business_day(timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC))):
        for company_id in _members():
            later(watch_answers_of, company_id=company_id)


@app.task(queue="nightly", name="notices.watch_answers_of", retry=AGAIN)
@company_task
def watch_answers_of(*, company_id: int) -> None:
    company = Company.objects.get(pk=company_id)
    closings.draft_closings(company)
    guard.watch(company)
    surveys.remind_readers()


@app.periodic(cron="30 15 * * *")  # 0:30 in Japan
@app.task(queue="nightly", name="notices.count_promises")
def count_promises(timestamp: int) -> None:
    """Each night the promises are counted and full fives of answers handed over."""
    for company_id in _members():
        later(count_promises_of, company_id=company_id)


@app.task(queue="nightly", name="notices.count_promises_of", retry=AGAIN)
@company_task
def count_promises_of(*, company_id: int) -> None:
    surveys.seal_fives()
    promises.count_promises(Company.objects.get(pk=company_id))
