"""A letter as bytes: what any mail program reads is what was written, and nothing can be smuggled into a header."""

import uuid
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from career_relay.base.errors import Refused
from career_relay.notices.mime import Letter, compose, first_address, is_address, one_line, written
from career_relay.notices.smtp import SAYABLE, on_the_wire

ATTACKS = [
    "\r\nBcc: eve@else.example",
    "\nBcc: eve@else.example",
    "\rBcc: eve@else.example",
    "\r\n\r\n<html>hijacked</html>",
    "\n\n--boundary\nContent-Type: text/html\n\nhijacked",
    "x\r\n Bcc: eve@else.example",
    "x\r\n\tBcc: eve@else.example",
    "x\x00Bcc: eve@else.example",
    "x\x0bBcc: eve@else.example",
    "x\x0cBcc: eve@else.example",
    "x\x85Bcc: eve@else.example",
    "x\u2028Bcc: eve@else.example",
    "x\u2029Bcc: eve@else.example",
    "=?utf-8?q?x=0D=0ABcc:_eve@else.example?=",
    "=?utf-8?b?DQpCY2M6IGV2ZUBlbHNlLmV4YW1wbGU=?=",
    "x, eve@else.example",
    'x" <eve@else.example>, "y',
    "x <eve@else.example>",
    "x; eve@else.example",
    "(x) eve@else.example",
    "group: eve@else.example;",
    "x\u202eelpmaxe.esle@eve",
    ".\r\nMAIL FROM:<eve@else.example>\r\nRCPT TO:<all@else.example>\r\nDATA",
    "\r\n.\r\nQUIT",
]
KNOWN = {"from", "to", "reply-to", "subject", "date", "message-id", "mime-version", "content-type", "content-language"}
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=120)
PLAIN_LINE = WORDS.map(one_line).filter(lambda line: "=?" not in line)  # the library takes such words for encoded ones


def letter(**fields) -> Letter:
    usual = {
        "seal": uuid.UUID(int=7),
        "sender_name": "株式会社ミナトソフト 採用担当",
        "sender": "saiyo@minato.example",
        "reply_to": "saiyo@company.example",
        "to_name": "松本 花子",
        "to": "hanako@post.example",
        "subject": "選考結果のご連絡（株式会社ミナトソフト）",
        "text": "松本 花子 様\n\nありがとうございました。\n",
        "html": "<p>松本 花子 様</p>",
        "language": "ja",
    }
    return Letter(**{**usual, **fields})


def read(raw: bytes):
    return message_from_bytes(raw, policy=policy.default)


def words_of(raw: bytes, name: str) -> str:
    """A header's words, read by the older decoder, which joins encoded words in names as RFC 2047 says."""
    old = message_from_bytes(raw, policy=policy.compat32)
    said, address = parseaddr(old[name]) if name in {"From", "To"} else (old[name], "")
    return f"{make_header(decode_header(said))} {address}"


def test_the_bytes_say_what_the_letter_says():
    mail = read(written(letter()))

    assert str(mail["From"]) == "株式会社ミナトソフト 採用担当 <saiyo@minato.example>"
    assert str(mail["To"]) == "松本 花子 <hanako@post.example>"
    assert str(mail["Reply-To"]) == "saiyo@company.example"
    assert str(mail["Subject"]) == "選考結果のご連絡（株式会社ミナトソフト）"
    assert mail["Content-Language"] == "ja"
    assert mail["Date"].datetime is not None
    assert mail.get_body(("plain",)).get_content() == "松本 花子 様\r\n\r\nありがとうございました。\r\n"
    assert mail.get_body(("html",)).get_content() == "<p>松本 花子 様</p>\r\n"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


@settings(max_examples=300, deadline=None)
@given(subject=PLAIN_LINE, sender=PLAIN_LINE, to=PLAIN_LINE, text=WORDS, html=WORDS)
@example(subject="", sender="", to="", text="", html="")
@example(subject="a  b", sender='O"Brien, Inc.', to="a" * 200, text=".\r\n.", html="\r")
@example(subject="é" * 150, sender="𠮷野家" * 20, to="x <y@z.example>", text="\x0c\x1c\u2028", html="\n\n")
def test_they_are_what_pythons_own_mail_package_would_write(subject, sender, to, text, html):
    one = letter(subject=subject, sender_name=sender, to_name=to, text=text, html=html)

    ours, theirs = written(one), compose(one).as_bytes()

    for name in ("From", "To", "Subject"):
        assert "".join(words_of(ours, name).split()) == "".join(words_of(theirs, name).split())
    assert {name.lower() for name, _value in read(ours).items()} == KNOWN
    for kind in ("plain", "html"):
        bodies = [read(raw).get_body((kind,)).get_payload(decode=True).split() for raw in (ours, theirs)]
        assert bodies[0] == bodies[1]


@settings(max_examples=300, deadline=None)
@given(subject=PLAIN_LINE, name=PLAIN_LINE, text=WORDS)
def test_no_line_is_longer_than_a_mail_server_takes_and_all_is_ascii(subject, name, text):
    raw = written(letter(subject=subject, to_name=name, sender_name=name, text=text, html=text))

    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_comes_into_the_head_by_a_name(attack):
    raw = written(letter(sender_name=f"人事{attack}", to_name=f"花子{attack}"))

    mail = read(raw)
    assert {name.lower() for name, _value in mail.items()} == KNOWN
    assert [one.addr_spec for one in mail["To"].addresses] == ["hanako@post.example"]
    assert [one.addr_spec for one in mail["From"].addresses] == ["saiyo@minato.example"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_comes_into_the_head_by_a_subject(attack):
    try:
        raw = written(letter(subject=f"結果{attack}"))
    except Refused:
        return

    assert {name.lower() for name, _value in read(raw).items()} == KNOWN
    assert one_line(words_of(raw, "Subject")) == one_line(f"結果{attack}")


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("field", ["to", "sender", "reply_to"])
def test_nothing_comes_into_the_head_by_an_address(attack, field):
    with pytest.raises((Refused, ValueError)):
        written(letter(**{field: f"kim@mail.example{attack}"}))


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_no_address_and_no_command(attack):
    said = f"kim@mail.example{attack}"

    assert not is_address(said)
    assert not SAYABLE.fullmatch(said) or set(said) <= set(map(chr, range(33, 127))) - set("<> ")
    assert all(is_address(one) for one in [first_address(said)] if one)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_ends_the_text_early(attack):
    raw = on_the_wire(written(letter(text=f"本文{attack}\n.\n", html=f"<p>{attack}</p>\r\n.\r\n")))

    assert raw.endswith(b"\r\n.\r\n")
    assert raw.count(b"\r\n.\r\n") == 1
    assert {name.lower() for name, _value in read(raw).items()} == KNOWN


@pytest.mark.parametrize("attack", [one for one in ATTACKS if "\n" in one or "\r" in one])
def test_nothing_comes_into_the_head_by_a_header_of_our_own(attack):
    with pytest.raises(Refused):
        written(letter(headers=(("List-Unsubscribe", f"<https://relay.example/u/x>{attack}"),)))


def test_words_that_look_encoded_stay_words():
    raw = written(letter(subject="=?utf-8?q?x?="))

    assert words_of(raw, "Subject").strip() == "=?utf-8?q?x?="


def test_a_link_in_a_header_is_never_folded():
    link = f"<https://{'recruiting-' * 8}relay.example/u/abcdefghijklmnopqrstuv>"

    raw = written(letter(headers=(("List-Unsubscribe", link), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))))

    assert f"List-Unsubscribe: {link}\r\n".encode() in raw
    assert read(raw)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_same_letter_gives_the_same_bytes_but_for_the_date():
    first, second = (written(letter()).split(b"\r\n") for _turn in range(2))

    assert [line for line in first if not line.startswith(b"Date:")] == [
        line for line in second if not line.startswith(b"Date:")
    ]


@pytest.mark.parametrize("name", ["", "Kim Misaki", "田中 太郎", "O'Brien", "a" * 60, "漢" * 100])
def test_a_name_of_any_kind_leaves_the_address_alone(name):
    mail = read(written(letter(to_name=name)))

    assert [one.addr_spec for one in mail["To"].addresses] == ["hanako@post.example"]
