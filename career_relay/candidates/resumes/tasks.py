"""Slow work of files: reading them. Loaded by `candidates.tasks`, where the queue looks for tasks."""

import procrastinate
from django.db import OperationalError

from career_relay.base.queue import app, later
from career_relay.base.tenancy import company_task, on_behalf_of
from career_relay.candidates import documents
from career_relay.candidates.resumes import work
from career_relay.companies.models import Company

AGAIN = procrastinate.RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={OperationalError})


@app.task(queue="documents", name="candidates.read_document", retry=AGAIN)
def read_document(*, company_id: int, document_id: int) -> None:
    """Read a kept file. Safe to run twice: what is read already is left alone."""
    with on_behalf_of(company_id):
        work.read_through(company_id, document_id)


@app.periodic(cron="20 16 * * *")  # 1:20 in Japan; the queue's clock is UTC
@app.task(queue="nightly", name="candidates.sweep_documents")
def sweep_documents(timestamp: int) -> None:
    """Bytes that belong to no document go, in a suspended company as well."""
    for company_id in Company.objects.order_by("pk").values_list("pk", flat=True):
        later(sweep_documents_of_company, company_id=company_id)


@app.task(queue="nightly", name="candidates.sweep_documents_of_company", retry=AGAIN)
@company_task
def sweep_documents_of_company(*, company_id: int) -> None:
    documents.sweep_files(company_id)
