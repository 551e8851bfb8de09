"""Everything in one command: PostgreSQL, tables, mail sink, web, worker, sweeper; kept running until told to stop."""

import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from urllib.parse import urlsplit

from career_relay.embedded import locations
from career_relay.embedded.children import Child
from career_relay.embedded.doctor import refuse_unsafe
from career_relay.embedded.errors import CannotRun
from career_relay.embedded.holding import only_one, write_note
from career_relay.embedded.mailsink import MailSink, forget_port
from career_relay.embedded.postgres import Cluster, ensure_database
from career_relay.embedded.progress import say, step
from career_relay.embedded.schema import migrate_if_needed
from career_relay.embedded.sweeper import Sweeper
from career_relay.embedded.words import translate as _

WEB, WORKER = "web", "worker"
GRACE_SECONDS = 20.0
PATIENCE_SECONDS = 90.0
LOOK_EVERY = 0.3
LOOK_AT_DATABASE_EVERY = 2.0
DEATHS_BEFORE_GIVING_UP = 3


@dataclass
class Plan:
    """What to run and where."""

    host: str = "127.0.0.1"
    port: int = 8000
    demo: bool = False
    parts: tuple[str, ...] = (WEB, WORKER)
    quiet: bool = False
    env: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return os.environ.get("PUBLIC_URL") or f"http://{_reachable(self.host)}:{self.port}"


def serve(plan: Plan, *, banner: str = "") -> int:
    """Run until Ctrl-C or SIGTERM; raises CannotRun when this machine does not allow it."""
    with only_one(plan.url):
        _refuse_taken_port(plan)
        cluster = _database()
        migrate_if_needed()
        refuse_unsafe(host=plan.host)
        with _mail(plan):
            return _Supervisor(plan, cluster).run(banner)


def _database() -> Cluster | None:
    if os.environ.get("DATABASE_URL"):
        return None
    with step(_("Starting PostgreSQL")):
        return ensure_database()


class _Supervisor:
    def __init__(self, plan: Plan, cluster: Cluster | None) -> None:
        self.plan = plan
        self.cluster = cluster
        self.children = [self._child(part) for part in plan.parts]
        self.sweeper = Sweeper()
        self.stopping = False
        self._looked_at_database = 0.0
        self._noted: list[int] = []

    def run(self, banner: str) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        try:
            self._start()
            if not self.stopping:
                say(banner or _("Career Relay runs at {url}  (Ctrl-C stops it)").format(url=self.plan.url))
            while not self.stopping:
                self._look_around()
                time.sleep(LOOK_EVERY)
        finally:
            self._stop()
        return 0

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        if self.stopping:  # asked twice: no more patience
            for child in self.children:
                child.signal(signal.SIGKILL)
        self.stopping = True

    def _start(self) -> None:
        with step(_("Starting web and worker")):
            for child in self.children:
                child.start()
            self._keep_note()
            self.sweeper.start()
            if WEB in self.plan.parts:
                self._wait_until_healthy()

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.stopping and not healthy(self.plan):
            self._look_after_children()
            tired = any(child.failures >= DEATHS_BEFORE_GIVING_UP for child in self.children)
            if tired or time.monotonic() > deadline:
                raise CannotRun(_("The program did not become ready. {log}").format(log=self._last_words()))
            time.sleep(LOOK_EVERY)

    def _look_around(self) -> None:
        self._look_after_children()
        if self.cluster and time.monotonic() - self._looked_at_database > LOOK_AT_DATABASE_EVERY:
            self._looked_at_database = time.monotonic()
            if not self.cluster.alive():
                self._revive()

    def _revive(self) -> None:
        say(_("PostgreSQL went away; starting it again."))
        try:
            ensure_database()
        except CannotRun as problem:
            say(str(problem))

    def _look_after_children(self) -> None:
        for child in self.children:
            code = child.look_after()
            if code is not None and not self.stopping:
                say(_("{name} ended with code {code}; starting it again.").format(name=child.name, code=code))
            elif child.running():
                self._keep_note()

    def _stop(self) -> None:
        started = time.monotonic()
        say(_("Stopping …"))
        for child in self.children:
            if child.running():
                child.signal(signal.SIGTERM)
        for child in self.children:
            child.stop(until=started + GRACE_SECONDS)
        self.sweeper.stop()
        say(_("Stopped."))

    def _keep_note(self) -> None:
        groups = [child.process.pid for child in self.children if child.process]
        if groups != self._noted:
            self._noted = groups
            write_note(self.plan.url, groups)

    def _last_words(self) -> str:
        logs = [child.log for child in self.children if child.log and child.log.exists()]
        return "\n".join(f"{log}:\n{log.read_text(errors='replace')[-1500:].strip()}" for log in logs)

    def _child(self, part: str) -> Child:
        log = locations.log_folder() / f"{part}.log" if self.plan.quiet else None
        return Child(part, _command(part, self.plan), _environment(self.plan), log)


def _command(part: str, plan: Plan) -> list[str]:
    if part == WORKER:  # not -m: Procrastinate warns of an app made in the main module
        return [sys.executable, "-c", "from career_relay.embedded.worker import main; main()"]
    granian = [sys.executable, "-m", "granian", "career_relay.wsgi:application", "--interface", "wsgi", "--no-ws"]
    sizes = ["--workers", os.environ.get("WEB_WORKERS", "2"), "--blocking-threads", "4"]
    ends = ["--workers-kill-timeout", "10", "--respawn-failed-workers", "--log-level", "warning"]
    return [*granian, "--host", plan.host, "--port", str(plan.port), *sizes, *ends]


def _environment(plan: Plan) -> dict[str, str]:
    path = os.pathsep.join(filter(None, [str(locations.PROJECT), os.environ.get("PYTHONPATH")]))
    return {
        **os.environ,
        "PORT": str(plan.port),
        "PYTHONPATH": path,
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "career_relay.settings"),
        **({"CAREER_RELAY_DEMO": "1"} if plan.demo else {}),
        **plan.env,
    }


def healthy(plan: Plan) -> bool:
    """Whether the program answers at /healthz, asked by its public name."""
    connection = http.client.HTTPConnection(_reachable(plan.host), plan.port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": urlsplit(plan.url).netloc})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def _mail(plan: Plan) -> Iterator[None]:
    """Run the mail sink in a demonstration without SMTP_URL; elsewhere mail goes where SMTP_URL says or nowhere."""
    forget_port(locations.mail_folder())
    if os.environ.get("SMTP_URL") or WORKER not in plan.parts:
        yield
    elif plan.demo:
        with step(_("Opening the mail sink")):
            sink = MailSink(locations.mail_folder())
            sink.start()
        try:
            yield
        finally:
            sink.stop()
    else:
        say(_("No SMTP_URL: mail waits in the outbox and does not leave. See docs/operate/mail.md."))
        yield


def _refuse_taken_port(plan: Plan) -> None:
    if WEB not in plan.parts:
        return
    try:
        socket.create_server((plan.host, plan.port)).close()
    except PermissionError:
        text = _("Port {port} may be opened by root alone. Choose one above 1023, for example: PORT=8000")
        raise CannotRun(text.format(port=plan.port)) from None
    except OSError as problem:
        text = _("Port {port} on {host} cannot be opened ({reason}). Choose another, for example: PORT={other}")
        reason = os.strerror(problem.errno) if problem.errno else str(problem)
        raise CannotRun(text.format(port=plan.port, host=plan.host, reason=reason, other=plan.port + 1)) from None


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared, not opened
