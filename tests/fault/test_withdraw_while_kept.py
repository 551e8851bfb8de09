"""Somebody withdraws in the very moment in which a comparison keeps a suggestion for them: whoever is first, none stays."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Event
from time import sleep

import pytest
from django.db import connection
from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company, person
from career_relay.consents.actions import withdraw_all
from career_relay.matching import rematch
from career_relay.matching.models import Suggestion

HELD_SECONDS = 0.3  # the first one's transaction stays open for so long


@pytest.mark.parametrize("first", ["withdrawal", "comparison"])
@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_who_withdrew(first, relay):
    rematch.compare(relay.komorebi.pk, relay.position.pk)
    acts = {
        "withdrawal": (person(relay.kim), lambda: withdraw_all(relay.kim, by=person_actor(relay.kim))),
        "comparison": (
            company(relay.komorebi.pk),
            lambda: rematch.keep(relay.position, [(relay.kim, 7)], at=timezone.now()),
        ),
    }
    [second] = acts.keys() - {first}
    has_begun = Event()

    def early(scope: AbstractContextManager[None], act) -> None:
        with scope:
            act()
            has_begun.set()
            sleep(HELD_SECONDS)
        connection.close()

    def late(scope: AbstractContextManager[None], act) -> None:
        has_begun.wait(10)
        with scope:
            act()
        connection.close()

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(early, *acts[first]), threads.submit(late, *acts[second])]:
            done.result(timeout=20)

    with person(relay.kim):
        assert Suggestion.objects.count() == 0
