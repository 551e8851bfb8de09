"""`kill -9` in the middle of a release: nobody gets two, and nobody is lost without being shown as uncertain.

Real worker processes, a real PostgreSQL and a real SMTP server. The long one kills everything, PostgreSQL too.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.states import Reached, Reason, Stage
from career_relay.embedded import locations
from career_relay.embedded.sweeper import QUEUE_AGAIN, SILENT_SECONDS
from career_relay.notices import actions
from career_relay.notices.models import Message
from career_relay.notices.states import MessageState
from career_relay.notices.sweeper import sweep
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.sink import Sink, smtp_sink  # noqa: F401 — a fixture

ROOT = Path(__file__).parents[2]
AT_REST = {MessageState.ACCEPTED, MessageState.UNKNOWN, MessageState.FAILED, MessageState.SKIPPED}
WORK = "from career_relay.embedded.worker import main; main()"
NIGHT = 300
DAY = 60


def release_many(company_id: int, user_id: int, count: int) -> None:
    """Release `count` notices of one company, due at once."""
    with connection.cursor() as cursor:  # jobs outlive the flush between tests
        cursor.execute("DELETE FROM procrastinate_jobs")
    by = user_actor(user_id)
    with acting_for(company_id):
        drafts = []
        for number in range(count):
            kim = CandidateFactory(
                name=f"候補 {number}", email=f"k{number}@mail.example", email_key=f"k{number}@mail.example"
            )
            application = ApplicationFactory(
                candidate=kim,
                stage=Stage.REJECTED,
                reached=Reached.DOCUMENT,
                reason=Reason.OTHER,
                decided_at=timezone.now(),
            )
            drafts.append(actions.check_message(actions.draft_notice(application, by=by), by=by))
        actions.release(drafts, by=by)


KILLS = 3
SLOTS = 2  # mails one process sends at the same time


def wait_for(what, *, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def copies(sink: Sink) -> Counter[str]:
    return Counter(address for mail in sink.mails for address in mail.recipients)


class Slow(Sink):
    """Takes its time, so that there is a middle to be killed in."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        import asyncio

        await asyncio.sleep(0.03)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def slow_sink(tmp_path, settings):
    sink = Slow(tmp_path / "mail")
    settings.SMTP = sink.start()
    settings.DATA_FOLDER = tmp_path
    settings.NOTICE_HOLD_SECONDS = 0
    yield sink
    sink.stop()


@contextlib.contextmanager
def worker(sink: Sink, data: Path):
    """A worker process on the test's database; killed with -9 at the end, whatever it is doing."""
    place = connection.settings_dict
    url = f"postgresql://{place['USER']}@/{place['NAME']}?host={place['HOST']}"
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "career_relay.settings",
        "CAREER_RELAY_DATA": str(data),
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "SMTP_URL": f"smtp://127.0.0.1:{(sink.folder / 'port').read_text()}",
        "SECRET_KEY": django_settings.SECRET_KEY,
        "PUBLIC_URL": django_settings.PUBLIC_URL,
        "WORKER_CONCURRENCY": str(SLOTS),
        "MAIL_DOUBT_SECONDS": "0",  # this server is known to have lost nothing the moment it says so
    }
    process = subprocess.Popen([sys.executable, "-c", WORK], cwd=ROOT, env=env)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def let_time_pass(company_id: int) -> None:
    """Make the last moments long past, then do what the sweeper does after the silence of a dead worker."""
    long_ago = timezone.now() - timedelta(seconds=300)
    with acting_for(company_id):
        stuck = Message.objects.filter(state__in=[MessageState.CLAIMED, MessageState.SENDING])
        stuck.update(claimed_at=long_ago)
    place = connection.settings_dict
    with psycopg.connect(host=place["HOST"], user=place["USER"], dbname=place["NAME"], autocommit=True) as plain:
        plain.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")
        plain.execute(QUEUE_AGAIN, {"silent": SILENT_SECONDS, "most": 99})
        sweep(plain)


def states(company_id: int) -> Counter[str]:
    with acting_for(company_id):
        return Counter(Message.objects.values_list("state", flat=True))


def at_rest(company_id: int) -> bool:
    return set(states(company_id)) <= AT_REST


@pytest.mark.nightly  # in make test, test_kill_campaign does the same
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("can_ask", [True, False], ids=["server can be asked", "server cannot be asked"])
def test_a_killed_worker_sends_nobody_two_and_loses_nobody(slow_sink, tmp_path, minato, ben, can_ask):
    """A server that can be asked settles every mail. Otherwise what was on the wire stays uncertain, and is shown so.

    That is one mail a slot, not one a process: a kill strikes both slots between intent and answer, nearly always with
    this server's 30 ms. KILLS alone would need another process for each slot (RELIABILITY §5: at most one a worker).
    """
    release_many(minato.pk, ben.pk, DAY)
    data = slow_sink.folder.parent if can_ask else tmp_path / "elsewhere"

    for at_least in (5, 20, 40)[:KILLS]:
        with worker(slow_sink, data):
            wait_for(lambda most=at_least: len(slow_sink.mails) >= most or at_rest(minato.pk))
        let_time_pass(minato.pk)
    with worker(slow_sink, data):
        wait_for(lambda: at_rest(minato.pk))

    got, now = copies(slow_sink), states(minato.pk)
    assert max(got.values()) == 1
    assert sum(now.values()) == DAY
    assert set(now) <= {MessageState.ACCEPTED, MessageState.UNKNOWN}
    assert now[MessageState.ACCEPTED] <= len(got)
    assert len(got) == DAY if can_ask else now[MessageState.UNKNOWN] <= KILLS * SLOTS
    assert ProcrastinateJob.objects.filter(status="failed").count() == 0


FILL = """
import django; django.setup()
from tests.factories.companies import CompanyFactory, MembershipFactory
from tests.fault.test_kill_release import NIGHT, release_many
company = CompanyFactory(slug="minato")
release_many(company.pk, MembershipFactory(company=company).user_id, NIGHT)
"""


class Installation:
    """A whole installation with a data folder and a PostgreSQL of its own, run by `career-relay serve`."""

    def __init__(self, data: Path, smtp_port: int) -> None:
        with socket.create_server(("127.0.0.1", 0)) as door:
            port = door.getsockname()[1]
        clean = {name: value for name, value in os.environ.items() if name not in {"CR_CLUSTER", "CR_TEST_DB"}}
        self.data, self.url = data, f"http://127.0.0.1:{port}"
        self.env = {
            **clean,
            "DJANGO_SETTINGS_MODULE": "career_relay.settings",
            "CAREER_RELAY_DATA": str(data),
            "PORT": str(port),
            "SMTP_URL": f"smtp://127.0.0.1:{smtp_port}",
            "NOTICE_HOLD_SECONDS": "0",
            "CAREER_RELAY_DEMO": "1",  # no quiet hours
        }
        self.env.pop("DATABASE_URL", None)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "career_relay", "serve"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=subprocess.DEVNULL)
        wait_for(self.is_healthy, seconds=600)

    def is_healthy(self) -> bool:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
            return answer.status == 200
        return False

    def fill(self) -> None:
        subprocess.run([sys.executable, "-c", FILL], cwd=ROOT, env=self.env, check=True)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=60)

    @property
    def cluster(self) -> Path:
        return locations.cluster_folder(self.data, kind=locations.CLUSTER)

    def postmaster(self) -> int:
        return int((self.cluster / "data" / "postmaster.pid").read_text().split()[0])

    def children(self, *, named: str = "") -> list[int]:
        """Every process below `serve`, with `named` in its command line."""
        assert self.process
        below, found = {self.process.pid}, []
        for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda one: int(one.name)):
            with contextlib.suppress(OSError, IndexError):
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
                if parent in below:
                    below.add(int(folder.name))
                    if named in (folder / "cmdline").read_text():
                        found.append(int(folder.name))
        return found

    def kill(self, *pids: int) -> None:
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def states(self) -> Counter[str]:
        """What the owner of the database sees; nothing while it is away."""
        host = str(locations.socket_dir(self.data, kind=locations.CLUSTER))
        with (
            contextlib.suppress(psycopg.OperationalError),
            psycopg.connect(host=host, user="cr_owner", dbname="career_relay", connect_timeout=3) as plain,
        ):
            return Counter(dict(plain.execute("SELECT state, count(*) FROM notices_message GROUP BY state").fetchall()))
        return Counter({"away": 1})


@pytest.mark.nightly
def test_kill_everything_in_the_middle_of_three_hundred(tmp_path):
    sink = Slow(tmp_path / "sink")
    house = Installation(tmp_path / "data", sink.start().port)
    try:
        house.start()
        house.fill()
        wait_for(lambda: len(sink.mails) >= 20, seconds=60)
        house.kill(*house.children(named="embedded.worker"))
        wait_for(lambda: len(sink.mails) >= 60, seconds=120)
        house.kill(house.postmaster())
        wait_for(lambda: len(sink.mails) >= 120, seconds=240)
        house.kill(house.process.pid, *house.children(), house.postmaster())
        house.process.wait()

        house.start()
        wait_for(lambda: set(house.states()) <= AT_REST, seconds=400)

        got, now = copies(sink), house.states()
        assert max(got.values()) == 1
        assert sum(now.values()) == NIGHT
        assert set(now) <= {MessageState.ACCEPTED, MessageState.UNKNOWN}
        assert now[MessageState.ACCEPTED] <= len(got) <= NIGHT
    finally:
        house.stop()
        sink.stop()
        shutil.rmtree(house.cluster, ignore_errors=True)
