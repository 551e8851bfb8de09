"""What nobody else would notice: work whose worker died. Plain SQL beside the queue, not a job of it.

A job that sweeps for dead workers waits in the very queue whose worker died.
"""

import contextlib
import importlib
import logging
import os
import threading
from types import ModuleType
from typing import LiteralString

import psycopg

from career_relay.embedded import refusals
from career_relay.embedded.postgres import cluster

logger = logging.getLogger(__name__)

EVERY_SECONDS = 5.0
SILENT_SECONDS = 15  # a worker says every 5 seconds that it lives

MOST_TRIES = 5

_OF_DEAD_WORKERS = """
FROM procrastinate_jobs job
LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
WHERE job.status = 'doing'
  AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %(silent)s))
"""
# A job that was there each time its worker died is the likely reason: it is put aside and the others go on.
PUT_ASIDE: LiteralString = (
    f"SELECT procrastinate_finish_job_v1(job.id, 'failed', false) {_OF_DEAD_WORKERS} AND job.attempts >= %(most)s"
)
# A job of which one may wait, and one does: the waiting one does the work, and two may not stand in the queue.
_ANOTHER_WAITS: LiteralString = """
AND EXISTS (SELECT FROM procrastinate_jobs other WHERE other.queueing_lock = job.queueing_lock AND other.status = 'todo')
"""
REPLACED: LiteralString = (
    f"SELECT procrastinate_finish_job_v1(job.id, 'aborted', false) {_OF_DEAD_WORKERS} {_ANOTHER_WAITS}"
)
QUEUE_AGAIN: LiteralString = (
    f"SELECT procrastinate_retry_job_v1(job.id, now(), NULL, NULL, NULL) {_OF_DEAD_WORKERS} AND job.attempts < %(most)s"
)


def app_conninfo() -> str:
    """Where the app logs in: DATABASE_URL, or the embedded server."""
    return os.environ.get("DATABASE_URL") or cluster().urls()["app"]


def connect_as_app() -> psycopg.Connection[tuple[object, ...]]:
    """Open a connection with the rights of web and worker, even where one URL serves owner and app."""
    connection = psycopg.connect(app_conninfo(), autocommit=True, connect_timeout=5)
    if os.environ.get("DATABASE_URL") and not os.environ.get("DATABASE_OWNER_URL"):
        try:
            connection.execute("SET ROLE cr_app")
        except psycopg.Error as problem:
            connection.close()
            raise refusals.cannot_act_as_app(str(problem)) from problem
    connection.execute("SET statement_timeout = '20s'")
    return connection


def sweep_once() -> None:
    """Open a connection of our own and sweep."""
    with connect_as_app() as connection:
        if again := sweep(connection):
            logger.warning("%d jobs of a worker that died were queued again", again)


def sweep(connection: psycopg.Connection[tuple[object, ...]]) -> int:
    """Queue the jobs of dead workers again, then let the notices look after theirs. Returns the number of jobs."""
    limits = {"silent": SILENT_SECONDS, "most": MOST_TRIES}
    connection.execute(PUT_ASIDE, limits)
    connection.execute(REPLACED, limits)
    again = connection.execute(QUEUE_AGAIN, limits).rowcount
    if notices := _notices():
        notices.sweep(connection)
    return again


def _notices() -> ModuleType | None:
    """The notices' own sweeper. Named by string: this package stands left of every app."""
    name = "career_relay.notices.sweeper"
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name != name:
            raise
        return None


class Sweeper(threading.Thread):
    """Sweeps every few seconds until told to stop; a database that is away for a moment does not end it."""

    def __init__(self) -> None:
        super().__init__(name="sweeper", daemon=True)
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(EVERY_SECONDS):
            with contextlib.suppress(psycopg.OperationalError):
                self._sweep()

    def stop(self) -> None:
        self._stopped.set()
        if self.is_alive():
            self.join(timeout=5)

    def _sweep(self) -> None:
        try:
            sweep_once()
        except psycopg.OperationalError:
            raise
        except psycopg.Error:
            logger.exception("the sweeper could not do its round")
