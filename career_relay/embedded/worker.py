"""The worker: takes jobs from the queue.

Procrastinate's own command cannot shorten the heartbeat; a worker that died is found by a missing one.
"""

import asyncio
import logging
import os

import django

HEARTBEAT_SECONDS = 5.0
SILENT_SECONDS = 15.0
GRACE_SECONDS = 15.0


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "career_relay.settings")
    django.setup()
    asyncio.run(_work())


async def _work() -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    if not isinstance(app.connector, DjangoConnector):
        raise TypeError(app.connector)
    worker_app = app.with_connector(app.connector.get_worker_connector())
    async with worker_app.open_async():
        await worker_app.run_worker_async(
            concurrency=int(os.environ.get("WORKER_CONCURRENCY", "2")),
            fetch_job_polling_interval=2.0,
            shutdown_graceful_timeout=GRACE_SECONDS,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=SILENT_SECONDS,
        )
