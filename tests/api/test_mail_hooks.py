"""What mail providers tell: proven, it has one effect; forged, old, cut or unknown, it has none."""

import json
from dataclasses import replace
from time import time

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client

from career_relay.base.tenancy import company as acting_for
from career_relay.notices.addresses import Use, address_for
from career_relay.notices.delivery import deliver_company
from career_relay.notices.models import Incoming, Message, Suppression
from career_relay.notices.states import Bounce, MessageState, Scope
from career_relay.settings.inbound import Inbound
from tests.api.providers import (
    ALL,
    MAILGUN_KEY,
    PARSED,
    PASSWORD,
    PROVING,
    SIGNING,
    AmazonSES,
    Mailgun,
    SendGrid,
    basic,
)
from tests.notices.conftest import by_ben, decided, released, sent, smtp_sink  # noqa: F401 — fixtures
from tests.notices.mails import at, came, change, dsn, reply, row_of, shut

pytestmark = pytest.mark.django_db
NAMES = [one.name for one in ALL]


@pytest.fixture(autouse=True)
def inbound(settings):
    settings.INBOUND = Inbound(
        domain="in.relay.example",
        hooks=tuple(NAMES),
        passwords=(PASSWORD, "relay:the-next-one"),
        keys={"mailgun": (MAILGUN_KEY, "key-after-it"), "sendgrid": (SendGrid.public(),)},
    )


@pytest.fixture
def message(sent):  # noqa: F811
    return sent()


def mark(message):
    return at(message, Use.BOUNCE).split("@")[0]


def address(message):
    return row_of(message).candidate.email


def bounce_of(provider, message, **more):
    return provider.call(provider.bounce(mark(message), address(message), **more))


def nothing_happened(message):
    return (row_of(message).state, came(message), shut(message)) == (MessageState.ACCEPTED, [], [])


# --- what they say ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("provider", ALL, ids=NAMES)
def test_a_hard_bounce_ends_the_address(provider, message):
    call = bounce_of(provider, message)

    assert [call.make().status_code for _time in range(3)] == [200, 200, 200]

    assert row_of(message).state == MessageState.FAILED
    assert [(scope, why) for _hash, scope, why in shut(message)] == [(Scope.ALL, "bounced")]
    assert [(one.kind, one.bounce, one.via) for one in came(message)] == [("bounce", Bounce.HARD, provider.name)]


@pytest.mark.parametrize("provider", ALL, ids=NAMES)
def test_a_soft_bounce_fails_the_mail_and_keeps_the_address(provider, message):
    assert bounce_of(provider, message, hard=False).make().status_code == 200

    assert row_of(message).state == MessageState.FAILED
    assert shut(message) == []


@pytest.mark.parametrize("provider", ALL, ids=NAMES)
def test_a_complaint_ends_what_advertises(provider, message):
    call = provider.call(provider.complaint(mark(message), address(message)))

    assert [call.make().status_code for _time in range(2)] == [200, 200]

    assert {scope for _hash, scope, _why in shut(message)} == {Scope.ADVERTISING}
    assert row_of(message).state == MessageState.ACCEPTED
    assert [one.kind for one in came(message)] == ["complaint"]


@pytest.mark.parametrize("provider", [*ALL, *PARSED], ids=lambda one: type(one).__name__)
def test_an_answer_comes_in(provider, message):
    to = at(message)
    call = provider.call(
        provider.mail(reply(to, "承知しました。\n面接のお時間をありがとうございました。"), to), mails=True
    )

    assert [call.make().status_code for _time in range(2)] == [200, 200]

    assert [(one.kind, one.text, one.sender, one.via) for one in came(message)] == [
        ("reply", "承知しました。\n面接のお時間をありがとうございました。", "kim@mail.example", provider.name)
    ]


@pytest.mark.parametrize("provider", ALL, ids=NAMES)
def test_the_address_of_the_envelope_is_enough(provider, message):
    """A mailing program may show another address in To."""
    raw = reply("saiyo@minato.example", "返信です")

    provider.call(provider.mail(raw, at(message)), mails=True).make()

    assert len(came(message)) == (0 if provider.name == "none" else 1)


def test_a_returned_mail_may_come_by_a_hook_too(message):
    provider = Mailgun()

    provider.call(provider.mail(dsn(at(message, Use.BOUNCE)), at(message, Use.BOUNCE)), mails=True).make()

    assert row_of(message).state == MessageState.FAILED


def test_what_is_only_delivered_or_opened_changes_nothing(message):
    provider = Mailgun()
    for event in ("delivered", "opened", "clicked", "accepted"):
        said = provider.bounce(mark(message), address(message)) | {"event": event}
        assert provider.call(said).make().status_code == 200

    assert nothing_happened(message)


def test_a_mail_without_our_mark_is_found_by_its_message_id_and_address(message):
    provider = SendGrid()
    said = provider.bounce("", address(message)) | {"smtp-id": message.message_id}
    said.pop("relay")

    provider.call(said | {"email": "stranger@mail.example"}).make()
    assert came(message) == []
    provider.call(said).make()

    assert row_of(message).state == MessageState.FAILED


def test_the_same_in_another_order_ends_the_same(message):
    provider = Mailgun()
    complaint = provider.call(provider.complaint(mark(message), address(message)))
    bounce = bounce_of(provider, message)

    for call in (complaint, bounce, complaint, bounce):
        call.make()

    assert row_of(message).state == MessageState.FAILED
    assert sorted(one.kind for one in came(message)) == ["bounce", "complaint"]


def test_a_hundred_replays_have_one_effect(message):
    call = bounce_of(Mailgun(), message)

    assert {call.make().status_code for _time in range(100)} == {200}

    assert len(came(message)) == 1
    assert len(shut(message)) == 1


def test_many_events_in_one_call(message, sent):  # noqa: F811
    other = sent(name="海野 葵")
    provider = SendGrid()
    call = provider.call(provider.bounce(mark(message), address(message)))
    both = json.dumps([json.loads(call.body)[0], provider.bounce(mark(other), address(other))])
    signed = provider.call(None)
    stamp = signed.headers["X-Twilio-Email-Event-Webhook-Timestamp"]
    from base64 import b64encode

    from cryptography.hazmat.primitives import hashes

    signature = provider.secret.sign(stamp.encode() + both.encode(), ec.ECDSA(hashes.SHA256()))
    heads = {"X-Twilio-Email-Event-Webhook-Signature": b64encode(signature).decode()}

    assert signed.make(body=both.encode(), headers=heads).status_code == 200
    assert [row_of(one).state for one in (message, other)] == [MessageState.FAILED] * 2


def test_what_comes_while_the_mail_is_being_sent_is_asked_for_again(message):
    change(message, state=MessageState.SENDING)
    call = bounce_of(Mailgun(), message)

    answer = call.make()
    change(message, state=MessageState.ACCEPTED)

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert call.make().status_code == 200
    assert row_of(message).state == MessageState.FAILED


# --- who says it --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("provider", SIGNING, ids=lambda one: one.name)
def test_a_forged_signature_has_no_effect(provider, message):
    wrong = ec.generate_private_key(ec.SECP256R1()) if provider.name == "sendgrid" else "another-key"

    forged = provider.call(provider.bounce(mark(message), address(message)), key=wrong)

    assert forged.make().status_code in {401, 403}
    assert nothing_happened(message)


def test_a_changed_word_breaks_the_signature(message):
    call = bounce_of(SendGrid(), message)

    assert call.make(body=call.body.replace(b"5.1.1", b"5.1.2")).status_code in {401, 403}
    assert nothing_happened(message)


@pytest.mark.parametrize("provider", SIGNING, ids=lambda one: one.name)
@pytest.mark.parametrize("ahead", [-4 * 86_400, -30 * 86_400, 3600, 10**9])
def test_a_call_that_is_not_of_this_time_has_no_effect(provider, ahead, message):
    call = provider.call(provider.bounce(mark(message), address(message)), at=time() + ahead)

    assert call.make().status_code in {401, 403}
    assert nothing_happened(message)


@pytest.mark.parametrize("provider", SIGNING, ids=lambda one: one.name)
def test_a_call_that_was_tried_again_for_hours_still_counts(provider, message):
    call = provider.call(provider.bounce(mark(message), address(message)), at=time() - 8 * 3600)

    assert call.make().status_code == 200
    assert row_of(message).state == MessageState.FAILED


@pytest.mark.parametrize("provider", PROVING, ids=lambda one: one.name)
@pytest.mark.parametrize("password", ["relay:wrong", "relay", "", "x" * 5000])
def test_a_wrong_password_has_no_effect(provider, password, message):
    for mails in (False, True):
        said = (
            provider.mail(reply(at(message)), at(message))
            if mails
            else provider.bounce(mark(message), address(message))
        )
        answer = provider.call(said, mails=mails).make(headers={"Authorization": basic(password)})
        assert answer.status_code == 403

    assert nothing_happened(message)


@pytest.mark.parametrize("provider", [*PROVING, SendGrid()], ids=lambda one: one.name)
def test_without_a_password_it_is_asked_for(provider, message):
    call = provider.call(provider.mail(reply(at(message)), at(message)), mails=True)
    call.headers.pop("Authorization")

    answer = call.make()

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Basic realm="mail"')
    assert nothing_happened(message)


def test_two_secrets_hold_while_one_is_changed(settings, message):
    old, new = (
        Mailgun().call(Mailgun().bounce(mark(message), address(message)), key=key)
        for key in (MAILGUN_KEY, "key-after-it")
    )

    assert [old.make().status_code, new.make().status_code] == [200, 200]
    settings.INBOUND = replace(settings.INBOUND, keys={"mailgun": ("key-after-it",)})

    assert (old.make().status_code, new.make().status_code) == (401, 200)


def test_a_signature_of_one_call_does_not_carry_another(message):
    """Mailgun signs no content: whoever holds a call may replay it, and may not learn another token."""
    call = bounce_of(Mailgun(), message)
    said = json.loads(call.body)
    said["event-data"]["user-variables"]["relay"] = "bounce+" + "a" * 53

    assert call.make(body=json.dumps(said).encode()).status_code == 200
    assert nothing_happened(message)


# --- doors that are not there -------------------------------------------------------------------------------------


@pytest.mark.parametrize("provider", ALL, ids=NAMES)
def test_a_provider_that_is_not_in_use_has_no_door(provider, settings, message):
    settings.INBOUND = replace(settings.INBOUND, hooks=())

    assert bounce_of(provider, message).make().status_code == 404
    assert nothing_happened(message)


@pytest.mark.parametrize("provider", ALL, ids=NAMES)
def test_without_a_secret_there_is_no_door(provider, settings, message):
    settings.INBOUND = replace(settings.INBOUND, passwords=(), keys={})

    assert bounce_of(provider, message).make().status_code == 404
    assert nothing_happened(message)


@pytest.mark.parametrize("path", ["/hooks/mail/nobody/", "/hooks/mail/nobody/mails/"])
def test_an_unknown_provider_is_not_found(path):
    assert Client().post(path, b"{}", content_type="application/json").status_code == 404


@pytest.mark.parametrize("provider", ALL, ids=NAMES)
def test_looking_is_harmless_and_says_nothing(provider):
    client = Client()

    assert client.head(f"/hooks/mail/{provider.name}/").status_code == 200
    assert client.get(f"/hooks/mail/{provider.name}/").status_code == 405


# --- broken -------------------------------------------------------------------------------------------------------

BROKEN = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"7",
    b'"x"',
    b"{}",
    b"[[]]",
    b'{"event-data": 1}',
    b"\xff\xfe",
    b"[" * 5000,
    b"\x00",
]


@pytest.mark.parametrize("provider", ALL, ids=NAMES)
@pytest.mark.parametrize("mails", [False, True])
def test_nonsense_is_refused_and_nothing_breaks(provider, mails, message):
    good = provider.call(provider.mail(reply("x@y.example"), "x") if mails else provider.bounce("", "x"), mails=mails)

    answers = {good.make(body=body).status_code for body in BROKEN}

    assert answers <= {200, 400, 401, 403}
    assert nothing_happened(message)


@pytest.mark.parametrize("provider", PROVING, ids=lambda one: one.name)
def test_a_truncated_call_is_refused(provider, message):
    call = bounce_of(provider, message)

    assert {
        call.make(body=call.body[:cut]).status_code for cut in (1, 20, len(call.body) // 2, len(call.body) - 1)
    } <= {400, 403}
    assert nothing_happened(message)


def test_more_than_any_mail_holds_is_refused(monkeypatch, message):
    from career_relay.api.views import mail

    monkeypatch.setattr(mail, "MOST_BYTES", 1000)

    assert bounce_of(Mailgun(), message).make(body=b"x" * 1001).status_code == 413


def test_a_mail_longer_than_a_form_may_be_comes_in_all_the_same(message):
    provider = AmazonSES()
    raw = reply(at(message), "長い返信です。\n" * 10) + b"\n" + b"x" * 6_000_000

    assert provider.call(provider.mail(raw, at(message)), mails=True).make().status_code == 200

    assert [one.flaw for one in came(message)] == ["cut"]


def test_amazon_asks_whether_its_notices_are_wanted(caplog):
    provider = AmazonSES()
    call = provider.call({})
    url = "https://sns.ap-northeast-1.amazonaws.com/?Action=ConfirmSubscription&Token=x"
    for address_, told in ((url, 1), ("https://evil.example/?amazonaws.com", 1)):
        note = {**json.loads(call.body), "Type": "SubscriptionConfirmation", "SubscribeURL": address_}
        answer = call.make(
            body=json.dumps(note).encode(), headers={"X-Amz-Sns-Message-Type": "SubscriptionConfirmation"}
        )
        assert answer.status_code == 200
        assert len([one for one in caplog.records if "confirmation" in one.message]) == told


def test_nothing_of_a_call_stands_in_the_log(message, caplog):
    for provider in ALL:
        bounce_of(provider, message).make()
        provider.call(
            provider.mail(reply("nobody@in.relay.example", "ひみつの話"), "nobody@x.example"), mails=True
        ).make()

    assert address(message) not in caplog.text
    assert "ひみつ" not in caplog.text


# --- the marks ----------------------------------------------------------------------------------------------------


def test_each_provider_in_use_gets_its_mark(smtp_sink, released, minato):  # noqa: F811
    message = released()
    deliver_company(minato.pk)

    (mail,) = smtp_sink.mails

    token = at(message, Use.BOUNCE).split("@")[0]
    for name in (
        "X-Metadata",
        "X-Mailin-custom",
        "X-Mailgun-Variables",
        "X-MJ-EventPayload",
        "X-SMTPAPI",
        "X-MSYS-API",
    ):
        assert token in json.dumps(json.loads(str(mail.message[name])))
    assert str(mail.message["X-PM-Metadata-relay"]) == token


def test_a_mark_of_one_company_writes_nothing_into_another(message, komorebi):
    for provider in ALL:
        bounce_of(provider, message).make()

    with acting_for(komorebi.pk):
        assert (Incoming.objects.count(), Suppression.objects.count(), Message.objects.count()) == (0, 0, 0)
    with acting_for(message.company_id):
        assert address_for(Use.BOUNCE, row_of(message)).startswith("bounce+")
