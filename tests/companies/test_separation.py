"""The kill switch between two companies: one throws it, it holds both ways, and it tells the other nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import operator, person
from career_relay.companies.models import Cut
from career_relay.companies.separation import cut_off, cut_off_from, join_again, own_cuts
from career_relay.consents.actions import give_teaser
from career_relay.consents.gates import may_show
from career_relay.consents.queries import who_may_ask
from career_relay.consents.states import Purpose
from tests.factories.candidates import CandidateFactory
from tests.factories.people import PassportFactory


@pytest.fixture(autouse=True)
def english(the_first_language):
    """The sentences here are looked for as they are written in the code."""
    with translation.override("en"):
        yield


def cut(keeper, other, *, by_operator: bool = False) -> None:
    with operator():
        cut_off(keeper, other, by=SYSTEM, by_operator=by_operator)


def uncut(keeper, other) -> None:
    with operator():
        join_again(keeper, other, by=SYSTEM)


def let_ask(kim: int, circle) -> None:
    until = timezone.now() + timedelta(days=90)
    give_teaser(kim, items=["skills"], until=until, circles=[circle], by=SYSTEM)


@pytest.fixture
def kim_of_minato(minato, komorebi, harbour, kim) -> int:
    """Minato has a record of Kim; Kim may be asked by companies of the circle."""
    with acting_for(minato.pk):
        CandidateFactory(person_id=kim)
    with person(kim):
        PassportFactory(person_id=kim)
        let_ask(kim, harbour)
    return kim


def asked_by(komorebi, kim: int) -> tuple[bool, bool]:
    """Whether Komorebi may ask Kim, by the database and by the second opinion."""
    with person(kim):
        return may_show(kim, komorebi.pk, Purpose.TEASER), komorebi in who_may_ask(kim)


@pytest.mark.parametrize("minato_cuts", [True, False])
def test_whoever_cuts_neither_asks_people_of_the_other(minato, komorebi, kim_of_minato, minato_cuts):
    keeper, other = (minato, komorebi) if minato_cuts else (komorebi, minato)
    before = asked_by(komorebi, kim_of_minato)

    cut(keeper, other)
    during = asked_by(komorebi, kim_of_minato)
    uncut(keeper, other)

    assert (before, during, asked_by(komorebi, kim_of_minato)) == ((True, True), (False, False), (True, True))


def test_one_side_alone_does_not_open_what_the_other_closed(minato, komorebi, kim_of_minato):
    cut(minato, komorebi)
    cut(komorebi, minato, by_operator=True)

    uncut(minato, komorebi)
    uncut(komorebi, minato)

    assert asked_by(komorebi, kim_of_minato) == (False, False)


def test_people_of_third_companies_are_asked_as_before(minato, komorebi, operator_company, harbour, kim):
    with person(kim):
        PassportFactory(person_id=kim)
        let_ask(kim, harbour)

    cut(minato, komorebi)

    assert asked_by(komorebi, kim) == (True, True)


def test_a_company_reads_its_own_cuts_and_not_those_of_others(minato, komorebi):
    cut(minato, komorebi)
    cut(minato, komorebi, by_operator=True)

    assert [one.other for one in own_cuts(minato)] == [komorebi]
    assert list(own_cuts(komorebi)) == []
    assert (cut_off_from([minato.pk]), cut_off_from([komorebi.pk])) == ({komorebi.pk}, {minato.pk})


def test_cutting_twice_is_once(minato, komorebi):
    cut(minato, komorebi)
    cut(minato, komorebi)

    assert Cut.objects.count() == 1


def test_nobody_is_cut_off_from_itself_or_from_the_operator(minato, operator_company):
    for other in (minato, operator_company):
        with pytest.raises(Refused):
            cut(minato, other)

    assert Cut.objects.count() == 0
