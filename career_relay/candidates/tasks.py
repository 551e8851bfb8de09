"""Slow work of the records: files being checked and taken in, acts on many, lists as files."""

import procrastinate
from django.db import OperationalError
from django.utils import translation

from career_relay.base.queue import app
from career_relay.base.tenancy import company_task
from career_relay.candidates import bulk_acts, exports, runs, texts
from career_relay.candidates.models import Export

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
