"""What is taken back reaches everybody who relied on it: readers, records, and the copies of a receiver."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import SYSTEM, person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.candidates.models import Application, Candidate, Pool, PoolMember
from career_relay.consents import actions, contact, deletions, gates, keeping, ledger
from career_relay.consents.expiry import end
from career_relay.consents.models import AccessGrant, ConsentEntry, ConsentNow, Package
from career_relay.consents.signals import copy_erased, deletions_due
from career_relay.consents.states import Purpose
from career_relay.relay.models import Introduction
from tests.factories.candidates import ApplicationFactory, CandidateFactory


def in_days(days):
    return timezone.now() + timedelta(days=days)


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def record(kim, minato):
    """Kim's record at Minato: answered with a no ten days ago, there for two months."""
    with company(minato.pk):
        mine = CandidateFactory(person_id=kim)
        Candidate.objects.update(created_at=in_days(-60))
        ApplicationFactory(
            candidate=mine, stage="rejected", reason="experience", decided_at=in_days(-10), person_id=kim
        )
        return Candidate.objects.get()


def now(minato) -> Candidate:
    with company(minato.pk):
        return Candidate.objects.get()


def keep(kim, minato, days=300):
    with person(kim):
        words = keeping.keep_words(minato, "ja")
        return keeping.give_keep(kim, minato, until=in_days(days), words=words, by=person_actor(kim), how=actions.How())


def allow(kim, minato, days=200):
    """Kim lets Minato write, and the record says so too, as the page does it."""
    from career_relay.candidates.actions import note_permission

    with person(kim):
        words = contact.mail_words(minato, "ja")
        entry = contact.allow_writing(
            kim, minato, words=words, by=person_actor(kim), how=actions.How(), until=in_days(days)
        )
    with company(minato.pk):
        note_permission(Candidate.objects.get(), evidence="本人", until=today(days), by=person_actor(kim))
    return entry


def take_back(kim, entry):
    with person(kim):
        return actions.withdraw(entry, by=person_actor(kim))


# --- the company's own record -----------------------------------------------------------------------------------------


def test_taking_back_the_keeping_shortens_the_clock(kim, minato, record):
    before = keep(kim, minato)
    longer = now(minato).purge_after

    take_back(kim, before)

    after = now(minato)
    assert (after.state, after.state_until, after.state_evidence) == ("record", None, "")
    assert after.purge_after < longer
    with company(minato.pk):
        decided = timezone.localdate(Application.objects.get().decided_at)
    assert (after.purge_after - decided).days in range(180, 185)  # the six months of Minato


def test_who_is_no_longer_to_be_kept_stands_in_no_pool(kim, minato, record):
    entry = keep(kim, minato)
    with company(minato.pk):
        PoolMember.objects.create(pool=Pool.objects.create(name="また話したい"), candidate=now(minato))

    take_back(kim, entry)

    with company(minato.pk):
        assert PoolMember.objects.count() == 0


def test_permission_to_write_falls_back_to_keeping_when_it_ends(kim, minato, record):
    keep(kim, minato, days=300)
    writing = allow(kim, minato)

    take_back(kim, writing)

    after = now(minato)
    assert (after.state, after.state_until, after.do_not_contact) == ("pool", today(300), True)


def test_permission_to_write_alone_falls_back_to_a_record(kim, minato, record):
    writing = allow(kim, minato)

    take_back(kim, writing)

    after = now(minato)
    assert (after.state, after.do_not_contact) == ("record", True)
    with company(minato.pk):
        assert gates.may_write(after, "newsletter") is not None


def test_taking_back_the_keeping_leaves_a_permission_to_write_alone(kim, minato, record):
    entry = keep(kim, minato)
    allow(kim, minato)

    take_back(kim, entry)

    assert now(minato).state == "contact"


def test_one_purpose_taken_back_leaves_the_other_held(kim, minato, record):
    entry = keep(kim, minato)
    allow(kim, minato)

    take_back(kim, entry)

    with person(kim):
        assert [one.purpose for one in ConsentNow.objects.all()] == [Purpose.CONTACT]


def test_an_end_that_comes_by_itself_reaches_the_record_too(kim, minato, record, time_machine):
    entry = keep(kim, minato, days=30)
    time_machine.move_to(in_days(31))

    with person(kim):
        end(entry.pk, by=SYSTEM)

    assert now(minato).state == "record"


def test_an_end_that_comes_by_itself_leaves_a_longer_permission_of_another_form(kim, minato, record, time_machine):
    entry = allow(kim, minato, days=30)
    with company(minato.pk):
        Candidate.objects.update(state_until=today(300))
    time_machine.move_to(in_days(31))

    with person(kim):
        end(entry.pk, by=SYSTEM)

    assert now(minato).state == "contact"


def test_another_company_keeps_what_it_was_allowed(kim, minato, komorebi, record):
    with company(komorebi.pk):
        CandidateFactory(person_id=kim)
    entry = keep(kim, minato)
    keep(kim, komorebi)

    take_back(kim, entry)

    with company(komorebi.pk):
        assert Candidate.objects.get().state == "pool"


def test_taking_everything_back_settles_every_record(kim, minato, record):
    keep(kim, minato)
    allow(kim, minato)

    with person(kim):
        actions.withdraw_all(kim, by=person_actor(kim))

    assert now(minato).state == "record"


# --- copies of a receiver ---------------------------------------------------------------------------------------------


@pytest.fixture
def taken_back(received) -> AccessGrant:
    """Komorebi had opened the package; Kim took it back."""
    with person(received.kim):
        [share] = actions.held(received.kim, Purpose.SHARE)
        actions.withdraw(share, by=person_actor(received.kim))
    with company(received.komorebi.pk):
        return AccessGrant.objects.get()


@pytest.fixture
def heard():
    told = []

    def note(signal, **said):
        told.append({name: said[name] for name in ("company_id", "day", "left", "grant") if name in said})

    for one in (copy_erased, deletions_due):
        one.connect(note, weak=False, dispatch_uid=f"test-{id(one)}")
    yield told
    for one in (copy_erased, deletions_due):
        one.disconnect(dispatch_uid=f"test-{id(one)}")


def test_what_was_taken_back_is_to_be_erased_within_two_weeks(received, taken_back):
    with company(received.komorebi.pk):
        assert [one.pk for one in deletions.waiting()] == [taken_back.pk]
        assert Package.objects.count() == 0
        assert (taken_back.deletion_due_on, taken_back.revoked_at is None) == (today(14), False)


def test_confirming_is_written_down_once_with_the_colleague(received, taken_back, cleo, heard):
    with company(received.komorebi.pk):
        for _ in range(2):
            deletions.confirm_erased(taken_back, by=user_actor(cleo.pk))

        after = AccessGrant.objects.get()
        assert (after.deletion_confirmed_by_id, after.deletion_confirmed_at is None) == (cleo.pk, False)
        assert list(deletions.waiting()) == []
        assert [one.pk for one in deletions.done_lately()] == [after.pk]
    assert len(heard) == 1


def test_nothing_is_confirmed_that_nobody_asked_for(received, cleo, heard):
    with company(received.komorebi.pk), pytest.raises(Refused) as refusal:
        deletions.confirm_erased(AccessGrant.objects.get(), by=user_actor(cleo.pk))

    assert (refusal.value.code, heard) == ("NOT_ASKED", [])


def test_another_company_confirms_nothing(received, taken_back, minato, ada):
    with company(minato.pk), pytest.raises(AccessGrant.DoesNotExist):
        deletions.confirm_erased(taken_back, by=user_actor(ada.pk))


def test_a_day_that_was_set_is_not_moved(received, taken_back, time_machine):
    time_machine.move_to(in_days(5))

    with person(received.kim):
        deletions.ask(AccessGrant.objects.get(), by=SYSTEM)
        assert AccessGrant.objects.get().deletion_due_on == taken_back.deletion_due_on


@pytest.mark.parametrize(("days", "left"), [(10, None), (11, 3), (12, None), (14, 0), (15, None)])
def test_staff_are_reminded_three_days_before_and_on_the_day(received, taken_back, heard, days, left):
    with company(received.komorebi.pk):
        deletions.look_through(today(days))

    assert [one["left"] for one in heard] == ([] if left is None else [left])


def test_what_was_never_opened_needs_nobody(relay, heard):
    for step in (relay.ask, relay.yes, relay.cool):
        step()
    with person(relay.kim):
        actions.withdraw_all(relay.kim, by=person_actor(relay.kim))

    with company(relay.komorebi.pk):
        deletions.look_through(today(11))

        after = AccessGrant.objects.get()
        assert (after.deletion_confirmed_by_id, after.deletion_confirmed_at is None) == (None, False)
    assert ["grant" in one for one in heard] == [True]


def test_when_its_time_is_over_the_copy_is_to_be_erased_as_well(received, time_machine):
    with person(received.kim):
        share = ConsentEntry.objects.get(purpose=Purpose.SHARE)
    time_machine.move_to(share.expires_at + timedelta(minutes=1))

    with person(received.kim):
        end(share.pk, by=SYSTEM)

    with company(received.komorebi.pk):
        grant = AccessGrant.objects.get()
        assert (grant.deletion_due_on, grant.revoked_at) == (timezone.localdate() + timedelta(days=14), None)


def test_who_joined_is_asked_for_nothing(received, time_machine):
    for stage in ("interviewing", "offered"):
        received.advance(stage)
    received.advance("hired", starts_on=today(30))
    with person(received.kim):
        share = ConsentEntry.objects.get(purpose=Purpose.SHARE)
    time_machine.move_to(share.expires_at + timedelta(minutes=1))

    with person(received.kim):
        end(share.pk, by=SYSTEM)

    with company(received.komorebi.pk):
        assert list(deletions.waiting()) == []
        assert Introduction.objects.get().stage == "hired"


def test_the_chain_is_whole_after_all_of_it(received, taken_back):
    with person(received.kim):
        assert ledger.verify(received.kim) == []
        assert ledger.compare(received.kim) is True
