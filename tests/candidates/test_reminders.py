"""Reminders: for whom, on which day, and what may not be written in them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from career_relay.base.actors import user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.candidates import reminders
from career_relay.candidates.erasure import erase
from career_relay.candidates.models import Reminder
from tests.factories.candidates import CandidateFactory


def soon() -> date:
    return localdate() + timedelta(30)


@pytest.fixture
def by(ada):
    return user_actor(ada.pk)


@pytest.fixture
def kim(at_minato):
    return CandidateFactory(purge_after=localdate() + timedelta(400))


def test_a_colleague_is_reminded_from_the_day_on(kim, ada, ben, by):
    made = reminders.remind(kim, ben, soon(), "  春の募集が始まったら\n お声がけ ", by=by)

    assert (made.user, made.made_by, made.words) == (ben, ada, "春の募集が始まったら お声がけ")
    assert list(reminders.due_for(ben.pk, soon() - timedelta(1))) == []
    assert list(reminders.due_for(ben.pk, soon())) == list(reminders.due_for(ben.pk, soon() + timedelta(9))) == [made]
    assert list(reminders.due_for(ada.pk, soon())) == []


def test_done_is_done_once(kim, ben, by):
    made = reminders.remind(kim, ben, soon(), "お声がけ", by=by)

    first = reminders.finish_reminder(made, by=by).done_at
    again = reminders.finish_reminder(made, by=by).done_at

    assert first == again
    assert list(reminders.open_reminders(kim)) == []
    assert [event.event for event in log_of(kim)].count("candidates.reminder_done") == 1


def test_put_off_to_a_later_day(kim, ben, by):
    made = reminders.remind(kim, ben, soon(), "お声がけ", by=by)

    moved = reminders.put_off(made, soon() + timedelta(60), by=by)

    assert moved.day == soon() + timedelta(60)
    reminders.finish_reminder(moved, by=by)
    with pytest.raises(Refused):
        reminders.put_off(moved, soon() + timedelta(90), by=by)


@pytest.mark.parametrize(
    "words", ["", "   ", "家族構成を聞いておく", "本籍地を確認", "あ" * (reminders.LONGEST_WORDS + 1)]
)
def test_words_that_may_not_be_kept_are_refused(kim, ben, by, words):
    with pytest.raises(Refused):
        reminders.remind(kim, ben, soon(), words, by=by)

    assert Reminder.objects.count() == 0


@pytest.mark.parametrize("days", [0, -1, -400])
def test_today_and_before_are_no_days_for_a_reminder(kim, ben, by, days):
    with pytest.raises(Refused):
        reminders.remind(kim, ben, localdate() + timedelta(days), "お声がけ", by=by)


def test_somebody_of_another_company_is_not_reminded(kim, cleo, by):
    with pytest.raises(Refused):
        reminders.remind(kim, cleo, soon(), "お声がけ", by=by)


@pytest.mark.parametrize(
    "told",
    [
        {"do_not_contact": True},
        {"protected_until": localdate() + timedelta(31)},
        {"purge_after": localdate() + timedelta(29)},
    ],
)
def test_a_hurdle_on_the_day_refuses(at_minato, ben, by, told):
    kim = CandidateFactory(**{"purge_after": localdate() + timedelta(400), **told})

    with pytest.raises(Refused) as refusal:
        reminders.remind(kim, ben, soon(), "お声がけ", by=by)

    assert refusal.value.code in {"quiet", "protected", "erased_first"}


def test_the_quick_days_are_one_three_and_six_months_on():
    assert reminders.quick_days(date(2026, 8, 31)) == [
        (1, date(2026, 9, 30)),
        (3, date(2026, 11, 30)),
        (6, date(2027, 2, 28)),
    ]


def test_reminders_go_with_the_person(kim, ben, by):
    reminders.remind(kim, ben, soon(), "お声がけ", by=by)

    erase(kim, by=by)

    assert Reminder.objects.count() == 0


def test_the_log_holds_no_words(kim, ben, by):
    made = reminders.remind(kim, ben, soon(), "お声がけ", by=by)

    [event] = log_of(kim)
    assert event.data == {"reminder": made.pk, "day": soon().isoformat()}
    assert event.at <= timezone.now()
