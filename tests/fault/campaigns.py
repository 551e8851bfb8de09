"""Ten thousand people, a mail server with every bad manner there is, and workers that die: what the mail tests share."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Self

import psycopg
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from bench.load.door import DROP, Act, Door, Talk
from career_relay.base.queue import later
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.candidates.states import RecordState
from career_relay.embedded.sweeper import QUEUE_AGAIN, SILENT_SECONDS
from career_relay.notices.models import Campaign, Message
from career_relay.notices.states import CampaignState, LegalClass, MessageState, Topic
from career_relay.notices.sweeper import sweep
from career_relay.notices.tasks import deliver_company

ROOT = Path(__file__).parents[2]
WORK = "from career_relay.embedded.worker import main; main()"
S = MessageState
# What the server does the first time somebody's mail comes; the second time it takes it. By the number in the address.
ONCE = {
    1: ("RCPT", Act("451 4.7.1 Greylisted, come again")),
    2: ("MAIL", DROP),
    3: ("RCPT", DROP),
    4: ("DATA", DROP),
    5: ("RCPT", Act("250 ok", leave=True)),  # half of a batch of commands is answered
    6: ("TEXT", DROP),
    7: ("TEXT", Act(keep=True, leave=True)),  # taken, and the line breaks before the sender hears of it
    8: ("TEXT", Act(keep=True, silent=True)),  # taken, and never a word
    9: ("TEXT", Act(silent=True)),  # not taken, and never a word
    10: ("TEXT", Act("250 " + "kept " * 600, keep=True, slowly=True)),  # a byte at a time, longer than anybody waits
    11: ("TEXT", Act("\u00ff\u00fe", keep=True)),  # no reply at all
    12: ("TEXT", Act("451 4.3.0 disk full")),
    13: ("CONNECT", Act("421 too many connections", leave=True)),
    14: ("MAIL", Act("421 4.7.0 so many an hour", leave=True)),
}
NEVER = {
    20: ("RCPT", Act("550 5.1.1 no such mailbox")),
    21: ("TEXT", Act("552 5.3.4 too big")),
    22: ("TEXT", Act("550 5.7.1 no")),
}
ALWAYS = {23: ("TEXT", Act("250 受け取りました", keep=True))}


class Manners:
    """Each bad manner once in so many mails. Deterministic by address, so that a second try can be told from a first."""

    def __init__(self, every: int) -> None:
        self.every, self.tried, self.calls = every, Counter[str](), Counter[str]()
        self.pause = 0.0

    def __call__(self, verb: str, talk: Talk) -> Act | None:
        self.calls[verb] += 1
        if verb == "CONNECT":
            return self._at_the_door()
        if verb == "MAIL":
            return self._before_anybody_is_named()
        number = int(talk.to[1:].partition("@")[0] or 0) % self.every if talk.to else 0
        for found in (ONCE.get(number), NEVER.get(number), ALWAYS.get(number)):
            if found and found[0] == verb:
                return self._act(number, talk.to, found[1])
        return None

    def _at_the_door(self) -> Act | None:
        return ONCE[13][1] if self.calls["CONNECT"] % 7 == 3 else None

    def _before_anybody_is_named(self) -> Act | None:
        here = self.calls["MAIL"] % (self.every * 4)
        return {31: ONCE[2][1], 62: ONCE[14][1]}.get(here)

    def _act(self, number: int, to: str, act: Act) -> Act | None:
        self.tried[to] += 1
        return act if number not in ONCE or self.tried[to] == 1 else None

    def refuses(self, number: int) -> bool:
        return number % self.every in NEVER


def fill(company_id: int, count: int) -> Campaign:
    """A campaign that runs, with a mail to each of `count` people at three domains, due now."""
    with acting_for(company_id):
        until = timezone.localdate() + timedelta(days=400)
        people = Candidate.objects.bulk_create(
            [Candidate(company_id=company_id, purge_after=until, **_person(number)) for number in range(count)], 1_000
        )
        campaign = Campaign.objects.create(
            name="秋のお便り",
            state=CampaignState.RUNNING,
            legal_class=LegalClass.NEWSLETTER,
            topic=Topic.NEWS,
            subject="{{ company_name }}からのお便り",
            body="{{ candidate_name }} 様\n\nお元気でいらっしゃいますか。",
        )
        Message.objects.bulk_create([_row(campaign, one) for one in people], 1_000)
    with acting_for(company_id):
        later(deliver_company, company_id=company_id)
    return campaign


def forget_jobs() -> None:
    """Jobs outlive the flush between tests."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def taken(door: Door) -> int:
    """How many mails the server has taken so far."""
    return sum(1 for _one in door.folder.glob("*.eml"))


def _person(number: int) -> dict[str, str]:
    address = f"p{number}@{'abc'[number % 3]}.example"
    return {"name": f"候補 {number}", "email": address, "email_key": address, "state": RecordState.CONTACT}


def _row(campaign: Campaign, candidate: Candidate) -> Message:
    return Message(
        company_id=campaign.company_id,
        campaign=campaign,
        candidate=candidate,
        legal_class=campaign.legal_class,
        state=S.QUEUED,
        send_after=timezone.now(),
    )


def environment(folder: Path, port: int) -> dict[str, str]:
    """A worker on the test's database that waits for nothing longer than a test can."""
    place = connection.settings_dict
    url = f"postgresql://{place['USER']}@/{place['NAME']}?host={place['HOST']}"
    return {
        **os.environ,
        **QUICK,
        "DJANGO_SETTINGS_MODULE": "career_relay.settings",
        "CAREER_RELAY_DATA": str(folder.parent),
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "SMTP_URL": f"smtp://127.0.0.1:{port}",
        "SECRET_KEY": django_settings.SECRET_KEY,
        "PUBLIC_URL": django_settings.PUBLIC_URL,
        "WORKER_CONCURRENCY": "1",
    }


QUICK = {"SMTP_PATIENCE_SECONDS": "0.5", "MAIL_RETRY_SECONDS": "0.3", "MAIL_DOUBT_SECONDS": "1.5"}


class Workers:
    """Real worker processes, started again after each kill."""

    def __init__(self, count: int, env: dict[str, str]) -> None:
        self.env = env
        self.processes = [self._start() for _worker in range(count)]

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", WORK], cwd=ROOT, env=self.env)

    def kill(self, which: int) -> int:
        """`kill -9` one of them and start another. Gives the dead one's number."""
        dead = self.processes[which]
        dead.send_signal(signal.SIGKILL)
        dead.wait()
        self.processes[which] = self._start()
        return dead.pid

    def stop(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@contextlib.contextmanager
def workers(count: int, env: dict[str, str]) -> Iterator[Workers]:
    at_work = Workers(count, env)
    try:
        yield at_work
    finally:
        at_work.stop()


class Caretaker(threading.Thread):
    """What the sweeper does every few seconds, here several times a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        place = connection.settings_dict
        self.where = {"host": place["HOST"], "user": place["USER"], "dbname": place["NAME"]}
        self.over = threading.Event()

    def run(self) -> None:
        with psycopg.connect(**self.where, autocommit=True) as plain:
            while not self.over.wait(0.3):
                plain.execute(QUEUE_AGAIN, {"silent": SILENT_SECONDS, "most": 99})
                sweep(plain)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.join()


def bury(company_id: int, pid: int) -> int:
    """Let the silence of a dead worker be long past. Gives how many of its mails nobody knows about."""
    with acting_for(company_id):
        mine = Message.objects.filter(claimed_by__startswith=f"{pid}-", state__in=[S.CLAIMED, S.SENDING])
        lost = mine.filter(state=S.SENDING).count()
        mine.update(claimed_at=timezone.now() - timedelta(seconds=300))
    return lost


def states(company_id: int) -> Counter[str]:
    with acting_for(company_id):
        return Counter(Message.objects.values_list("state", flat=True))


def wait_for(what, *, seconds: float, or_tell=lambda: "") -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, f"waited in vain {or_tell()}"
        time.sleep(0.1)
