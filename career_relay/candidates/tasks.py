"""Slow work of the records: files being checked and taken in, acts on many, lists as files."""

from datetime import UTC, date, datetime

import procrastinate
from django.db import OperationalError
from django.utils import timezone, translation

from career_relay.base.business_days import is_business_day
from career_relay.base.queue import app, later
from career_relay.base.tenancy import company_task
from career_relay.candidates import bulk_acts, exports, fairness, pool_ends, rewinding, runs, texts
from career_relay.candidates.models import Export
from career_relay.candidates.resumes.tasks import read_document  # noqa: F401 — the queue looks for its tasks here
from career_relay.companies.models import Company

AGAIN = procrastinate.RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={OperationalError})


@app.task(queue="imports", name="candidates.work_through_file", retry=AGAIN, pass_context=True)
def work_through_file(context: procrastinate.JobContext, *, company_id: int, run_id: int, language: str = "ja") -> None:
    """Check or take in a file. Each chunk is a transaction of its own, so a second start goes on where it stopped."""
    with translation.override(language):
        runs.work(company_id, run_id, job_id=context.job.id)


@app.task(queue="imports", name="candidates.read_long_texts", retry=AGAIN)
def read_long_texts(*, company_id: int) -> None:
    """Read the careers of imported records for the search, a chunk a transaction: a second start goes on."""
    texts.read_texts(company_id)


@app.task(queue="records", name="candidates.work_through_act", retry=AGAIN)
def work_through_act(*, company_id: int, act_id: int) -> None:
    """Do one thing to many records, or take it back, a hundred a transaction."""
    bulk_acts.work(company_id, act_id)


@app.task(queue="records", name="candidates.write_export", retry=AGAIN)
@company_task
def write_export(*, company_id: int, export_id: int, language: str = "ja") -> None:
    with translation.override(language):
        exports.write_file(export_id)


@app.task(queue="records", name="candidates.erase_export", retry=AGAIN)
@company_task
def erase_export(*, company_id: int, export_id: int) -> None:
    """The file of an export lives for a day."""
    exports.erase_file(Export.objects.get(pk=export_id))


@app.task(queue="records", name="candidates.rewind_clocks", retry=AGAIN)
def rewind_clocks(*, company_id: int) -> None:
    """A period of keeping has changed: set each record's day anew, a few hundred a transaction."""
    rewinding.rewind(company_id)


@app.periodic(cron="30 0 * * *")  # 9:30 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="candidates.ask_pools")
def ask_pools(timestamp: int) -> None:
    """On business days, ask people whose place in a talent pool ends within a month."""
    today = timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC))
    for company_id in Company.objects.order_by("pk").values_list("pk", flat=True) if is_business_day(today) else ():
        later(ask_pool_of_company, company_id=company_id, day=today.isoformat())


@app.task(queue="nightly", name="candidates.ask_pool_of_company", retry=AGAIN)
@company_task
def ask_pool_of_company(*, company_id: int, day: str) -> None:
    pool_ends.ask(date.fromisoformat(day))


@app.periodic(cron="50 15 * * *")  # 0:50 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="candidates.end_fair_exceptions")
def end_fair_exceptions(timestamp: int) -> None:
    """Words kept under an exception go when its day has passed, in a suspended company as well."""
    today = timezone.localdate(datetime.fromtimestamp(timestamp, tz=UTC))
    for company_id in Company.objects.order_by("pk").values_list("pk", flat=True):
        later(end_exceptions_of_company, company_id=company_id, day=today.isoformat())


@app.task(queue="nightly", name="candidates.end_exceptions_of_company", retry=AGAIN)
@company_task
def end_exceptions_of_company(*, company_id: int, day: str) -> None:
    fairness.end_exceptions(date.fromisoformat(day))
