"""The plants themselves: each is one of the fifteen, fits the program as it is, and one is found at once."""

import pytest

from tests.consents.test_consent_machine import run
from tests.plants import BY_NAME, PLANTS
from tests.plants.lanes import try_all

QUICK = "decline notifies the other company with a reason"  # the others take their time: `make plants`, and each night
ENOUGH = 10_000  # steps; the dice find it within 1,000, nearly always


def test_there_are_fifteen():
    assert len(BY_NAME) == len(PLANTS) == 15
    assert {one.name for one in PLANTS if one.instead} == {
        "export started before withdrawal delivers after",
        "API key of removed user acts",
        "webhook retry after withdrawal carries identity",
    }


def test_the_machine_finds_one_at_once(batons, monkeypatch):
    with BY_NAME[QUICK].plant(monkeypatch), pytest.raises(AssertionError):
        run(batons, ENOUGH)

    assert batons.steps < ENOUGH


@pytest.mark.nightly
def test_every_plant_is_found():
    missed = [one.name for one in try_all(PLANTS) if not one.is_found]

    assert missed == []
