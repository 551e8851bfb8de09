"""The consent machine, and what it must have met on its way (RELIABILITY 4.4)."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from career_relay.relay.states import NEXT, Stage
from tests.consents.machine import BATON, PLAIN, Batons
from tests.consents.model import LIFE

AT_LEAST, A_NIGHT = 20_000, 1_000_000
NEVER = {("proposed", "asked"), ("proposed", "expired"), ("proposed", "withdrawn")}  # in the table; no verb goes there

ON, LATER, TICK = ("onward", 0, 1, PLAIN), ("jump", 4, 5, 16), ("tick", 0, 1, PLAIN)  # LATER: a quarter of a year
ROADS = {  # what to do with the first baton until it is there
    "proposed": [("no", 0, 1, PLAIN), *(("send_self", n, m, PLAIN) for n in range(2) for m in range(3))],
    "asked": [],
    "declined": [("no", 0, 1, PLAIN)],
    "expired": [LATER, TICK],
    "withdrawn": [("step_back", 0, 1, PLAIN)],
    "accepted": [ON],
    "disclosed": [ON] * 3,  # the third says that the package has arrived
    "interviewing": [ON] * 4,
    "not_selected": [*[ON] * 4, ("not_selected", 0, 1, PLAIN)],
    "offered": [ON] * 5,
    "hired": [ON] * 6,
}

PROFILE = settings(
    max_examples=50,
    stateful_step_count=10,
    deadline=None,
    database=None,
    phases=(Phase.generate,),  # a failing run is short enough to read as it is
    suppress_health_check=list(HealthCheck),
)


def run(machine: type[Batons], steps: int) -> None:
    machine.steps = 0
    for counted in (machine.taken, machine.tried, machine.posted):
        counted.clear()
    while machine.steps < steps:
        run_state_machine_as_test(machine, settings=PROFILE)


def lead(machine: type[Batons], now: str, then: str) -> None:
    """One life that comes to a stage and tries to go on to another. Dice get to some only once in ten thousand acts."""
    by_hand = [(verb, 0, 1, PLAIN) for verb, (_often, to, _by) in BATON.items() if to == then]
    one = machine()
    try:
        one.live([*ROADS[now], *(by_hand or [TICK, LATER, TICK])])
    finally:
        one.teardown()


def rare(machine: type[Batons], often: int) -> set[tuple[str, str]]:
    """Edges of the table not taken, and other pairs of stages not tried, as often as that."""
    edges = {(now, then) for now, ends in LIFE.items() for then in ends} - NEVER
    stages = [str(one) for one in Stage if one != Stage.PROPOSED]
    aimed = {then for _now, then in machine.tried}
    forbidden = {(now, then) for now in stages for then in aimed} - edges
    return {one for one in edges if machine.taken[one] < often} | {
        one for one in forbidden if machine.tried[one] < often
    }


def test_the_second_opinion_and_the_table_allow_the_same():
    assert {(now, then) for now, ends in LIFE.items() for then in ends} == {
        (str(now), str(then)) for now, ends in NEXT.items() for then in ends
    }


@pytest.mark.parametrize(
    ("steps", "often"),
    [(AT_LEAST, 1), pytest.param(A_NIGHT, 100, marks=pytest.mark.nightly)],
    ids=["20,000 steps", "1,000,000 steps"],
)
def test_whatever_happens_nobody_reads_what_they_may_not(batons, steps, often):
    """Every edge of the table was taken, and every other pair of stages was tried; what dice left out, is led there."""
    run(batons, steps)
    for now, then in sorted(rare(batons, often)):
        for _again in range(often):
            lead(batons, now, then)

    assert batons.steps >= steps
    assert rare(batons, often) == set()
    assert set(batons.posted) >= {"asked", "accepted", "disclosed", "progress", "consent_receipt"}


@pytest.mark.nightly
def test_the_roads_alone_lead_everywhere(batons):
    run(batons, 0)
    for _edges_then_the_rest in range(2):
        for now, then in sorted(rare(batons, 1)):
            lead(batons, now, then)

    assert rare(batons, 1) == set()
