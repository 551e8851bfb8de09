"""`kill -9` in the middle of a whole-network comparison: resumed, it leaves the rows of one that nobody disturbed."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company, operator, person
from career_relay.matching import rematch
from career_relay.matching.models import Rematch, RunState, Suggestion
from career_relay.positions.models import PositionCircle
from tests.factories.positions import PositionFactory
from tests.fault.test_kill_import import queue_again
from tests.fault.test_kill_release import ROOT, wait_for
from tests.worker import work

POSITIONS, PIECE = 24, 2
WORK = "import django; django.setup(); from career_relay.matching import rematch; rematch.PIECE = {piece}; "
WORK += "from career_relay.embedded.worker import main; main()"


@contextlib.contextmanager
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """A worker process on the test's database; killed with -9 at the end, whatever it is doing."""
    place = connection.settings_dict
    url = f"postgresql://{place['USER']}@/{place['NAME']}?host={place['HOST']}"
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "career_relay.settings",
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "SECRET_KEY": django_settings.SECRET_KEY,
    }
    process = subprocess.Popen([sys.executable, "-c", WORK.format(piece=PIECE)], cwd=ROOT, env=env)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def now(run: Rematch) -> Rematch:
    with operator():
        return Rematch.objects.get(pk=run.pk)


def rows(people: list[int]) -> list[tuple]:
    found = []
    for one in people:
        with person(one):
            found += Suggestion.objects.values_list("person_id", "position_id", "found_from", "fit", "weights")
    return sorted(found)


@pytest.mark.django_db(transaction=True)
def test_a_comparison_killed_in_the_middle_and_resumed_leaves_the_rows_of_an_undisturbed_one(
    relay, another_person, harbour
):
    people = [relay.kim, another_person(1)]
    with company(relay.komorebi.pk):
        for n in range(POSITIONS - 1):
            one = PositionFactory(title=f"法人営業 {n}")
            PositionCircle.objects.create(position=one, circle=harbour)
    ProcrastinateJob.objects.all().delete()
    with operator():
        undisturbed = rematch.start(by=SYSTEM, queued=False)
    while rematch.work(undisturbed.pk):
        pass
    expected = rows(people)
    for one in people:
        with person(one):
            Suggestion.objects.all().delete()

    with operator():
        run = rematch.start(by=SYSTEM)
    with worker():
        wait_for(lambda: now(run).done >= PIECE, seconds=30)
    assert now(run).state == RunState.RUNNING, "the kill came too late to say anything"
    queue_again()
    work()

    assert (now(run).state, now(run).done) == (RunState.DONE, POSITIONS)
    assert rows(people) == expected
    assert len(expected) == POSITIONS * len(people)
