"""Settings → LINE, and the pages around it: secrets go in and never come out, and the stand-in says what is wrong."""

from datetime import timedelta
from time import time

import pytest
from django.test import Client
from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.companies.roles import Role
from career_relay.notices.line.client import Problem
from career_relay.notices.line.linking import user_hash
from career_relay.notices.models import LineAccount, LineLink, LineText
from career_relay.notices.states import LineEnd, LineState
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE, CONNECT, CHECK, CLOSE = (f"/desk/settings/line/{end}" for end in ("", "connect/", "check/", "close/"))


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


@pytest.fixture
def sure(ada, ada_client):
    """Ada, who typed her password a moment ago."""
    session = ada_client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(ada.pk)
    session.save()
    return ada_client


@pytest.fixture
def told(line_server):
    return {"channel_id": "2001234567", "secret": line_server.secret, "token": line_server.token}


@pytest.fixture
def account(minato, line_server):
    with acting_for(minato.pk):
        return LineAccount.objects.create(
            channel_id="2001234567", secret=line_server.secret, token=line_server.token, state=LineState.WORKING
        )


@pytest.fixture
def link(minato, account):
    with acting_for(minato.pk):
        candidate = CandidateFactory(name="海野 葵")
        return LineLink.objects.create(candidate=candidate, user="U1", user_hash=user_hash("U1"))


def now_of(minato) -> LineAccount | None:
    with acting_for(minato.pk):
        return LineAccount.objects.first()


# --- connecting -------------------------------------------------------------------------------------------------------


def test_ada_connects_the_account_and_sees_that_it_works(line_server, minato, sure, told):
    line_server.hook = f"https://relay.example/hooks/line/{minato.public_id}/"

    page = sure.post(CONNECT, told, follow=True).content.decode()

    found = now_of(minato)
    assert (found.state, found.bot_user_id, found.quota) == (LineState.WORKING, line_server.bot, 1000)
    assert "接続できました" in page
    assert "ミナトソフト採用" in page


def test_secrets_never_come_out_again(account, line_server, minato, sure):
    page = sure.get(PAGE).content.decode()

    assert [one for one in (line_server.secret, line_server.token) if one in page] == []
    assert f"https://relay.example/hooks/line/{minato.public_id}/" in page


def test_secrets_are_asked_only_from_whoever_has_just_signed_in(ada_client, minato, told):
    ada_client.session.flush()
    page = ada_client.get(PAGE)

    answer = ada_client.post(CONNECT, told)

    assert answer.status_code == 302
    assert now_of(minato) is None
    assert page.status_code in {200, 302}


def test_an_empty_secret_keeps_the_one_that_is_known(account, line_server, minato, sure):
    sure.post(CONNECT, {"channel_id": "2001234567", "secret": "", "token": ""})

    assert (now_of(minato).secret, now_of(minato).token) == (line_server.secret, line_server.token)


@pytest.mark.parametrize(
    "change",
    [
        {"channel_id": ""}, {"channel_id": "abc"}, {"channel_id": "１２３４５６７８"}, {"secret": "short"}, {"secret": "G" * 32},
        {"token": "with space"}, {"token": "改行\n"}, {"token": "あ"}, {"secret": "", "token": ""}, {"token": "x" * 401},
        {"channel_id": "1" * 21}, {"token": "a\r\nX-Other: 1"},
    ],
)  # fmt: skip
def test_what_cannot_be_an_account_is_refused_with_a_sentence(change, line_server, minato, sure, told):
    answer = sure.post(CONNECT, {**told, **change})

    assert answer.status_code == 422
    assert now_of(minato) is None
    assert line_server.calls == []
    assert line_server.token not in answer.content.decode()


def test_a_token_line_does_not_know_is_said_at_once(line_server, minato, sure, told):
    page = sure.post(CONNECT, {**told, "token": "wrong"}, follow=True).content.decode()

    assert (now_of(minato).state, now_of(minato).problem) == (LineState.REFUSED, Problem.TOKEN)
    assert "アクセストークンを受け付けません" in page


def test_line_out_of_reach_is_said_and_changes_nothing(account, minato, settings, sure):
    settings.LINE_API_URL = "http://127.0.0.1:9"

    page = sure.post(CHECK, follow=True).content.decode()

    assert (now_of(minato).state, now_of(minato).problem) == (LineState.WORKING, Problem.AWAY)
    assert "LINEにつながりません" in page


@pytest.mark.parametrize(("hook", "is_on"), [("", True), ("https://elsewhere.example/hook", True), (None, False)])
def test_events_that_do_not_come_here_are_pointed_out(hook, is_on, account, line_server, minato, sure):
    line_server.hook = f"https://relay.example/hooks/line/{minato.public_id}/" if hook is None else hook
    line_server.hook_is_on = is_on

    page = sure.post(CHECK, follow=True).content.decode()

    assert "Webhook URLを設定してください" in page
    assert now_of(minato).state == LineState.WORKING


def test_an_account_without_a_limit_has_none(account, line_server, minato, sure):
    line_server.quota = None

    sure.post(CHECK)

    assert now_of(minato).quota is None


def test_another_channel_ends_every_link_of_the_old_one(link, minato, sure, told):
    sure.post(CONNECT, {**told, "channel_id": "2009999999"})

    with acting_for(minato.pk):
        assert (LineLink.objects.get().ended_how, LineLink.objects.get().user) == (LineEnd.CLOSED, "")


def test_a_new_token_of_the_same_channel_keeps_the_links(link, minato, sure, told):
    sure.post(CONNECT, told)

    with acting_for(minato.pk):
        assert LineLink.objects.get().ended_at is None


def test_taking_the_account_off_erases_secrets_and_links(link, minato, sure):
    sure.post(CLOSE)

    assert now_of(minato) is None
    with acting_for(minato.pk):
        assert (LineLink.objects.get().ended_how, LineLink.objects.get().user) == (LineEnd.CLOSED, "")


def test_a_demonstration_is_called_one_and_asks_nobody(account, line_server, minato, sure):
    with acting_for(minato.pk):
        LineAccount.objects.update(state=LineState.DEMO)

    page = sure.post(CHECK, follow=True).content.decode()

    assert "これはデモです" in page
    assert line_server.calls == []


# --- who may ----------------------------------------------------------------------------------------------------------


def test_ben_sees_how_it_stands_and_changes_nothing(account, ben_client, minato, told):
    answers = [ben_client.post(address, told).status_code for address in (CONNECT, CHECK, CLOSE)]

    page = ben_client.get(PAGE).content.decode()
    assert answers == [403] * 3
    assert 'name="token"' not in page
    assert now_of(minato) is not None


def test_the_account_of_another_company_is_not_there(account, cleo, client):
    client.force_login(cleo)

    page = client.get(PAGE).content.decode()

    assert "LINEアカウントは接続されていません" in page


# --- the candidate's page ---------------------------------------------------------------------------------------------


def test_the_candidates_page_says_whether_line_is_linked(ben_client, link, minato):
    with acting_for(minato.pk):
        other = CandidateFactory()
        address, bare = f"/desk/candidates/{link.candidate.public_id}/", f"/desk/candidates/{other.public_id}/"

    linked, not_linked = (ben_client.get(one).content.decode() for one in (address, bare))

    assert "連携中" in linked
    assert "未連携" in not_linked
    assert "U1" not in linked.replace("U1F", "")


def test_without_an_account_nothing_is_said_of_line(ben_client, minato):
    with acting_for(minato.pk):
        candidate = CandidateFactory()

    assert 'id="ln-h"' not in ben_client.get(f"/desk/candidates/{candidate.public_id}/").content.decode()


def test_ben_unlinks_for_somebody_who_called(ben_client, link, minato):
    address = f"/desk/candidates/{link.candidate.public_id}/line/unlink/"

    ben_client.post(address)
    again = ben_client.post(address)

    with acting_for(minato.pk):
        assert LineLink.objects.get().ended_how == LineEnd.COMPANY
    assert again.status_code == 302


def test_a_viewer_unlinks_nobody(link, minato):
    viewer = UserFactory(email="vic@minato.example")
    MembershipFactory(company=minato, role=Role.VIEWER, user=viewer)
    client = Client()
    client.force_login(viewer)

    assert client.post(f"/desk/candidates/{link.candidate.public_id}/line/unlink/").status_code == 403


def test_another_company_unlinks_nobody(cleo, client, link, minato):
    client.force_login(cleo)

    assert client.post(f"/desk/candidates/{link.candidate.public_id}/line/unlink/").status_code == 404

    with acting_for(minato.pk):
        assert LineLink.objects.get().ended_at is None


def test_the_history_tells_links_and_words_in_sentences(ben_client, link, minato):
    with acting_for(minato.pk):
        LineText.objects.create(candidate=link.candidate, text="<b>木曜</b>は空いています", written_at=timezone.now())
        LineText.objects.create(candidate=link.candidate, text="", written_at=timezone.now() - timedelta(hours=1))

    page = ben_client.get(f"/desk/candidates/{link.candidate.public_id}/").content.decode()

    assert "&lt;b&gt;木曜&lt;/b&gt;は空いています" in page
    assert "（文字以外のもの）" in page
    assert "LINEを連携" in page
