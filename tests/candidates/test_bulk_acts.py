"""One thing done to many: told beforehand, done in steps, taken back exactly, and never near what a person agreed to."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from career_relay.base.actors import user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import actions, bulk_acts, pools, reminders
from career_relay.candidates.bulk_acts import Outcome
from career_relay.candidates.erasure import erase
from career_relay.candidates.models import BulkAct, BulkChange, Candidate, PoolMember, Reminder, Verb
from career_relay.candidates.pools import Hurdle
from career_relay.candidates.states import RecordState
from tests.factories.candidates import CandidateFactory
from tests.worker import failed_jobs, work

LATER = localdate() + timedelta(60)
AGREED = ("state", "state_evidence", "state_since", "state_until", "person_id", "protected_until", "purge_after")


@pytest.fixture
def by(ada):
    return user_actor(ada.pk)


@pytest.fixture
def people(at_minato) -> list[Candidate]:
    return [
        CandidateFactory(
            name=name,
            tags=tags,
            state=RecordState.CONTACT,
            state_evidence="応募フォーム",
            purge_after=localdate() + timedelta(400),
        )
        for name, tags in (("A", []), ("B", ["急ぎ"]), ("C", ["面談済み", "急ぎ"]))
    ]


def do(verb, facts, people, by) -> BulkAct:
    return bulk_acts.begin(verb, facts, [one.pk for one in people], company_id=people[0].company_id, by=by)


def fresh(people) -> list[Candidate]:
    return [Candidate.objects.get(pk=one.pk) for one in people]


def facts_of(verb, ada, by) -> dict:
    told = {
        Verb.TAG: {"tag": "急ぎ"},
        Verb.UNTAG: {"tag": "急ぎ"},
        Verb.OWNER: {"user": ada.pk},
        Verb.SNOOZE: {"day": LATER.isoformat()},
        Verb.QUIET: {"words": "ご本人のご希望"},
        Verb.REMIND: {"day": LATER.isoformat(), "words": "お声がけ", "user": ada.pk},
    }
    if verb in {Verb.POOL, Verb.UNPOOL}:
        return {"pool": pools.make_pool("再会したい方", by=by).pk}
    return told.get(verb, {})


def state_of_everything(people) -> list[tuple]:
    """Every value of the records that an act could touch, with pools and reminders."""
    fields = ("tags", "owner_id", "snoozed_until", "is_silver", "do_not_contact", "quiet_reason", *AGREED)
    rows = Candidate.objects.filter(pk__in=[one.pk for one in people]).order_by("pk").values_list(*fields)
    places = PoolMember.objects.order_by("candidate_id").values_list("candidate_id", "pool_id", "added_by", "added_at")
    return [*rows, *places, *Reminder.objects.values_list("candidate_id", "words")]


@pytest.mark.parametrize("verb", list(Verb))
def test_every_verb_is_taken_back_exactly_and_touches_nothing_a_person_agreed_to(people, ada, by, verb):
    facts = facts_of(verb, ada, by)
    if verb == Verb.UNPOOL:
        for one in people[:2]:
            PoolMember.objects.create(pool_id=facts["pool"], candidate=one, added_by=ada)
    if verb == Verb.UNSILVER:
        actions.award_silver(people[0], by=by)
    before = state_of_everything(people)
    agreed = list(Candidate.objects.order_by("pk").values_list(*AGREED))

    act = do(verb, facts, people, by)
    assert act.state == BulkAct.State.DONE
    assert bulk_acts.tally(act)[Outcome.CHANGED] >= 1
    assert state_of_everything(people) != before
    assert list(Candidate.objects.order_by("pk").values_list(*AGREED)) == agreed
    act = bulk_acts.take_back(act, by=by)

    assert act.state == BulkAct.State.UNDONE
    assert state_of_everything(people) == before
    assert Outcome.CHANGED_SINCE not in bulk_acts.tally(act)


def test_who_has_it_already_is_counted_apart_and_keeps_it(people, by):
    act = do(Verb.TAG, {"tag": "急ぎ"}, people, by)

    assert bulk_acts.tally(act) == {Outcome.CHANGED: 1, Outcome.SAME: 2}
    bulk_acts.take_back(act, by=by)
    assert [one.tags for one in fresh(people)] == [[], ["急ぎ"], ["面談済み", "急ぎ"]]


def test_a_record_changed_since_stays_and_the_act_says_so(people, by):
    act = do(Verb.TAG, {"tag": "春"}, people, by)
    actions.set_tags(people[1], ["別の札"], by=by)

    act = bulk_acts.take_back(act, by=by)

    assert [one.tags for one in fresh(people)] == [[], ["別の札"], ["面談済み", "急ぎ"]]
    assert bulk_acts.tally(act) == {Outcome.PUT_BACK: 2, Outcome.CHANGED_SINCE: 1}
    assert [person.name for person, _why in bulk_acts.left_out(act)] == ["B"]


def test_a_reminder_done_meanwhile_is_not_taken_away(people, ada, by):
    act = do(Verb.REMIND, facts_of(Verb.REMIND, ada, by), people, by)
    reminders.finish_reminder(Reminder.objects.get(candidate=people[0]), by=by)

    bulk_acts.take_back(act, by=by)

    assert [one.candidate_id for one in Reminder.objects.all()] == [people[0].pk]


def test_the_plan_says_how_many_and_who_is_left_out_for_which_reason_and_the_act_does_the_same(at_minato, ada, by):
    free = CandidateFactory(name="空", state=RecordState.CONTACT, purge_after=LATER)
    CandidateFactory(name="守", state=RecordState.CONTACT, protected_until=LATER, purge_after=LATER)
    CandidateFactory(name="録", state=RecordState.RECORD, purge_after=LATER)
    CandidateFactory(name="静", state=RecordState.CONTACT, do_not_contact=True, purge_after=LATER)
    everybody = list(Candidate.objects.all())
    ids = [one.pk for one in everybody]
    pool = facts_of(Verb.POOL, ada, by)
    reasons = {
        Verb.POOL: (pool, {Outcome.CHANGED: 2, Hurdle.PROTECTED: 1, Hurdle.RECORD_ONLY: 1}),
        Verb.SNOOZE: ({"day": LATER.isoformat()}, {Outcome.CHANGED: 2, Hurdle.PROTECTED: 1, Hurdle.QUIET: 1}),
        Verb.SILVER: ({}, {Outcome.CHANGED: 4}),
    }

    for verb, (facts, expected) in reasons.items():
        plan = bulk_acts.plan(verb, facts, ids)
        assert {Outcome.CHANGED: plan.changed, **plan.left} == expected
        assert bulk_acts.tally(do(verb, facts, everybody, by)) == expected

    assert PoolMember.objects.filter(candidate=free).exists()
    assert {one.name for one, _why in bulk_acts.plan(Verb.POOL, pool, ids).named} == {"守", "録"}


@pytest.mark.parametrize(
    ("verb", "facts"),
    [
        (Verb.TAG, {"tag": ""}),
        (Verb.TAG, {"tag": "宗教"}),
        (Verb.POOL, {"pool": 0}),
        (Verb.POOL, {"pool": None}),
        (Verb.SNOOZE, {"day": localdate().isoformat()}),
        (Verb.REMIND, {"day": LATER.isoformat(), "words": "", "user": None}),
        (Verb.REMIND, {"day": LATER.isoformat(), "words": "家族構成を聞く", "user": None}),
        (Verb.QUIET, {"words": "宗教を理由に"}),
    ],
)
def test_facts_that_do_not_hold_are_refused_before_anything_is_done(people, by, verb, facts):
    with pytest.raises(Refused):
        do(verb, facts, people, by)

    assert BulkAct.objects.count() == 0


def test_nobody_is_nobody_and_too_many_are_too_many(people, by, monkeypatch):
    monkeypatch.setattr(bulk_acts, "MOST", 2)

    with pytest.raises(Refused):
        bulk_acts.begin(Verb.SILVER, {}, [], company_id=people[0].company_id, by=by)
    with pytest.raises(Refused):
        do(Verb.SILVER, {}, people, by)


def test_somebody_of_another_company_cannot_be_put_in_charge(people, cleo, by):
    with pytest.raises(Refused):
        do(Verb.OWNER, {"user": cleo.pk}, people, by)


def test_taking_back_twice_and_too_late_is_refused(people, by):
    act = do(Verb.SILVER, {}, people, by)
    with pytest.raises(Refused):
        bulk_acts.take_back(act, by=by, at=timezone.now() + bulk_acts.UNDO_FOR)
    bulk_acts.take_back(act, by=by)

    with pytest.raises(Refused):
        bulk_acts.take_back(act, by=by)


def test_an_act_is_forgotten_after_a_month_and_with_the_person(people, by):
    act = do(Verb.SILVER, {}, people, by)
    erase(people[0], by=by)
    assert act.changes.count() == 2
    BulkAct.objects.update(created_at=timezone.now() - bulk_acts.KEPT_FOR - timedelta(days=1))

    do(Verb.TAG, {"tag": "春"}, people[1:], by)

    assert BulkAct.objects.count() == 1
    assert BulkChange.objects.count() == 2


def test_the_log_names_the_act_with_figures_and_no_words(people, by):
    act = do(Verb.TAG, {"tag": "春"}, people, by)

    [event] = log_of(act)
    assert event.event == "candidates.done_to_many"
    assert event.data == {"verb": "tag", "n_changed": 3}


def test_another_companys_people_are_not_touched(people, by, komorebi):
    with acting_for(komorebi.pk):
        theirs = CandidateFactory(name="Theirs")
    ids = [people[0].pk, theirs.pk]

    act = bulk_acts.begin(Verb.SILVER, {}, ids, company_id=people[0].company_id, by=by)

    assert bulk_acts.tally(act) == {Outcome.CHANGED: 1}
    with acting_for(komorebi.pk):
        theirs.refresh_from_db()
    assert theirs.is_silver is False


# --- by the queue -------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_more_than_three_hundred_are_done_and_taken_back_by_the_queue(minato, ada, monkeypatch):
    monkeypatch.setattr(bulk_acts, "AT_ONCE", 5)
    monkeypatch.setattr(bulk_acts, "STEP", 4)
    by = user_actor(ada.pk)
    with acting_for(minato.pk):
        people = [CandidateFactory(name=f"P{n}") for n in range(11)]
        act = do(Verb.SILVER, {}, people, by)
        assert act.state == BulkAct.State.RUNNING
        assert bulk_acts.tally(act) == {"": 11}
        with pytest.raises(Refused):
            bulk_acts.take_back(act, by=by)

    work()
    with acting_for(minato.pk):
        act.refresh_from_db()
        assert (act.state, bulk_acts.tally(act)) == (BulkAct.State.DONE, {Outcome.CHANGED: 11})
        assert Candidate.objects.filter(is_silver=True).count() == 11
        assert bulk_acts.take_back(act, by=by).state == BulkAct.State.UNDOING
    work()

    with acting_for(minato.pk):
        act.refresh_from_db()
        assert (act.state, Candidate.objects.filter(is_silver=True).count()) == (BulkAct.State.UNDONE, 0)
    assert failed_jobs() == []


def test_a_second_start_goes_on_where_the_first_stopped(people, by, monkeypatch):
    monkeypatch.setattr(bulk_acts, "AT_ONCE", 0)
    monkeypatch.setattr(bulk_acts, "STEP", 2)
    act = do(Verb.SILVER, {}, people, by)

    assert bulk_acts.step(act.pk) is True
    assert bulk_acts.tally(act) == {Outcome.CHANGED: 2, "": 1}
    while bulk_acts.step(act.pk):
        pass

    assert bulk_acts.tally(act) == {Outcome.CHANGED: 3}
    assert [event.event for event in log_of(people[0])] == ["candidates.silver_awarded"]
