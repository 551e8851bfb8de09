"""What stands under a mail that advertises: written by the system, the same in text and HTML (LEGAL E-05, E-07)."""

import re
from email import message_from_bytes, policy
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from career_relay.base.errors import Refused
from career_relay.notices import footer, letters, list_links
from career_relay.notices.mime import compose, message_id
from career_relay.notices.models import Message
from career_relay.notices.states import Channel, LegalClass, MessageState
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


@pytest.fixture
def mail(at_minato):
    """A mail about positions to Kim, ready to be sent."""
    at_minato.address, at_minato.contact_desk = "東京都港区芝1-2-3", "採用窓口 desk@minato.example"
    candidate = CandidateFactory(name="キム 美咲", email="kim@mail.example", email_key="kim@mail.example")
    return Message.objects.create(
        candidate=candidate,
        legal_class=LegalClass.JOB_INFO,
        state=MessageState.QUEUED,
        subject="新しい求人のご案内",
        body_text="キム 美咲 様\n\n新しい求人をご案内します。",
    )


def without_token(text):
    return re.sub(r"/(u|p)/[A-Za-z0-9_-]{22}", r"/\1/TOKEN", text)


GOLDEN_JA = """

--------------------------------

送信者：株式会社ミナトソフト

このご案内は、いつでもお断りいただけます。次のページで1回押すだけで、以後は届きません（ログインは不要です）。
http://testserver/u/TOKEN

受け取る内容と頻度を選ぶ：
http://testserver/p/TOKEN/

住所：東京都港区芝1-2-3

苦情・お問い合わせ：採用窓口 desk@minato.example
http://testserver/complain/minato/
"""
GOLDEN_EN = """

--------------------------------

Sent by: Minato Soft Inc. (株式会社ミナトソフト)

You can refuse these mails at any time. One tap on this page, no sign-in, and none follows:
http://testserver/u/TOKEN

Choose what you hear of, and how often:
http://testserver/p/TOKEN/

Address: 東京都港区芝1-2-3

Complaints and questions: 採用窓口 desk@minato.example
http://testserver/complain/minato/
"""


@pytest.fixture(autouse=True)
def address_of_ours(settings):
    settings.PUBLIC_URL = "http://testserver"


@pytest.mark.parametrize(("language", "golden"), [("ja", GOLDEN_JA), ("en", GOLDEN_EN)])
def test_the_footer_says_who_where_and_how_to_refuse(mail, minato, language, golden):
    mail.language, minato.name_en = language, "Minato Soft Inc."

    text = letters.letter_of(mail, minato).text

    assert without_token(text) == mail.body_text + golden


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_html_says_the_same_with_links_that_can_be_followed(mail, minato, language):
    mail.language = language

    html = letters.letter_of(mail, minato).html

    below = html[html.index("新しい求人をご案内します。") :]
    for row in footer.rows_of(mail, minato):
        assert row.words in below
        assert row.link == "" or f'<a href="{row.link}"' in below
    assert re.findall(r"(?:src|background)=[\"']?http", html) == []


def test_facts_of_the_company_cannot_break_the_mail(mail, minato):
    minato.contact_desk, minato.address = "窓口\r\nBcc: all@elsewhere.example", "<script>alert(1)</script>"

    letter = letters.letter_of(mail, minato)

    assert "\nBcc:" not in letter.text
    assert "<script>" not in letter.html


@pytest.mark.parametrize(
    ("legal_class", "channel", "key", "stands"),
    [
        (LegalClass.NOTICE, Channel.MAIL, "document", False),
        (LegalClass.NOTICE, Channel.MAIL, "consent_request", True),
        (LegalClass.NOTICE, Channel.AGENCY, "agency", False),
        (LegalClass.INVITE, Channel.MAIL, "relay_invitation", True),
        (LegalClass.JOB_INFO, Channel.MAIL, "new_position", True),
        (LegalClass.NEWSLETTER, Channel.MAIL, "", True),
        (LegalClass.NEWSLETTER, Channel.LINE, "", True),
    ],
)
def test_the_footer_stands_under_all_that_advertises(mail, minato, legal_class, channel, key, stands):
    mail.legal_class, mail.channel, mail.template_key = legal_class, channel, key

    said = (footer.footer_of(mail, minato) != "", footer.headers_of(mail, minato) != ())

    assert said == (stands, stands)


def test_the_headers_are_those_of_rfc_8058_and_are_not_folded(mail, minato):
    sent = compose(letters.letter_of(mail, minato))

    raw = sent.as_bytes().replace(b"\r\n", b"\n").split(b"\n\n")[0].split(b"\n")
    token = list_links.token_for(mail)
    assert [line for line in raw if line.lower().startswith(b"list-")] == [
        f"List-Unsubscribe: <http://testserver/u/{token}>".encode(),
        b"List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    ]


def test_a_long_name_of_our_server_does_not_break_the_header(mail, minato, settings):
    settings.PUBLIC_URL = f"https://{'recruiting-' * 5}relay.career.city-office.minato.tokyo.example"

    raw = compose(letters.letter_of(mail, minato)).as_bytes()

    sent = message_from_bytes(raw, policy=policy.SMTP)
    lines = [line for line in raw.split(b"\r\n") if line.startswith((b"List-Unsubscribe:", b"Message-ID:"))]
    assert sent["List-Unsubscribe"] == f"<{list_links.stop_url(mail)}>"
    assert sent["Message-ID"] == message_id(mail.public_id)
    assert [(line.endswith(b">"), b"=?" in line) for line in lines] == [(True, False), (True, False)]


def test_the_links_hold_no_personal_data(mail, minato):
    letter = letters.letter_of(mail, minato)

    *links, complaints = re.findall(r"http://testserver/\S+", letter.text)

    assert complaints == "http://testserver/complain/minato/"
    assert [bool(TOKEN.fullmatch(link.rstrip("/").rsplit("/", 1)[1])) for link in links] == [True, True]
    assert [link for link in links if "kim" in link or str(mail.candidate.public_id) in link] == []


@pytest.mark.parametrize("fact", ["name", "address", "contact_desk"])
def test_a_company_that_lacks_a_fact_may_not_send(mail, minato, fact):
    setattr(minato, fact, " ")

    with pytest.raises(Refused) as refusal:
        footer.ensure_complete(minato)

    assert (refusal.value.code, len(footer.missing(minato))) == ("FOOTER_INCOMPLETE", 1)


def test_a_complete_company_may_send(mail, minato):
    footer.ensure_complete(minato)

    assert footer.missing(minato) == []


# --- the token ------------------------------------------------------------------------------------------------------


@given(company=st.integers(1, 2**32 - 1), number=st.integers(1, 2**48 - 1))
def test_every_token_leads_back_to_its_mail(company, number):
    token = list_links.token_for(Message(company_id=company, pk=number))

    assert TOKEN.fullmatch(token)
    assert list_links.read_token(token) == list_links.Listed(company, number)


def test_the_token_of_a_preview_leads_to_no_mail():
    assert list_links.read_token(list_links.token_for(Message())) is None


@given(st.text(max_size=40) | st.from_regex(TOKEN, fullmatch=True))
def test_what_we_did_not_make_is_no_token(token):
    assert list_links.read_token(token) is None


@given(
    place=st.integers(0, 21), other=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
)
def test_a_token_with_one_letter_changed_is_none(place, other):
    token = list_links.token_for(Message(company_id=7, pk=1234))
    forged = token[:place] + other + token[place + 1 :]

    assert list_links.read_token(forged) == (list_links.Listed(7, 1234) if forged == token else None)


def test_a_token_of_the_key_before_still_works(settings):
    token = list_links.token_for(Message(company_id=7, pk=1234))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [settings.SECRET_KEY]

    assert list_links.read_token(token) == list_links.Listed(7, 1234)


def test_tokens_of_another_installation_are_none(settings):
    token = list_links.token_for(Message(company_id=7, pk=1234))
    settings.SECRET_KEY = "another key"

    assert list_links.read_token(token) is None


def test_neighbours_have_nothing_in_common():
    first, second = (list_links.token_for(Message(company_id=7, pk=number)) for number in (1234, 1235))

    assert sum(a == b for a, b in zip(first, second, strict=True)) < 6


def test_a_preview_that_is_not_saved_has_a_footer_too(at_minato):
    unsaved = Message(candidate=CandidateFactory(), legal_class=LegalClass.NEWSLETTER, public_id=UUID(int=1))

    assert len(footer.rows_of(unsaved, at_minato)) == 5
