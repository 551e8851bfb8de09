"""Reminders to all sides, each occasion once; and no word of who it is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.business_days import add_business_days
from career_relay.base.tenancy import company, person
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import RENDERERS, Gone
from career_relay.relay import interviews, tasks
from career_relay.relay.models import InterviewOffer, Introduction, Placement
from career_relay.relay.reminders import remind
from career_relay.relay.staff_mails import LINES, SUBJECTS
from career_relay.relay.states import Stage
from tests.relay.test_interviews import day, times

pytestmark = pytest.mark.django_db


def go_round(relay, today: date | None = None, rounds: int = 2) -> list[tuple[str, str]]:
    """Let the morning come twice, and give what was queued by it."""
    known = set(PersonalMail.objects.values_list("pk", flat=True))
    for _n in range(rounds):
        with company(relay.komorebi.pk):
            remind(today or timezone.localdate())
    fresh = PersonalMail.objects.exclude(pk__in=known).order_by("id")
    return [(one.kind, one.data["what"]) for one in fresh]


def test_an_answer_that_is_due_is_said_once_a_day(received):
    with company(received.komorebi.pk):
        Introduction.objects.update(reply_by=timezone.localdate())

    assert go_round(received) == [("staff_baton", "due")]
    assert go_round(received, timezone.localdate() - timedelta(days=1)) in ([("staff_baton", "due")], [])


def test_an_answer_that_has_time_is_left_alone(received):
    with company(received.komorebi.pk):
        Introduction.objects.update(reply_by=add_business_days(timezone.localdate(), 5))

    assert go_round(received) == []


def test_a_meeting_of_the_next_business_day_is_said_to_both(received):
    with company(received.komorebi.pk):
        row = Introduction.objects.get()
        offer = interviews.offer_times(row, times(day(1)), by=user_actor(received.cleo.pk))
    with person(received.kim):
        interviews.take_time(InterviewOffer.objects.get(pk=offer.pk), day(1), by=person_actor(received.kim))

    assert go_round(received) == [("staff_baton", "tomorrow"), ("progress", "tomorrow")]


def test_times_without_an_answer_are_said_to_the_person_once(received):
    with company(received.komorebi.pk):
        interviews.offer_times(Introduction.objects.get(), times(day(20)), by=user_actor(received.cleo.pk))
    later = add_business_days(timezone.localdate(), 3)

    assert go_round(received, later) == [("progress", "times")]
    assert go_round(received, later + timedelta(days=1)) == []


def test_a_long_silence_in_a_talk_is_said_to_the_company_once(received):
    received.advance(Stage.INTERVIEWING)
    soon, later = (add_business_days(timezone.localdate(), n) for n in (9, 10))

    assert go_round(received, soon) == []
    assert go_round(received, later) == [("staff_baton", "still")]
    assert go_round(received, later + timedelta(days=3)) == []


def test_six_months_after_a_hire_the_book_asks(received):
    received.advance(Stage.INTERVIEWING)
    received.advance(Stage.OFFERED)
    received.advance(Stage.HIRED, starts_on=date(2026, 1, 5), permanent=True)
    with company(received.komorebi.pk):
        Placement.objects.update(hired_on=timezone.localdate() - timedelta(days=200))

    assert go_round(received) == [("staff_baton", "stay")]


@pytest.mark.parametrize("what", sorted(SUBJECTS))
def test_no_mail_to_the_staff_names_anybody(received, what):
    if what == "due":
        with company(received.komorebi.pk):
            Introduction.objects.update(stage=Stage.DISCLOSED)
    mail = PersonalMail(
        kind="staff_baton", for_company=received.komorebi, subject_ref=received.mine().pk, data={"what": what}
    )

    with company(received.komorebi.pk):
        said = RENDERERS["staff_baton"](mail)

    assert str(LINES[what]) in said.text
    assert "キム" not in said.subject + said.text
    assert received.position.title not in said.subject + said.text


def test_what_no_longer_holds_is_not_sent(received):
    received.advance(Stage.NOT_SELECTED)
    mail = PersonalMail(
        kind="staff_baton", for_company=received.komorebi, subject_ref=received.mine().pk, data={"what": "due"}
    )

    with company(received.komorebi.pk), pytest.raises(Gone):
        RENDERERS["staff_baton"](mail)


@pytest.mark.parametrize(("moment", "rounds"), [(1_795_389_600, 0), (1_795_476_000, 1)])
def test_the_round_is_for_business_days(received, moment, rounds, monkeypatch):
    """23 November 2026 is Labour Thanksgiving Day; the 24th is a Tuesday."""
    seen: list[dict] = []
    monkeypatch.setattr(tasks, "later", lambda _task, **ids: seen.append(ids))

    tasks.remind(timestamp=moment)

    assert len([one for one in seen if one["company_id"] == received.komorebi.pk]) == rounds
