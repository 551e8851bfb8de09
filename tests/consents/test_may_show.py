"""The one visibility definition, as a truth table, and checked by a second one that shares nothing with it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.companies.models import CircleMember, Company, CompanyGroup
from career_relay.consents import actions, ledger, queries
from career_relay.consents.gates import ensure_may_show, may_show, may_write
from career_relay.consents.states import Act, Barrier, Purpose
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import CircleFactory, CompanyFactory
from tests.factories.people import PassportFactory

TEASER = Purpose.TEASER


@pytest.fixture
def asked(as_kim, harbour, minato):
    """Kim lets the harbour circle ask for a month. Minato and Komorebi are in it."""
    PassportFactory()
    ledger.append(as_kim, purpose=TEASER, act=Act.GIVEN, circle=harbour, expires_at=timezone.now() + timedelta(days=30))
    return as_kim


def test_a_company_in_the_circle_may_ask(asked, komorebi):
    assert may_show(asked, komorebi.pk, TEASER) is True


def test_a_company_outside_the_circle_may_not(asked):
    assert may_show(asked, CompanyFactory().pk, TEASER) is False


def test_a_choice_for_being_asked_hands_nothing_over(asked, komorebi):
    assert may_show(asked, komorebi.pk, Purpose.SHARE) is False


def test_nobody_may_ask_somebody_who_chose_nothing(kim, komorebi, harbour):
    assert may_show(kim, komorebi.pk, TEASER) is False


def test_a_company_that_was_named_may_ask_without_a_circle(as_kim, komorebi, minato):
    ledger.append(as_kim, purpose=TEASER, act=Act.GIVEN, recipient=komorebi)

    assert [may_show(as_kim, one.pk, TEASER) for one in (komorebi, minato)] == [True, False]


def test_a_package_for_one_company_is_for_no_other(as_kim, komorebi, minato, harbour):
    ledger.append(as_kim, purpose=Purpose.SHARE, act=Act.GIVEN, recipient=komorebi, position_ref=7)

    assert [may_show(as_kim, one.pk, Purpose.SHARE) for one in (komorebi, minato)] == [True, False]


def test_a_choice_that_was_taken_back_holds_no_more(asked, komorebi, harbour):
    ledger.append(asked, purpose=TEASER, act=Act.WITHDRAWN, circle=harbour)

    assert may_show(asked, komorebi.pk, TEASER) is False


def test_a_choice_ends_at_its_moment_even_before_the_ledger_says_so(asked, komorebi):
    assert may_show(asked, komorebi.pk, TEASER, at=timezone.now() + timedelta(days=31)) is False


def test_a_blocked_company_sees_nobody(asked, komorebi):
    actions.block_company(asked, komorebi, with_group=False, by=SYSTEM)

    assert may_show(asked, komorebi.pk, TEASER) is False


@pytest.mark.parametrize(("with_group", "shown"), [(True, False), (False, True)])
def test_the_group_of_a_blocked_company_sees_nobody_when_it_was_meant_too(asked, komorebi, with_group, shown):
    group = CompanyGroup.objects.create(name="こもれびグループ")
    sister = CompanyFactory(group=group)
    Company.objects.filter(pk=komorebi.pk).update(group=group)

    actions.block_company(asked, sister, with_group=with_group, by=SYSTEM)

    assert may_show(asked, komorebi.pk, TEASER) is shown


def test_two_companies_without_a_group_are_no_group(asked, komorebi):
    actions.block_company(asked, CompanyFactory(group=None), by=SYSTEM)

    assert may_show(asked, komorebi.pk, TEASER) is True


def test_taking_a_company_off_the_list_lets_it_ask_again(asked, komorebi):
    actions.block_company(asked, komorebi, by=SYSTEM)

    actions.unblock_company(asked, komorebi, by=SYSTEM)

    assert may_show(asked, komorebi.pk, TEASER) is True


@pytest.mark.parametrize("linked", [True, False])
def test_a_company_that_holds_a_record_never_asks(kim, komorebi, harbour, linked):
    with company(komorebi.pk):
        CandidateFactory(person_id=kim if linked else None, email_key="kim@mail.example")
    with person(kim):
        ledger.append(kim, purpose=TEASER, act=Act.GIVEN, circle=harbour)

    assert may_show(kim, komorebi.pk, TEASER) is False


@pytest.mark.parametrize(
    "change",
    [
        {"suspended_at": timezone.now()},
        {"verified_at": None},
        {"kind": Company.Kind.OPERATOR},
        {"country": "US"},
    ],
)
def test_a_company_that_is_not_live_sees_nobody(asked, komorebi, change):
    Company.objects.filter(pk=komorebi.pk).update(**change)

    assert may_show(asked, komorebi.pk, TEASER) is False


def test_a_company_that_left_the_circle_may_not_ask(asked, komorebi):
    CircleMember.objects.filter(company=komorebi).delete()

    assert may_show(asked, komorebi.pk, TEASER) is False


def test_a_pause_holds_through_its_last_day(asked, komorebi):
    today = timezone.localdate()

    actions.pause(asked, until=today, by=SYSTEM)

    assert may_show(asked, komorebi.pk, TEASER) is False
    assert may_show(asked, komorebi.pk, TEASER, at=timezone.now() + timedelta(days=1)) is True


def test_ending_the_pause_ends_it_at_once(asked, komorebi):
    actions.pause(asked, until=timezone.localdate() + timedelta(days=9), by=SYSTEM)

    actions.resume(asked, by=SYSTEM)

    assert may_show(asked, komorebi.pk, TEASER) is True


def test_the_answer_does_not_depend_on_who_asks(asked, komorebi):
    with company(komorebi.pk):
        assert may_show(asked, komorebi.pk, TEASER) is True


def test_the_refusal_carries_its_code(kim, komorebi):
    with pytest.raises(Refused) as refusal:
        ensure_may_show(kim, komorebi.pk, Purpose.SHARE)

    assert refusal.value.code == "CONSENT_REQUIRED"


def candidate_of(komorebi, **fields):
    with company(komorebi.pk):
        return CandidateFactory(**fields)


def barrier(candidate, legal_class):
    with company(candidate.company_id):
        return may_write(candidate, legal_class)


def test_a_notice_may_always_be_written(komorebi):
    assert barrier(candidate_of(komorebi, do_not_contact=True), "notice") is None


@pytest.mark.parametrize("legal_class", ["notice", "invite"])
def test_a_protected_person_is_written_to_through_the_agency(komorebi, legal_class):
    kim = candidate_of(komorebi, state="contact", protected_until=timezone.localdate())

    assert barrier(kim, legal_class) == Barrier.PROTECTED


def test_an_invitation_needs_a_permission_that_has_not_ended(komorebi):
    today = timezone.localdate()
    states = [{"state": "record"}, {"state": "contact"}, {"state": "contact", "state_until": today - timedelta(days=1)}]

    answers = [barrier(candidate_of(komorebi, **one), "invite") for one in states]

    assert answers == [Barrier.NO_PERMISSION, None, Barrier.NO_PERMISSION]


def test_the_persons_own_permission_is_enough_and_its_end_wins_over_an_import(kim, komorebi):
    candidate = candidate_of(komorebi, person_id=kim, state="record")
    with person(kim):
        entry = ledger.append(kim, purpose=Purpose.CONTACT, act=Act.GIVEN, recipient=komorebi)
    allowed = barrier(candidate, "invite")

    with person(kim):
        actions.withdraw(entry, by=SYSTEM)
    with company(komorebi.pk):
        candidate.refresh_from_db()
        candidate.state = "contact"

    assert (allowed, barrier(candidate, "invite")) == (None, Barrier.NO_PERMISSION)


worlds = st.fixed_dictionaries({
    "group": st.lists(st.sampled_from([0, 1, None]), min_size=4, max_size=4),
    "circle": st.lists(st.sampled_from([(), (0,), (1,), (0, 1)]), min_size=4, max_size=4),
    "given": st.sets(st.sampled_from(["circle0", "circle1", "company0", "company3"])),
    "blocked": st.dictionaries(st.integers(0, 3), st.booleans(), max_size=2),
    "own": st.sets(st.integers(0, 3), max_size=1),
    "suspended": st.sets(st.integers(0, 3), max_size=1),
    "paused": st.booleans(),
    "late": st.booleans(),
})  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds)
def test_what_the_person_is_told_is_what_the_rule_allows(kim, world):
    """`who_may_ask` is Python over the person's own rows, `may_show` is SQL; for any network they agree."""
    from django.db import transaction

    with transaction.atomic():
        groups = [CompanyGroup.objects.create(name=f"g{n}") for n in range(2)]
        circles = [CircleFactory() for _ in range(2)]
        companies = [
            CompanyFactory(
                group=None if group is None else groups[group],
                suspended_at=timezone.now() if n in world["suspended"] else None,
            )
            for n, group in enumerate(world["group"])
        ]
        for one, member_of in zip(companies, world["circle"], strict=True):
            for n in member_of:
                CircleMember.objects.create(circle=circles[n], company=one)
        for n in world["own"]:
            with company(companies[n].pk):
                CandidateFactory(person_id=kim, email_key="kim@mail.example")
        with person(kim):
            PassportFactory(paused_until=timezone.localdate() if world["paused"] else None)
            for scope in sorted(world["given"]):
                kind, n = scope[:-1], int(scope[-1])
                to = {"circle": circles[n]} if kind == "circle" else {"recipient": companies[n]}
                ledger.append(kim, purpose=TEASER, act=Act.GIVEN, expires_at=timezone.now() + timedelta(days=1), **to)
            for n, with_group in world["blocked"].items():
                actions.block_company(kim, companies[n], with_group=with_group, by=SYSTEM)

            at = timezone.now() + timedelta(days=2 if world["late"] else 0)
            told = {one.pk for one in queries.who_may_ask(kim, at=at)}
            assert told == {one.pk for one in companies if may_show(kim, one.pk, TEASER, at=at)}
        transaction.set_rollback(True)
