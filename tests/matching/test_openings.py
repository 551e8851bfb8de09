"""Which openings anybody may read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.tenancy import company
from career_relay.matching.pool import OpeningFilters, Sort, find_openings, opening, openings_of
from career_relay.positions.states import State
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db


def titles(**conditions) -> list[str]:
    return [card.title for card in find_openings(OpeningFilters(**conditions), at=timezone.now())]


def post(at, **fields):
    with company(at.pk):
        return PositionFactory(**fields)


def test_a_listed_opening_is_read_by_nobody_in_particular(komorebi, mode3):
    post(komorebi, title="法人営業")

    assert titles() == ["法人営業"]


@pytest.mark.parametrize("state", [State.DRAFT, State.PAUSED, State.FILLED, State.CLOSED])
def test_what_is_not_open_is_not_listed(state, komorebi, mode3):
    post(komorebi, state=state)

    assert titles() == []


def test_an_opening_leaves_the_list_when_its_date_has_passed(komorebi, mode3):
    today = timezone.localdate()
    post(komorebi, title="本日まで", listed_until=today)
    post(komorebi, title="昨日まで", listed_until=today - timedelta(days=1))
    post(komorebi, title="未公開", listed_until=None)

    assert titles() == ["本日まで"]


def test_a_suspended_company_has_no_openings(komorebi, mode3):
    it = post(komorebi)
    komorebi.suspended_at = timezone.now()
    komorebi.save()

    assert titles() == []
    assert opening(it.public_id) is None


def test_without_a_licence_there_are_no_openings(komorebi):
    it = post(komorebi)

    assert titles() == []
    assert opening(it.public_id) is None
    assert openings_of([it.pk]) == {}


def test_the_readers_own_conditions_narrow_the_list(komorebi, minato, mode3):
    post(komorebi, title="法人営業", prefecture="大阪府", remote="none", pay_min=400, pay_max=500)
    post(minato, title="Goエンジニア", prefecture="東京都", remote="full", pay_min=600, pay_max=900)

    assert titles(q="ｇｏ") == ["Goエンジニア"]
    assert titles(q="100%") == []
    assert titles(q="ミナト エンジニア") == ["Goエンジニア"]
    assert titles(pay_min=600) == ["Goエンジニア"]
    assert titles(prefecture="大阪府", sort=Sort.PAY) == ["Goエンジニア", "法人営業"]  # full remote is anywhere
    assert titles(remote="mostly") == ["Goエンジニア"]
    assert titles(company="komorebi") == ["法人営業"]


def test_every_member_gets_the_same_order(komorebi, minato, mode3):
    for n in range(3):
        post(komorebi, title=f"求人{n}", pay_min=400 + n, pay_max=500 + n)
    with company(minato.pk):
        seen_by_minato = titles(sort=Sort.PAY)

    with company(komorebi.pk):
        assert titles(sort=Sort.PAY) == seen_by_minato == ["求人2", "求人1", "求人0"]


def test_a_card_says_who_employs_and_what_is_promised(komorebi, mode3):
    it = post(komorebi)
    card = opening(it.public_id)

    assert (card.company.name, card.company.id, card.public_id) == ("株式会社こもれび", komorebi.pk, it.public_id)
    assert card.must_lines == ["法人営業 2年以上", "提案書の作成"]
    assert (card.pay_low, card.pay_high) == (4_800_000, 6_200_000)
    assert [str(one) for one in card.promise_labels] != []


def test_pages_are_counted_without_reading_every_row(komorebi, mode3, django_assert_max_num_queries):
    for n in range(25):
        post(komorebi, title=f"求人{n}")

    with django_assert_max_num_queries(2):  # the licences, and one question for the page and how many there are
        page = find_openings(OpeningFilters(), at=timezone.now(), page=2)
        assert (len(page.object_list), page.paginator.count) == (5, 25)


@pytest.mark.parametrize(
    ("page", "shown"),
    [("1", 1), ("2", 2), (2, 2), ("0", 2), ("-1", 2), ("3", 2), ("9" * 30, 2), ("x", 1), ("", 1), ("²", 1), ("２", 2)],
)
def test_what_is_no_page_or_lies_too_far_back_leads_to_one_that_is_there(page, shown, komorebi, mode3):
    for n in range(21):
        post(komorebi, title=f"求人{n}")

    found = find_openings(OpeningFilters(), at=timezone.now(), page=page)

    assert (found.number, len(found.object_list), found.paginator.count) == (shown, [20, 1][shown - 1], 21)
