"""The consent machine, and what it must have met on its way (RELIABILITY 4.4)."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from career_relay.relay.states import NEXT, Stage
from tests.consents.machine import Batons
from tests.consents.model import LIFE

AT_LEAST, A_NIGHT = 20_000, 1_000_000
NEVER = {("proposed", "asked"), ("proposed", "expired"), ("proposed", "withdrawn")}  # in the table; no verb goes there

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
    go_on(machine, steps)


def go_on(machine: type[Batons], steps: int) -> None:
    while machine.steps < steps:
        run_state_machine_as_test(machine, settings=PROFILE)


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
    """Every edge of the table was taken, and every other pair of stages was tried; some lives more are lived for the rest."""
    run(batons, steps)
    while rare(batons, often) and batons.steps < 2 * steps:
        go_on(batons, batons.steps + 1)

    assert batons.steps >= steps
    assert rare(batons, often) == set()
    assert set(batons.posted) >= {"asked", "accepted", "disclosed", "progress", "consent_receipt"}
