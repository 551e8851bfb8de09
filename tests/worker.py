"""The worker inside a test: every job that is due, by Procrastinate's own worker, then back to the test."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from procrastinate.contrib.django import app


def work() -> None:
    """Do what is due now. Needs transaction=True: the worker has connections of its own."""
    with ThreadPoolExecutor(1) as apart:  # Playwright keeps an event loop in the thread of the test
        apart.submit(lambda: asyncio.run(_work())).result()


async def _work() -> None:
    worker = app.with_connector(app.connector.get_worker_connector())
    async with worker.open_async():
        await worker.run_worker_async(
            wait=False,
            concurrency=1,
            listen_notify=False,
            install_signal_handlers=False,
            fetch_job_polling_interval=0.05,
        )


def failed_jobs() -> list[str]:
    """Names of jobs that failed for good or wait for another try."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'failed' OR attempts > 1")
        return [name for (name,) in cursor.fetchall()]
