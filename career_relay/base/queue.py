"""The queue: jobs are rows of the same database, so they commit or vanish with the change."""

import logging
from datetime import datetime
from typing import Any

import procrastinate
from procrastinate.contrib.django import app

logger = logging.getLogger(__name__)

__all__ = ["app", "later", "ready"]


def ready(_app: procrastinate.App) -> None:
    """Procrastinate calls this when it has found every app's `tasks`."""


def later(task: procrastinate.tasks.Task[Any, Any, Any], *, at: datetime | None = None, **ids: int | str) -> int:
    """Queue `task` in this transaction, to run at once or at `at`. Arguments are ids, never personal data."""
    return int(task.configure(schedule_at=at).defer(**ids))
