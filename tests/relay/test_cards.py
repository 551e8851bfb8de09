"""Cards: whole cells of ten or more, from who chose one, the same for everybody, renewed once a day, mode 2 alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from career_relay.base.actors import SYSTEM, person_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, operator, person
from career_relay.companies.licences import Kind
from career_relay.consents import conditions, ledger
from career_relay.consents.models import CardLine, Passport
from career_relay.consents.states import Act, Purpose
from career_relay.relay import cards
from career_relay.relay.models import CardCell
from tests.factories.people import PassportFactory, prove

pytestmark = pytest.mark.django_db
SALES = {"role_family": "sales", "region": "関西", "years": "to_7"}


@pytest.fixture
def mode2(mode3):
    mode3.kind = Kind.SEARCH
    mode3.save()


@pytest.fixture
def crowd(harbour, settings):
    """Put so many people into one cell, eight days ago; give their ids."""
    settings.CARDS_LEAST_PEOPLE, settings.CARDS_LEAST_IN_A_CELL, settings.CARDS_SPREAD = 0, 10, 1

    def stand(count: int, first: int = 0, **cell) -> list[int]:
        found, until = [], timezone.now() + timedelta(days=90)
        for n in range(first, first + count):
            one = prove(f"crowd{n}@mail.example")
            with person(one):
                PassportFactory(person_id=one, name=f"人{n}")
                ledger.append(one, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour, expires_at=until)
                long_ago = timezone.now() - timedelta(days=8)
                CardLine.objects.create(person_id=one, chosen_at=long_ago, **{**SALES, **cell})
            found.append(one)
        return found

    return stand


def today(days: int = 0) -> list[tuple[str, str, str]]:
    cards.refresh(timezone.localdate() + timedelta(days=days))
    return [(one.role_family, one.region, one.years) for one in cards.find_cells(role_family="sales")]


CELL = [("sales", "関西", "to_7")]


def test_ten_people_are_a_cell_and_nine_are_none(crowd):
    people = crowd(9)
    assert today() == []

    people += crowd(1, first=9)

    assert today(days=1) == CELL
    with person(people[0]):
        conditions.leave_cards(people[0], by=person_actor(people[0]))
    assert today(days=1) == CELL  # until the night, as for everybody
    assert today(days=2) == []


def test_who_came_this_week_counts_for_nothing_yet(crowd):
    people = crowd(10)
    with person(people[0]):
        conditions.choose_card(people[0], by=person_actor(people[0]), **{**SALES, "years": "to_3"})
        conditions.choose_card(people[0], by=person_actor(people[0]), **SALES)

    assert today() == []
    with person(people[0]):
        CardLine.objects.update(chosen_at=timezone.now() - timedelta(days=8))
    assert today(days=1) == CELL


@pytest.mark.parametrize("change", ["paused", "stale", "withdrawn"])
def test_who_may_not_be_seen_is_in_no_cell(change, crowd):
    people = crowd(10)
    with person(people[0]):
        if change == "paused":
            Passport.objects.update(paused_until=timezone.localdate() + timedelta(days=9))
        elif change == "stale":
            Passport.objects.update(as_of=timezone.localdate() - timedelta(days=181))
        else:
            from career_relay.consents.actions import withdraw_all

            withdraw_all(people[0], by=person_actor(people[0]))

    assert today() == []


def test_a_small_network_shows_nothing(crowd, settings):
    crowd(10)
    settings.CARDS_LEAST_PEOPLE = 2_000

    assert today() == []


def test_nobody_can_set_the_least_below_ten(crowd, settings):
    crowd(9)
    settings.CARDS_LEAST_IN_A_CELL = 1

    assert today() == []


def test_the_limit_of_a_cell_is_its_own_secret(crowd, settings):
    crowd(12)
    settings.CARDS_SPREAD = 64

    seen = set()
    for n, key in enumerate("abcdefgh"):
        settings.SECRET_KEY = key
        seen.add(tuple(today(days=n)))
    assert () in seen


def test_a_cell_says_where_and_nothing_else(crowd):
    crowd(11)

    assert today() == CELL
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'relay_cardcell'")
        assert {name for (name,) in cursor.fetchall()} == {"id", "day", "role_family", "region", "years"}


def test_there_is_one_order_and_nothing_typed_gives_nothing(crowd, minato, komorebi):
    crowd(10, region="九州", years="more")
    crowd(10, first=20, region="北海道")
    cards.refresh(timezone.localdate())

    seen = []
    for viewer in (minato, komorebi):
        with company(viewer.pk):
            seen.append([one.region for one in cards.find_cells(role_family="sales")])
    assert seen == [["北海道", "九州"], ["北海道", "九州"]]
    assert cards.find_cells() == []


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [(Kind.INFORMATION, False), (Kind.SEARCH, True), (Kind.FREE_PERMIT, False), (Kind.PAID_PERMIT, False)],
)
def test_only_the_mode_of_a_search_knows_cards(kind, allowed, mode3):
    mode3.kind = kind
    mode3.save()

    if allowed:
        assert cards.ensure_shown(timezone.localdate()) is False  # off until the operator says so
    else:
        with pytest.raises(Refused) as refused:
            cards.ensure_shown(timezone.localdate())
        assert refused.value.code == "MODE_FORBIDS_SELECTION"


def test_the_operator_switches_them_on_and_off(mode2):
    seen = [cards.may_be_shown(timezone.localdate())]
    for on in (True, True, False):
        with operator():
            cards.switch(on=on, by=SYSTEM)
        seen.append(cards.may_be_shown(timezone.localdate()))

    assert seen == [False, True, True, False]


def test_the_day_is_made_once(crowd):
    crowd(10)
    assert today() == CELL
    crowd(10, first=20, region="関東")

    assert today() == CELL
    assert CardCell.objects.count() == 1
