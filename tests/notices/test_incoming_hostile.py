"""Mails that want to break the reader, and tokens nobody made: an answer or a refusal in bounded time, never harm."""

import time
from email.message import EmailMessage
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from career_relay.notices import addresses, incoming
from career_relay.notices.addresses import LENGTH, Use
from career_relay.notices.models import Incoming
from career_relay.settings.inbound import Inbound
from tests.notices.mails import at, came, reply, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def inbound(settings):
    settings.INBOUND = Inbound(domain="in.relay.example")


def deep(levels: int) -> bytes:
    heads = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(levels))
    return heads + b"Content-Type: text/plain\n\nbottom\n"


def nested_mails(levels: int) -> bytes:
    return b"Content-Type: message/rfc822\n\n" * levels + b"\nbottom\n"


HEAD = b"From: kim@mail.example\nTo: {to}\nSubject: x\n"
HOSTILE = {
    "parts in parts, 100": HEAD + deep(100),
    "parts in parts, 5000": HEAD + deep(5000),
    "mails in mails": HEAD + nested_mails(3000),
    "a hundred thousand parts": HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 100_000,
    "a header of ten megabytes": b"X-Long: " + b"a" * 10_000_000 + b"\n" + HEAD + b"\nx",
    "a hundred thousand headers": HEAD + b"X-A: b\n" * 100_000 + b"\nx",
    "a folded header": HEAD + b"X-F: a\n" + b" b\n" * 100_000 + b"\nx",
    "a hundred thousand addresses": HEAD + b"Cc: " + b", ".join([b"a@b.example"] * 100_000) + b"\n\nx",
    "brackets in an address": HEAD + b"Cc: " + b"(" * 200_000 + b"\n\nx",
    "nuls": HEAD + b"X-N: \x00\x00\n\n\x00text\x00\x00",
    "only nuls": b"\x00" * 100_000,
    "a date of no calendar": HEAD + b"Date: Mon, 99 Foo 99999 99:99:99 +9999\n\nx",
    "a date out of reach": HEAD + b"Date: Mon, 23 Nov 2026 10:00:00 +999999999\n\nx",
    "base64 that is none": HEAD + b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!!\n",
    "a transfer encoding of nobody": HEAD + b"Content-Transfer-Encoding: x-uue\nContent-Type: text/plain\n\nbegin\n",
    "a charset of nobody": HEAD + b"Content-Type: text/plain; charset=x\xff\n\nx",
    "a boundary that is missing": HEAD + b"Content-Type: multipart/mixed\n\n--b\n\nx",
    "an empty boundary": HEAD + b'Content-Type: multipart/mixed; boundary=""\n\n----\n\nx',
    "encoded words without end": HEAD + b"X-E: " + b"=?utf-8?q?" * 20_000 + b"\n\nx",
    "marks of quotes": HEAD + b"\n" + b">" * 500_000,
    "lines that look like quotes": HEAD + b"\n" + b"On x wrote:\n" * 20_000,
    "spaces": HEAD + b"\n" + b" " * 500_000 + b"\n" * 100_000,
    "tags": HEAD + b"Content-Type: text/html\n\n" + b"<div><blockquote>" * 100_000,
    "a tag that never ends": HEAD + b"Content-Type: text/html\n\n<a " + b'b="' * 200_000,
    "a report of a thousand people": HEAD
    + b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n'
    + b"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 4.0.0\n\n" * 5000
    + b"--b--\n",
    "nothing": b"",
    "one byte": b"x",
    "not a mail": bytes(range(256)) * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_ends_in_bounded_time(name, sent):
    message = sent()
    raw = HOSTILE[name].replace(b"{to}", at(message).encode())
    begun = time.monotonic()

    taken = incoming.take_in(raw, via="imap")

    assert time.monotonic() - begun < 20
    for row in came(message):
        assert len(row.text) <= 20_000
        assert len(row.whole) <= 100_000
        assert len(row.files) <= 20
        assert "\x00" not in row.text + row.whole + row.subject + row.sender
    if taken.is_related:
        assert len(came(message)) == 1


@pytest.mark.parametrize("name", ["parts in parts, 5000", "a header of ten megabytes", "nuls", "tags"])
def test_a_person_behind_a_broken_mail_is_not_lost(name, sent):
    """What cannot be read is still an answer: somebody is told to look at the mailbox."""
    message = sent()

    taken = incoming.take_in(HOSTILE[name].replace(b"{to}", at(message).encode()), via="imap", to=[at(message)])

    assert taken.is_new
    assert [one.kind for one in came(message)] == ["reply"]


INJECTED = [
    "x\r\nBcc: evil@evil.example",
    "x\nX-Evil: 1",
    "x\u2028y",
    "x\x00y",
    "=?utf-8?q?x=0D=0ABcc:_evil@evil.example?=",
    "a" * 5000,
]


@pytest.mark.parametrize("subject", INJECTED)
def test_a_subject_of_theirs_brings_no_header_into_ours(subject, sent, minato, by_ben):
    from career_relay.base.tenancy import company as acting_for
    from career_relay.notices.answers import answer_reply
    from career_relay.notices.letters import letter_of
    from career_relay.notices.mime import compose

    message = sent()
    raw = reply(at(message)).replace(b"Subject:", b"X-Old:") + b""
    raw = b"Subject: " + subject.encode() + b"\n" + raw
    taken = incoming.take_in(raw, via="imap", to=[at(message)])

    with acting_for(minato.pk):
        row = Incoming.objects.select_related("message", "candidate").get(pk=taken.incoming_id)
        ours = answer_reply(row, "ありがとうございます。", by=by_ben)
        mail = compose(letter_of(ours, minato))

    assert isinstance(mail, EmailMessage)
    assert "\n" not in str(mail["Subject"])
    assert mail["Bcc"] is None
    assert mail["X-Evil"] is None
    assert len(row.subject) <= 300


@pytest.mark.parametrize(
    "mail_id", ["<a b@x>", "<\u3042@x.example>", "<" + "x" * 300 + "@x>", "no brackets", "<a@x>\r\nBcc: e@e"]
)
def test_an_id_of_theirs_brings_no_header_into_ours(mail_id, sent, minato, by_ben):
    from career_relay.base.tenancy import company as acting_for
    from career_relay.notices.answers import answer_reply
    from career_relay.notices.letters import letter_of
    from career_relay.notices.mime import compose

    message = sent()
    raw = b"Message-ID: " + mail_id.encode() + b"\n" + reply(at(message)).replace(b"Message-ID:", b"X-Old:")
    taken = incoming.take_in(raw, via="imap", to=[at(message)])

    with acting_for(minato.pk):
        row = Incoming.objects.select_related("message", "candidate").get(pk=taken.incoming_id)
        mail = compose(letter_of(answer_reply(row, "ありがとうございます。", by=by_ben), minato))

    assert mail["Bcc"] is None
    assert b"\nBcc" not in mail.as_bytes()


def test_when_every_reader_is_busy_the_mail_comes_again(sent, monkeypatch):
    from career_relay.base.jail import Jailbird

    message = sent()

    def busy(*_args, **_more):
        raise Jailbird("BUSY")

    monkeypatch.setattr(incoming, "run_jailed", busy)
    with pytest.raises(incoming.NotYet):
        incoming.take_in(reply(at(message)), via="imap")

    assert came(message) == []


# --- tokens -------------------------------------------------------------------------------------------------------


def row(company_id: int, seal: UUID, address: str = "kim@mail.example") -> SimpleNamespace:
    return SimpleNamespace(
        public_id=seal, company_id=company_id, to_agency="", candidate=SimpleNamespace(email=address)
    )


rows = st.builds(row, st.integers(1, 2**32 - 1), st.uuids(), st.emails())
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(rows, st.sampled_from(list(Use)))
def test_a_token_says_what_it_was_made_of_and_fits_an_address(one, use):
    local, _at, domain = addresses.address_for(use, one).partition("@")
    token = local.partition("+")[2]

    found = addresses.read(use, token)

    assert (found.seal, found.company_id) == (one.public_id, one.company_id)
    assert found.is_for(one.candidate.email)
    assert not found.is_for(f"x{one.candidate.email}")
    assert len(token) == LENGTH
    assert len(local) <= 64
    assert local.isascii()
    assert domain == "in.relay.example"


@QUICK
@given(rows, st.data())
def test_a_token_survives_a_server_that_folds_case(one, data):
    told = addresses.address_for(Use.REPLY, one)
    folded = "".join(data.draw(st.sampled_from([letter.lower(), letter.upper()])) for letter in told)

    for words in (folded, f'"Kim" <{folded}>', f"a@b.example, {folded}", folded.replace("+", "-")):
        assert [found.seal for found in addresses.named_in([words])] == [one.public_id]


@QUICK
@given(rows, st.integers(0, LENGTH - 1), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_one_other_character_makes_it_nobodys(one, place, letter):
    token = addresses.token_for(Use.REPLY, one)
    changed = token[:place] + letter + token[place + 1 :]

    assert (addresses.read(Use.REPLY, changed) is None) == (changed != token)


@QUICK
@given(rows)
def test_a_token_for_one_use_is_none_for_another(one):
    assert addresses.read(Use.BOUNCE, addresses.token_for(Use.REPLY, one)) is None


@QUICK
@given(st.text(max_size=200))
def test_words_of_strangers_name_nothing(words):
    assert addresses.named_in([words]) == []
    assert addresses.read(Use.REPLY, words) is None


def test_the_number_of_a_company_is_hidden():
    first, second = (addresses.token_for(Use.REPLY, row(7, uuid4())) for _row in range(2))

    assert first[26:32] != second[26:32]


def test_another_installation_makes_other_tokens(settings):
    one = row(7, uuid4())
    token = addresses.token_for(Use.REPLY, one)
    settings.SECRET_KEY = "another key of another installation"  # noqa: S105

    assert addresses.read(Use.REPLY, token) is None


def test_an_address_nobody_made_writes_nothing(sent):
    message = sent()
    made_up = f"reply+{'a' * LENGTH}@in.relay.example"

    assert not incoming.take_in(reply(made_up), via="imap").is_related
    assert row_of(message).state == "accepted"
