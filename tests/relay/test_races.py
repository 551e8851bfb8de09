"""Two at once, and eight clicks: one effect."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.consents.models import AccessGrant, ConsentEntry, Package, Provision, Receipt
from career_relay.relay import actions
from career_relay.relay.disclosure import disclose
from career_relay.relay.models import Ask, Introduction
from career_relay.relay.states import Stage
from tests.baton import ITEMS

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 8


def at_once(act, times: int = CLICKS) -> list:
    """Let several threads do it at the same moment, each with a connection of its own."""
    gate = Barrier(times)

    def one(n: int):
        try:
            gate.wait(timeout=20)
            return act(n)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_the_budget_holds_when_everybody_asks_at_once(relay):
    def ask(n: int):
        with company(relay.komorebi.pk):
            day = timezone.localdate() + timedelta(days=7 + n)  # eight questions, not eight clicks
            return actions.ask_people(relay.position, 6, due_on=day, by=user_actor(relay.cleo.pk))

    done = at_once(ask)

    assert sum(isinstance(one, Ask) for one in done) == 3  # 3 × 6 of 20
    with company(relay.komorebi.pk):
        assert Ask.objects.count() == 3


def test_eight_clicks_on_yes_are_one_yes(relay):
    relay.ask()
    with person(relay.kim):
        seen = relay.hash()

    def yes(n: int):
        with person(relay.kim):
            return actions.answer_yes(
                Introduction.objects.get(), items=ITEMS, package_hash=seen, by=person_actor(relay.kim)
            ).stage

    assert at_once(yes) == [Stage.ACCEPTED] * CLICKS
    with person(relay.kim):
        assert ConsentEntry.objects.filter(purpose="share").count() == 1


def test_eight_clicks_on_send_are_one_introduction(relay):
    with person(relay.kim):
        seen = relay.hash()

    def send(n: int):
        with person(relay.kim):
            return actions.send_self(
                relay.position.public_id,
                person_id=relay.kim,
                items=ITEMS,
                package_hash=seen,
                by=person_actor(relay.kim),
            ).pk

    assert len(set(at_once(send))) == 1


def test_eight_workers_disclose_once(relay):
    relay.ask()
    relay.yes()
    with person(relay.kim):
        Introduction.objects.update(cooling_until=timezone.now())
        mine = Introduction.objects.get().pk

    def work(n: int):
        with person(relay.kim):
            disclose(mine)

    at_once(work)

    with person(relay.kim):
        assert (Package.objects.count(), Provision.objects.count(), AccessGrant.objects.count()) == (1, 1, 1)


def test_eight_clicks_on_receipt_and_on_a_move_are_one_each(relay):
    relay.ask()
    relay.yes()
    relay.cool()
    at_once(lambda n: relay.confirm().stage)
    at_once(lambda n: relay.advance(Stage.INTERVIEWING).stage)

    with company(relay.komorebi.pk):
        assert Receipt.objects.count() == 1
        assert Introduction.objects.get().stage == Stage.INTERVIEWING


@pytest.mark.parametrize("turn", range(3))
def test_taking_back_and_handing_over_at_once_is_one_or_the_other(turn, relay):
    relay.ask()
    relay.yes()
    with person(relay.kim):
        Introduction.objects.update(cooling_until=timezone.now())
        mine = Introduction.objects.get().pk

    def race(n: int):
        with person(relay.kim):
            if n % 2:
                disclose(mine)
            else:
                actions.undo_yes(Introduction.objects.get(), by=person_actor(relay.kim))

    at_once(race, 2)

    with person(relay.kim):
        assert (Introduction.objects.get().stage, AccessGrant.objects.count()) in {
            (Stage.ASKED, 0),
            (Stage.DISCLOSED, 1),
        }
