"""Circles: three ways in, a charter that is agreed to, and what goes with a company that goes out."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import operator, person
from career_relay.companies import circles
from career_relay.companies.models import Circle, CircleCall, Entry
from career_relay.matching.openings import OpeningFilters
from career_relay.matching.pool import find_openings, pick_for_ask
from tests.baton import fits_sales
from tests.factories.companies import CircleFactory, CompanyFactory
from tests.factories.positions import PositionFactory


@pytest.fixture(autouse=True)
def english(the_first_language):
    """The sentences here are looked for as they are written in the code."""
    with translation.override("en"):
        yield


def circle(entry: Entry, **facts) -> Circle:
    return CircleFactory(entry=entry, charter="互いに7営業日以内に返事をします。", **facts)


def enter(one: Circle, company, version: int = 1) -> bool:
    with acting_for(company.pk):
        return circles.enter_circle(one, company, agreed_version=version, by=SYSTEM)


def is_in(one: Circle, company) -> bool:
    return one.companies.filter(pk=company.pk).exists()


def test_an_open_circle_takes_who_agrees_to_its_charter(minato):
    one = circle(Entry.OPEN)

    assert [enter(one, minato), enter(one, minato)] == [True, True]
    assert one.members.get(company=minato).agreed_version == 1
    with operator():
        assert [event.event for event in log_of(one)] == ["companies.circle_joined"]


def test_a_circle_by_approval_asks_the_operator(minato):
    one = circle(Entry.APPROVAL)

    assert [enter(one, minato), enter(one, minato), is_in(one, minato)] == [False, False, False]
    with operator():
        assert [call.company_id for call in circles.calls_waiting()] == [minato.pk]
        circles.approve_call(one, minato, by=SYSTEM)
        with pytest.raises(Refused, match="no longer"):
            circles.approve_call(one, minato, by=SYSTEM)

    assert is_in(one, minato)


def test_a_circle_by_invitation_takes_only_who_is_invited(minato, komorebi):
    one = circle(Entry.INVITATION)
    with operator():
        circles.invite_to_circle(one, minato, by=SYSTEM)

    assert enter(one, minato)
    with pytest.raises(Refused, match="invitation only"):
        enter(one, komorebi)


def test_a_circle_by_invitation_is_told_to_nobody_else(minato, komorebi):
    one = circle(Entry.INVITATION)
    with operator():
        circles.invite_to_circle(one, minato, by=SYSTEM)

    with acting_for(minato.pk):
        assert [place.is_invited for place in circles.places_of(minato)] == [True]
    with acting_for(komorebi.pk):
        assert (circles.places_of(komorebi), CircleCall.objects.count()) == ([], 0)


@pytest.mark.parametrize("facts", [{"verified_at": None}, {"suspended_at": timezone.now()}, {"kind": "operator"}])
@pytest.mark.parametrize("entry", list(Entry))
def test_only_live_members_come_in(db, entry, facts):
    company, one = CompanyFactory(**facts), circle(entry)

    with pytest.raises(Refused, match="Only a member"):
        enter(one, company)
    with operator(), pytest.raises(Refused, match="Only a member"):
        circles.invite_to_circle(one, company, by=SYSTEM)


def test_who_was_suspended_while_it_asked_is_not_let_in(minato):
    one = circle(Entry.APPROVAL)
    enter(one, minato)
    minato.suspended_at = timezone.now()
    minato.save()

    with operator(), pytest.raises(Refused, match="Only a member"):
        circles.approve_call(one, minato, by=SYSTEM)

    assert not is_in(one, minato)


def test_a_charter_that_changed_is_read_again(minato, komorebi):
    one = circle(Entry.OPEN)
    enter(one, minato)
    with operator():
        circles.change_circle(one, {"name": "新しい名前"}, by=SYSTEM)
        circles.change_circle(one, {"charter": "5営業日以内に返事をします。"}, by=SYSTEM)

    with pytest.raises(Refused, match="has changed"):
        enter(one, komorebi, version=1)
    assert enter(one, komorebi, version=2)
    with acting_for(minato.pk):
        assert [place.has_new_charter for place in circles.places_of(minato)] == [True]
        circles.agree_to_charter(one, minato, agreed_version=2, by=SYSTEM)
        assert [place.has_new_charter for place in circles.places_of(minato)] == [False]


def test_a_call_is_taken_back_or_declined(minato):
    one = circle(Entry.APPROVAL)
    enter(one, minato)
    with acting_for(minato.pk):
        circles.drop_call(one, minato, by=SYSTEM)
        circles.drop_call(one, minato, by=SYSTEM)
        assert CircleCall.objects.count() == 0

    with operator():
        assert [event.event for event in log_of(one)][-2:] == [
            "companies.circle_asked",
            "companies.circle_call_dropped",
        ]


def test_an_opening_goes_out_of_the_circle_with_its_company(minato, komorebi):
    left, kept = circle(Entry.OPEN), circle(Entry.OPEN)
    for company in (minato, komorebi):
        enter(left, company)
        enter(kept, company)
    until = timezone.localdate() + timedelta(days=9)
    with acting_for(komorebi.pk):
        theirs = PositionFactory(listed_until=until)
        theirs.circle_links.create(company=komorebi, circle=left)
    with acting_for(minato.pk):
        alone, both = PositionFactory(listed_until=until), PositionFactory(listed_until=until)
        for position, shown in ((alone, [left]), (both, [left, kept])):
            for one in shown:
                position.circle_links.create(company=minato, circle=one)

        circles.leave_circle(left, minato, by=SYSTEM)

        alone.refresh_from_db()
        both.refresh_from_db()
        assert (alone.listed_until, both.listed_until) == (None, until)
    with acting_for(komorebi.pk):
        theirs.refresh_from_db()
        assert theirs.listed_until == until


def test_a_circle_says_who_is_asked_and_everybody_reads(minato, komorebi, operator_company, kim, mode3):
    """LEGAL M-02: the same openings for every member and everybody else; a question goes to who chose the circle."""
    ours, others = circle(Entry.INVITATION), circle(Entry.INVITATION)
    now = timezone.now()
    with acting_for(minato.pk):
        position = PositionFactory()
        position.circle_links.create(company=minato, circle=ours)
    fits_sales(kim, others)

    read = [list(find_openings(OpeningFilters(), at=now))]
    for opened in (acting_for(minato.pk), acting_for(komorebi.pk), person(kim)):
        with opened:
            read.append(list(find_openings(OpeningFilters(), at=now)))
    with acting_for(minato.pk):
        asked = pick_for_ask(position, 9, at=now)
    fits_sales(kim, ours)
    for one in (ours, others):
        one.companies.add(minato)
    with acting_for(minato.pk):
        then = pick_for_ask(position, 9, at=now + timedelta(seconds=1))

    assert [[one.id for one in page] for page in read] == [[position.pk]] * 4
    assert (asked, [one.person_id for one in then]) == ([], [kim])


def test_the_operator_takes_a_company_out_with_the_same_effect(minato):
    one = circle(Entry.OPEN)
    enter(one, minato)
    with acting_for(minato.pk):
        position = PositionFactory(listed_until=timezone.localdate())
        position.circle_links.create(company=minato, circle=one)

    with operator():
        circles.leave_circle(one, minato, by=SYSTEM)

    with acting_for(minato.pk):
        position.refresh_from_db()
        assert (position.listed_until, position.circle_links.count()) == (None, 0)
