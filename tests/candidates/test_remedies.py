"""What a no offers along, and what is never said."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.candidates import actions, remedies
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.remedies import Telling
from career_relay.candidates.states import UNSAID, Path, Reason, Stage
from tests.factories.candidates import ApplicationFactory

TODAY = date(2026, 11, 23)
VECTORS = remedies.remedies()["vectors"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: f"{one['reason']}-{one['path'] or 'nothing'}")
def test_the_file_passes_its_own_vectors(vector):
    found = remedies.proposed(
        vector["reason"],
        roles=vector.get("roles", 1),
        circles=vector.get("circles", 1),
        today=vector.get("today", TODAY),
    )

    assert found.path == vector["path"]
    if "month" in vector:
        assert found.on == vector["month"]


def test_every_reason_of_the_file_is_one_of_ours_and_every_reason_has_a_vector():
    known = {str(one) for one in Reason}

    assert set(remedies.remedies()["paths"]) <= known
    assert {one["reason"] for one in VECTORS} == known
    assert {one["path"] for one in VECTORS} == {"", *Path.values}


def test_a_file_that_offers_something_for_conduct_is_refused(tmp_path, monkeypatch):
    file = tmp_path / "remedies.yaml"
    file.write_text("paths: {conduct: later}\nnever: [conduct]\nmonths: 3\n")
    monkeypatch.setattr(remedies, "FILE", file)
    remedies.remedies.cache_clear()

    with pytest.raises(ValueError, match="conduct"):
        remedies.remedies()

    remedies.remedies.cache_clear()


@pytest.fixture
def no(at_minato):
    """Answer somebody with a no, for a reason, telling them something along."""

    def make(reason="timing", **telling):
        told = Telling(**telling)
        return actions.decide(ApplicationFactory(), Stage.REJECTED, by=SYSTEM, reason=reason, telling=told)

    return make


def test_a_month_to_talk_again_wakes_the_record_then(no, time_machine):
    time_machine.move_to("2026-11-23T03:00:00Z")

    application = no(path=Path.LATER, on=date(2027, 3, 20))

    application.candidate.refresh_from_db()
    assert (application.path_on, application.candidate.snoozed_until) == (date(2027, 3, 1), date(2027, 3, 1))


def test_taking_the_no_back_takes_back_what_it_offered(no):
    application = no(path=Path.LATER)

    actions.reopen(application, by=SYSTEM)

    application.refresh_from_db()
    application.candidate.refresh_from_db()
    assert (application.path, application.path_on, application.candidate.snoozed_until) == ("", None, None)


def test_a_snooze_somebody_set_by_hand_stays(no):
    application = no(path=Path.LATER)
    by_hand = timezone.localdate() + timedelta(days=400)
    actions.snooze(application.candidate, by_hand, by=SYSTEM)

    remedies.change_telling(application, Telling(), by=SYSTEM)

    application.candidate.refresh_from_db()
    assert application.candidate.snoozed_until == by_hand


@pytest.mark.parametrize("path", Path)
def test_after_conduct_nothing_is_offered(no, path):
    with pytest.raises(Refused):
        no(reason="conduct", path=path)


@pytest.mark.parametrize(
    "telling",
    [
        {"path": "anything"},
        {"reason_shared": "anything"},
        {"path": Path.LATER, "on": date(2020, 1, 1)},
        {"path": Path.LATER, "on": date(2999, 1, 1)},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_decided(at_minato, telling):
    application = ApplicationFactory()

    with pytest.raises(Refused):
        actions.decide(application, Stage.REJECTED, by=SYSTEM, reason="fit", telling=Telling(**telling))

    application.refresh_from_db()
    assert (application.stage, list(log_of(application))) == (Stage.INTERVIEWING, [])


def test_a_change_is_written_down_once_and_the_decision_stays(no):
    application = no()
    decided_at = application.decided_at

    for _twice in range(2):
        remedies.change_telling(application, Telling(UNSAID, Path.REAPPLY), by=SYSTEM)

    application.refresh_from_db()
    events = [one.event for one in log_of(application)]
    assert (application.decided_at, application.reason_shared) == (decided_at, UNSAID)
    assert events == [CandidateEvent.DECIDED, CandidateEvent.TOLD_ALONG]


def test_only_a_no_has_ways_to_go_on(at_minato):
    with pytest.raises(Refused):
        remedies.change_telling(ApplicationFactory(), Telling("", Path.REAPPLY), by=SYSTEM)
