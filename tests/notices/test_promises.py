"""The figures of the promise page: written by what happened, never by the company, never about one person."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from career_relay.base.actors import user_actor
from career_relay.base.business_days import add_business_days
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.states import Reached, Stage
from career_relay.companies.models import Company, PromiseFigures
from career_relay.notices import delays, promises
from career_relay.notices.models import Message
from career_relay.notices.promises import Window, next_window
from career_relay.notices.states import MessageState
from tests.factories.candidates import ApplicationFactory, CandidateFactory

TODAY = timezone.localdate


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())


def promised(days_ago: int, *, told: int | None = None, point: str = "", **fields):
    """An application promised so many days ago and told `told` days after its promise (before: negative)."""
    due = TODAY() - timedelta(days=days_ago)
    application = ApplicationFactory(
        **{
            "candidate": CandidateFactory(),
            "promised_on": due,
            "applied_on": due - timedelta(days=14),
            "stage": Stage.REJECTED,
            "reached": Reached.FIRST,
            "decided_at": noon(due),
            **fields,
        }
    )
    if told is not None:
        Message.objects.create(
            candidate=application.candidate,
            application=application,
            state=MessageState.ACCEPTED,
            sent_at=noon(due + timedelta(days=told)),
            for_decided_at=application.decided_at,
            personal_point=point,
        )
    return application


def counted(company: Company) -> PromiseFigures:
    return promises.count_promises(company)


def test_in_time_late_and_silent_are_told_apart(at_minato):
    promised(10, told=0, point="順を追ったお話でした。")
    promised(11, told=-3)
    promised(12, told=2)
    promised(13)

    it = counted(at_minato)

    assert (it.due, it.on_time, it.told, it.met, it.with_feedback) == (4, 2, 3, 3, 1)


def test_an_offer_is_an_answer_and_who_went_away_before_has_none_to_get(at_minato):
    due = TODAY() - timedelta(days=10)
    promised(10, stage=Stage.OFFERED, decided_at=None, offered_on=due)
    promised(10, stage=Stage.WITHDRAWN, decided_at=noon(due - timedelta(days=1)))
    promised(10, stage=Stage.WITHDRAWN, decided_at=noon(due + timedelta(days=2)))

    it = counted(at_minato)

    assert (it.due, it.on_time, it.met) == (2, 1, 0)


def test_a_no_after_documents_needs_no_personal_word(at_minato):
    promised(10, told=0, reached=Reached.DOCUMENT)

    assert counted(at_minato).met == 0


def test_days_are_business_days_from_the_application(at_minato, time_machine):
    time_machine.move_to(datetime(2026, 11, 25, 3, tzinfo=timezone.get_default_timezone()), tick=False)
    day = date(2026, 11, 2)
    for count in (1, 5, 9):
        told = add_business_days(day, count)
        promised(
            (TODAY() - told).days, told=0, applied_on=day,
        )  # fmt: skip

    assert counted(at_minato).median_days == Decimal("5.0")


def test_a_day_moved_later_does_not_make_it_kept(at_minato, ben, time_machine):
    time_machine.move_to(datetime(2026, 11, 10, 10, tzinfo=timezone.get_default_timezone()), tick=False)
    it = ApplicationFactory(stage=Stage.INTERVIEWING, promised_on=date(2026, 11, 11), applied_on=date(2026, 11, 1))
    delays.need_longer(it, date(2026, 11, 18), by=user_actor(ben.pk))
    type(it).objects.filter(pk=it.pk).update(stage=Stage.REJECTED, decided_at=noon(date(2026, 11, 17)))
    Message.objects.create(
        candidate=it.candidate, application=it, state=MessageState.ACCEPTED, sent_at=noon(date(2026, 11, 17))
    )
    time_machine.move_to(datetime(2026, 11, 30, 10, tzinfo=timezone.get_default_timezone()), tick=False)

    figures = counted(at_minato)

    assert (figures.due, figures.on_time, figures.told) == (1, 0, 1)


def test_what_is_not_due_yet_or_longer_than_a_year_ago_is_not_counted(at_minato):
    promised(0, told=0)
    promised(-3)
    promised(400, told=0)

    assert counted(at_minato).due == 0


def test_another_companys_promises_are_not_counted(minato, komorebi):
    with acting_for(komorebi.pk):
        promised(10, told=0)
    with acting_for(minato.pk):
        it = counted(minato)

    assert (it.company, it.due) == (minato, 0)


# --- nobody can be picked out ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "shown"), [(19, False), (20, True)])
def test_below_twenty_nothing_is_said(at_minato, n, shown):
    for _one in range(n):
        promised(10, told=0, point="丁寧なお話でした。")
    counted(at_minato)

    page = promises.page_of(at_minato)

    assert (page.on_time.percent, page.feedback.percent) == ((100, 100) if shown else (None, None))
    assert page.is_enough is shown
    assert (page.median_days is not None) is shown


def test_the_figures_stay_until_five_more_have_come_in(at_minato):
    for _one in range(20):
        promised(10, told=0)
    first = counted(at_minato)
    PromiseFigures.objects.update(until=TODAY() - timedelta(days=5))
    for count in range(4):
        promised(3)
        assert counted(at_minato).due == 20, count

    promised(3)

    now = counted(at_minato)
    assert (first.due, now.due, now.on_time) == (20, 25, 20)


def test_a_late_answer_alone_changes_nothing(at_minato):
    for _one in range(20):
        promised(10, told=0)
    it = promised(10)
    before = counted(at_minato)
    Message.objects.create(
        candidate=it.candidate, application=it, state=MessageState.ACCEPTED, sent_at=timezone.now(),
    )  # fmt: skip

    after = counted(at_minato)

    assert (before.told, after.told, after.counted_at) == (20, 20, before.counted_at)


def test_erasing_one_person_changes_nothing_until_others_come_in(at_minato):
    rows = [promised(10, told=0) for _one in range(21)]
    counted(at_minato)

    rows[0].candidate.delete()

    assert counted(at_minato).due == 21


days = st.lists(st.dates(date(2025, 1, 1), date(2027, 12, 31)), max_size=60)


@given(days=days, steps=st.lists(st.integers(1, 40), max_size=30))
def test_two_readings_never_differ_by_one_to_four_people(days, steps):
    today, window = date(2026, 6, 1), None
    for step in steps:
        today += timedelta(days=step)
        before, window = window, next_window(days, window, today)
        if before and window != before:
            was = {n for n, day in enumerate(days) if before.since <= day <= before.until}
            now = {n for n, day in enumerate(days) if window.since <= day <= window.until}
            assert len(now - was) == 0 or len(now - was) >= 5
            assert len(was - now) == 0 or len(was - now) >= 5


def test_the_first_window_is_the_last_twelve_months():
    assert next_window([], None, date(2026, 11, 24)) == Window(date(2025, 11, 24), date(2026, 11, 23))
