"""What is said on the wire, and what each thing a mail server may say or do means for the mail. Real sockets."""

import time

import pytest

from bench.load.door import DROP, Act, Door
from career_relay.embedded.mailsink import mails
from career_relay.notices import smtp
from career_relay.notices.smtp import Answer, PostOffice, Unreachable, Verdict
from career_relay.settings.mail import Smtp

MAIL = b"Message-ID: <one@relay.example>\r\nSubject: x\r\n\r\n.leading dot\r\n..two\r\nend\r\n"
V = Verdict
FROM, TO = "a@relay.example", "kim@mail.example"


@pytest.fixture(params=[True, False], ids=["several at once", "one by one"])
def pipelining(request):
    return request.param


@pytest.fixture
def door(tmp_path, settings, pipelining):
    """A mail server with manners that a test may change."""
    opened = Door(tmp_path / "mail", pipelining=pipelining)
    settings.SMTP = Smtp(host="127.0.0.1", port=opened.start(), patience=0.5)
    yield opened
    opened.stop()


@pytest.fixture
def office(door, monkeypatch):
    monkeypatch.setattr(smtp, "TIMEOUT", 0.5)
    with PostOffice() as opened:
        yield opened


def send(office, to=TO):
    office.ready()
    return office.send(MAIL, sender=FROM, to=to)


def at(verb, act):
    """Manners: `act` at this verb, else those of a good server."""
    return lambda said, _talk: act if said == verb else None


def kept(door):
    return list(mails(door.folder))


def test_a_mail_arrives_as_it_was_dots_and_all(office, door):
    assert send(office) == Answer(V.ACCEPTED)

    (mail,) = kept(door)
    assert mail.message.get_payload() == ".leading dot\r\n..two\r\nend\r\n"


def test_one_line_carries_many_mails(office, door):
    seen = []
    door.manners = lambda verb, _talk: seen.append(verb)

    assert [send(office).verdict for _turn in range(5)] == [V.ACCEPTED] * 5
    assert seen.count("CONNECT") == 1


@pytest.mark.parametrize(
    ("verb", "words", "verdict", "about"),
    [
        ("MAIL", "552 too big", V.REFUSED, {}),
        ("MAIL", "550 no such sender", V.REFUSED, {}),
        ("MAIL", "450 4.7.1 5000 an hour", V.LATER, {"whole_line": True}),
        ("MAIL", "421 too many", V.LATER, {"whole_line": True}),
        ("MAIL", "530 sign in first", V.LATER, {"whole_line": True}),
        ("RCPT", "550 5.1.1 no such mailbox", V.REFUSED, {"no_such_address": True}),
        ("RCPT", "550 no such mailbox", V.REFUSED, {"no_such_address": True}),
        ("RCPT", "553 no", V.REFUSED, {"no_such_address": True}),
        ("RCPT", "550 5.7.1 looks like spam", V.REFUSED, {}),
        ("RCPT", "552 5.2.2 mailbox full", V.REFUSED, {}),
        ("RCPT", "550 5.2.1 switched off", V.REFUSED, {"no_such_address": True}),
        ("RCPT", "554 5.4.4 no route", V.REFUSED, {}),
        ("RCPT", "451 4.7.1 Greylisted", V.LATER, {"of_recipient": True}),
        ("RCPT", "421 busy", V.LATER, {"of_recipient": True}),
        ("DATA", "451 not now", V.LATER, {}),
        ("DATA", "554 no", V.REFUSED, {}),
        ("TEXT", "550 5.1.1 no such mailbox", V.REFUSED, {"no_such_address": True}),
        ("TEXT", "552 too big", V.REFUSED, {}),
        ("TEXT", "451 disk full", V.LATER, {"of_recipient": True}),
        ("TEXT", "421 busy", V.LATER, {"of_recipient": True}),
    ],
)
def test_a_no_means_what_it_says_and_the_next_mail_leaves(office, door, verb, words, verdict, about):
    door.manners = at(verb, Act(words))
    answer = send(office)
    door.manners = lambda *_said: None

    assert answer == Answer(verdict, words, **about)
    assert kept(door) == []
    assert send(office) == Answer(V.ACCEPTED)


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
def test_a_line_that_breaks_before_the_text_lost_nothing(office, door, verb):
    door.manners = at(verb, DROP)
    answer = send(office)
    door.manners = lambda *_said: None

    assert (answer.verdict, kept(door)) == (V.LATER, [])
    assert send(office) == Answer(V.ACCEPTED)


@pytest.mark.parametrize(
    ("act", "arrived"),
    [
        (DROP, 0),
        (Act(keep=True, leave=True), 1),
        (Act(keep=True, silent=True), 1),
        (Act(silent=True), 0),
        (Act("\u00e3\u0081 bienvenue", keep=True), 1),
        (Act("300 what", keep=True), 1),
        (Act("250 " + "slow " * 200, keep=True, slowly=True), 1),
    ],
    ids=["drop", "kept, then drop", "kept, then silence", "silence", "no reply at all", "odd code", "a byte at a time"],
)
def test_nobody_knows_what_became_of_a_text_without_a_reply(office, door, act, arrived):
    door.manners = at("TEXT", act)
    began = time.monotonic()
    answer = send(office)

    assert (answer.verdict, len(kept(door))) == (V.UNKNOWN, arrived)
    assert time.monotonic() - began < 2
    door.manners = lambda *_said: None
    assert send(office) == Answer(V.ACCEPTED)


@pytest.mark.parametrize("act", [Act(silent=True), Act("250 " + "slow " * 400, slowly=True)], ids=["silent", "slow"])
def test_a_server_that_never_ends_its_reply_is_left(office, door, act):
    door.manners = at("RCPT", act)
    began = time.monotonic()

    assert send(office).verdict == V.LATER
    assert time.monotonic() - began < 2


def test_a_reply_with_bytes_of_any_kind_is_a_reply(office, door):
    door.manners = at("TEXT", Act("250 受け取りました", keep=True))

    assert send(office) == Answer(V.ACCEPTED)


def test_a_reply_of_several_lines_is_one_reply(office, door):
    door.manners = at("RCPT", Act("550-5.1.1 no such\r\n550 5.1.1 mailbox"))

    assert send(office).why == "550 5.1.1 no such 5.1.1 mailbox"


def test_half_of_a_batch_is_no_mail(office, door):
    """The server answers the first command of three and leaves."""
    door.manners = at("RCPT", Act(leave=True))

    assert (send(office).verdict, kept(door)) == (V.LATER, [])


def test_a_server_that_wants_a_text_for_nobody_gets_none(office, door):
    door.manners = lambda verb, _talk: {"RCPT": Act("550 no"), "DATA": Act("354 go on")}.get(verb)

    answer = send(office)

    assert (answer.verdict, kept(door)) == (V.REFUSED, [])


@pytest.mark.parametrize("act", [Act("421 too many connections", leave=True), DROP, Act("554 go away", leave=True)])
def test_a_server_that_lets_nobody_in_is_unreachable(office, door, act):
    door.manners = at("CONNECT", act)

    with pytest.raises(Unreachable):
        office.ready()


def test_a_server_that_cannot_encrypt_gets_nothing(door, settings):
    settings.SMTP = Smtp(host="127.0.0.1", port=door.port, starttls=True)

    with pytest.raises(Unreachable), PostOffice() as office:
        office.ready()
    assert kept(door) == []


def test_a_server_without_tls_where_tls_was_wanted_gets_nothing(door, settings):
    settings.SMTP = Smtp(host="127.0.0.1", port=door.port, tls=True)

    with pytest.raises(Unreachable), PostOffice() as office:
        office.ready()


def test_the_name_of_a_server_elsewhere_has_to_be_proven():
    assert smtp.trust("mail.example").check_hostname is True
    assert smtp.trust("127.0.0.1").check_hostname is False


def test_a_line_that_died_in_its_sleep_is_opened_again(office, door, monkeypatch):
    send(office)
    monkeypatch.setattr(smtp, "STALE", -1.0)
    door.manners = lambda verb, talk: DROP if verb == "NOOP" else None

    assert send(office) == Answer(V.ACCEPTED)
    assert len(kept(door)) == 2


@pytest.mark.parametrize(
    "odd", ["", "kim@mail.example>\r\nRSET", "kim @mail.example", "kímkim@mail.example", "<x>@y.example"]
)
def test_an_address_that_no_command_can_hold_is_refused(office, door, odd):
    seen = []
    door.manners = lambda verb, _talk: seen.append(verb)

    assert send(office, to=odd).verdict == V.REFUSED
    assert set(seen) <= {"CONNECT", "EHLO"}


def test_goodbye_waits_for_nobody(office, door):
    send(office)
    door.manners = at("QUIT", Act(silent=True))
    began = time.monotonic()

    office.hang_up()

    assert time.monotonic() - began < 0.3
