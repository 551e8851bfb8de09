"""The record of a provision cannot be written: then nothing was handed over (LEGAL C-07).

As Boulder does, a trigger in the database makes one insert fail, where no program would expect it.
"""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company, person
from career_relay.consents.models import AccessGrant, ConsentEntry, Package, Provision, Receipt
from career_relay.notices.models import PersonalMail
from career_relay.relay.disclosure import disclose
from career_relay.relay.models import Introduction
from career_relay.relay.states import Stage
from career_relay.relay.window import received
from tests.consents.town import as_owner

pytestmark = pytest.mark.django_db(transaction=True)

TRAP = """
CREATE FUNCTION judge_trap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
CREATE TRIGGER judge_trap BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION judge_trap()
"""
NO_TRAP = "DROP FUNCTION IF EXISTS judge_trap() CASCADE"


@contextmanager
def trap(table: str):
    with as_owner() as owner:
        owner.execute(TRAP.format(table=table))
    try:
        yield
    finally:
        with as_owner() as owner:
            owner.execute(NO_TRAP)


def due(relay) -> int:
    with person(relay.kim):
        Introduction.objects.update(cooling_until=timezone.now())
        return Introduction.objects.get().pk


def hand_over(relay, key: int) -> None:
    with person(relay.kim):
        disclose(key)


def what_is_there(relay) -> dict[str, object]:
    """What exists of the hand-over: for the person, for the receiver, in the log, in the post and the queue."""
    with person(relay.kim):
        mine = [model.objects.count() for model in (Package, Provision, AccessGrant)]
        stage = Introduction.objects.get().stage
        told = AuditEvent.objects.filter(event__in=["relay.disclosed", "consents.provided"]).count()
    with company(relay.komorebi.pk):
        theirs = [model.objects.count() for model in (Introduction, AccessGrant, Package, Receipt)]
        board = received(at=timezone.now(), today=timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'relay.return_unanswered'")
        jobs = cursor.fetchone()[0]
    mails = PersonalMail.objects.filter(kind="disclosed").count()
    return {"mine": mine, "stage": stage, "log": told, "theirs": theirs, "board": board, "mails": mails, "jobs": jobs}


NOTHING = {
    "mine": [0, 0, 0], "stage": Stage.ACCEPTED, "log": 0, "theirs": [0, 0, 0, 0], "board": [], "mails": 0, "jobs": 0,
}  # fmt: skip


@pytest.mark.parametrize("way", ["asked", "self"])
def test_without_the_record_of_the_provision_nothing_was_handed_over(relay, way):
    if way == "asked":
        relay.ask()
        relay.yes()
    else:
        relay.send_self()
    key = due(relay)

    with trap("consents_provision"), pytest.raises(DatabaseError):
        hand_over(relay, key)

    assert what_is_there(relay) == NOTHING
    hand_over(relay, key)  # the worker comes again when the disk has room
    assert what_is_there(relay)["stage"] == Stage.DISCLOSED
    assert what_is_there(relay)["mine"] == [1, 1, 1]


@pytest.mark.parametrize("table", ["consents_accessgrant", "notices_personalmail", "base_auditevent"])
def test_no_part_of_a_hand_over_is_done_alone(relay, table):
    relay.ask()
    relay.yes()
    key = due(relay)

    with trap(table), pytest.raises(DatabaseError):
        hand_over(relay, key)

    assert what_is_there(relay) == NOTHING


def test_without_the_line_in_the_ledger_there_was_no_yes(relay):
    relay.ask()

    with trap("consents_consententry"), pytest.raises(DatabaseError):
        relay.yes()

    with person(relay.kim):
        assert (Introduction.objects.get().stage, ConsentEntry.objects.filter(purpose="share").count()) == ("asked", 0)


def test_without_the_receipt_nothing_is_read(relay):
    relay.ask()
    relay.yes()
    relay.cool()

    with trap("consents_receipt"), pytest.raises(DatabaseError):
        relay.confirm()

    with company(relay.komorebi.pk):
        [seen] = received(at=timezone.now(), today=timezone.localdate())
    assert (seen.is_confirmed, seen.name, seen.content) == (False, "", None)
