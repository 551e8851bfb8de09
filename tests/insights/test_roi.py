"""The return: lines that can be added up by hand, no hire twice, nothing made up where a cost is missing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from career_relay.base.actors import user_actor
from career_relay.base.errors import Refused
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company
from career_relay.candidates.states import Stage
from career_relay.insights.assumptions import ASKED, Standing, set_assumptions, standing
from career_relay.insights.cohorts import Period
from career_relay.insights.hires import hires_of, turned_away
from career_relay.insights.models import Assumption
from career_relay.insights.roi import Way, months_of, payback, return_on, worked_out
from career_relay.notices.models import Message
from career_relay.notices.states import LegalClass, MessageState
from career_relay.positions.models import Track
from career_relay.relay.models import Introduction
from career_relay.relay.states import Stage as Relay
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.people import prove
from tests.factories.positions import PositionFactory
from tests.insights.year import TOKYO

YEAR = Period(date(2025, 12, 1), date(2026, 11, 30))
AT = datetime(2026, 12, 1, 9, tzinfo=TOKYO)
COSTS = {"tool_month": 30_000, "hours_month": 10, "hour_rate": 2_500}


def numbers(**own: int) -> dict[str, Standing]:
    found = {one.key: Standing(one, one.default, "") for one in ASKED}
    return {**found, **{key: replace(found[key], value=Decimal(value)) for key, value in own.items()}}


def test_the_lines_can_be_added_up_by_hand():
    hires = {
        (Way.RELAY, Track.MID_CAREER): 2,
        (Way.ATTRIBUTED, Track.NEW_GRADUATE): 1,
        (Way.ASSISTED, Track.MID_CAREER): 3,
    }

    done = worked_out(hires, 0, numbers(relay_cost=33_000, rehire_cost=36_000, **COSTS), Decimal(12))

    assert [line.yen for line in done.lines] == [2_000_000, 900_000, 2_991_000]
    assert (done.benefit, done.cost) == (2_900_000, 660_000)
    assert round(done.share, 3) == Decimal("3.394")
    assert round(done.share_with_assisted, 3) == Decimal("7.926")
    assert round(done.payback_months, 2) == Decimal("2.73")


def test_an_assisted_hire_is_shown_and_not_booked():
    done = worked_out({(Way.ASSISTED, Track.MID_CAREER): 3}, 0, numbers(**COSTS), Decimal(12))

    assert (done.benefit, done.lines[0].yen, done.lines[0].is_booked) == (0, 3_099_000, False)
    assert done.share == -1
    assert done.payback_months is None


def test_a_cost_nobody_entered_is_not_zero():
    done = worked_out({(Way.RELAY, Track.MID_CAREER): 1}, 0, numbers(), Decimal(12))

    assert (done.cost, done.share, done.payback_months) == (None, None, None)
    assert [str(name) for name in done.not_entered] == [
        str(numbers()[key].asked.name) for key in ("relay_cost", "tool_month", "hours_month", "hour_rate")
    ]


def test_hires_without_a_baseline_are_counted_and_bring_no_money():
    done = worked_out({(Way.RELAY, Track.PART_TIME): 4}, 0, numbers(**COSTS), Decimal(1))

    assert [(line.count, line.yen) for line in done.lines] == [(4, None)]
    assert done.benefit == 0


def test_customers_are_booked_when_all_four_numbers_are_said():
    """The published example: 13,200 turned away, 15 %, every applicant a customer of 400: here the 15 points are won."""
    own = {"resentment_before": 15, "resentment_now": 0, "customer_share": 100, "customer_yen": 400}
    without = {key: value for key, value in own.items() if key != "customer_share"}

    assert [line.yen for line in worked_out({}, 13_200, numbers(**own), Decimal(12)).lines] == [792_000]
    assert worked_out({}, 13_200, numbers(**without), Decimal(12)).lines == ()


def test_a_return_on_nothing_is_none():
    assert return_on(Decimal(5), Decimal(0)) is None
    assert payback(Decimal(0), Decimal(5), Decimal(12)) is None


def test_a_year_has_twelve_months():
    assert round(months_of(YEAR), 1) == 12


# --- counting -------------------------------------------------------------------------------------------------------


def came_back(person_id: int | None = None, *, invited_days_before: int | None = None, point: str = "") -> None:
    """Somebody is turned away, applies again half a year later, and is hired."""
    kim = CandidateFactory(person_id=person_id)
    no = datetime(2025, 6, 1, 12, tzinfo=TOKYO)
    again = date(2026, 1, 10)
    first = ApplicationFactory(candidate=kim, person_id=person_id, stage=Stage.REJECTED, decided_at=no)
    ApplicationFactory(
        candidate=kim, person_id=person_id, stage=Stage.HIRED, applied_on=again, decided_at=no + timedelta(days=270)
    )
    if point:
        told(first, no, personal_point=point)
    if invited_days_before is not None:
        sent = datetime.combine(again, no.timetz()) - timedelta(days=invited_days_before)
        told(first, sent, legal_class=LegalClass.JOB_INFO, campaign=campaign())


def campaign():
    from career_relay.notices.models import Campaign

    return Campaign.objects.create(
        name="便り", subject="便り", body="こんにちは", legal_class=LegalClass.JOB_INFO, topic="news"
    )


def told(application, sent_at, **more) -> None:
    Message.objects.create(
        **{
            "application": application,
            "candidate": application.candidate,
            "legal_class": LegalClass.NOTICE,
            "state": MessageState.ACCEPTED,
            "sent_at": sent_at,
            **more,
        }
    )


def hired_through_the_relay(person_id: int, starts_on: date) -> None:
    Introduction.objects.create(
        person_id=person_id, position=PositionFactory(), stage=Relay.HIRED, disclosed_at=AT, hired_at=AT,
        starts_on=starts_on,
    )  # fmt: skip


def test_each_way_is_told_apart(at_minato):
    came_back()  # nothing of ours before: not ours to book
    came_back(invited_days_before=30)
    came_back(invited_days_before=200)
    came_back(point="面接での説明が明快でした")
    hired_through_the_relay(prove("kim@mail.example"), date(2026, 4, 1))

    assert hires_of(YEAR, AT) == {
        (Way.RELAY, Track.MID_CAREER): 1,
        (Way.ATTRIBUTED, Track.MID_CAREER): 1,
        (Way.ASSISTED, Track.MID_CAREER): 2,
    }


def test_nobody_is_booked_in_two_lines_or_in_two_periods(at_minato):
    kim = prove("kim@mail.example")
    came_back(kim, invited_days_before=30)
    came_back(kim, invited_days_before=30)
    hired_through_the_relay(kim, YEAR.end + timedelta(days=20))

    later = Period(YEAR.end + timedelta(days=1), YEAR.end + timedelta(days=90))
    assert hires_of(YEAR, AT) == {}
    assert hires_of(later, AT + timedelta(days=90)) == {(Way.RELAY, Track.MID_CAREER): 1}


def test_people_turned_away_are_counted_once(at_minato):
    kim = CandidateFactory()
    for day in (3, 4):
        ApplicationFactory(candidate=kim, stage=Stage.REJECTED, decided_at=datetime(2026, 5, day, tzinfo=TOKYO))

    assert turned_away(YEAR, AT) == 1


# --- assumptions ----------------------------------------------------------------------------------------------------


def test_a_number_that_is_set_keeps_who_and_when_and_the_one_before(at_minato, ada):
    set_assumptions({"tool_month": (Decimal(30_000), "請求書")}, by=user_actor(ada.pk))
    set_assumptions({"tool_month": (Decimal(40_000), "請求書")}, by=user_actor(ada.pk))
    same = set_assumptions({"tool_month": (Decimal(40_000), "請求書")}, by=user_actor(ada.pk))

    now = standing()["tool_month"]
    assert (now.value, now.source, now.set_by, same) == (40_000, "請求書", "Ada", [])
    assert sorted(Assumption.objects.values_list("value", flat=True)) == [30_000, 40_000]
    assert AuditEvent.objects.filter(event="insights.assumption_set").count() == 2


def test_one_impossible_number_keeps_all_as_they_were(at_minato, ada):
    with pytest.raises(Refused):
        set_assumptions({"tool_month": (Decimal(1), ""), "customer_share": (Decimal(101), "")}, by=user_actor(ada.pk))

    assert Assumption.objects.count() == 0


def test_the_numbers_of_another_company_are_not_ours(minato, komorebi, cleo):
    with company(komorebi.pk):
        set_assumptions({"baseline_mid_career": (Decimal(1), "")}, by=user_actor(cleo.pk))

    with company(minato.pk):
        assert standing()["baseline_mid_career"].value == 1_033_000
