"""The log of a mail server as evidence. Lines as Postfix and Exim write them, with names of nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.notices import outbox, relay_log
from career_relay.notices.models import Message
from career_relay.notices.states import MessageState
from career_relay.settings.mail import Outbox

pytestmark = pytest.mark.django_db
S = MessageState


def postfix(number, name, *, queued=True):
    head = f"Nov 23 10:00:00 relay postfix/cleanup[7]: {number}: message-id={name}\n"
    return head + (f"Nov 23 10:00:00 relay postfix/qmgr[9]: {number}: from=<a@b.example>, size=9\n" if queued else "")


def exim(name):
    return f"2026-11-23 10:00:00 1abcde-000001-Ab <= a@b.example H=relay P=esmtp S=900 id={name.strip('<>')}\n"


def test_postfix_took_what_it_put_into_its_queue(tmp_path):
    log = tmp_path / "mail.log"
    log.write_text(postfix("4ABCDE1234", "<one@x>") + postfix("4ABCDE1235", "<two@x>", queued=False))

    assert relay_log.taken(log) == {"<one@x>"}


def test_postfix_uses_its_numbers_again(tmp_path):
    log = tmp_path / "mail.log"
    log.write_text(postfix("4ABCDE1234", "<one@x>") + postfix("4ABCDE1234", "<two@x>", queued=False))

    assert relay_log.taken(log) == {"<one@x>"}


def test_exim_took_what_it_says(tmp_path):
    log = tmp_path / "mainlog"
    log.write_text(exim("<one@x>") + "2026-11-23 10:00:01 1abcde-000001-Ab => kim@mail.example\n")

    assert relay_log.taken(log) == {"<one@x>"}


def test_the_file_before_it_counts_too(tmp_path):
    log = tmp_path / "mail.log"
    (tmp_path / "mail.log.1").write_text(postfix("4ABCDE1234", "<old@x>", queued=False))
    log.write_text("Nov 23 10:00:00 relay postfix/qmgr[9]: 4ABCDE1234: from=<a@b.example>, size=9\n")

    assert relay_log.taken(log) == {"<old@x>"}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"message-id=<x@y>", b": : message-id=<>\n" * 9])
def test_a_log_of_any_kind_is_read(tmp_path, content):
    log = tmp_path / "mail.log"
    log.write_bytes(content)

    assert relay_log.taken(log) == set()


def test_a_log_that_is_not_there_says_nothing(tmp_path):
    assert relay_log.taken(tmp_path / "none.log") == set()


@pytest.fixture
def three(released, minato, settings, tmp_path):
    """One mail that arrived, one nobody knows about, one that arrived; and a log that a test fills."""
    settings.OUTBOX = Outbox(doubt=60, relay_log=str(tmp_path / "mail.log"))
    settings.DATA_FOLDER = tmp_path
    rows = [released(name=f"候補 {number}") for number in range(3)]
    with acting_for(minato.pk):
        for number, row in enumerate(rows):
            when = timezone.now() - timedelta(minutes=30 - number)
            state = S.UNKNOWN if number == 1 else S.ACCEPTED
            sent = {} if number == 1 else {"sent_at": when}
            Message.objects.filter(pk=row.pk).update(state=state, claimed_at=when, message_id=f"<m{number}@x>", **sent)
    return rows


def settled(minato, three, tmp_path, *names):
    (tmp_path / "mail.log").write_text("".join(postfix(f"4ABCDE123{n}", name) for n, name in enumerate(names)))
    with acting_for(minato.pk):
        outbox.resolve_all(outbox.uncertain())
        return Message.objects.get(pk=three[1].pk).state


def test_what_the_log_has_arrived(minato, three, tmp_path):
    assert settled(minato, three, tmp_path, "<m1@x>") == S.ACCEPTED


def test_what_a_whole_log_does_not_have_never_arrived(minato, three, tmp_path):
    assert settled(minato, three, tmp_path, "<m0@x>", "<m2@x>") == S.QUEUED


@pytest.mark.parametrize("names", [(), ("<m0@x>",), ("<m2@x>",)])
def test_a_log_that_was_cut_off_proves_nothing(minato, three, tmp_path, names):
    assert settled(minato, three, tmp_path, *names) == S.UNKNOWN


def test_a_server_that_may_still_be_taking_it_is_given_its_time(minato, three, tmp_path, settings):
    settings.OUTBOX = Outbox(doubt=3_600, relay_log=str(tmp_path / "mail.log"))

    assert settled(minato, three, tmp_path, "<m0@x>", "<m2@x>") == S.UNKNOWN
