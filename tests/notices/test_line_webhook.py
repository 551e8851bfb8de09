"""What LINE tells us: only with its signature, only about its own account, each event once."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Candidate
from career_relay.consents.models import ConsentEntry, ConsentNow
from career_relay.consents.states import Purpose
from career_relay.notices.line.linking import user_hash
from career_relay.notices.models import (
    LineAccount,
    LineEvent,
    LineIntent,
    LineLink,
    LineText,
    PersonalMail,
    Suppression,
)
from career_relay.notices.states import LineEnd, LineState, PersonalKind
from career_relay.portal.middleware import SESSION_KEY
from tests.factories.candidates import CandidateFactory
from tests.worker import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(minato, line_server):
    """Minato's account, as LINE knows it."""
    with acting_for(minato.pk):
        made = LineAccount.objects.create(
            channel_id="1234567890",
            secret=line_server.secret,
            token=line_server.token,
            bot_user_id=line_server.bot,
            state=LineState.WORKING,
        )
    line_server.post = lambda body, headers: knock(minato, body, headers).status_code
    return made


def hook(company) -> str:
    return f"/hooks/line/{company.public_id}/"


def knock(company, body: bytes, headers: dict[str, str]):
    return Client().post(hook(company), body, content_type="application/json", headers=headers)


@pytest.fixture
def record(minato, kim, ben):
    """Kim's record at Minato, which Ben looks after."""
    with acting_for(minato.pk):
        return CandidateFactory(person_id=kim, email="kim@mail.example", owner=ben)


@pytest.fixture
def kims(kim):
    client = Client()
    session = client.session
    session[SESSION_KEY] = kim
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


@pytest.fixture
def user(line_server):
    """Kim's LINE."""
    found = line_server.new_user()
    line_server.friends.add(found)
    return found


def go_to_line(client, line, minato, user) -> str:
    """From the button on LINE to the address at LINE where the link is confirmed."""
    token = line.link_token(user)["linkToken"]
    client.get(f"/line/{minato.slug}", {"linkToken": token})
    return client.post("/me/line/link")["Location"]


@pytest.fixture
def linked(account, record, kims, line_server, minato, user):
    """Kim has linked her LINE."""
    assert line_server.confirm(go_to_line(kims, line_server, minato, user), user) == 200
    with acting_for(minato.pk):
        return LineLink.objects.get(ended_at=None)


def rows_of(minato, model) -> int:
    with acting_for(minato.pk):
        return model.objects.count()


# --- the signature ------------------------------------------------------------------------------------------------


def test_an_event_with_lines_signature_is_taken_in(account, line_server, minato, user):
    assert line_server.follow(user) == 200

    assert rows_of(minato, LineEvent) == 1


def forgeries(line, body: bytes):
    """Signatures that are not LINE's for this body."""
    real = line.signature(body)
    other = type(line)(secret="f" * 32).signature(body)
    return ["", "x", real[:-1], real + "A", real.lower(), f" {real}"[:-1], other, line.signature(body + b" "), "=" * 44,
            "署名", real.replace(real[0], "A" if real[0] != "A" else "B", 1)]  # fmt: skip


def test_without_lines_signature_nothing_happens(account, line_server, minato, user):
    body = line_server.body(line_server.event("follow", user))

    answers = {
        knock(minato, body, {"x-line-signature": one.encode().decode("latin-1")}).status_code
        for one in forgeries(line_server, body)
    }
    answers |= {knock(minato, body, {}).status_code}

    assert answers == {403}
    assert rows_of(minato, LineEvent) == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda b: b[:-1],
        lambda b: b + b"\n",
        lambda b: b.replace(b"follow", b"unfollow"),
        lambda b: b"",
        lambda b: b"\xff" + b,
    ],
)
def test_a_body_that_was_changed_on_the_way_is_not_lines(change, account, line_server, minato, user):
    body = line_server.body(line_server.event("follow", user))

    answer = knock(minato, change(body), {"x-line-signature": line_server.signature(body)})

    assert (answer.status_code, rows_of(minato, LineEvent)) == (403, 0)


def test_the_secret_of_another_company_opens_nothing(account, komorebi, line_server, minato, user):
    theirs = type(line_server)(secret="c" * 32, bot="U" + "c" * 32)
    with acting_for(komorebi.pk):
        LineAccount.objects.create(channel_id="999999", secret=theirs.secret, token="t", bot_user_id=theirs.bot)
    body = theirs.body(theirs.event("unfollow", user))

    here = knock(minato, body, {"x-line-signature": theirs.signature(body)})
    there = knock(komorebi, line_server.body(), {"x-line-signature": line_server.signature(line_server.body())})

    assert (here.status_code, there.status_code) == (403, 403)
    assert (rows_of(minato, LineEvent), rows_of(komorebi, LineEvent)) == (0, 0)


def test_events_addressed_to_another_account_are_not_taken(account, line_server, minato, user):
    line_server.bot = "U" + "d" * 32

    assert line_server.follow(user) == 403
    assert rows_of(minato, LineEvent) == 0


def test_unknown_companies_and_companies_without_an_account_answer_alike(account, komorebi, line_server):
    body = line_server.body()
    signed = {"x-line-signature": line_server.signature(body)}

    unknown = Client().post(f"/hooks/line/{uuid4()}/", body, content_type="application/json", headers=signed)
    without = knock(komorebi, body, signed)

    assert (unknown.status_code, unknown.content) == (without.status_code, without.content) == (403, b"")


def test_an_account_whose_secret_cannot_be_opened_any_more_takes_nothing(account, line_server, minato):
    with acting_for(minato.pk):
        LineAccount.objects.update(secret="")

    assert line_server.send() == 403


def test_looking_at_the_address_is_refused_and_writes_nothing(account, minato):
    assert Client().get(hook(minato)).status_code == 405


SHAPES = [
    b"[]", b"{}", b"null", b"3", b'{"events": {}}', b'{"events": [1, null, "x", []]}', b'{"events": [{"type": 3}]}',
    b'{"events": [{"type": "follow", "webhookEventId": "", "timestamp": 1}]}',
    b'{"events": [{"type": "follow", "webhookEventId": "a", "timestamp": "x"}]}',
    b'{"events": [{"type": "follow", "webhookEventId": "a", "timestamp": 1e400}]}',
    b'{"events": [{"type": "follow", "webhookEventId": "a", "timestamp": 99999999999999999999}]}',
    b'{"events": [{"type": "message", "webhookEventId": "b", "timestamp": %d, "source": 3, "message": []}]}',
    b'{"events": [{"type": "accountLink", "webhookEventId": "c", "timestamp": %d, "source": {"type": "user", "userId": "U"}, "link": 3}]}',
    b'{"events": [{"type": "message", "webhookEventId": "d", "timestamp": %d, "source": {"type": "group", "userId": "U"}}]}',
    b"{", b"\xe3", b"[" * 50_000,
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=range(len(SHAPES)))
def test_signed_nonsense_breaks_nothing(shape, account, line_server, minato):
    body = shape % int(timezone.now().timestamp() * 1000) if b"%d" in shape else shape

    answer = knock(minato, body, {"x-line-signature": line_server.signature(body)})

    assert answer.status_code in {200, 403}
    assert (rows_of(minato, LineLink), rows_of(minato, LineText), rows_of(minato, Suppression)) == (0, 0, 0)


def test_the_button_verify_in_lines_console_is_answered(account, line_server, minato):
    assert line_server.send() == 200

    with acting_for(minato.pk):
        assert LineAccount.objects.get().heard_at is not None


# --- once -------------------------------------------------------------------------------------------------------------


def test_an_event_that_comes_a_hundred_times_has_one_effect(line_server, linked, minato, user):
    body = line_server.body(
        line_server.event("message", user, message={"type": "text", "text": "来週お話しできますか"})
    )
    signed = {"x-line-signature": line_server.signature(body)}

    answers = {knock(minato, body, signed).status_code for _n in range(100)}

    assert answers == {200}
    assert rows_of(minato, LineText) == 1


def test_a_redelivery_of_what_was_taken_does_nothing(line_server, linked, minato, user):
    event = line_server.event("message", user, message={"type": "text", "text": "はい"})
    line_server.send(event)

    line_server.send({**event, "deliveryContext": {"isRedelivery": True}})

    assert rows_of(minato, LineText) == 1


def test_a_redelivery_of_what_was_lost_does_it(line_server, linked, minato, user):
    line_server.send(
        line_server.event(
            "message", user, message={"type": "text", "text": "はい"}, deliveryContext={"isRedelivery": True}
        )
    )

    assert rows_of(minato, LineText) == 1


def test_an_old_block_that_is_repeated_ends_no_newer_link(line_server, linked, minato, user):
    before = int((linked.linked_at - timedelta(hours=2)).timestamp() * 1000)

    line_server.send(line_server.event("unfollow", user, timestamp=before, deliveryContext={"isRedelivery": True}))

    with acting_for(minato.pk):
        assert LineLink.objects.get().ended_at is None


def test_a_copy_of_days_ago_is_nobodys(line_server, linked, minato, user):
    long_ago = int((timezone.now() - timedelta(days=4)).timestamp() * 1000)

    assert (
        line_server.send(
            line_server.event("message", user, timestamp=long_ago, message={"type": "text", "text": "古い"})
        )
        == 200
    )

    assert rows_of(minato, LineText) == 0


def test_kinds_nobody_asked_for_are_passed_over(account, line_server, minato, user):
    kinds = ["postback", "join", "beacon", "membership", "videoPlayComplete", "somethingNew", "x" * 200]

    assert line_server.send(*[line_server.event(kind, user) for kind in kinds]) == 200

    assert (rows_of(minato, LineEvent), rows_of(minato, LineLink)) == (len(kinds), 0)


def test_one_broken_event_does_not_hold_up_the_others(line_server, linked, minato, user):
    good = line_server.event("message", user, message={"type": "text", "text": "届きますか"})

    assert line_server.send({"type": "message"}, good, {"events": 1}) == 200

    assert rows_of(minato, LineText) == 1


# --- linking ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_new_friend_is_greeted_with_a_button_to_our_own_page(account, line_server, minato, user):
    line_server.follow(user)
    work()

    [greeting] = line_server.replies
    [action] = greeting.messages[0]["template"]["actions"]
    address = urlsplit(action["uri"])
    assert greeting.to == user
    assert (address.netloc, address.path) == ("relay.example", "/line/minato")
    assert parse_qs(address.query)["linkToken"][0] in line_server.link_tokens
    with acting_for(minato.pk):
        assert LineEvent.objects.get().body == ""


@pytest.mark.django_db(transaction=True)
def test_a_greeting_is_said_once_however_often_the_event_comes(account, line_server, minato, user):
    event = line_server.event("follow", user, replyToken=line_server.reply_token(user))
    for _n in range(5):
        line_server.send(event)
    work()

    assert len(line_server.replies) == 1


@pytest.mark.django_db(transaction=True)
def test_while_another_module_has_the_talk_nothing_is_answered(account, line_server, user):
    line_server.follow(user, mode="standby")
    work()

    assert line_server.replies == []


def test_the_button_leads_by_the_door_and_the_code_to_the_question(account, client, line_server, minato, record, user):
    token = line_server.link_token(user)["linkToken"]

    arrived = client.get("/line/minato", {"linkToken": token})
    door = client.post(arrived["Location"], {"email": "kim@mail.example"})
    from career_relay.accounts import people
    from career_relay.accounts.models import CodeRequest

    opened = client.post(door["Location"], {"code": people.code_of(CodeRequest.objects.latest("id"))})

    assert arrived["Location"] == "/go/minato"
    assert arrived["Referrer-Policy"] == "no-referrer"
    assert token not in arrived["Location"] + door["Location"] + opened["Location"]
    assert opened["Location"] == "/me/line/link"


def test_the_page_names_the_company_and_what_will_come(account, kims, line_server, minato, record, user):
    kims.get("/line/minato", {"linkToken": line_server.link_token(user)["linkToken"]})

    page = kims.get("/me/line/link").content.decode()

    assert minato.name in page
    assert "応募の結果をLINEでお伝えすることはありません" in page
    assert "access.line.me" in kims.get("/me/line/link").headers["Content-Security-Policy"]


def test_looking_at_the_question_agrees_to_nothing(account, kims, kim, line_server, minato, record, user):
    kims.get("/line/minato", {"linkToken": line_server.link_token(user)["linkToken"]})
    kims.get("/me/line/link")

    with acting_as(kim):
        assert ConsentEntry.objects.count() == 0
    assert rows_of(minato, LineIntent) == 0


def test_a_yes_leads_to_line_with_its_token_and_a_number_used_once(account, kims, line_server, minato, record, user):
    addresses = [urlsplit(go_to_line(kims, line_server, minato, user)) for _n in range(2)]

    asked = [parse_qs(one.query, strict_parsing=True) for one in addresses]
    assert {f"{one.scheme}://{one.netloc}{one.path}" for one in addresses} == {
        "https://access.line.me/dialog/bot/accountLink"
    }
    assert len({one["nonce"][0] for one in asked}) == 2
    assert all(len(one["nonce"][0]) >= 24 for one in asked)
    with acting_for(minato.pk):
        stored = "".join(LineIntent.objects.values_list("nonce_hash", flat=True))
    assert asked[0]["nonce"][0] not in stored


def test_a_yes_is_written_into_the_ledger_with_the_words_that_were_shown(
    account, kim, kims, line_server, minato, record, user
):
    go_to_line(kims, line_server, minato, user)

    with acting_as(kim):
        [entry] = ConsentEntry.objects.select_related("recipient")
        now = ConsentNow.objects.get()
    assert (entry.purpose, entry.recipient, entry.channel) == (Purpose.CONTACT, minato, "portal:line_link")
    assert entry.text_version.startswith("1-")
    assert now.expires_at - entry.at > timedelta(days=364)


def test_only_lines_own_event_ties_the_two(account, kim, kims, line_server, minato, record, user):
    there = go_to_line(kims, line_server, minato, user)
    before = rows_of(minato, LineLink)

    line_server.confirm(there, user)

    with acting_for(minato.pk):
        link = LineLink.objects.get()
        assert (link.candidate, link.person_id, link.user, link.ended_at) == (record, kim, user, None)
    assert before == 0


def test_a_link_meant_for_somebody_else_is_refused_by_line_and_by_us(account, kims, line_server, minato, record, user):
    """An attacker sends their own link to Kim: LINE sees that another user opens it."""
    attacker = line_server.new_user()
    line_server.friends.add(attacker)
    there = go_to_line(kims, line_server, minato, attacker)

    line_server.confirm(there, user)

    assert rows_of(minato, LineLink) == 0


@pytest.mark.parametrize("nonce", ["", "x" * 300, "not the number", None, 7, ["a"]])
def test_a_number_nobody_was_given_ties_nothing(nonce, account, line_server, minato, record, user):
    line_server.send(line_server.event("accountLink", user, link={"result": "ok", "nonce": nonce}))

    assert rows_of(minato, LineLink) == 0


def test_a_number_works_once_and_for_a_quarter_of_an_hour(account, kims, line_server, minato, record, user):
    late, used = (parse_qs(urlsplit(go_to_line(kims, line_server, minato, user)).query)["nonce"][0] for _n in range(2))
    other = line_server.new_user()
    with acting_for(minato.pk):
        LineIntent.objects.order_by("id")[:1].get().delete()
    line_server.send(line_server.event("accountLink", user, link={"result": "ok", "nonce": used}))

    line_server.send(line_server.event("accountLink", other, link={"result": "ok", "nonce": used}))
    line_server.send(line_server.event("accountLink", other, link={"result": "ok", "nonce": late}))

    with acting_for(minato.pk):
        assert [one.user for one in LineLink.objects.all()] == [user]


def test_a_number_that_is_too_old_ties_nothing(account, kims, line_server, minato, record, user):
    there = go_to_line(kims, line_server, minato, user)
    with acting_for(minato.pk):
        LineIntent.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    line_server.confirm(there, user)

    assert rows_of(minato, LineLink) == 0


def test_a_number_of_one_company_ties_nothing_at_another(account, kims, komorebi, line_server, minato, record, user):
    nonce = parse_qs(urlsplit(go_to_line(kims, line_server, minato, user)).query)["nonce"][0]
    theirs = type(line_server)(secret="c" * 32, bot="U" + "c" * 32)
    with acting_for(komorebi.pk):
        LineAccount.objects.create(channel_id="999999", secret=theirs.secret, token="t", bot_user_id=theirs.bot)
    body = theirs.body(theirs.event("accountLink", user, link={"result": "ok", "nonce": nonce}))

    assert knock(komorebi, body, {"x-line-signature": theirs.signature(body)}).status_code == 200

    assert (rows_of(minato, LineLink), rows_of(komorebi, LineLink)) == (0, 0)


def test_whoever_has_no_record_there_has_nothing_to_link(account, kim, kims, line_server, minato, user):
    kims.get("/line/minato", {"linkToken": line_server.link_token(user)["linkToken"]})

    page, answer = kims.get("/me/line/link"), kims.post("/me/line/link")

    assert '<button class="btn btn--primary btn--l' not in page.content.decode()
    assert answer.status_code == 422
    with acting_as(kim):
        assert ConsentEntry.objects.count() == 0


@pytest.mark.parametrize("token", ["", "x" * 500])
def test_without_lines_token_the_button_is_only_the_door(token, client, minato):
    answer = client.get("/line/minato", {"linkToken": token})

    assert (answer["Location"], "line" in answer.cookies) == ("/go/minato", False)


def test_without_the_cookie_or_with_a_forged_one_the_ten_minutes_are_over(account, kims, record):
    kims.cookies["line"] = "WyJtaW5hdG8iLCJ0Il0:forged:mark"

    for answer in (kims.get("/me/line/link"), kims.post("/me/line/link")):
        assert "portal/line/expired.html" in [one.name for one in answer.templates]


def test_a_second_line_takes_the_place_of_the_first(line_server, linked, kims, minato, user):
    newer = line_server.new_user()
    line_server.friends.add(newer)

    line_server.confirm(go_to_line(kims, line_server, minato, newer), newer)

    with acting_for(minato.pk):
        assert [(one.user, one.ended_how) for one in LineLink.objects.order_by("id")] == [
            ("", LineEnd.MOVED),
            (newer, ""),
        ]


# --- an end -----------------------------------------------------------------------------------------------------------


def test_who_blocks_the_account_is_left_in_peace_at_once(line_server, linked, minato, user):
    line_server.block(user)

    with acting_for(minato.pk):
        link = LineLink.objects.get()
        assert (link.ended_how, link.user) == (LineEnd.UNFOLLOWED, "")
        assert Suppression.objects.filter(address_hash=user_hash(user), scope="all").count() == 1


def test_a_block_without_a_link_counts_too(account, line_server, minato, user):
    line_server.block(user)

    with acting_for(minato.pk):
        assert Suppression.objects.filter(address_hash=user_hash(user)).count() == 1


def test_a_block_is_of_one_company(account, komorebi, line_server, linked, user):
    line_server.block(user)

    with acting_for(komorebi.pk):
        assert Suppression.objects.count() == 0


def test_after_a_block_only_a_new_link_brings_anything_again(line_server, linked, kims, minato, user):
    line_server.block(user)
    line_server.follow(user)
    with acting_for(minato.pk):
        between = LineLink.objects.filter(ended_at=None).count()

    line_server.confirm(go_to_line(kims, line_server, minato, user), user)

    with acting_for(minato.pk):
        assert (between, LineLink.objects.get(ended_at=None).user) == (0, user)
        assert Suppression.objects.count() == 0


@pytest.mark.parametrize("word", ["停止", "「停止」", "stop", " STOP ", "解除", "unsubscribe", "停止。"])
def test_one_word_on_line_is_enough_to_stop(word, line_server, linked, minato, user):
    line_server.write(user, word)

    with acting_for(minato.pk):
        assert LineLink.objects.get().ended_how == LineEnd.PERSON
        assert LineText.objects.count() == 0


@pytest.mark.parametrize("words", ["停止になった路線があり遅れます", "stop by next week?", "配信はいつですか"])
def test_words_that_only_contain_it_do_not_stop(words, line_server, linked, minato, user):
    line_server.write(user, words)

    with acting_for(minato.pk):
        assert LineLink.objects.get().ended_at is None
        assert LineText.objects.get().text == words


def test_the_person_unlinks_on_their_own_page(linked, kims, minato):
    shown = kims.get("/me/line/").content.decode()

    kims.post(f"/me/line/{minato.public_id}/unlink")

    with acting_for(minato.pk):
        link = LineLink.objects.get()
    assert minato.name in shown
    assert (link.ended_how, link.user) == (LineEnd.PERSON, "")


def test_nobody_unlinks_for_another(linked, minato, client, db):
    from tests.factories.people import prove

    session = client.session
    session[SESSION_KEY] = prove("lee@mail.example")
    session.save()

    assert client.post(f"/me/line/{minato.public_id}/unlink").status_code == 404

    with acting_for(minato.pk):
        assert LineLink.objects.get().ended_at is None


def test_erasing_the_record_takes_the_link_and_the_words_along(line_server, linked, minato, user, record, ada):
    from career_relay.base.actors import user_actor
    from career_relay.candidates.erasure import erase

    line_server.write(user, "また応募したいです")
    with acting_for(minato.pk):
        erase(record, by=user_actor(ada.pk))

    assert [rows_of(minato, one) for one in (LineLink, LineText, LineIntent)] == [0, 0, 0]


# --- what people write ------------------------------------------------------------------------------------------------


def test_what_a_linked_person_writes_stands_in_their_history_and_ben_hears_of_it(
    ben, ben_client, line_server, linked, minato, record, user
):
    line_server.write(user, "来週の木曜はいかがでしょう")

    page = ben_client.get(f"/desk/candidates/{record.public_id}/").content.decode()
    mail = PersonalMail.objects.get(kind=PersonalKind.STAFF_REPLY)
    assert "来週の木曜はいかがでしょう" in page
    assert (mail.to_user, mail.for_company) == (ben, minato)
    assert "木曜" not in json.dumps(mail.data, ensure_ascii=False)


def test_a_picture_is_told_of_without_being_fetched(line_server, linked, minato, user):
    line_server.send(line_server.event("message", user, message={"type": "image", "id": "1"}))

    with acting_for(minato.pk):
        assert LineText.objects.get().text == ""
    assert line_server.calls == []


@pytest.mark.django_db(transaction=True)
def test_who_is_not_linked_gets_the_button_and_nothing_is_kept(account, line_server, minato, user):
    line_server.write(user, "採用担当の方ですか")
    work()

    assert (
        line_server.replies[0]
        .messages[0]["template"]["actions"][0]["uri"]
        .startswith("https://relay.example/line/minato")
    )
    assert rows_of(minato, LineText) == 0


@pytest.mark.django_db(transaction=True)
def test_that_words_arrived_is_said_once_in_a_conversation(line_server, linked, minato, user):
    work()
    line_server.replies.clear()

    line_server.write(user, "一つ目")
    line_server.write(user, "二つ目")
    work()

    assert [minato.name in one.text for one in line_server.replies] == [True]


def test_no_number_of_a_user_stands_readable_in_the_database(line_server, linked, minato, user):
    from django.db import connection

    line_server.write(user, "こんにちは")
    with acting_for(minato.pk), connection.cursor() as cursor:
        found = ""
        for table in (
            "notices_linelink",
            "notices_lineevent",
            "notices_linetext",
            "base_auditevent",
            "notices_lineaccount",
        ):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ''), '') FROM {table} t")  # noqa: S608
            found += cursor.fetchone()[0]
        jobs = cursor.execute("SELECT coalesce(string_agg(args::text, ''), '') FROM procrastinate_jobs")
        found += cursor.fetchone()[0]

    assert [secret for secret in (user, line_server.secret, line_server.token) if secret in found] == []
    assert jobs is not found


def test_the_log_says_what_happened_without_words_or_numbers(line_server, linked, minato, user):
    line_server.write(user, "こんにちは")

    with acting_for(minato.pk):
        said = json.dumps(
            list(AuditEvent.objects.filter(event__startswith="notices.line").values_list("event", "data"))
        )
    assert "notices.line_linked" in said
    assert user not in said


def test_a_second_no_of_the_person_is_lifted_by_linking_anew(account, kim, kims, line_server, minato, record, user):
    with acting_for(minato.pk):
        Candidate.objects.filter(pk=record.pk).update(do_not_contact=True, quiet_reason="")

    go_to_line(kims, line_server, minato, user)

    with acting_for(minato.pk):
        assert Candidate.objects.get(pk=record.pk).do_not_contact is False


def test_a_no_the_company_wrote_down_with_a_reason_stays(account, kims, line_server, minato, record, user):
    with acting_for(minato.pk):
        Candidate.objects.filter(pk=record.pk).update(do_not_contact=True, quiet_reason="ご本人の申し出")

    go_to_line(kims, line_server, minato, user)

    with acting_for(minato.pk):
        assert Candidate.objects.get(pk=record.pk).do_not_contact is True


def test_words_that_answer_a_message_land_where_answers_land(
    ben, ben_client, line_server, linked, minato, record, user
):
    from career_relay.notices.models import Incoming, Message

    with acting_for(minato.pk):
        mail, line = (
            Message.objects.create(
                candidate=record,
                channel=channel,
                state="accepted",
                legal_class="job_info",
                subject="求人",
                released_by=ben,
            )
            for channel in ("mail", "line")
        )
        Message.objects.create(candidate=record, channel="mail", state="accepted", legal_class="notice")
    event = line_server.event("message", user, message={"type": "text", "text": "お話を伺いたいです"})
    for _n in range(3):
        line_server.send(event)

    page = ben_client.get("/desk/replies/").content.decode()
    with acting_for(minato.pk):
        [came] = Incoming.objects.all()
        assert (came.message, came.via, came.text) == (line, "line", "お話を伺いたいです")
        assert LineText.objects.count() == 0
    assert "お話を伺いたいです" in page
    assert mail.pk != line.pk
    assert PersonalMail.objects.filter(kind=PersonalKind.STAFF_REPLY, to_user=ben).count() == 1


def test_the_mail_to_ben_says_where_and_not_what(ben, line_server, linked, minato, record, user):
    from career_relay.notices.replies import staff_reply

    line_server.write(user, "来週の木曜はいかがでしょう")
    mail = PersonalMail.objects.get(kind=PersonalKind.STAFF_REPLY)

    with acting_for(minato.pk):
        said = staff_reply(mail)

    assert f"/desk/candidates/{record.public_id}/" in said.text
    assert [word for word in ("木曜", record.name, user) if word in said.text + said.subject] == []
