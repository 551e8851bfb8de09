"""A campaign that is paused at full speed: it holds within two seconds, and goes on where it was (RELIABILITY §4.2)."""

import time
from collections import Counter

import pytest

from bench.load.door import Door
from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company as acting_for
from career_relay.embedded.mailsink import mails
from career_relay.notices import campaigns
from career_relay.notices.states import MessageState
from tests.fault.campaigns import Caretaker, environment, fill, forget_jobs, states, taken, wait_for, workers

S = MessageState
BY_DAY, BY_NIGHT = 600, 10_000
WORKERS = 2
AT_ONCE = 2  # conversations one worker process has with mail servers
HOLDS_WITHIN = 2.0  # seconds, of the issue


def run(door: Door, company_id: int, *, count: int, seconds: float) -> tuple[int, float]:
    """Pause in the middle, look for two seconds more, go on to the end. Gives what left after, and when the last did."""
    forget_jobs()
    campaign = fill(company_id, count)
    with workers(WORKERS, environment(door.folder, door.port)), Caretaker():
        wait_for(lambda: taken(door) >= count // 3, seconds=seconds)
        with acting_for(company_id):
            campaigns.pause(campaign, by=SYSTEM)
        paused_at, before = time.time(), taken(door)
        time.sleep(HOLDS_WITHIN * 2)
        after, last = taken(door) - before, max(file.stat().st_mtime for file in door.folder.glob("*.eml"))
        with acting_for(company_id):
            campaigns.resume(campaign, by=SYSTEM)
        wait_for(lambda: set(states(company_id)) == {S.ACCEPTED}, seconds=seconds, or_tell=lambda: states(company_id))
    return after, max(last - paused_at, 0.0)


def assert_held(door: Door, count: int, after: int, last: float) -> None:
    copies = Counter(address for mail in mails(door.folder, most=count * 2) for address in mail.recipients)
    assert after <= WORKERS * AT_ONCE  # what was on the wire
    assert last <= HOLDS_WITHIN
    assert (len(copies), max(copies.values())) == (count, 1)


@pytest.mark.django_db(transaction=True)
def test_a_pause_lets_out_only_what_is_on_the_wire_and_going_on_sends_each_of_the_others_once(door, minato):
    after, last = run(door, minato.pk, count=BY_DAY, seconds=90)

    assert_held(door, BY_DAY, after, last)


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
def test_ten_thousand_held_in_the_middle(door, minato, record_property):
    after, last = run(door, minato.pk, count=BY_NIGHT, seconds=900)

    record_property("mails after the pause, seconds until the last", (after, round(last, 3)))
    assert_held(door, BY_NIGHT, after, last)
