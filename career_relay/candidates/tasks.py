"""Slow work of the records: files being checked and taken in."""

import procrastinate
from django.db import OperationalError
from django.utils import translation

from career_relay.base.queue import app
from career_relay.candidates import runs

AGAIN = procrastinate.RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={OperationalError})


@app.task(queue="imports", name="candidates.work_through_file", retry=AGAIN)
def work_through_file(*, company_id: int, run_id: int, language: str = "ja") -> None:
    """Check or take in a file. Each chunk is a transaction of its own, so a second start goes on where it stopped."""
    with translation.override(language):
        runs.work(company_id, run_id)
