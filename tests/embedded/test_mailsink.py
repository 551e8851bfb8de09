import smtplib
from email.message import EmailMessage

import pytest

from career_relay.embedded import mailsink


@pytest.fixture
def sink(tmp_path):
    running = mailsink.MailSink(tmp_path)
    running.start()
    yield running
    running.stop()


def letter(number: int, to: str = "kim@person.example") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "採用担当 <relay@minato.example>"
    message["To"] = f"片岡 みのり <{to}>"
    message["Subject"] = f"選考結果のご連絡 {number}"
    message["Message-ID"] = f"<notice-{number}@relay.example>"
    message.set_content("片岡 様")
    message.add_alternative("<p>片岡 様</p>", subtype="html")
    return message


def send(sink, *letters):
    with smtplib.SMTP("127.0.0.1", sink.port) as door:
        for each in letters:
            door.send_message(each)


def test_a_mail_is_kept_whole_and_read_newest_first(sink):
    send(sink, letter(1), letter(2))

    found = list(mailsink.mails(sink.folder))

    assert [mail.subject for mail in found] == ["選考結果のご連絡 2", "選考結果のご連絡 1"]
    assert found[0].recipients == ["kim@person.example"]
    assert found[0].body("plain").strip() == "片岡 様"
    assert found[0].body("html").strip() == "<p>片岡 様</p>"


def test_only_mail_to_one_address_is_shown_on_request(sink):
    send(sink, letter(1), letter(2, to="lee@person.example"))

    found = mailsink.mails(sink.folder, to="Lee@Person.example")

    assert [mail.message_id for mail in found] == ["<notice-2@relay.example>"]


def test_a_mail_is_found_by_its_message_id_as_evidence(sink):
    send(sink, letter(1))

    found = mailsink.find_by_message_id(sink.folder, "<notice-1@relay.example>")

    assert found is not None
    assert found.subject == "選考結果のご連絡 1"
    assert mailsink.find_by_message_id(sink.folder, "<notice-2@relay.example>") is None


def test_the_port_is_written_down_while_the_sink_is_open(tmp_path):
    sink = mailsink.MailSink(tmp_path)

    sink.start()
    noted = int((tmp_path / "port").read_text())
    sink.stop()

    assert noted == sink.port
    assert not (tmp_path / "port").exists()


@pytest.mark.parametrize("key", ["../secret", "..", "", "port", "/etc/passwd"])
def test_a_key_that_is_not_of_a_mail_finds_nothing(sink, key):
    send(sink, letter(1))
    (sink.folder.parent / "secret.eml").write_text("Subject: not yours\n")

    assert mailsink.find(sink.folder, key) is None
