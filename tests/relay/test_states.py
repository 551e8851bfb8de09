"""Every edge of the table is walked, and every other one is refused."""

import pytest

from career_relay.base.errors import Refused
from career_relay.relay.states import BEFORE_YES, ENDED, NEXT, WITH_RECEIVER, Stage, ensure_next

ALLOWED = {(now, then) for now, thens in NEXT.items() for then in thens}
EVERY = [(now, then) for now in Stage for then in Stage]


@pytest.mark.parametrize(("now", "then"), EVERY, ids=[f"{now.value}-{then.value}" for now, then in EVERY])
def test_only_the_edges_of_the_table_are_allowed(now, then):
    if (now, then) in ALLOWED:
        ensure_next(now, then)
    else:
        with pytest.raises(Refused):
            ensure_next(now, then)


def test_the_ends_are_ends_and_nothing_reaches_a_receiver_without_a_yes():
    assert set(Stage) - set(NEXT) == {*ENDED, Stage.HIRED}
    assert {now for now, then in ALLOWED if then == Stage.DISCLOSED} == {Stage.ACCEPTED}
    assert {now for now, then in ALLOWED if then == Stage.ACCEPTED} == set(BEFORE_YES)
    assert {now for now, then in ALLOWED if then in WITH_RECEIVER} <= {Stage.ACCEPTED, *WITH_RECEIVER}
