"""Withdrawing, handing over and sending at the same moment, each with a connection of its own (RELIABILITY 4.6).

Whoever comes first, what stands at the end is a withdrawal: no access, no mail that began after it, and a ledger in order.
"""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from time import perf_counter, sleep

import pytest
from django.db import connection
from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company, person
from career_relay.consents.models import AccessGrant, ConsentEntry, ConsentNow, Package
from career_relay.notices import personal
from career_relay.notices.models import PersonalMail
from career_relay.relay import actions
from career_relay.relay.disclosure import disclose
from career_relay.relay.models import Introduction
from career_relay.relay.states import Stage

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, A_NIGHT = 30, 10_000
WHILE = 0.004  # seconds: about as long as one of the three takes


@dataclass
class Round:
    """One introduction whose time has come."""

    kim: int
    key: int
    withdrawn_at: float = 0.0
    letters: tuple[float, ...] = ()  # when the taking of a mail began that then went out

    def withdraw(self) -> None:
        with person(self.kim):
            actions.withdraw_introduction(Introduction.objects.get(pk=self.key), by=person_actor(self.kim))
        self.withdrawn_at = perf_counter()

    def disclose(self) -> None:
        with person(self.kim):
            disclose(self.key)

    def send(self) -> None:
        """What the worker does with mails about it, again and again."""
        for _turn in range(6):
            for (pk,) in PersonalMail.objects.filter(
                subject_ref=self.key, kind__in=["disclosed", "accepted", "asked"], state="queued"
            ).values_list("pk"):
                begun = perf_counter()
                if personal._begin(pk) is not None:
                    self.letters += (begun,)
            sleep(WHILE / 2)


def at_once(round_: Round, rng: random.Random) -> None:
    gate, acts = Barrier(3), (round_.withdraw, round_.disclose, round_.send)
    waits = [rng.uniform(0, WHILE) for _act in acts]

    def run(n: int) -> None:
        try:
            gate.wait(timeout=20)
            sleep(waits[n])
            acts[n]()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(run, range(3)))


def prepared(relay) -> Round:
    """One has sent oneself, and the cooling-off has passed."""
    introduction = relay.send_self()
    with person(relay.kim):
        Introduction.objects.filter(pk=introduction.pk).update(cooling_until=timezone.now())
    return Round(relay.kim, introduction.pk)


def faults(relay, one: Round) -> list[str]:
    """What is out of order; nothing is right."""
    found = [] if all(begun < one.withdrawn_at for begun in one.letters) else ["a mail began after the withdrawal"]
    with person(relay.kim):
        stage = Introduction.objects.get(pk=one.key).stage
        acts = list(ConsentEntry.objects.filter(purpose="share").order_by("-id").values_list("act", flat=True)[:2])
        held = ConsentNow.objects.filter(purpose="share").exists()
        live = AccessGrant.objects.filter(revoked_at=None).exists()
        log = AuditEvent.objects.filter(subject_type="relay.introduction", subject_id=one.key).order_by("id")
        events = list(log.values_list("event", flat=True))
    with company(relay.komorebi.pk):
        read = Package.objects.exists()
    if (stage, acts, held) != (Stage.WITHDRAWN, ["withdrawn", "given"], False):
        found.append(f"{stage} {acts} {held}")
    if live or read:
        found.append("access after the withdrawal")
    if "relay.disclosed" in events and events.index("relay.disclosed") > events.index("relay.withdrawn"):
        found.append("handed over after the withdrawal")
    return found


@pytest.mark.parametrize("rounds", [ROUNDS, pytest.param(A_NIGHT, marks=pytest.mark.nightly)])
def test_withdrawing_wins_whatever_happens_at_the_same_moment(relay, rounds, monkeypatch):
    monkeypatch.setattr(personal, "page", lambda text, **_words: text)  # laying out HTML takes longer than the race
    rng, wrong, handed_over = random.Random(37), [], 0

    for _n in range(rounds):
        one = prepared(relay)
        at_once(one, rng)
        wrong += faults(relay, one)
        with person(relay.kim):
            handed_over += Introduction.objects.filter(pk=one.key, disclosed_at__isnull=False).count()

    assert wrong == []
    assert rounds * 0.05 < handed_over < rounds * 0.95  # it was a race
