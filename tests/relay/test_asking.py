"""The budget is kept by the database, answers come out once a day, the lot says nothing of others, one reminder."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, operator, person
from career_relay.notices.models import PersonalMail
from career_relay.positions import actions as positions
from career_relay.positions.models import Position, PositionCircle
from career_relay.relay import alarms, budget, edits
from career_relay.relay.asks import remind_once
from career_relay.relay.lottery import draw, places_for
from career_relay.relay.models import Ask, AskRoom, AskSpending, Introduction
from career_relay.relay.release import last_release, leaves_at, release_after
from career_relay.relay.states import Origin
from career_relay.relay.window import answers_on_their_way
from tests.factories.companies import CircleFactory, UserFactory

pytestmark = pytest.mark.django_db
TOKYO = ZoneInfo("Asia/Tokyo")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TOKYO)


def refusal(act, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def edited(relay, **words) -> Position:
    it = Position.objects.get(pk=relay.position.pk)
    for name, value in words.items():
        setattr(it, name, value)
    return positions.save_position(it, by=user_actor(relay.cleo.pk))


# The budget


def test_the_database_itself_refuses_more_than_the_day_allows(relay):
    with company(relay.komorebi.pk):
        budget.spend(20, on=timezone.localdate())

        with pytest.raises(IntegrityError, match="ask_spending_within"), transaction.atomic():
            AskSpending.objects.update(spent=21)


def test_when_the_budget_cannot_be_written_nobody_is_asked(relay, monkeypatch):
    def fails(_day):
        raise IntegrityError("the disk is full")

    monkeypatch.setattr(budget, "_row", fails)

    with pytest.raises(IntegrityError):
        relay.ask(upto=1)
    with company(relay.komorebi.pk):
        assert Ask.objects.count() == 0


@pytest.mark.parametrize("table", ["relay_askspending", "relay_ask"])
def test_when_postgresql_cannot_answer_nobody_is_asked_and_no_edit_goes_through(table, relay):
    """A statement that fails is never taken for a budget that is there (RELIABILITY §4.10: fail closed)."""
    relay.ask(upto=1)

    def broken(execute, sql, params, many, context):
        if f'"{table}"' in sql:
            raise OperationalError("the connection is gone")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(broken):
        with pytest.raises(OperationalError), transaction.atomic():
            relay.ask(upto=1)
        with company(relay.komorebi.pk), pytest.raises(OperationalError), transaction.atomic():
            edited(relay, must="英語")
    with company(relay.komorebi.pk):
        assert (Ask.objects.count(), budget.budget_on(timezone.localdate()).used) == (1, 1)
        assert Position.objects.get().must == relay.position.must


def test_one_company_spends_nothing_of_another(relay, minato):
    relay.ask(upto=20)

    with company(minato.pk):
        assert budget.budget_on(timezone.localdate()).left == 20


def test_trying_far_beyond_the_budget_rests_all_questions_until_the_operator_looked(relay):
    now = timezone.now()
    with company(relay.komorebi.pk):
        for _n in range(budget.TOO_OFTEN):
            budget.note_refusal(Refused("no", code="BUDGET_SPENT"), at=now)

        assert refusal(budget.spend, 1, on=timezone.localdate() + timedelta(days=1)) == "BUDGET_HELD"
        assert budget.budget_on(timezone.localdate()).left == 0
    with operator():
        [held] = budget.held_companies()
        budget.free(held, by=SYSTEM)
    with company(relay.komorebi.pk):
        assert budget.budget_on(timezone.localdate()).left == 20


def test_a_hold_is_told_once_to_everybody_who_works_for_the_operator(relay, operator_company):
    dee = UserFactory(name="Dee", email="dee@chamber.example", is_operator=True)
    UserFactory(name="Eve", email="eve@chamber.example", is_operator=True, is_active=False)
    now = timezone.now()

    with company(relay.komorebi.pk):
        for _n in range(budget.TOO_OFTEN + 5):
            budget.note_refusal(Refused("no", code="BUDGET_SPENT"), at=now)

    [mail] = PersonalMail.objects.filter(kind="staff_held")
    said = alarms.held(mail)
    assert (mail.to_user_id, mail.send_after) == (dee.pk, None)
    assert reverse("console:asking") in said.text
    assert relay.komorebi.name not in said.subject + said.text


def test_other_refusals_count_nothing(relay):
    with company(relay.komorebi.pk):
        budget.note_refusal(Refused("no", code="MODE_FORBIDS_SELECTION"), at=timezone.now())

        assert AskSpending.objects.count() == 0


# Editing what people are asked about


def test_an_edit_of_an_asked_position_costs_as_much_as_asking_anew(relay):
    relay.ask(upto=8)

    with company(relay.komorebi.pk):
        edited(relay, must="法人営業 2年以上\n英語")

        assert budget.budget_on(timezone.localdate()).used == 16
        assert refusal(edited, relay, must="法人営業 3年以上") == "BUDGET_SPENT"
        assert Position.objects.get().must == "法人営業 2年以上\n英語"


@pytest.mark.parametrize("words", [{"holidays": "土日祝"}, {"smoking": "屋内禁煙"}, {}])
def test_an_edit_that_decides_nothing_is_free(words, relay):
    relay.ask(upto=8)

    with company(relay.komorebi.pk):
        edited(relay, **words)

        assert budget.budget_on(timezone.localdate()).used == 8


def test_without_an_open_question_an_edit_is_free(relay):
    with company(relay.komorebi.pk):
        assert edits.price_of(relay.position) == 0
        edited(relay, must="英語")

        assert budget.budget_on(timezone.localdate()).used == 0


def test_showing_an_asked_position_in_another_circle_costs_too(relay):
    relay.ask(upto=8)
    other = CircleFactory()
    other.members.create(company=relay.komorebi)

    with company(relay.komorebi.pk):
        paused = positions.pause_position(relay.position, by=SYSTEM)
        positions.publish_position(paused, circles=[other], by=SYSTEM)

        assert PositionCircle.objects.get().circle == other
        assert budget.budget_on(timezone.localdate()).used == 16


# Once a day


@pytest.mark.parametrize(
    ("said", "out"),
    [
        (at(24, 8, 0), at(24, 9)),
        (at(24, 8, 50), at(24, 9)),
        (at(24, 8, 51), at(25, 9)),  # the cooling-off ends after the hour
        (at(24, 9, 1), at(25, 9)),
        (at(24, 23, 59), at(25, 9)),
    ],
)
def test_a_yes_to_a_question_waits_for_the_hour_of_all_answers(said, out, settings):
    settings.ASK_RELEASE_HOUR, settings.COOLING_OFF_SECONDS = 9, 600

    assert leaves_at(Origin.ASK, said) == out
    assert leaves_at(Origin.SELF, said) == said + timedelta(minutes=10)


def test_the_release_before_and_after_a_moment(settings):
    settings.ASK_RELEASE_HOUR = 9

    assert (last_release(at(24, 8)), last_release(at(24, 9))) == (at(23, 9), at(24, 9))
    assert (release_after(at(24, 9)), release_after(at(24, 10))) == (at(24, 9), at(25, 9))


def test_an_answer_is_on_its_way_only_from_the_next_release_on(relay, settings):
    settings.ASK_RELEASE_HOUR = (timezone.localtime() - timedelta(hours=2)).hour
    relay.ask()
    said = relay.yes()

    with company(relay.komorebi.pk):
        assert answers_on_their_way() == set()
    with person(relay.kim):
        Introduction.objects.update(accepted_at=timezone.now() - timedelta(days=1, hours=3))
    with company(relay.komorebi.pk):
        assert answers_on_their_way() == {relay.position.pk}
    assert said.cooling_until > timezone.now() + timedelta(hours=20)


# The lot


def test_each_lot_is_drawn_alone_so_that_one_more_person_changes_nobody_elses():
    """The same dice, with and without the target at the end: everybody else's lot is the same."""
    for seed in range(50):
        without = draw(range(20), 10, 32, dice=Random(seed))
        with_them = draw(range(21), 10, 32, dice=Random(seed))

        assert {one for one in with_them if one != 20} >= set(without) or len(with_them) == 10


def test_the_limit_is_never_passed():
    assert max(len(draw(range(300), 20, 16, dice=Random(seed))) for seed in range(20)) == 20


def test_the_room_is_fixed_for_a_month_and_coarse(relay, another_person, settings):
    settings.ASK_LEAST_PLACES = 16
    day = timezone.localdate()
    with company(relay.komorebi.pk):
        before = places_for(relay.position, day)
    for n in range(3):
        another_person(n)
    with company(relay.komorebi.pk):
        assert places_for(relay.position, day) == before
        next_month = places_for(relay.position, (day.replace(day=1) + timedelta(days=40)))

    assert {before, next_month} <= {16, 32}
    assert set(AskRoom.objects.values_list("role_family", "region")) == {("sales", "関西")}


def test_the_company_cannot_read_how_many_people_there_are(relay):
    """The room is a power of two; the number behind it is kept nowhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'relay_askroom'")
        assert {name for (name,) in cursor.fetchall()} == {"id", "month", "role_family", "region", "places"}


# The reminder


def test_silence_is_reminded_of_once_and_an_answer_never(relay):
    relay.ask()
    mine = relay.mine()

    with person(relay.kim):
        remind_once(mine.pk)
        remind_once(mine.pk)
    assert PersonalMail.objects.filter(kind="asked").count() == 2
    relay.yes()
    with person(relay.kim):
        remind_once(mine.pk)
    assert PersonalMail.objects.filter(kind="asked").count() == 2
