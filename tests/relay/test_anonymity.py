"""Nobody learns by asking, planting people or watching whether one person is in the network (RELIABILITY §4.8, 4.10).

That pages, mails and lists are the same for none and for many is shown by tests/house/test_silence.py. Here somebody
does their worst: twenty planted people, three companies, a thousand questions about each target.
"""

from functools import cache, partial

import pytest
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company
from career_relay.relay import actions, budget
from career_relay.relay.asks import usual_due_day
from career_relay.relay.models import Ask
from tests.relay.attacker import Draw, World, advantage, ask_often, by_lot, enough_or_nobody, the_best, watch_cards

MOST = 0.02


def through_questions(way: Draw, queries: int):
    @cache
    def watch(world: World, inside: bool) -> tuple[float, ...]:
        return ask_often(world, inside=inside, way=way, queries=queries)

    return watch


def through_cards(least: int, spread: int):
    watch = partial(watch_cards, least=least, spread=spread)
    return cache(lambda world, inside: watch(world, inside=inside))


def test_questions_do_not_tell_who_is_there():
    assert advantage(through_questions(by_lot, 120), targets=40) <= MOST


@pytest.mark.parametrize("way", [the_best, enough_or_nobody])
def test_the_attacker_is_good_enough_to_find_a_leak(way):
    """Proof that the harness can go red: two ways that look harmless are found out."""
    assert advantage(through_questions(way, 120), targets=40) > 5 * MOST


def test_cards_do_not_tell_who_is_there(settings):
    watch = through_cards(settings.CARDS_LEAST_IN_A_CELL, settings.CARDS_SPREAD)

    assert advantage(watch, targets=3_000) <= MOST


def test_the_attacker_finds_cells_that_show_from_ten_on_the_dot():
    assert advantage(through_cards(10, 1), targets=3_000) > MOST


@pytest.mark.nightly
def test_a_thousand_questions_about_each_of_two_thousand_people():
    """Five hundred are asked for; of so few, chance alone moves the figure by half a point."""
    assert advantage(through_questions(by_lot, 1_000), targets=2_000) <= MOST


@pytest.mark.nightly
def test_cells_watched_in_fifty_thousand_worlds(settings):
    watch = through_cards(settings.CARDS_LEAST_IN_A_CELL, settings.CARDS_SPREAD)

    assert advantage(watch, targets=50_000) <= MOST


@pytest.mark.django_db
def test_a_machine_that_asks_all_day_stays_within_the_budget_and_is_held(relay):
    """Twenty-four hours of tries, every one of them valid by itself (RELIABILITY §4.10)."""
    tries, today = 60, timezone.localdate()
    with company(relay.komorebi.pk):
        for n in range(tries):
            try:
                actions.ask_people(
                    relay.position, 1 + n % 20, due_on=usual_due_day(today), by=user_actor(relay.cleo.pk)
                )
            except Refused as refusal:
                budget.note_refusal(refusal, at=timezone.now())

        asked = sum(Ask.objects.values_list("upto", flat=True))
        assert asked == budget.budget_on(today).used <= 20
        assert budget.is_held()
