"""Tests run on a real PostgreSQL, as cr_app: made and migrated by the owner, then the role is switched, so that
row-level security is on in every test. `tests/house/test_walls.py` says so if it ever is not."""

import fcntl
import gc
import os
from pathlib import Path

os.environ["CR_CLUSTER"] = "test"  # as in settings/test.py, whichever is read first

from career_relay.embedded import ensure

if not os.environ.get("DATABASE_URL"):
    ensure()

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from career_relay.embedded import schema
from career_relay.embedded.locations import data_folder
from career_relay.embedded.postgres import cluster
from career_relay.settings.database import APP, OWNER
from tests.emptying import empty_written_tables

if not os.environ.get("DATABASE_URL"):  # on another's server nobody here is superuser: Django's own way
    TransactionTestCase._fixture_teardown = empty_written_tables

# A shared machine has slow moments: what an example takes is no fault.
hypothesis.settings.register_profile("here", hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("here")

TEMPLATE = os.environ.get("CR_TEST_DB", "test_career_relay") + "_template"

pytest_plugins = ["tests.cast", "tests.baton", "tests.line", "tests.standins.world"]


def log_in_as(role: str) -> None:
    connection.close()
    connection.settings_dict["USER"] = role


@pytest.fixture(autouse=True)
def empty_queue(request):
    """A committed test starts without the jobs of earlier ones: Django's flush leaves unmanaged tables alone,
    and a worker that finds a job of a company long flushed fails it."""
    mark = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (mark and mark.kwargs.get("transaction")):
        request.getfixturevalue("transactional_db")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture(autouse=True)
def the_first_language():
    """What an earlier test's request switched to is not this test's language."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    log_in_as(OWNER)
    if not os.environ.get("DATABASE_URL"):
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = made_once()


def made_once() -> str:
    """The name of a database with every table and no row, as the program makes one. Whoever comes first makes it, and it
    is there until a migration changes: a copy takes a second."""
    configured, wanted = connection.settings_dict, schema.fingerprint()
    own, before = configured["TEST"]["NAME"], configured["NAME"]
    with (data_folder() / f"{TEMPLATE}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [TEMPLATE]
            )
            found = cursor.fetchone()
        if found != (wanted,):
            configured["TEST"]["NAME"] = TEMPLATE
            connection.creation._create_test_db(verbosity=0, autoclobber=True)
            schema.fill_if_empty(cluster().conninfo(OWNER, TEMPLATE))
            connection.creation.create_test_db(verbosity=0, keepdb=True, serialize=False)
            with connection.cursor() as cursor:
                cursor.execute(f"COMMENT ON DATABASE {TEMPLATE} IS '{wanted}'")
            connection.close()
            configured["TEST"]["NAME"] = own
            configured["NAME"] = settings.DATABASES["default"]["NAME"] = before
    return TEMPLATE


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            # live_server tests flush with TRUNCATE; nowhere else may the app do that
            cursor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {APP}")
            cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only_truncate'")
            for (table,) in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only_truncate")
        log_in_as(APP)
    yield
    with django_db_blocker.unblock():
        for role in (APP, OWNER):  # a session may be ended by its own role
            log_in_as(role)
            end_other_sessions()


def end_other_sessions() -> None:
    """End what others of this role still have open in the test database: the session of a process that a fault
    test killed lives until its statement is done, and DROP DATABASE does not wait for that."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )


# Files that take longest begin, so that no worker is left alone with one at the end.
LONGEST = (
    "consents/test_consent_machine.py", "notices/test_campaign_machine.py", "embedded/test_serve.py",
    "house/test_hostile_input.py", "notices/test_guard.py",
    "house/test_protection.py", "e2e/test_journey.py", "fault/test_kill_campaign.py", "fault/test_kill_import.py",
    "house/test_doors.py", "house/test_isolation.py", "e2e/test_import_wizard.py", "notices/test_surveys.py",
)  # fmt: skip


def pytest_collection_finish() -> None:
    """Leave what was imported out of every later search for garbage: a fifth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the longest files to the front; the order within a file stays."""
    place = {str(Path(__file__).parent / name): n for n, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(str(item.path), len(LONGEST)))
