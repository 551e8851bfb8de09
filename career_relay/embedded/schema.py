"""Bring the tables up to date as the owner, and know at a glance that they are.

The mark of the last successful run is a comment on the database itself, so it goes where the database goes.

An empty database of the embedded server gets all tables from one file, which PostgreSQL reads in a second. Django needs
half a minute for the migrations, because it renders the connected models anew for every change. The migrations are
what counts: `make tables` writes the file from them, it is read only while it belongs to the very migrations that are
here, and a test says when it does not.
"""

import hashlib
import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from career_relay.embedded import locations
from career_relay.embedded.errors import CannotRun
from career_relay.embedded.postgres import cluster
from career_relay.embedded.progress import say, step
from career_relay.embedded.words import translate as _

PACKAGES_WITH_TABLES = ("Django", "django-allauth", "procrastinate")
MARK = "career-relay schema "
TABLES = Path(__file__).with_name("tables.sql")


def owner_conninfo() -> str:
    """Where the owner logs in: DATABASE_OWNER_URL, DATABASE_URL, or the embedded server."""
    return _external() or cluster().urls()["owner"]


def _external() -> str:
    return os.environ.get("DATABASE_OWNER_URL") or os.environ.get("DATABASE_URL") or ""


def migrate_if_needed() -> None:
    """Run the migrations unless the mark says that these very ones ran; raises CannotRun when they fail."""
    if is_current():
        return
    with step(_("Preparing the tables")):
        if not _external():
            fill_if_empty(owner_conninfo())
        run_migrations()
    _leave_mark(fingerprint())


def fill_if_empty(conninfo: str) -> None:
    """Give an empty database, reached as its owner, all tables at once, if the file belongs to these migrations."""
    with psycopg.connect(conninfo) as connection:
        used = connection.execute("SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace LIMIT 1").fetchone()
        if used is None and tables_belong():
            connection.execute(TABLES.read_bytes())


def tables_belong() -> bool:
    """Whether the file was made by the migrations that are here."""
    with TABLES.open() as file:
        return file.readline().rstrip() == tables_head()


def tables_head() -> str:
    """Its first line."""
    return f"-- Written by `make tables` from the migrations {fingerprint()}"


def run_migrations() -> None:
    """Let Django do what is still to do, and its part after that; raises CannotRun when it fails."""
    done = subprocess.run(  # noqa: S603  our own interpreter and file
        [
            sys.executable,
            str(locations.PROJECT / "manage.py"),
            "migrate",
            "--verbosity",
            "0",
            "--no-input",
            "--skip-checks",
        ],
        env={**os.environ, "CR_DB_ROLE": "owner"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotRun(_("The tables could not be prepared:\n{reason}").format(reason=done.stderr[-2000:].strip()))
    if done.stderr.strip():
        say(done.stderr.strip())


def is_current() -> bool:
    """Whether the very migrations of this program ran on this database."""
    return _mark_of_database() == fingerprint()


def fingerprint() -> str:
    """Hash of everything a migration may read: our migrations, their SQL, and the packages with tables."""
    digest = hashlib.sha256()
    for file in _migration_files():
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    for package in PACKAGES_WITH_TABLES:
        digest.update(f"{package} {importlib.metadata.version(package)}".encode())
    return digest.hexdigest()


def _migration_files() -> list[Path]:
    code = locations.PROJECT / "career_relay"
    sql_files = [file for file in code.glob("**/*.sql") if file != TABLES]  # made by them
    return sorted([*code.glob("*/migrations/*.py"), *sql_files, code / "base/apps.py", code / "base/walls.py"])


def _mark_of_database() -> str:
    question = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    try:
        with psycopg.connect(owner_conninfo(), connect_timeout=10) as connection:
            row = connection.execute(question).fetchone()
    except psycopg.OperationalError as problem:
        text = _("The database cannot be reached: {reason}")
        raise CannotRun(text.format(reason=str(problem).strip())) from problem
    return str(row[0] or "").removeprefix(MARK) if row else ""


def _leave_mark(value: str) -> None:
    with psycopg.connect(owner_conninfo(), autocommit=True) as connection:
        name = connection.info.dbname
        statement = sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(MARK + value))
        try:
            connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            return  # the tables are ours, the database is not: the next start asks Django again
