import pytest
from django.db import connection

from career_relay.embedded.sweeper import MOST_TRIES, SILENT_SECONDS, sweep

pytestmark = pytest.mark.django_db


def sweep_here() -> int:
    """Sweep inside the test's own transaction."""
    return sweep(connection.connection)


def a_job(*, attempts: int = 0, silent_for: float = SILENT_SECONDS + 1) -> int:
    """A job that a worker took and has not finished; the worker was last heard of so many seconds ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [silent_for],
        )
        [worker] = cursor.fetchone()
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status, attempts, worker_id) "
            "VALUES ('relay', 'default', 'doing', %s, %s) RETURNING id",
            [attempts, worker],
        )
        return cursor.fetchone()[0]


def state_of(job: int) -> tuple[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, attempts FROM procrastinate_jobs WHERE id = %s", [job])
        return cursor.fetchone()


def test_the_job_of_a_silent_worker_is_queued_again():
    orphan, cared_for = a_job(), a_job(silent_for=1)

    again = sweep_here()

    assert again == 1
    assert state_of(orphan) == ("todo", 1)
    assert state_of(cared_for) == ("doing", 0)


def test_a_job_that_was_there_at_every_death_is_put_aside():
    poison, innocent = a_job(attempts=MOST_TRIES), a_job()

    sweep_here()

    assert state_of(poison)[0] == "failed"
    assert state_of(innocent)[0] == "todo"


def test_sweeping_twice_changes_nothing_more():
    job = a_job()

    sweep_here()
    sweep_here()

    assert state_of(job) == ("todo", 1)


def test_a_dead_workers_job_whose_place_in_the_queue_is_taken_does_not_keep_others_from_coming_back():
    replaced, orphan = a_job(), a_job()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET queueing_lock = 'one may wait' WHERE id = %s", [replaced])
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status, queueing_lock)"
            " VALUES ('relay', 'default', 'todo', 'one may wait')"
        )

    again = sweep_here()

    assert again == 1
    assert state_of(replaced)[0] == "aborted"
    assert state_of(orphan)[0] == "todo"
