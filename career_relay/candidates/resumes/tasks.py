"""Slow work of files: reading them. Loaded by `candidates.tasks`, where the queue looks for tasks."""

import procrastinate
from django.db import OperationalError

from career_relay.base.queue import app
from career_relay.base.tenancy import on_behalf_of
from career_relay.candidates.resumes import work

AGAIN = procrastinate.RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={OperationalError})


@app.task(queue="documents", name="candidates.read_document", retry=AGAIN)
def read_document(*, company_id: int, document_id: int) -> None:
    """Read a kept file. Safe to run twice: what is read already is left alone."""
    with on_behalf_of(company_id):
        work.read_through(company_id, document_id)
