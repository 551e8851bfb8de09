"""What really came out at the other end: the bytes a mail server was handed, read by Python's own parser."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from bench.load.door import Door
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.candidates.states import RecordState
from career_relay.notices.delivery import deliver_company
from career_relay.notices.models import Campaign, Message
from career_relay.notices.states import CampaignState, LegalClass, MessageState, Topic
from career_relay.settings.mail import Smtp
from tests.factories.candidates import CandidateFactory
from tests.notices.test_mime import ATTACKS

pytestmark = pytest.mark.django_db
FETCHED = ("<img", "<link", "@import", "url(", "<script", "<iframe", "<object", "src=", "background=")
HEAD = [
    "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post",
    "MIME-Version", "Content-Type", "Content-Language",
]  # fmt: skip


@pytest.fixture
def door(tmp_path, settings):
    opened = Door(tmp_path / "mail")
    settings.SMTP = Smtp(host="127.0.0.1", port=opened.start(), patience=5)
    settings.DATA_FOLDER = tmp_path
    yield opened
    opened.stop()


@pytest.fixture
def send(door, minato):
    """Send a newsletter to people of these names. Gives the bytes of each mail, in their order."""

    def make(*names):
        with acting_for(minato.pk):
            campaign = Campaign.objects.create(
                name="秋", state=CampaignState.RUNNING, legal_class=LegalClass.NEWSLETTER, topic=Topic.NEWS,
                subject="{{ candidate_name }} 様へ、{{ company_name }}からのお便り",
                body="{{ candidate_name }} 様\n\nお元気でいらっしゃいますか。\n\n{{ careers_link }}",
            )  # fmt: skip
            for number, name in enumerate(names):
                address = f"p{number}@post.example"
                person = CandidateFactory(name="候補", email=address, email_key=address, state=RecordState.CONTACT)
                Candidate.objects.filter(pk=person.pk).update(name=name[:100])
                Message.objects.create(
                    campaign=campaign, candidate=person, legal_class=campaign.legal_class, state=MessageState.QUEUED,
                    send_after=timezone.now() - timedelta(seconds=len(names) - number),
                )  # fmt: skip
        deliver_company(minato.pk)
        return [one.read_bytes() for one in sorted(door.folder.glob("*.eml"))]

    return make


def read(raw):
    return message_from_bytes(raw, policy=policy.default)


def test_a_newsletter_is_a_mail_any_program_reads(send):
    (raw,) = send("松本 花子")

    mail = read(raw)
    assert mail.keys() == HEAD
    assert (mail.defects, [part.defects for part in mail.walk()]) == ([], [[], [], []])
    assert str(mail["Subject"]) == "松本 花子 様へ、株式会社ミナトソフトからのお便り"
    assert str(mail["To"]) == "松本 花子 <p0@post.example>"
    assert mail["Content-Language"] == "ja"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content_charset() for part in mail.iter_parts()] == ["utf-8", "utf-8"]
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


def test_it_can_be_stopped_in_one_tap_by_any_mail_program(send):
    (raw,) = send("松本 花子")

    mail = read(raw)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = mail["List-Unsubscribe"].strip("<>")
    assert "/u/" in link
    assert f"List-Unsubscribe: <{link}>\r\n".encode() in raw


def test_both_readings_say_the_same_and_fetch_nothing(send):
    (raw,) = send("松本 花子")

    mail = read(raw)
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert [word for word in FETCHED if word in html] == []
    assert [line for line in text.split() if line.startswith("お元気") and line not in html] == []


def test_no_name_of_a_candidate_changes_the_head_of_a_mail(send):
    names = [f"花子{attack}" for attack in ATTACKS if "\x00" not in attack]

    mails = [read(raw) for raw in send(*names)]

    assert len(mails) == len(names)
    assert {tuple(mail.keys()) for mail in mails} == {tuple(HEAD)}
    assert [[one.addr_spec for one in mail["To"].addresses] for mail in mails] == [
        [f"p{number}@post.example"] for number in range(len(names))
    ]
    assert {len(list(mail.iter_parts())) for mail in mails} == {2}
