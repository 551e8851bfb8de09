"""Somebody changes and withdraws while companies ask: what was committed before a question counts in it, always."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from threading import Event
from time import perf_counter

import pytest
from django.db import connection
from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company, person
from career_relay.consents.actions import give_teaser, withdraw_all
from career_relay.consents.passport import save_passport
from career_relay.matching.pool import retrieve_for
from tests.baton import ITEMS

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, A_NIGHT = 6, 400
READERS = 2


def choose(kim: int, harbour, round_: int) -> None:
    with person(kim):
        me, until = person_actor(kim), timezone.now() + timedelta(days=9)
        save_passport(kim, by=me, headline=f"法人営業 {round_}")
        give_teaser(kim, items=ITEMS, until=until, by=me, circles=[harbour])


def withdraw(kim: int) -> None:
    with person(kim):
        withdraw_all(kim, by=person_actor(kim))


@pytest.mark.parametrize("rounds", [ROUNDS, pytest.param(A_NIGHT, marks=pytest.mark.nightly)])
def test_every_question_sees_what_was_committed_before_it(rounds, relay, position, harbour):
    """Each state is written down after its commit and before the next begins; each answer with its beginning and end."""
    states: list[tuple[float, float, str]] = []  # from, until (the next act begins), headline or nothing
    answers: list[tuple[float, float, str]] = []
    done = Event()

    def write() -> None:
        try:
            for n in range(rounds):
                for act, said in (
                    (lambda n=n: choose(relay.kim, harbour, n), f"法人営業 {n}"),
                    (lambda: withdraw(relay.kim), ""),
                ):
                    act()
                    committed, before = perf_counter(), len(answers)
                    for _turn in count():  # until somebody has asked in this state
                        if len(answers) > before + READERS or done.wait(0.002) or perf_counter() - committed > 5:
                            break
                    states.append((committed, perf_counter(), said))
        finally:
            done.set()
            connection.close()

    def read() -> None:
        try:
            while not done.is_set():
                with company(relay.komorebi.pk):
                    begun = perf_counter()
                    found = retrieve_for(position, at=timezone.now())
                answers.append((begun, perf_counter(), found[0][1].titles[0] if found else ""))
        finally:
            connection.close()

    with ThreadPoolExecutor(READERS + 1) as pool:
        for work in [pool.submit(write), *(pool.submit(read) for _reader in range(READERS))]:
            work.result()

    held = [
        (said, state)
        for begun, ended, said in answers
        for since, until, state in states
        if since < begun and ended < until
    ]
    assert [(said, state) for said, state in held if said != state] == []
    assert len({state for _said, state in held}) > rounds // 2
