"""Named pools: who may stand in them, and who is left out for which reason."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from career_relay.base.actors import user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.candidates import pools
from career_relay.candidates.erasure import erase
from career_relay.candidates.models import Pool, PoolMember
from career_relay.candidates.pools import Hurdle
from career_relay.candidates.states import RecordState
from tests.factories.candidates import CandidateFactory


@pytest.fixture
def by(ada):
    return user_actor(ada.pk)


@pytest.fixture
def friends(at_minato, by) -> Pool:
    return pools.make_pool("再会したい方", by=by, note="春の採用で最初にお声がけ")


def test_a_person_is_put_into_a_pool_once_with_who_and_when(friends, ada, by):
    kim = CandidateFactory(state=RecordState.POOL)

    assert pools.put_in_pool(kim, friends, by=by) is True
    assert pools.put_in_pool(kim, friends, by=by) is False

    place = PoolMember.objects.get()
    assert (place.candidate, place.pool, place.added_by) == (kim, friends, ada)
    assert place.added_at is not None
    assert [event.event for event in log_of(kim)] == ["candidates.put_in_pool"]
    assert pools.pools_of(kim) == [friends]


def test_taking_out_leaves_the_person_and_the_pool(friends, by):
    kim = CandidateFactory(state=RecordState.POOL)
    pools.put_in_pool(kim, friends, by=by)

    assert pools.take_out_of_pool(kim, friends, by=by) is True
    assert pools.take_out_of_pool(kim, friends, by=by) is False

    assert pools.pools_of(kim) == []
    assert Pool.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"state": RecordState.RECORD}, Hurdle.RECORD_ONLY),
        ({"state": RecordState.CONTACT, "protected_until": localdate() + timedelta(1)}, Hurdle.PROTECTED),
        ({"state": RecordState.RECORD, "protected_until": localdate()}, Hurdle.PROTECTED),
    ],
)
def test_nobody_protected_and_nobody_who_was_not_told_of_a_pool(friends, by, told, why):
    kim = CandidateFactory(**told)

    with pytest.raises(Refused) as refusal:
        pools.put_in_pool(kim, friends, by=by)

    assert refusal.value.code == why
    assert PoolMember.objects.count() == 0


def test_another_record_with_the_same_mailbox_carries_the_protection(friends, by):
    CandidateFactory(email_key="kim@mail.example", protected_until=localdate() + timedelta(30))
    again = CandidateFactory(email_key="kim@mail.example", state=RecordState.CONTACT)
    nameless = CandidateFactory(email_key="", state=RecordState.CONTACT)

    assert pools.guarded([again.pk, nameless.pk], localdate()) == {again.pk}
    with pytest.raises(Refused, match="."):
        pools.put_in_pool(again, friends, by=by)


def test_a_protection_that_is_over_by_the_day_is_no_hurdle(at_minato):
    day = localdate() + timedelta(90)
    kim = CandidateFactory(protected_until=day - timedelta(1), purge_after=day)

    assert pools.why_not_talk(kim, pools.guarded([kim.pk], day), day) is None
    assert pools.why_not_talk(kim, pools.guarded([kim.pk], localdate()), localdate()) is Hurdle.PROTECTED


def test_a_day_after_the_erasure_and_a_person_who_asked_for_quiet_are_hurdles(at_minato):
    day = localdate() + timedelta(90)
    gone = CandidateFactory(purge_after=day - timedelta(1))
    quiet = CandidateFactory(purge_after=day, do_not_contact=True)

    assert pools.why_not_talk(gone, set(), day) is Hurdle.ERASED_FIRST
    assert pools.why_not_talk(quiet, set(), day) is Hurdle.QUIET


@pytest.mark.parametrize("name", ["", "  ", "\t"])
def test_a_pool_needs_a_name(at_minato, by, name):
    with pytest.raises(Refused):
        pools.make_pool(name, by=by)


def test_no_name_twice_and_none_about_family_or_origin(friends, by):
    other = pools.make_pool("次の春", by=by)

    with pytest.raises(Refused):
        pools.make_pool("  再会したい方 ", by=by)
    with pytest.raises(Refused):
        pools.rename_pool(other, "再会したい方", by=by)
    with pytest.raises(Refused) as refusal:
        pools.make_pool("家族構成を確認した方", by=by)

    assert refusal.value.code == "FAIR_SELECTION"
    assert pools.all_pools().query.order_by, "a query that groups has no order of its own"
    assert [one.name for one in pools.all_pools()] == ["再会したい方", "次の春"]


def test_two_companies_may_use_one_name(friends, by, komorebi):
    from career_relay.base.tenancy import company

    with company(komorebi.pk):
        theirs = pools.make_pool(friends.name, by=by)
        assert [one.pk for one in pools.all_pools()] == [theirs.pk]


def test_renaming_to_the_same_writes_nothing_down(friends, by):
    pools.rename_pool(friends, friends.name, note=friends.note, by=by)

    assert [event.event for event in log_of(friends)] == ["candidates.pool_made"]


def test_giving_a_pool_up_keeps_its_people(friends, by):
    kim = CandidateFactory(state=RecordState.POOL)
    pools.put_in_pool(kim, friends, by=by)

    pools.delete_pool(friends, by=by)

    kim.refresh_from_db()
    assert Pool.objects.count() == PoolMember.objects.count() == 0


def test_whoever_is_erased_leaves_no_place_behind(friends, by):
    kim = CandidateFactory(state=RecordState.POOL)
    pools.put_in_pool(kim, friends, by=by)

    erase(kim, by=by)

    assert PoolMember.objects.count() == 0
    assert pools.all_pools().get().count == 0
