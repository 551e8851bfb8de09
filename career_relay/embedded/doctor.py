"""`career-relay doctor`: look at everything the program needs, and say how to mend what is missing."""

import json
import os
import shutil
import smtplib
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from math import ceil
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from career_relay.embedded import locations
from career_relay.embedded.errors import CannotRun
from career_relay.embedded.holding import running_url
from career_relay.embedded.postgres import APP, ensure_database
from career_relay.embedded.schema import is_current, owner_conninfo
from career_relay.embedded.sweeper import connect_as_app
from career_relay.embedded.words import translate as _

OK, WARNING, FAULT = "ok", "warning", "fault"
SIGNS = {OK: "✓", WARNING: "!", FAULT: "✗"}
OLDEST_POSTGRES = 150_000
DISK_WANTED = 2 * 2**30
MEMORY_WANTED = 2**30
CLOCK_TOLERANCE = 5.0
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SECRET_LENGTH = 32
# Read before a company is known, or public within the network; tests/house/test_walls.py gives the reasons.
SHARED_TABLES = [  # tables that name a company without being private to it; the reasons are in tests/house/test_walls.py
    *(
        "companies_brand",
        "companies_circlemember",
        "companies_companydomain",
        "companies_conductrules",
        "companies_membership",
    ),
    "companies_promisefigures",
]


@dataclass(frozen=True)
class Check:
    """What was looked at, what was found, and what to do about it."""

    name: str
    result: str
    said: str
    remedy: str = ""


def run(*, as_json: bool) -> int:
    """Print all checks; 1 when one of them is a fault."""
    checks = list(examine())
    sick = any(check.result == FAULT for check in checks)
    if as_json:
        document = {"ok": not sick, "checks": [asdict(check) for check in checks]}
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(_lines(checks))
    return 1 if sick else 0


def examine() -> Iterator[Check]:
    """Look at the machine, then the settings, then the database."""
    for look in (_python, _folder, _disk, _memory, _port, _address, _secret, _smtp, _jail):
        yield look()
    try:
        ensure_database()
        with psycopg.connect(owner_conninfo(), connect_timeout=10, autocommit=True) as connection:
            for ask in IN_THE_DATABASE:
                yield ask(connection)
    except (CannotRun, psycopg.OperationalError) as problem:
        remedy = _("Check DATABASE_URL and whether that server runs.") if os.environ.get("DATABASE_URL") else ""
        yield Check("database", FAULT, str(problem).strip(), remedy)


def refuse_unsafe(*, host: str) -> None:
    """Refuse to open the doors while the wall, the key or the line to the people is not safe; raises CannotRun."""
    looks = [_secret(), _debug(host), _own_role()]
    if not _is_demonstration():
        looks.append(_address())
    for check in looks:
        if check.result == FAULT:
            raise CannotRun(f"{check.said}\n    → {check.remedy}")


def _lines(checks: list[Check]) -> Iterator[str]:
    for check in checks:
        yield f"{SIGNS[check.result]} {check.said}\n"
        if check.remedy and check.result != OK:
            yield f"    → {check.remedy}\n"


# The machine


def _python() -> Check:
    said = _("Python {version} in {place}").format(version=sys.version.split()[0], place=sys.prefix)
    if sys.prefix == sys.base_prefix:
        return Check("python", WARNING, said, _("It is not a virtual environment. Run “make setup”."))
    return Check("python", OK, said)


def _folder() -> Check:
    folder = locations.data_folder()
    said = _("Data folder {folder}").format(folder=folder)
    nearest = locations.nearest_folder()
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        return Check("folder", FAULT, said, _("It cannot be written. Choose another with CAREER_RELAY_DATA."))
    return Check("folder", OK, said)


def _disk() -> Check:
    free = shutil.disk_usage(locations.nearest_folder()).free
    said = _("{free} GB free on its disk").format(free=round(free / 2**30, 1))
    enough = free >= DISK_WANTED
    return Check("disk", OK if enough else WARNING, said, _("Make room: 2 GB is a comfortable start."))


def _memory() -> Check:
    free = _available_memory()
    said = _("{free} GB of memory available").format(free=round(free / 2**30, 1))
    enough = free >= MEMORY_WANTED
    return Check("memory", OK if enough else WARNING, said, _("1 GB is the least for web, worker and database."))


def _available_memory() -> int:
    try:
        rows = dict(line.split(":") for line in Path("/proc/meminfo").read_text().splitlines())
        return int(rows["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


# The settings


def _port() -> Check:
    if url := running_url():
        return Check("port", OK, _("Running at {url}").format(url=url))
    port = os.environ.get("PORT") or "8000"
    try:
        socket.create_server(("127.0.0.1", int(port))).close()
    except (OSError, ValueError, OverflowError):
        said = _("Port {port} cannot be opened").format(port=port)
        return Check("port", FAULT, said, _("Choose another with PORT."))
    return Check("port", OK, _("Port {port} is free").format(port=port))


def _address() -> Check:
    url = os.environ.get("PUBLIC_URL", "")
    parts = urlsplit(url)
    if not url:
        return Check("address", OK, _("No PUBLIC_URL: links in mail lead to this machine alone"))
    said = _("PUBLIC_URL is {url}").format(url=url)
    if not parts.hostname or parts.scheme not in {"http", "https"}:
        return Check("address", FAULT, said, _("Write it whole, for example https://relay.example"))
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        return Check("address", FAULT, said, _("People sign in here: put HTTPS in front and write https://"))
    return Check("address", OK, said)


def _secret() -> Check:
    place = locations.secret_key_file()
    if key := os.environ.get("SECRET_KEY"):
        enough = len(key) >= SECRET_LENGTH
        remedy = _("Use at least {n} random letters.").format(n=SECRET_LENGTH)
        return Check("secret", OK if enough else FAULT, _("SECRET_KEY comes from the environment"), remedy)
    if place.exists() and place.stat().st_mode & 0o077:
        remedy = _("Run: chmod 600 “{place}”").format(place=place)
        return Check("secret", FAULT, _("Others can read the secret key"), remedy)
    return Check("secret", OK, _("The secret key is kept in the data folder"))


def _smtp() -> Check:
    url = os.environ.get("SMTP_URL")
    if not url:
        return _without_smtp()
    parts = urlsplit(url)
    said = _("Mail leaves by {host}").format(host=parts.hostname)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    try:
        with kind(parts.hostname or "", parts.port or 0, timeout=5) as server:
            server.ehlo()
    except (OSError, smtplib.SMTPException) as problem:
        remedy = _("It did not answer ({reason}). Check SMTP_URL; see docs/operate/mail.md.").format(reason=problem)
        return Check("smtp", FAULT, said, remedy)
    return Check("smtp", OK, said)


def _without_smtp() -> Check:
    if _is_demonstration():
        return Check("smtp", OK, _("Mail ends in the sink of the demonstration"))
    return Check("smtp", WARNING, _("No SMTP_URL: mail waits in the outbox"), _("See docs/operate/mail.md."))


def _is_demonstration() -> bool:
    return locations.demo_mark().exists() or bool(os.environ.get("CAREER_RELAY_DEMO"))


def _debug(host: str) -> Check:
    if not os.environ.get("CAREER_RELAY_DEBUG") or host in LOOPBACK:
        return Check("debug", OK, "")
    said = _("CAREER_RELAY_DEBUG shows the inside of the program to everyone on the network")
    return Check("debug", FAULT, said, _("Unset it, or listen on 127.0.0.1."))


# Where files of strangers are read

READER = Path(__file__).parents[1] / "base" / "jailed.py"  # asked as a program: the base stands above this package
LAYERS = ("network", "user", "time", "memory", "files", "processes", "privileges", "calls")


def _jail() -> Check:
    """Try from the inside what a reader must not be able to do, and say which layers of the jail this machine permits."""
    question = [sys.executable, "-I", str(READER), "career_relay.base.jailed:probe", "{}"]
    try:
        asked = subprocess.run(question, stdin=subprocess.DEVNULL, capture_output=True, timeout=20, check=True, env={})  # noqa: S603 — our own
        answer = json.loads(asked.stdout)
        holding, possible = set(answer["layers"]), any(answer["result"].values())
    except (OSError, subprocess.SubprocessError, ValueError, KeyError):
        return Check(
            "jail", FAULT, _("Files cannot be read in a jail on this machine"), _("Linux 4.5 or newer is needed.")
        )
    names = ", ".join(name for name in LAYERS if name in holding)
    if possible:
        said = _("The jail in which files are read has a hole; it holds: {names}").format(names=names)
        return Check("jail", FAULT, said, _("Let the program run where user namespaces or seccomp are permitted."))
    missing = ", ".join(name for name in LAYERS if name not in holding) or "—"
    said = _("Files are read in a jail: {names}; not on this machine: {missing}").format(names=names, missing=missing)
    return Check("jail", OK, said)


# The database


Connection = psycopg.Connection[tuple[object, ...]]


def _version(connection: Connection) -> Check:
    number = connection.info.server_version
    said = _("PostgreSQL {version}").format(version=f"{number // 10000}.{number % 10000}")
    enough = number >= OLDEST_POSTGRES
    return Check("postgresql", OK if enough else FAULT, said, _("PostgreSQL 15 or newer is needed."))


def _vector(connection: Connection) -> Check:
    found = connection.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'").fetchone()
    if found is None:
        return Check("vector", FAULT, _("pgvector is missing"), _("As a superuser: CREATE EXTENSION vector"))
    return Check("vector", OK, _("pgvector {version}").format(version=found[0]))


def _clock(connection: Connection) -> Check:
    found = connection.execute("SELECT now()").fetchone()
    there = found[0] if found else None
    apart = abs((datetime.now(UTC) - there).total_seconds()) if isinstance(there, datetime) else CLOCK_TOLERANCE
    said = _("The clocks of program and database are {seconds} s apart").format(seconds=round(apart, 1))
    return Check("clock", OK if apart < CLOCK_TOLERANCE else FAULT, said, _("Let both follow a time server (NTP)."))


def _roles(connection: Connection) -> Check:
    question = "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = %s"
    found = connection.execute(question, [APP]).fetchone()
    if found is None:
        remedy = _("Create it as docs/operate/install.md says.")
        return Check("roles", FAULT, _("The role cr_app is missing"), remedy)
    owns = connection.execute("SELECT count(*) FROM pg_tables WHERE tableowner = %s", [APP]).fetchone()
    if found[0] or (owns and owns[0]):
        remedy = _("It may own no table and be neither superuser nor BYPASSRLS.")
        return Check("roles", FAULT, _("The role cr_app could pass the wall between companies"), remedy)
    return Check("roles", OK, _("The role cr_app stays inside the wall between companies"))


def _own_role() -> Check:
    """Look at the role web and worker really have, whatever it is called."""
    question = """
        SELECT current_user, rolsuper OR rolbypassrls,
               EXISTS (SELECT 1 FROM pg_tables WHERE tableowner = current_user AND schemaname = 'public')
        FROM pg_roles WHERE rolname = current_user
    """
    with connect_as_app() as connection:
        found = connection.execute(question).fetchone()
    if found is None or found[1] or found[2]:
        said = _("The program would pass the wall between companies as {role}").format(role=found[0] if found else "?")
        return Check("role", FAULT, said, _("Let DATABASE_URL log in as cr_app; see docs/operate/install.md."))
    return Check("role", OK, "")


def _tables(connection: Connection) -> Check:
    if is_current():
        return Check("tables", OK, _("The tables are up to date"))
    return Check("tables", WARNING, _("The tables are not up to date"), _("Run: career-relay migrate"))


def _walls(connection: Connection) -> Check:
    open_tables = connection.execute(
        """
        SELECT c.relname FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'company_id' AND NOT a.attisdropped
        WHERE c.relkind IN ('r', 'p')
          AND c.relname <> ALL(%s)
          AND (NOT c.relrowsecurity OR NOT EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = c.oid))
        ORDER BY 1
        """,
        [SHARED_TABLES],
    ).fetchall()
    if open_tables:
        names = ", ".join(str(row[0]) for row in open_tables)
        said = _("Tables without row-level security: {names}").format(names=names)
        return Check("walls", FAULT, said, _("Run: career-relay migrate"))
    return Check("walls", OK, _("Every table of a company has row-level security"))


LEDGER_ALARMS = ["consents.ledger_broken", "consents.ledger_drifted"]
ALARM_DAYS, ANCHOR_DAYS = 30, 2


def _ledger(connection: Connection) -> Check:
    """What the nightly look at the ledger of choices found, and whether the days are anchored."""
    there = connection.execute("SELECT to_regclass('consents_consententry') IS NOT NULL").fetchone()
    if not there or not there[0]:
        return Check("ledger", OK, _("There is no ledger of choices yet"))
    alarms = connection.execute(
        "SELECT count(*) FROM base_auditevent WHERE event = ANY(%s) AND at > now() - make_interval(days => %s)",
        [LEDGER_ALARMS, ALARM_DAYS],
    ).fetchone()
    if alarms and alarms[0]:
        said = _("The nightly look at the ledger of choices raised {n} alarms in 30 days").format(n=alarms[0])
        return Check("ledger", FAULT, said, _("Run: career-relay verify-ledger"))
    waits = "SELECT EXISTS (SELECT FROM consents_consententry WHERE at < now() - make_interval(days => %s))"
    old = connection.execute(waits, [ANCHOR_DAYS]).fetchone()
    if old and old[0] and not _is_anchored():
        said = _("The ledger of choices has no anchor of the last two days")
        return Check("ledger", WARNING, said, _("The worker writes one each night: look whether it runs."))
    return Check("ledger", OK, _("The ledger of choices is whole, and anchored"))


def _is_anchored() -> bool:
    place = locations.data_folder() / "ledger" / "anchors.txt"
    lines = place.read_text("utf-8", errors="replace").splitlines() if place.is_file() else []
    since = datetime.now(UTC).date() - timedelta(days=ANCHOR_DAYS)
    with suppress(ValueError, IndexError):
        return date.fromisoformat(lines[-1][:10]) >= since
    return False


MATCHED = ("matching_matchfilter", "matching_matchvector")  # what every question reads (ADR 56)
SHARE_FOR_MATCHING = 0.75  # of shared_buffers: the rest is for everything else


def _matching(connection: Connection) -> Check:
    """Whether what a question reads of everybody stays in the memory of PostgreSQL."""
    found = connection.execute(
        "SELECT coalesce(sum(pg_total_relation_size(to_regclass(name))), 0)::bigint,"
        " pg_size_bytes(current_setting('shared_buffers')) FROM unnest(%s::text[]) AS name",
        [list(MATCHED)],
    ).fetchone()
    read, memory = (int(str(size)) / 2**20 for size in found or (0, 1))
    said = _("Matching reads {read} MB of {memory} MB shared_buffers").format(read=round(read), memory=round(memory))
    if read <= memory * SHARE_FOR_MATCHING:
        return Check("matching", OK, said)
    remedy = _("Set shared_buffers to {size} MB or more; see docs/operate/install.md.")
    return Check("matching", WARNING, said, remedy.format(size=ceil(read / SHARE_FOR_MATCHING / 128) * 128))


IN_THE_DATABASE: tuple[Callable[[Connection], Check], ...] = (
    _version,
    _vector,
    _clock,
    _roles,
    _tables,
    _walls,
    _ledger,
    _matching,
)
