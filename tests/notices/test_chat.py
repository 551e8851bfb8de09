"""Notices to Slack, Teams and Chatwork: one sentence and a link, no name; secrets go in and never come out."""

import json
from time import time

import pytest

from career_relay.base.actors import user_actor
from career_relay.base.errors import Refused
from career_relay.base.outbound import Away, Why
from career_relay.base.tenancy import company
from career_relay.notices import chat
from career_relay.notices.models import ChatHook

pytestmark = pytest.mark.django_db
SLACK = "https://hooks.slack.com/services/T000/B000/secret"
TEAMS = "https://minato.webhook.office.com/webhookb2/secret"


class Answer:
    def __init__(self, status_code: int) -> None:
        self.status_code = status_code


@pytest.fixture
def wire(monkeypatch):
    """What went out, and the answer that comes back."""
    sent: list[tuple[str, str, dict]] = []
    wire = {"sent": sent, "answer": 200}

    def fetch(method: str, url: str, **options):
        sent.append((method, url, options))
        if isinstance(wire["answer"], Exception):
            raise wire["answer"]
        return Answer(wire["answer"])

    monkeypatch.setattr(chat, "fetch", fetch)
    return wire


def room(minato, ada, kind="slack", address=SLACK, token="") -> ChatHook:
    with company(minato.pk):
        return chat.add_room(kind=kind, label="採用", address=address, token=token, by=user_actor(ada.pk))


@pytest.mark.parametrize(
    ("kind", "address", "token", "where"),
    [
        ("slack", SLACK, "", SLACK),
        ("teams", TEAMS, "", TEAMS),
        ("chatwork", "12345", "t0ken", "https://api.chatwork.com/v2/rooms/12345/messages"),
    ],
)
def test_each_chat_is_told_in_its_own_way(minato, ada, wire, kind, address, token, where):
    room(minato, ada, kind, address, token)

    chat.announce(minato.pk, "received")

    [(method, url, options)] = wire["sent"]
    assert (method, url) == ("POST", where)
    body = json.dumps(options.get("json") or options["data"], ensure_ascii=False)
    assert str(chat.NOTICES["received"]) in body
    assert "/desk/board/" in body
    assert options.get("headers", {}).get("X-ChatWorkToken", "") == token


@pytest.mark.parametrize(
    ("kind", "address", "token"),
    [
        ("slack", "http://hooks.slack.com/x", ""),
        ("slack", "https://evil.example/services", ""),
        ("slack", "https://hooks.slack.com.evil.example/x", ""),
        ("slack", "https://user@hooks.slack.com/x", ""),
        ("teams", SLACK, ""),
        ("teams", "https://webhook.office.com.evil.example/x", ""),
        ("chatwork", "12345", ""),
        ("chatwork", "abc", "t"),
        ("chatwork", "../me", "t"),
        ("irc", SLACK, ""),
        ("slack", "", ""),
    ],
)
def test_no_other_host_is_ever_asked(minato, ada, kind, address, token):
    with pytest.raises(Refused) as refused:
        room(minato, ada, kind, address, token)

    assert refused.value.code == "CHAT_ADDRESS"


def test_the_same_address_twice_is_one_room_and_there_are_five_at_most(minato, ada):
    first = room(minato, ada)
    assert room(minato, ada).pk == first.pk
    for n in range(4):
        room(minato, ada, address=f"{SLACK}{n}")

    with pytest.raises(Refused) as refused:
        room(minato, ada, address=f"{SLACK}x")

    assert refused.value.code == "ROOMS_FULL"


@pytest.mark.parametrize(
    ("answer", "problem"), [(200, ""), (202, ""), (404, "refused"), (Away(Why.TIME), "time"), (Away(Why.NAME), "name")]
)
def test_how_it_went_is_kept_with_the_room(minato, ada, wire, answer, problem):
    room(minato, ada)
    wire["answer"] = answer

    chat.announce(minato.pk, "due")

    with company(minato.pk):
        found = ChatHook.objects.get()
    assert (found.problem, found.tried_at is not None) == (problem, True)
    assert problem == "" or problem in chat.PROBLEMS


def test_only_the_company_itself_is_told(minato, komorebi, ada, wire):
    room(minato, ada)

    chat.announce(komorebi.pk, "received")

    assert wire["sent"] == []


def test_a_demonstration_tells_nobody(minato, ada, wire, settings):
    settings.DEMO = True
    room(minato, ada)

    chat.announce(minato.pk, "received")

    assert wire["sent"] == []


def test_the_page_never_shows_a_secret_and_asks_who_is_there_first(minato, ada, ada_client, wire, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    told = {"kind": "slack", "label": "採用の部屋", "address": SLACK, "token": ""}
    assert "reauthenticate" in ada_client.post("/desk/settings/chat/add/", told).url
    session = ada_client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(ada.pk)
    session.save()

    assert ada_client.post("/desk/settings/chat/add/", told).status_code == 302
    bad = ada_client.post("/desk/settings/chat/add/", {**told, "address": "https://evil.example/x"})
    page = ada_client.get("/desk/settings/chat/").content.decode()

    assert "採用の部屋" in page
    assert SLACK not in page
    assert (bad.status_code, "evil.example" in bad.content.decode()) == (422, False)
    with company(minato.pk):
        found = ChatHook.objects.get()
    assert ada_client.post(f"/desk/settings/chat/{found.public_id}/test/").status_code == 302
    assert len(wire["sent"]) == 1
    ada_client.post(f"/desk/settings/chat/{found.public_id}/drop/")
    with company(minato.pk):
        assert ChatHook.objects.count() == 0


def test_a_recruiter_looks_and_does_not_change(minato, ada, ben_client):
    found = room(minato, ada)

    assert ben_client.get("/desk/settings/chat/").status_code == 200
    assert ben_client.post(f"/desk/settings/chat/{found.public_id}/drop/").status_code == 403


def test_what_is_said_names_nobody():
    assert [what for what in chat.NOTICES if "{" in str(chat.NOTICES[what])] == []
