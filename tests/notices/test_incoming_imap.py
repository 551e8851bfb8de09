"""Fetching answers from a real IMAP server (Debian's Dovecot) over TLS."""

import ssl
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.notices import incoming
from career_relay.notices.addresses import Use
from career_relay.notices.inbox import mailbox, state, tasks
from career_relay.notices.models import Incoming, Letterbox
from career_relay.notices.states import MessageState
from career_relay.settings.inbound import Inbound
from career_relay.settings.inbound import imap as read_url
from tests.imap import dovecot, dovecot_with  # noqa: F401 — a fixture
from tests.notices.mails import at, came, change, dsn, reply, row_of

pytestmark = pytest.mark.django_db
EMPTY = {"INBOX": 0, "CareerRelay.Done": 0, "CareerRelay.Other": 0}


@pytest.fixture(autouse=True)
def inbound(settings):
    settings.INBOUND = Inbound(domain="in.relay.example")


@pytest.fixture
def box(settings, dovecot):  # noqa: F811
    settings.INBOUND = Inbound(domain="in.relay.example", imap=dovecot.imap)
    return dovecot


def held(box):
    return {name: count for name, count in box.counts().items() if name in EMPTY}


def test_mails_are_taken_in_and_put_away(box, sent):
    message = sent()
    box.put(
        reply(at(message)), dsn(at(message, Use.BOUNCE)), reply("someone@in.relay.example", sender="lee@mail.example")
    )

    found = mailbox.look()

    assert (found.taken, found.unrelated, found.left) == (2, 1, 0)
    assert held(box) == EMPTY | {"CareerRelay.Done": 2, "CareerRelay.Other": 1}
    assert len(came(message)) == 2
    row = Letterbox.objects.get()
    assert (row.taken, row.unrelated, row.failures, row.problem) == (2, 1, 0, "")


def test_looking_again_finds_nothing_to_do(box, sent):
    message = sent()
    box.put(reply(at(message)))

    tasks.look_into_mailbox(timestamp=0)
    tasks.look_into_mailbox(timestamp=0)

    assert len(came(message)) == 1
    assert held(box) == EMPTY | {"CareerRelay.Done": 1}


def test_death_between_taking_in_and_putting_away_has_one_effect(box, sent, monkeypatch):
    message = sent()
    box.put(reply(at(message)), dsn(at(message, Use.BOUNCE)))

    class Killed(BaseException):
        pass

    def die(*_args):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(mailbox, "_put_away", die)
        for _time in range(3):
            with pytest.raises(Killed):
                mailbox.look()

    assert held(box)["INBOX"] == 2
    assert len(came(message)) == 1

    mailbox.look()

    assert len(came(message)) == 2
    assert held(box) == EMPTY | {"CareerRelay.Done": 2}


def test_what_comes_too_early_stays_and_comes_again(box, sent):
    message = sent()
    change(message, state=MessageState.SENDING)
    box.put(dsn(at(message, Use.BOUNCE)))

    first = mailbox.look()
    change(message, state=MessageState.ACCEPTED)
    second = mailbox.look()

    assert (first.left, second.taken) == (1, 1)
    assert row_of(message).state == MessageState.FAILED


def test_one_mail_that_breaks_everything_does_not_hold_up_the_next(box, sent, monkeypatch, caplog):
    message = sent()
    box.put(reply("x@in.relay.example", "毒"), reply(at(message)))
    take_in = incoming.take_in

    def picky(raw, **more):
        if b"x@in" in raw:
            raise ZeroDivisionError("secret words of the mail")
        return take_in(raw, **more)

    monkeypatch.setattr(incoming, "take_in", picky)
    mailbox.look()

    assert len(came(message)) == 1
    assert held(box) == EMPTY | {"CareerRelay.Done": 1, "CareerRelay.Other": 1}
    assert "secret words" not in caplog.text


def test_when_the_database_is_away_the_mail_waits(box, sent, monkeypatch):
    message = sent()
    box.put(reply(at(message)))

    def away(*_args, **_more):
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(incoming, "take_in", away)
        with pytest.raises(OperationalError):
            mailbox.look()

    assert held(box)["INBOX"] == 1


def test_a_look_takes_a_bounded_heap_and_the_next_goes_on(box, sent):
    message = sent()
    box.put(*(reply(at(message), f"{n} 通目") for n in range(5)))

    counts = [mailbox.look(most=2).taken for _look in range(4)]

    assert counts == [2, 2, 1, 0]
    assert [one.text for one in came(message)] == [f"{n} 通目" for n in range(5)]


def test_a_mail_of_ten_megabytes_is_fetched_only_in_part(box, sent):
    message = sent()
    big = reply(at(message), "長い返信です。").rstrip() + b"\r\n" + b"x" * 78 + (b"\r\n" + b"y" * 78) * 130_000
    box.put(big)

    mailbox.look()

    (row,) = came(message)
    assert len(big) > 10_000_000
    assert row.flaw == "cut"
    assert len(row.text) <= 20_000
    assert held(box) == EMPTY | {"CareerRelay.Done": 1}


def test_the_mails_stay_unread_for_people(box, sent):
    message = sent()
    box.put(reply(at(message)))

    mailbox.look()

    client = box.client()
    client.select_folder("CareerRelay.Done", readonly=True)
    unread = client.search("UNSEEN")
    client.logout()
    assert unread == [1]


def test_a_server_that_keeps_its_folders_below_the_inbox(settings, sent):
    for server in dovecot_with(prefix="INBOX."):
        settings.INBOUND = Inbound(domain="in.relay.example", imap=server.imap)
        message = sent()
        server.put(reply(at(message)))

        mailbox.look()

        assert server.counts()["INBOX.CareerRelay.Done"] == 1


def test_starttls_works_as_well(box, settings, sent):
    message = sent()
    settings.INBOUND = Inbound(domain="in.relay.example", imap=box.starttls)
    box.put(reply(at(message)))

    assert mailbox.look().taken == 1


# --- trouble ------------------------------------------------------------------------------------------------------


def trouble(settings, imap):
    settings.INBOUND = Inbound(domain="in.relay.example", imap=imap)
    assert mailbox.look() is None
    return Letterbox.objects.get().problem


def test_a_certificate_nobody_vouches_for_is_not_trusted(box, settings):
    assert trouble(settings, replace(box.imap, ca_file="")) == "tls"


def test_a_certificate_of_another_name_is_not_trusted(box, settings):
    assert trouble(settings, replace(box.imap, host="127.0.0.2")) in {"tls", "away"}
    assert ssl.create_default_context().check_hostname


def test_a_wrong_password_is_said_and_never_logged(box, settings, caplog):
    assert trouble(settings, replace(box.imap, password="wrong-password")) == "login"
    assert "wrong-password" not in caplog.text
    assert "wrong-password" not in repr(settings.INBOUND)


def test_a_folder_that_does_not_exist_is_said(box, settings):
    assert trouble(settings, replace(box.imap, folder="Nowhere")) == "folder"


def test_a_server_that_is_away_is_asked_less_and_less_often(box, settings):
    box.stop()

    assert trouble(settings, box.imap) == "away"
    assert state.is_due() is False
    waits = []
    for failures in (1, 2, 3, 5, 7, 20):
        looked = timezone.now()
        Letterbox.objects.update(failures=failures, looked_at=looked)
        waits.append(next(n for n in range(1, 100) if state.is_due(at=looked + timedelta(minutes=n))))

    assert waits == [1, 2, 4, 16, 60, 60]


def test_the_first_look_that_works_forgets_the_trouble(box):
    state.failed("away")
    Letterbox.objects.update(looked_at=timezone.now() - timedelta(hours=2))

    mailbox.look()

    row = Letterbox.objects.get()
    assert (row.failures, row.problem) == (0, "")


def test_recruiters_read_of_trouble_that_lasts(box, settings):
    state.failed("away")
    assert state.word().problem == state.PROBLEMS["away"]

    state.worked()
    state.failed("away")
    assert state.word().problem == ""


def test_without_a_mailbox_nothing_happens(settings):
    settings.INBOUND = Inbound(domain="in.relay.example")

    assert (mailbox.look(), state.word()) == (None, None)


# --- the address of the mailbox -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "port", "tls", "starttls", "folder"),
    [
        ("imaps://me%40x.example:p%3Aw@mail.example/", 993, True, False, "INBOX"),
        ("imaps://me:p@mail.example:1993/In%20Box", 1993, True, False, "In Box"),
        ("imap+starttls://me:p@mail.example", 143, False, True, "INBOX"),
        ("imap://me:p@127.0.0.1:1143", 1143, False, False, "INBOX"),
    ],
)
def test_the_mailbox_is_one_address(url, port, tls, starttls, folder):
    found = read_url(url)

    assert (found.port, found.tls, found.starttls, found.folder) == (port, tls, starttls, folder)


def test_a_password_never_crosses_the_wire_in_the_open():
    with pytest.raises(ValueError, match="imaps://"):
        read_url("imap://me:p@mail.example")


def test_machines_are_forgotten_and_people_are_not(sent):
    message = sent()
    incoming.take_in(reply(at(message)), via="imap")
    incoming.take_in(reply(at(message), subject="自動返信"), via="imap")
    with acting_for(message.company_id):
        Incoming.objects.update(received_at=timezone.now() - timedelta(days=181))

    tasks.forget_chatter_of_company(company_id=message.company_id)

    assert [one.kind for one in came(message)] == ["reply"]
