"""The queue: jobs are rows of the same database, so they commit or vanish with the change."""

import logging
from contextlib import suppress
from datetime import datetime
from typing import Any

import procrastinate
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

logger = logging.getLogger(__name__)

__all__ = ["app", "gets_ahead", "later", "later_once", "ready"]


def ready(_app: procrastinate.App) -> None:
    """Procrastinate calls this when it has found every app's `tasks`."""


def gets_ahead(job_id: int) -> None:
    """Say, in this transaction, that a job has done a part for good: workers that died before no longer count against it.

    The sweeper puts a job aside that was there each time its worker died (`embedded/sweeper.py`).
    """
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 0 WHERE id = %s AND attempts > 0", [job_id])


def later(task: procrastinate.tasks.Task[Any, Any, Any], *, at: datetime | None = None, **ids: int | str) -> int:
    """Queue `task` in this transaction, to run at once or at `at`. Arguments are ids, never personal data."""
    return int(task.configure(schedule_at=at).defer(**ids))


def later_once(task: procrastinate.tasks.Task[Any, Any, Any], *, lock: str, **ids: int | str) -> None:
    """Queue `task` in this transaction, unless a job with the same `lock` waits already: it will see this change too."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        task.configure(queueing_lock=lock).defer(**ids)
