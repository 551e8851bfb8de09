from email.message import EmailMessage

import pytest

from career_relay.embedded import locations, mailsink

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.console.demo_urls")]


@pytest.fixture(autouse=True)
def _a_demonstration(settings, tmp_path, monkeypatch):
    settings.DEMO = True
    monkeypatch.setenv("CAREER_RELAY_DATA", str(tmp_path))


def keep(subject: str, *, to: str = "kim@person.example", html: str = "<p>片岡 様</p>") -> str:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "relay@minato.example", to, subject
    message["Date"] = "Mon, 23 Nov 2026 09:00:00 +0900"
    message["Message-ID"] = f"<{len(subject)}@relay.example>"
    message.set_content("https://relay.example/r/abc")
    message.add_alternative(html, subtype="html")
    return mailsink.store(locations.mail_folder(), message.as_bytes()).stem


def test_the_list_shows_the_newest_first(client):
    keep("選考結果のご連絡")
    keep("確認の番号")

    page = client.get("/demo/mail/").content.decode()

    assert 0 < page.index("確認の番号") < page.index("選考結果のご連絡")


def test_the_list_can_be_kept_to_one_address(client):
    keep("選考結果のご連絡")
    keep("確認の番号", to="lee@person.example")

    found = client.get("/demo/mail/", {"to": "lee@person.example", "format": "json"}).json()

    assert [mail["subject"] for mail in found] == ["確認の番号"]


@pytest.mark.parametrize(
    ("query", "sentence"), [({}, "まだメールはありません"), ({"to": "lee@person.example"}, "宛てのメールはありません")]
)
def test_an_empty_list_says_why(client, query, sentence):
    assert sentence in client.get("/demo/mail/", query).content.decode()


def test_the_designed_part_is_framed_so_that_it_can_do_nothing(client):
    key = keep("選考結果のご連絡", html="<script>alert(1)</script><p>片岡 様</p>")

    page = client.get(f"/demo/mail/{key}/").content.decode()

    assert "<script>alert" not in page
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    assert '<a href="https://relay.example/r/abc" rel="nofollow">' in page


def test_one_mail_is_given_as_json_for_scripts(client):
    key = keep("選考結果のご連絡")

    mail = client.get(f"/demo/mail/{key}/", {"format": "json"}).json()

    assert (mail["to"], mail["text"].strip()) == (["kim@person.example"], "https://relay.example/r/abc")
    assert mail["headers"]["Subject"] == "選考結果のご連絡"


@pytest.mark.parametrize("path", ["/demo/mail/", "/demo/mail/any/"])
def test_outside_a_demonstration_there_is_no_such_page(client, settings, path):
    keep("選考結果のご連絡")
    settings.DEMO = False

    assert client.get(path).status_code == 404


def test_a_look_is_the_only_thing_one_can_do(client):
    key = keep("選考結果のご連絡")

    assert client.post(f"/demo/mail/{key}/").status_code == 405
