"""Fill, show, play and throw away the demonstration network."""

import importlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

from career_relay.embedded import locations
from career_relay.embedded.children import Child
from career_relay.embedded.errors import CannotRun
from career_relay.embedded.holding import only_one, running_url
from career_relay.embedded.postgres import cluster, ensure_database
from career_relay.embedded.progress import say, step
from career_relay.embedded.schema import migrate_if_needed, owner_conninfo
from career_relay.embedded.serve import Plan, healthy, serve
from career_relay.embedded.words import translate as _

FILLED, FILLING = "filled", "filling"
PATIENCE_SECONDS = 120.0


def run(*, host: str, port: int) -> int:
    """Fill the data folder once, then serve it in the foreground with a table of links and sign-ins."""
    _refuse_while_running()
    os.environ["CAREER_RELAY_DEMO"] = "1"
    if _state() != FILLED:
        _fill_beside()
    plan = Plan(host=host, port=port, demo=True, quiet=True)
    return serve(plan, banner=_table(plan.url, _mark()))


def fill_only(*, as_json: bool) -> int:
    """Fill the data folder in this process and exit; filled once, it is left as it is."""
    os.environ["CAREER_RELAY_DEMO"] = "1"
    if _state() != FILLED:
        _fill_here()
    companies = _mark().get("companies", [])
    sys.stdout.write(json.dumps({"companies": companies}, ensure_ascii=False) + "\n" if as_json else "")
    return 0


def clean() -> None:
    """Remove the demonstration data; raises CannotRun where the data may be real."""
    _refuse_while_running()
    if not locations.demo_mark().exists():
        _refuse_real_data()
    _throw_away()


def _throw_away() -> None:
    _refuse_external()
    with step(_("Throwing the demonstration data away")):
        cluster().destroy()
        for folder in (locations.files_folder(), locations.mail_folder(), locations.log_folder()):
            shutil.rmtree(folder, ignore_errors=True)
        locations.demo_mark().unlink(missing_ok=True)


def story() -> int:
    """Play the whole path through HTTP in a fresh data folder; one line a step, one JSON line at the end."""
    wanted = os.environ.get("CAREER_RELAY_DATA")
    if wanted and any(Path(wanted).glob("*")):
        raise CannotRun(_("The story needs a fresh data folder; {folder} is not empty.").format(folder=wanted))
    if wanted:
        return _play()
    with tempfile.TemporaryDirectory(prefix="career-relay-story-") as folder:
        os.environ["CAREER_RELAY_DATA"] = folder
        Path(folder).chmod(0o755)  # the server's user must pass when we are root
        return _play()


# Filling


def _fill_beside() -> None:
    """Fill in another process: what the filling needs in memory is gone when the serving begins."""
    command = [sys.executable, "-m", "career_relay", "demo", "--fill-only", "--json"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False)  # noqa: S603
    if done.returncode:
        raise CannotRun(_("The demonstration network could not be filled in; see above."))


def _fill_here() -> None:
    with only_one(""):
        if _state() == FILLING:
            _throw_away()  # an earlier filling was cut off; what it left is half a network
        with step(_("Starting PostgreSQL")):
            ensure_database()
        migrate_if_needed()
        _refuse_real_data()
        _write_mark({"state": FILLING})
        import django

        django.setup()
        result: dict[str, Any] = importlib.import_module("career_relay.demo").fill(_tell)
        _write_mark({**result, "state": FILLED})


def _tell(line: str) -> None:
    say(f"  {line}")


def _mark() -> dict[str, Any]:
    try:
        return dict(json.loads(locations.demo_mark().read_text()))
    except (FileNotFoundError, ValueError):
        return {}


def _state() -> str:
    return str(_mark().get("state", ""))


def _write_mark(content: dict[str, Any]) -> None:
    place = locations.demo_mark()
    fresh = place.with_suffix(".new")
    fresh.write_text(json.dumps(content, ensure_ascii=False, indent=1))
    fresh.replace(place)


# Refusals


def _refuse_while_running() -> None:
    if url := running_url():
        text = _("Career Relay already runs with this data folder at {url}. Use it there, or stop it first.")
        raise CannotRun(text.format(url=url))


def _refuse_external() -> None:
    if os.environ.get("DATABASE_URL"):
        raise CannotRun(_("An external database is not thrown away from here. Unset DATABASE_URL."))


def _refuse_real_data() -> None:
    """Refuse a database with companies that no demonstration put there."""
    if not os.environ.get("DATABASE_URL") and not (cluster().data / "PG_VERSION").exists():
        return
    ensure_database()
    with psycopg.connect(owner_conninfo()) as connection:
        try:
            row = connection.execute("SELECT EXISTS (SELECT 1 FROM companies_company)").fetchone()
        except psycopg.errors.UndefinedTable:
            return
    if row and row[0]:
        text = _(
            "The data folder {folder} holds companies that are not of the demonstration. They are left alone: "
            "choose another data folder with CAREER_RELAY_DATA."
        )
        raise CannotRun(text.format(folder=locations.data_folder()))


# Showing and playing


def _table(url: str, mark: dict[str, Any]) -> str:
    """Return what a newcomer needs: where to go, and who to be there."""
    rows = [(str(link["what"]), url + str(link["path"])) for link in mark.get("links", [])]
    rows.append((_("Mail sink"), f"{url}/demo/mail/"))
    people = [(str(one["who"]), str(one["email"]), str(one["password"])) for one in mark.get("sign_ins", [])]
    lines = ["", _("Career Relay runs at {url}  (Ctrl-C stops it)").format(url=url), "", *_columns(rows)]
    return "\n".join([*lines, "", _("Sign in as:"), *_columns(people), ""])


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  " + "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Count columns of a terminal: Japanese letters take two."""
    return sum(1 + (ord(letter) > 0x2E7F) for letter in text)


def _play() -> int:
    port = _free_port()
    plan = Plan(port=port, demo=True)
    os.environ.update(CAREER_RELAY_DEMO="1", PORT=str(port), PUBLIC_URL=plan.url)
    os.environ |= {"NOTICE_HOLD_SECONDS": "3", "COOLING_OFF_SECONDS": "3"}  # nobody is there to change their mind
    command = [sys.executable, "-m", "career_relay", "serve", "--port", str(port)]
    server = Child("server", command, dict(os.environ), locations.log_folder() / "server.log")
    server.start()
    try:
        _wait_for(server, plan)
        import django

        django.setup()
        happened: dict[str, Any] = importlib.import_module("career_relay.demo.story").play(plan.url)
    finally:
        server.signal(signal.SIGTERM)
        server.stop(until=time.monotonic() + 30)
    sys.stdout.write(json.dumps(happened, ensure_ascii=False) + "\n")
    return 0


def _wait_for(server: Child, plan: Plan) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    with step(_("Starting a fresh network")):
        while not healthy(plan):
            if not server.running() or time.monotonic() > deadline:
                said = server.log.read_text(errors="replace") if server.log else ""
                raise CannotRun(_("The program did not become ready. {log}").format(log=said[-2000:]))
            time.sleep(0.3)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])
