"""A PostgreSQL server of our own: made, started, shared between processes and stopped after the last one.

Only the programs of the wheel are used. `trust` authentication is safe because the server listens on a socket alone,
in a folder only its own user (and root) may enter.
"""

import atexit
import errno
import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, LiteralString, Self

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from career_relay.embedded import binaries, locations, processes, refusals
from career_relay.embedded.errors import CannotRun
from career_relay.embedded.progress import say
from career_relay.embedded.words import translate as _

OWNER = "cr_owner"
APP = "cr_app"
DATABASE = "career_relay"
SUPERUSER = "postgres"
ROOM_NEEDED = 300 * 2**20
LOG_LIMIT = 10 * 2**20
DSM_COMFORTABLE = 512 * 2**20

TUNING = {  # a small box; each can be changed by CR_PG_<NAME> before the first start, or in postgresql.conf later
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_connections": "100",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "jit": "off",
    "autovacuum_naptime": "15s",
    "listen_addresses": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "idle_in_transaction_session_timeout": "60s",
    "recovery_init_sync_method": "syncfs",
}
TEST_TUNING = {  # losing a test database is no loss
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


@dataclass
class Cluster:
    """One embedded server, by its folder. `ensure` makes it run; `release` lets go of it."""

    folder: Path
    socket_dir: Path
    tuning: dict[str, str] = field(default_factory=lambda: dict(TUNING))
    port: int = locations.PORT
    _lease: IO[str] | None = field(default=None, repr=False)
    _lease_pid: int = field(default=0, repr=False)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log" / "postgres.log"

    def conninfo(self, user: str, database: str = DATABASE) -> str:
        """Where `user` finds `database`, as libpq writes it."""
        return make_conninfo(host=str(self.socket_dir), port=self.port, user=user, dbname=database)

    def urls(self) -> dict[str, str]:
        """Return the connections of the owner (migrations, dumps) and of the app (everything else)."""
        return {"owner": self.conninfo(OWNER), "app": self.conninfo(APP)}

    def alive(self) -> bool:
        return self._ping() == Ping.OK

    def ensure(self) -> Self:
        """Make the server run and hold a lease on it. Safe from any number of processes at once."""
        with self._mutex():
            self._take_lease()
            if not self.alive():
                self._start()
            self._bootstrap()
        return self

    def release(self) -> None:
        """Let go; the last process to do so stops the server. The kernel lets go for a process that was killed."""
        if self._lease is None or self._lease_pid != os.getpid():
            return
        with self._mutex():
            if self._is_last():
                self._stop()
            self._let_go()

    def destroy(self) -> None:
        """Stop the server and remove all its data; raises CannotRun while another process uses it."""
        with self._mutex():
            self._take_lease()
            if not self._is_last():
                raise refusals.in_use(self.folder)
            self._stop()
            shutil.rmtree(self.data, ignore_errors=True)
            self._let_go()

    def command(self, program: str, *arguments: str) -> list[str]:
        """Command line of one of the server's programs, `pg_dump` for one."""
        return [str(binaries.bin_folder() / program), *arguments]

    # Leases and the one who starts

    @contextmanager
    def _mutex(self) -> Iterator[None]:
        self._make_folder(self.folder, 0o755)
        with (self.folder / "start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _take_lease(self) -> None:
        if self._lease is not None and self._lease_pid == os.getpid():
            return
        self._lease = (self.folder / "lease.lock").open("a+")
        self._lease_pid = os.getpid()
        fcntl.flock(self._lease, fcntl.LOCK_SH)

    def _let_go(self) -> None:
        if self._lease is not None:
            self._lease.close()
            self._lease = None

    def _stop(self) -> None:
        self._pg("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "-t", "60", "stop", check=False)

    def _is_last(self) -> bool:
        if self._lease is None:
            return False
        try:
            fcntl.flock(self._lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    # Making and starting

    def _start(self) -> None:
        if not (self.data / "PG_VERSION").exists():
            self._make()
        self._refuse_another_major()
        if self._ping() == Ping.REJECT and self._came_up():
            return
        processes.clear_stale_locks(self.data, self.socket_dir, socket_lock=f".s.PGSQL.{self.port}.lock")
        self._make_folder(self.socket_dir, 0o700)
        self._make_folder(self.log.parent, 0o755)
        self._turn_log()
        self._launch()

    def _launch(self, attempts: int = 10) -> None:
        """Start the server; a killed one leaves backends that need a moment to notice."""
        options = f"-k '{self.socket_dir}' -p {self.port}"
        for attempt in range(attempts):
            mark = self.log.stat().st_size if self.log.exists() else 0
            done = self._pg(
                "pg_ctl",
                "-D",
                str(self.data),
                "-l",
                str(self.log),
                "-w",
                "-t",
                "120",
                "-o",
                options,
                "start",
                check=False,
            )
            said = self._log_since(mark)
            if done.returncode == 0:
                return
            if "shared memory block" not in said or attempt == attempts - 1:
                raise self._failed(said or done.stderr)
            time.sleep(1)

    def _make(self) -> None:
        """Create the data folder beside its place; it moves there when complete, so no half-made one is ever used."""
        self._refuse_full_disk()
        half = self.folder / "data.new"
        shutil.rmtree(half, ignore_errors=True)
        self._make_folder(half, 0o700)
        locale = ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        done = self._pg("initdb", "-D", str(half), "-U", SUPERUSER, "-A", "trust", *locale, "--no-sync", check=False)
        if done.returncode:
            raise self._failed(done.stderr)
        with (half / "postgresql.conf").open("a") as conf:
            conf.write("\n# Career Relay\n" + "".join(f"{k} = '{v}'\n" for k, v in self._settings().items()))
        half.rename(self.data)

    def _settings(self) -> dict[str, str]:
        chosen = {name: os.environ.get(f"CR_PG_{name.upper()}", value) for name, value in self.tuning.items()}
        if _size_of_shared_memory() < DSM_COMFORTABLE:  # a container's /dev/shm often has 64 MB
            chosen["dynamic_shared_memory_type"] = "mmap"
        return chosen

    def _bootstrap(self) -> None:
        """Create roles, extension and database. The database comes last, so its presence says that all is there."""
        with psycopg.connect(self.conninfo(SUPERUSER, "postgres"), autocommit=True) as connection:
            if _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
                return
            for role, rights in ((OWNER, "CREATEDB"), (APP, "NOCREATEDB")):
                if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                    statement = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE " + rights)
                    connection.execute(statement.format(sql.Identifier(role)))
            # `vector` is not a trusted extension: only a superuser may create it. In template1 it is inherited by
            # our database and by every test database the owner makes.
            with psycopg.connect(self.conninfo(SUPERUSER, "template1"), autocommit=True) as template:
                template.execute("CREATE EXTENSION IF NOT EXISTS vector")
            create = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(create.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))

    # Small things

    def _ping(self) -> Ping:
        info = f"host='{self.socket_dir}' port={self.port} user={SUPERUSER} dbname=postgres connect_timeout=2"
        return Ping(PGconn.ping(os.fsencode(info)))

    def _came_up(self, seconds: float = 120) -> bool:
        """Wait for a server that another process began to start."""
        deadline = time.monotonic() + seconds
        while self._ping() == Ping.REJECT and time.monotonic() < deadline:
            time.sleep(0.1)
        return self.alive()

    def _ids(self) -> tuple[int, int] | None:
        """User and group the server runs as, or None for our own: the owner of its data, as root another one."""
        if os.geteuid() != 0:
            return None
        if self.data.exists() and (status := self.data.stat()).st_uid != 0:
            return status.st_uid, status.st_gid
        return locations.server_ids()

    def _pg(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        ids = self._ids()
        user = {"user": ids[0], "group": ids[1], "extra_groups": ()} if ids else {}
        return subprocess.run(  # type: ignore[call-overload,no-any-return]  # noqa: S603  our own programs, no shell
            self.command(program, *arguments),
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=check,
            **user,
        )

    def _make_folder(self, folder: Path, mode: int) -> None:
        """Create a folder of the server's user; refuse one that a stranger put there."""
        try:
            _make_way(folder)
            ids = self._ids() or (os.geteuid(), os.getegid())
            if folder.stat().st_uid not in {ids[0], os.geteuid()}:
                raise refusals.folder_of_another(folder)
            if os.geteuid() == 0:
                os.chown(folder, *ids)
            folder.chmod(mode)
        except OSError as problem:
            raise refusals.folder_unusable(folder, problem) from problem

    def _turn_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".1.log"))

    def _log_since(self, mark: int) -> str:
        if not self.log.exists():
            return ""
        return self.log.read_bytes()[mark:].decode(errors="replace")

    def _refuse_full_disk(self) -> None:
        if shutil.disk_usage(self.folder).free < ROOM_NEEDED:
            raise refusals.too_little_room(self.folder, megabytes=ROOM_NEEDED // 2**20)

    def _refuse_another_major(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != binaries.MAJOR:
            raise refusals.another_major(self.data, found=found, ours=binaries.MAJOR)

    def _failed(self, said: str) -> CannotRun:
        if "No space left on device" in said:
            return refusals.disk_full(self.folder)
        if "look up effective user ID" in said:
            return refusals.nameless_user(os.geteuid())
        return refusals.did_not_start(self.log, said)


def _make_way(folder: Path) -> None:
    """Create `folder` and what is missing above it, passable for the server's user whatever our umask is."""
    missing = [step for step in (folder, *folder.parents) if not step.exists()]
    for step in reversed(missing):
        step.mkdir(exist_ok=True)
        step.chmod(0o755)


def _exists(connection: psycopg.Connection[tuple[int]], question: LiteralString, name: str) -> bool:
    return connection.execute(question, [name]).fetchone() is not None


def _size_of_shared_memory() -> int:
    try:
        return shutil.disk_usage("/dev/shm").total  # noqa: S108  asked about, not written to
    except OSError:
        return DSM_COMFORTABLE


_running: dict[str, Cluster] = {}


def cluster(kind: str | None = None) -> Cluster:
    """Return the server of this data folder, without starting it."""
    kind = kind or locations.cluster_kind()
    tuning = TUNING | TEST_TUNING if kind == locations.TEST_CLUSTER else TUNING
    return Cluster(locations.cluster_folder(kind=kind), locations.socket_dir(kind=kind), dict(tuning))


def ensure(kind: str | None = None) -> Cluster:
    """Make the embedded server of this data folder run until this process ends; raises CannotRun with a sentence."""
    kind = kind or locations.cluster_kind()
    if kind not in _running:
        if not (way := locations.nearest_folder()).is_dir():
            raise refusals.folder_unusable(way, NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)))
        _say_when_substituted(kind)
        _running[kind] = cluster(kind)
        atexit.register(_running[kind].release)
    return _running[kind].ensure()


def ensure_database() -> Cluster | None:
    """Like `ensure`, but leave an external server named by DATABASE_URL alone and return None."""
    return None if os.environ.get("DATABASE_URL") else ensure()


def _say_when_substituted(kind: str) -> None:
    wanted, real = locations.data_folder() / kind, locations.cluster_folder(kind=kind)
    if wanted != real and os.environ.get("CR_SUBSTITUTE_SAID") != str(real):
        os.environ["CR_SUBSTITUTE_SAID"] = str(real)  # our child processes need not say it again
        note = _(
            "Started by root, PostgreSQL runs as another user, who cannot enter {wanted}. Its data is kept in {real}."
        )
        say(note.format(wanted=wanted, real=real))
