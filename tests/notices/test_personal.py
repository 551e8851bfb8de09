"""Mails to a natural person, over a real wire."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.accounts.models import CodeRequest, Person, VerifiedAddress
from career_relay.base.tenancy import person as acting_for_person
from career_relay.base.tokens import derived_code
from career_relay.consents import ledger
from career_relay.consents.signals import consent_given, consent_withdrawn
from career_relay.consents.states import Act, Purpose
from career_relay.notices import personal
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Rendered, deliver, send_to_person
from career_relay.notices.states import MessageState, PersonalKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    def make(**fields):
        soon = timezone.now() + timedelta(minutes=10)
        return CodeRequest.objects.create(**{"address": "kim@mail.example", "expires_at": soon, **fields})

    return make


@pytest.fixture
def kim():
    """A person with a proven address. Gives the id."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('accounts_person', 'id'))")
        pk = cursor.fetchone()[0]
    with acting_for_person(pk):
        Person.objects.create(pk=pk, language="en")
        VerifiedAddress.objects.create(person_id=pk, address="kim@mail.example")
    return pk


def test_a_code_arrives_in_the_language_it_was_asked_in(smtp_sink, asked):
    request = asked(language="en")
    mail = send_to_person(PersonalKind.CODE, code_request=request)
    deliver(mail.pk)

    (arrived,) = smtp_sink.to("kim@mail.example")

    digits = derived_code("entry", str(request.public_id))
    assert arrived.message["Subject"] == f"Your code: {digits}"
    assert digits in arrived.body("plain")
    assert digits in arrived.body("html")


def test_it_is_queued_in_the_same_transaction(asked):
    before = ProcrastinateJob.objects.count()
    mail = send_to_person(PersonalKind.CODE, code_request=asked())

    job = ProcrastinateJob.objects.latest("id")
    assert ProcrastinateJob.objects.count() == before + 1
    assert (job.task_name, job.args) == ("notices.deliver_personal", {"mail_id": mail.pk})


def test_a_second_run_finds_nothing_to_do(smtp_sink, asked):
    mail = send_to_person(PersonalKind.CODE, code_request=asked())
    deliver(mail.pk)
    deliver(mail.pk)

    assert len(smtp_sink.mails) == 1


@pytest.mark.parametrize("gone", [{"used_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(minutes=1)}])
def test_a_code_that_is_no_longer_good_is_not_sent(smtp_sink, asked, gone):
    mail = send_to_person(PersonalKind.CODE, code_request=asked(**gone))
    deliver(mail.pk)

    assert PersonalMail.objects.get(pk=mail.pk).state == MessageState.SKIPPED
    assert smtp_sink.mails == []


def test_a_choice_brings_its_receipt(smtp_sink, kim, minato):
    with acting_for_person(kim):
        until = timezone.now() + timedelta(days=180)
        entry = ledger.append(
            kim, purpose=Purpose.SHARE, act=Act.GIVEN, recipient=minato, items=["skills"], expires_at=until
        )
        mail = send_to_person(PersonalKind.CONSENT_RECEIPT, person_id=kim, subject_ref=entry.pk)
    deliver(mail.pk)

    (arrived,) = smtp_sink.to("kim@mail.example")
    assert arrived.message["Subject"] == "The record of your choice"
    assert "株式会社ミナトソフト" in arrived.body("plain")
    assert "https://relay.example/me/" in arrived.body("plain")


def test_the_receipt_of_a_choice_taken_back_meanwhile_is_not_sent(smtp_sink, kim, minato):
    with acting_for_person(kim):
        entry = ledger.append(kim, purpose=Purpose.KEEP, act=Act.GIVEN, recipient=minato)
        mail = send_to_person(PersonalKind.CONSENT_RECEIPT, person_id=kim, subject_ref=entry.pk)
        back = ledger.append(kim, purpose=Purpose.KEEP, act=Act.WITHDRAWN, recipient=minato)
        other = send_to_person(PersonalKind.WITHDRAWAL_RECEIPT, person_id=kim, subject_ref=back.pk)
    deliver(mail.pk)
    deliver(other.pk)

    assert [one.message["Subject"] for one in smtp_sink.mails] == ["Your choice was taken back"]


def test_the_signals_of_a_choice_queue_its_receipts(kim, minato):
    with acting_for_person(kim):
        given = ledger.append(kim, purpose=Purpose.KEEP, act=Act.GIVEN, recipient=minato)
        consent_given.send(None, entry=given, person_id=kim)
        consent_given.send(None, entry=given, person_id=kim)
        back = ledger.append(kim, purpose=Purpose.KEEP, act=Act.WITHDRAWN, recipient=minato)
        consent_withdrawn.send(None, entry=back, person_id=kim, purpose=Purpose.KEEP)

    assert list(PersonalMail.objects.order_by("id").values_list("kind", "subject_ref")) == [
        (PersonalKind.CONSENT_RECEIPT, given.pk),
        (PersonalKind.WITHDRAWAL_RECEIPT, back.pk),
    ]


def test_the_same_occasion_is_queued_once(kim):
    with acting_for_person(kim):
        first = send_to_person(PersonalKind.PROGRESS, person_id=kim, subject_ref=7, data={"stage": "offered"})
        again = send_to_person(PersonalKind.PROGRESS, person_id=kim, subject_ref=7, data={"stage": "offered"})
        other = send_to_person(PersonalKind.PROGRESS, person_id=kim, subject_ref=7, data={"stage": "hired"})

    assert (first.pk == again.pk, first.pk == other.pk) == (True, False)


def test_another_room_may_say_its_own_words(smtp_sink, kim, monkeypatch):
    monkeypatch.setitem(
        personal.RENDERERS, PersonalKind.ASKED, lambda mail: Rendered(f"About {mail.subject_ref}", "Hello", "See")
    )
    with acting_for_person(kim):
        mail = send_to_person(PersonalKind.ASKED, person_id=kim, subject_ref=3)
    deliver(mail.pk)

    assert smtp_sink.mails[0].message["Subject"] == "About 3"


def test_a_mail_nobody_could_take_is_tried_again(smtp_sink, asked):
    mail = send_to_person(PersonalKind.CODE, code_request=asked())
    smtp_sink.answer = "451 later"
    deliver(mail.pk)

    row = PersonalMail.objects.get(pk=mail.pk)
    assert (row.state, row.attempts) == (MessageState.QUEUED, 1)
    assert row.send_after > timezone.now()


def test_a_mail_whose_worker_died_is_sent_again(smtp_sink, asked):
    mail = send_to_person(PersonalKind.CODE, code_request=asked())
    long_ago = timezone.now() - timedelta(seconds=121)
    PersonalMail.objects.filter(pk=mail.pk).update(state=MessageState.SENDING, claimed_at=long_ago)

    deliver(mail.pk)

    assert PersonalMail.objects.get(pk=mail.pk).state == MessageState.ACCEPTED
