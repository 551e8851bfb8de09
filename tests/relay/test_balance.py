"""The balance: for information, totals of five or more for whole months, and no field for money anywhere."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.base.text import lint
from career_relay.relay.balance import Punctuality, balance_of, punctuality
from career_relay.relay.models import Introduction
from career_relay.relay.rules import ensure_free_of_money, ensure_within_caps, open_card
from career_relay.relay.states import Stage
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db
MONEY = ("fee", "price", "amount", "reward", "bonus", "points", "coupon", "money", "commission", "incentive")


def given(relay) -> list:
    with company(relay.komorebi.pk), connection.cursor() as cursor:
        first = timezone.localdate().replace(day=1)
        cursor.execute("SELECT kind, total FROM given_by_us(%s, %s)", [first.replace(year=first.year - 1), first])
        return cursor.fetchall()


def copies(relay, number: int, **more) -> None:
    """So many introductions like the one there is, each of a day to answer that has passed."""
    with person(relay.kim):
        row = Introduction.objects.order_by("id")[0]
        moment = timezone.now() - timedelta(days=20)
        for _n in range(number):
            row.pk, row.public_id = None, uuid4()
            row.stage, row.disclosed_at = Stage.NOT_SELECTED, moment
            row.reply_by, row.ended_at = timezone.localdate() - timedelta(days=10), moment
            for name, value in more.items():
                setattr(row, name, value)
            row.save(force_insert=True)


def test_what_was_received_is_counted_and_what_was_given_is_hidden_below_five(received):
    with company(received.komorebi.pk):
        found = balance_of(today=timezone.localdate())

    assert (found.received, found.hired, found.in_time) == (1, 0, None)
    assert (found.letters, found.carried, found.joined) == (None, None, None)
    assert (found.until.day, found.since) == (1, found.until.replace(year=found.until.year - 1))


def test_none_and_four_look_the_same(received):
    assert dict(given(received)) == {"handed": None, "carried": None, "joined": None}


@pytest.mark.parametrize(
    ("since", "until"), [("2026-01-02", "2026-11-01"), ("2026-01-01", "2026-11-02"), ("2026-01-01", "2099-01-01")]
)
def test_only_whole_months_that_have_passed_are_counted(received, since, until):
    with (
        company(received.komorebi.pk),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM given_by_us(%s, %s)", [since, until])


def test_answers_in_time_are_known_from_five_on(received):
    today = timezone.localdate()
    copies(received, 4)
    assert punctuality([received.komorebi.pk], today=today) == {}

    copies(received, 1, ended_at=timezone.now() - timedelta(days=2))

    assert punctuality([received.komorebi.pk], today=today) == {received.komorebi.pk: Punctuality(5, 4)}


def test_what_the_person_took_back_counts_for_nobody(received):
    copies(received, 6, stage=Stage.WITHDRAWN)

    assert punctuality([received.komorebi.pk], today=timezone.localdate()) == {}


@pytest.mark.parametrize(
    ("due", "kept", "percent", "badge"),
    [(10, 9, 90, True), (9, 8, 88, False), (5, 5, 100, True), (200, 179, 89, False)],
)
def test_the_badge_is_for_nine_of_ten(due, kept, percent, badge):
    found = Punctuality(due, kept)

    assert (found.percent, found.has_badge) == (percent, badge)


def test_nobody_sends_themself_everywhere(relay):
    relay.send_self()
    with person(relay.kim):
        card = open_card(relay.position.pk)
        ensure_within_caps(relay.kim, card)
    with person(relay.kim):
        row = Introduction.objects.get()
        with company(relay.komorebi.pk):
            others = [PositionFactory(title=f"求人{n}").pk for n in range(2)]
        for other in others:
            row.pk, row.public_id, row.position_id = None, uuid4(), other
            row.save(force_insert=True)

        with pytest.raises(Refused) as refused:
            ensure_within_caps(relay.kim, card)

    assert refused.value.code == "TOO_MANY_TALKS"


def test_no_table_of_the_relay_has_a_place_for_money():
    columns = {
        f"{model.__name__}.{one.name}"
        for model in apps.get_app_config("relay").get_models()
        for one in model._meta.fields
    }

    assert {name for name in columns if any(word in name.partition(".")[2] for word in MONEY)} == set()


@pytest.mark.parametrize("text", lint.vectors(lint.FEE)["REFERRAL_FEE_FORBIDDEN"]["hit"])
def test_words_about_money_for_an_introduction_are_refused(text):
    with pytest.raises(Refused) as refused:
        ensure_free_of_money(text)

    assert refused.value.code == "REFERRAL_FEE_FORBIDDEN"


def test_words_about_pay_for_work_are_ordinary():
    ensure_free_of_money("年収は500万円、交通費は実費です。面談では給与のしくみをご説明します。")
