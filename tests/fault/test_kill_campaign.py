"""A campaign past a mail server with every bad manner, with workers that are killed: nobody gets two, nobody is lost.

RELIABILITY §4.2. Real worker processes, a real PostgreSQL, real sockets. The log of the server says what became of each.
"""

import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from functools import partial

import psycopg
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from bench.load.door import Door
from career_relay.base.tenancy import company as acting_for
from career_relay.embedded import locations
from career_relay.embedded.mailsink import mails
from career_relay.notices.models import Message, Suppression
from career_relay.notices.states import MessageState
from tests.fault.campaigns import (
    ROOT,
    Caretaker,
    Manners,
    bury,
    environment,
    fill,
    forget_jobs,
    states,
    taken,
    wait_for,
    workers,
)
from tests.fault.test_kill_release import Installation

S = MessageState
AT_REST = {S.ACCEPTED, S.FAILED}
WORKERS = 2
KILLS = 3
BY_DAY, BY_NIGHT = 240, 10_000


def killed_along_the_way(door: Door, company_id: int, count: int, *, seconds: float) -> int:
    """Send everything, killing a worker at three moments. Gives how many mails nobody knew about at a kill, at most."""
    rng, worst = random.Random(count), 0
    tell = partial(states, company_id)
    env = environment(door.folder, door.port)
    with workers(WORKERS, env) as at_work, Caretaker():
        for turn in range(KILLS):
            share = count * (turn + 1) // (KILLS + 2)
            wait_for(lambda least=share: states(company_id)[S.ACCEPTED] >= least, seconds=seconds, or_tell=tell)
            time.sleep(rng.uniform(0, 0.3))
            worst = max(worst, bury(company_id, at_work.kill(turn % WORKERS)))
        wait_for(lambda: set(states(company_id)) <= AT_REST, seconds=seconds, or_tell=tell)
    return worst


def assert_exact(door: Door, company_id: int, manners: Manners, count: int) -> None:
    """Nobody has two, whoever was not refused has one, and the outbox says the same as the server's log."""
    copies = Counter(address for mail in mails(door.folder, most=count * 2) for address in mail.recipients)
    refused = {number for number in range(count) if manners.refuses(number)}
    assert max(copies.values()) == 1
    assert {int(address[1:].partition("@")[0]) for address in copies} == set(range(count)) - refused
    assert states(company_id) == {S.ACCEPTED: count - len(refused), S.FAILED: len(refused)}
    with acting_for(company_id):
        failed = Message.objects.filter(state=S.FAILED).values_list("candidate__email", flat=True)
        assert {int(address[1:].partition("@")[0]) for address in failed} == refused
        gone = sum(1 for number in refused if number % manners.every == 20)
        assert Suppression.objects.filter(reason="bounced").count() == gone
    assert ProcrastinateJob.objects.filter(status="failed").count() == 0


@pytest.fixture
def quick(monkeypatch):
    """Dead workers are found sooner than in life: a second without a word."""
    monkeypatch.setattr("tests.fault.campaigns.SILENT_SECONDS", 7)


def run(door: Door, company_id: int, *, count: int, every: int, seconds: float) -> None:
    forget_jobs()
    manners = Manners(every)
    door.manners = manners
    fill(company_id, count)

    worst = killed_along_the_way(door, company_id, count, seconds=seconds)

    assert worst <= 1  # the one mail the killed worker had on the wire
    assert_exact(door, company_id, manners, count)


@pytest.mark.django_db(transaction=True)
def test_every_bad_manner_and_three_kills_leave_one_mail_each(door, minato, quick):
    run(door, minato.pk, count=BY_DAY, every=60, seconds=90)


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
def test_ten_thousand_every_bad_manner_and_three_kills(door, minato, quick):
    run(door, minato.pk, count=BY_NIGHT, every=250, seconds=1_800)


FILL = """
import django; django.setup()
from tests.factories.companies import CompanyFactory
from tests.fault.campaigns import fill
company = CompanyFactory(slug="minato")
fill(company.pk, {count})
"""
BATCH = 50


def postgres_killed_along_the_way(house: Installation, door: Door, count: int) -> int:
    """Kill PostgreSQL at three moments; it comes back by itself. Gives how many mails were uncertain at most, each time."""
    worst, known = 0, 0
    for turn in range(KILLS):
        least = count * (turn + 1) // (KILLS + 2)
        wait_for(lambda most=least: taken(door) >= most, seconds=1_800)
        house.kill(house.postmaster())
        wait_for(lambda: house.states()["away"] == 0, seconds=120)
        wait_for(lambda: house.held_by_the_dead() == 0, seconds=300)
        worst, known = max(worst, house.became_uncertain() - known), house.became_uncertain()
    return worst


class House(Installation):
    """An installation whose outbox can be looked into while it works."""

    def ask(self, sql: str) -> int:
        host = str(locations.socket_dir(self.data, kind=locations.CLUSTER))
        with psycopg.connect(host=host, user="cr_owner", dbname="career_relay", connect_timeout=3) as plain:
            return int(plain.execute(sql.encode()).fetchone()[0])

    def held_by_the_dead(self) -> int:
        return self.ask(
            "SELECT count(*) FROM notices_message WHERE state IN ('claimed', 'sending')"
            " AND epoch <> pg_postmaster_start_time()"
        )

    def became_uncertain(self) -> int:
        return self.ask("SELECT count(*) FROM base_auditevent WHERE event = 'notices.uncertain'")


@pytest.mark.nightly
def test_ten_thousand_and_three_kills_of_postgresql(tmp_path):
    """A good mail server, so that whatever is uncertain is so because PostgreSQL died."""
    folder = tmp_path / "data" / "mail"
    door = Door(folder)
    house = House(tmp_path / "data", door.start())
    house.env |= {"MAIL_DOUBT_SECONDS": "5", "MAIL_RETRY_SECONDS": "1"}
    try:
        house.start()
        (folder / "port").write_text(str(door.port))  # `serve` forgets what it did not open itself
        code = FILL.format(count=BY_NIGHT)
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=house.env, check=True)

        worst = postgres_killed_along_the_way(house, door, BY_NIGHT)
        wait_for(lambda: set(house.states()) <= AT_REST, seconds=1_800)

        copies = Counter(address for mail in mails(folder, most=BY_NIGHT * 2) for address in mail.recipients)
        assert (len(copies), max(copies.values())) == (BY_NIGHT, 1)
        assert house.states() == {S.ACCEPTED: BY_NIGHT}
        assert worst <= WORKERS * BATCH
    finally:
        house.stop()
        door.stop()
        shutil.rmtree(house.cluster, ignore_errors=True)
