"""The jobs: queued with the change, for their time, with ids only; and safe to run twice."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.tenancy import company, person
from career_relay.consents import ledger
from career_relay.consents.actions import withdraw
from career_relay.consents.models import ConsentEntry, ConsentNow
from career_relay.consents.states import Act, Purpose
from career_relay.consents.tasks import end_consent
from career_relay.relay import actions, tasks
from career_relay.relay.models import Introduction
from career_relay.relay.states import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_jobs_of_others(db):
    """Tests that commit leave their jobs behind."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def jobs(name: str) -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args, scheduled_at FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [f"relay.{name}"]
        )
        return [{"args": args, "at": at} for args, at in cursor.fetchall()]


def test_the_worker_carries_it_from_the_question_to_the_hand_over(relay):
    with company(relay.komorebi.pk):
        day = timezone.localdate() + timedelta(days=7)
        ask = actions.ask_people(relay.position, 5, due_on=day, by=user_actor(relay.cleo.pk))
    ids = {"company_id": relay.komorebi.pk, "ask_id": ask.pk}
    assert [job["at"] for job in jobs("pick_people")] == [None]

    tasks.pick_people(**ids)
    tasks.pick_people(**ids)
    relay.yes()
    mine = relay.mine()
    assert [job["at"] for job in jobs("disclose")] == [mine.cooling_until]
    with person(relay.kim):
        Introduction.objects.update(cooling_until=timezone.now())
    for _n in range(2):
        tasks.disclose_introduction(person_id=relay.kim, introduction_id=mine.pk)

    assert relay.mine().stage == Stage.DISCLOSED


def test_somebody_looks_when_the_days_to_answer_have_passed(relay):
    relay.ask()
    relay.yes()
    relay.cool()
    mine = relay.mine()

    for name, day in (("expire_unanswered", mine.answer_by), ("return_unanswered", mine.reply_by)):
        [job] = jobs(name)
        assert timezone.localdate(job["at"]) == day + timedelta(days=1)
    tasks.expire_unanswered(person_id=relay.kim, introduction_id=mine.pk)
    tasks.return_unanswered(company_id=relay.komorebi.pk, introduction_id=mine.pk)
    assert relay.mine().stage == Stage.DISCLOSED


def test_a_job_for_an_introduction_that_is_gone_does_nothing(relay):
    tasks.disclose_introduction(person_id=relay.kim, introduction_id=987654)
    tasks.expire_unanswered(person_id=relay.kim, introduction_id=987654)
    tasks.return_unanswered(company_id=relay.komorebi.pk, introduction_id=987654)
    tasks.pick_people(company_id=relay.komorebi.pk, ask_id=987654)


def test_jobs_hold_ids_only(relay):
    relay.ask()
    relay.yes()

    held = [job["args"] for name in ("pick_people", "disclose", "expire_unanswered") for job in jobs(name)]

    assert all(set(json.loads(args)) <= {"company_id", "ask_id", "person_id", "introduction_id"} for args in held)


def test_a_question_ends_when_the_choice_it_rests_on_ends(relay, time_machine):
    relay.ask()
    with person(relay.kim):
        [choice] = ConsentNow.objects.filter(purpose=Purpose.TEASER)
    time_machine.move_to(choice.expires_at + timedelta(seconds=1))

    for _n in range(2):
        end_consent(person_id=relay.kim, entry_id=choice.entry_id)

    assert relay.mine().stage == Stage.WITHDRAWN
    with person(relay.kim):
        assert ConsentEntry.objects.latest("id").act == Act.EXPIRED


def test_a_question_of_a_company_that_may_still_ask_outlives_the_choice_that_ended(relay, time_machine):
    relay.ask()
    until = timezone.now() + timedelta(days=1)
    with person(relay.kim):
        [choice] = ConsentNow.objects.filter(purpose=Purpose.TEASER)
        ConsentNow.objects.filter(pk=choice.pk).update(expires_at=until)
        longer = ledger.append(
            relay.kim, purpose=Purpose.TEASER, act=Act.GIVEN, recipient=relay.komorebi, items=choice.items,
            expires_at=until + timedelta(days=30),
        )  # fmt: skip
        time_machine.move_to(until + timedelta(seconds=1))
        withdraw(choice, by=person_actor(relay.kim))

        assert [one.entry_id for one in ConsentNow.objects.all()] == [longer.pk]
    assert relay.mine().stage == Stage.ASKED
