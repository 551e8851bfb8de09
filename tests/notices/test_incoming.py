"""What comes in, and what follows from it: one effect, in the right company, or none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.notices import incoming, queries
from career_relay.notices.addresses import Use, envelope_of, reply_to
from career_relay.notices.models import Incoming, PersonalMail, Suppression
from career_relay.notices.states import Bounce, Came, MessageState, PersonalKind, Scope
from career_relay.notices.suppression import address_hash
from career_relay.settings.inbound import Inbound
from tests.notices.mails import arf, at, came, change, dsn, events, kims, reply, row_of, shut

pytestmark = pytest.mark.django_db
S = MessageState


@pytest.fixture(autouse=True)
def inbound(settings):
    settings.INBOUND = Inbound(domain="in.relay.example")


# --- replies ------------------------------------------------------------------------------------------------------


def test_the_mail_says_where_an_answer_and_a_bounce_go(smtp_sink, sent, minato):
    message = sent()

    (mail,) = smtp_sink.mails

    assert str(mail.message["Reply-To"]) == at(message)
    assert reply_to(message, minato) == at(message)
    assert envelope_of(message, minato) == at(message, Use.BOUNCE)


def test_without_a_domain_everything_goes_where_it_went(settings, sent, minato):
    message = sent()
    settings.INBOUND = Inbound()

    assert (reply_to(message, minato), envelope_of(message, minato)) == ("saiyo@company.example", "")


def test_an_answer_lands_with_the_person_it_is_from(sent):
    message = sent()

    taken = incoming.take_in(reply(at(message), "承知しました。\n\n> 先日はありがとうございました"), via="imap")

    (row,) = came(message)
    assert (taken.kind, taken.company_id, taken.incoming_id, taken.is_new) == (
        "reply",
        message.company_id,
        row.pk,
        True,
    )
    assert (row.text, row.sender, row.from_elsewhere, row.via) == (
        "承知しました。",
        "kim@mail.example",
        row_of(message).candidate.email != "kim@mail.example",
        "imap",
    )
    assert "> 先日は" in row.whole
    assert row.candidate_id == message.candidate_id
    assert events(message, "notices.replied") == 1
    assert row_of(message).state == S.ACCEPTED


def test_the_same_mail_has_one_effect_however_often_it_comes(sent):
    message = sent()
    mail = reply(at(message))

    found = [incoming.take_in(mail, via=via) for via in ("imap", "mailgun", "imap")]

    assert [one.is_new for one in found] == [True, False, False]
    assert len(came(message)) == 1
    assert events(message, "notices.replied") == 1


def test_the_colleague_who_sent_it_is_told_without_a_name(sent, ben):
    message = sent()

    incoming.take_in(reply(at(message)), via="imap")
    incoming.take_in(reply(at(message)), via="imap")

    (mail,) = PersonalMail.objects.filter(kind=PersonalKind.STAFF_REPLY)
    assert (mail.to_user_id, mail.for_company_id) == (ben.pk, message.company_id)
    assert [one.owner_id for one in came(message)] == [ben.pk, ben.pk]
    assert set(mail.data) == {"until"}


def test_an_answer_is_found_by_our_message_id_when_the_address_was_lost(sent):
    message = sent()
    mail = reply("saiyo@minato.example", sender=row_of(message).candidate.email, In_Reply_To=message.message_id)

    taken = incoming.take_in(mail, via="imap")

    assert taken.is_new
    assert [one.kind for one in came(message)] == [Came.REPLY]


def test_a_message_id_alone_from_another_address_belongs_to_nothing(sent):
    message = sent()

    taken = incoming.take_in(
        reply("saiyo@minato.example", In_Reply_To=message.message_id, sender="x@evil.example"), via="imap"
    )

    assert (taken.is_related, came(message)) == (False, [])


def test_an_answer_from_another_mailbox_is_taken_and_marked(sent):
    message = sent()

    incoming.take_in(reply(at(message), sender="kim.private@mail.example"), via="imap")

    assert [one.from_elsewhere for one in came(message)] == [True]


def test_a_person_may_answer_after_months(sent):
    message = sent()
    change(message, sent_at=timezone.now() - timedelta(days=200))

    assert incoming.take_in(reply(at(message)), via="imap").is_new


def test_an_automatic_reply_is_kept_and_nobody_is_called(sent):
    message = sent()

    incoming.take_in(
        reply(at(message), "不在です", subject="不在のお知らせ", Auto_Submitted="auto-replied"), via="imap"
    )

    assert [one.kind for one in came(message)] == [Came.AUTO_REPLY]
    assert not PersonalMail.objects.filter(kind=PersonalKind.STAFF_REPLY).exists()


def test_a_loop_of_mails_ends(sent, monkeypatch):
    message = sent()
    monkeypatch.setattr(incoming, "MOST_OF_ONE", 3)

    found = [incoming.take_in(reply(at(message)), via="imap").is_new for _ in range(5)]

    assert found == [True, True, True, False, False]


def test_a_mail_that_belongs_to_nothing_leaves_no_trace(minato, caplog):
    taken = incoming.take_in(
        reply("someone@in.relay.example", "とても個人的なこと", sender="lee@mail.example"), via="imap"
    )

    assert (taken.kind, taken.is_related) == ("reply", False)
    assert "lee@mail.example" not in caplog.text
    assert "個人的" not in caplog.text
    with acting_for(minato.pk):
        assert Incoming.objects.count() == 0


# --- bounces ------------------------------------------------------------------------------------------------------


def test_a_hard_bounce_ends_the_address_and_puts_the_person_on_the_phone_list(sent):
    message = sent()
    address = row_of(message).candidate.email

    taken = incoming.take_in(dsn(at(message, Use.BOUNCE), recipient=address), via="imap")

    row = row_of(message)
    assert taken.is_new
    assert (row.state, row.error) == (S.FAILED, "bounced 5.1.1")
    assert shut(message) == [(address_hash(address), Scope.ALL, "bounced")]
    assert [(one.kind, one.bounce, one.status) for one in came(message)] == [(Came.BOUNCE, Bounce.HARD, "5.1.1")]
    with acting_for(message.company_id):
        assert [call.message.pk for call in queries.calls()] == [message.pk]
    assert events(message, "notices.bounced") == 1


def test_many_copies_of_a_bounce_have_one_effect(sent):
    message = sent()

    for _ in range(6):
        incoming.take_in(dsn(at(message, Use.BOUNCE), recipient=row_of(message).candidate.email), via="imap")

    assert len(came(message)) == 1
    assert len(shut(message)) == 1
    assert events(message, "notices.bounced") == 1


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("5.2.2", "552 5.2.2 Mailbox full"),
        ("5.7.1", "550 5.7.1 Message rejected due to DMARC policy"),
        ("5.7.26", "550-5.7.26 This mail is unauthenticated"),
        ("4.4.7", "Delivery time expired"),
        ("5.3.4", "552 5.3.4 Message too big"),
        ("5.1.1", None),
    ],
)
def test_only_an_address_that_is_gone_is_given_up(sent, status, said):
    message = sent()

    incoming.take_in(
        dsn(
            at(message, Use.BOUNCE),
            recipient=row_of(message).candidate.email,
            status=status,
            said=said or "550 5.1.1 no such user",
        ),
        via="imap",
    )

    assert row_of(message).state == S.FAILED
    assert bool(shut(message)) == (said is None)


def test_a_mail_that_is_only_late_has_no_effect(sent):
    message = sent()

    incoming.take_in(dsn(at(message, Use.BOUNCE), status="4.4.1", action="delayed"), via="imap")

    assert (row_of(message).state, shut(message)) == (S.ACCEPTED, [])
    assert [one.bounce for one in came(message)] == [Bounce.LATE]


def test_an_address_corrected_since_is_not_punished_for_the_old_one(sent):
    message = sent()
    old, to = row_of(message).candidate.email, at(message, Use.BOUNCE)
    with acting_for(message.company_id):
        Candidate.objects.filter(pk=message.candidate_id).update(email="new@mail.example", email_key="new@mail.example")

    incoming.take_in(dsn(to, recipient=old), via="imap")

    assert shut(message) == [(address_hash(old), Scope.ALL, "bounced")]


def test_a_bounce_of_a_mail_forwarded_elsewhere_counts_for_our_address(sent):
    message = sent()

    incoming.take_in(dsn(at(message, Use.BOUNCE), recipient="old-forward@other.example"), via="imap")

    assert shut(message) == [(kims(message), Scope.ALL, "bounced")]


def test_what_a_machine_says_about_an_old_mail_is_only_counted(sent):
    message = sent()
    change(message, sent_at=timezone.now() - timedelta(days=31))

    taken = incoming.take_in(dsn(at(message, Use.BOUNCE)), via="imap")

    assert (taken.is_related, shut(message), row_of(message).state) == (False, [], S.ACCEPTED)


def test_a_bounce_while_the_mail_is_being_sent_comes_again_later(sent):
    message = sent()
    change(message, state=S.SENDING)

    with pytest.raises(incoming.NotYet):
        incoming.take_in(dsn(at(message, Use.BOUNCE)), via="imap")

    assert came(message) == []


def test_a_bounce_settles_what_was_uncertain(sent):
    message = sent()
    change(message, state=S.UNKNOWN)

    incoming.take_in(dsn(at(message, Use.BOUNCE)), via="imap")

    assert row_of(message).state == S.FAILED


def test_who_was_called_meanwhile_stays_told(sent):
    message = sent()
    change(message, state=S.TOLD)

    incoming.take_in(dsn(at(message, Use.BOUNCE)), via="imap")

    assert row_of(message).state == S.TOLD


def test_a_bounce_is_found_by_the_message_id_it_brings_back(sent):
    message = sent()
    ours = f"From: a@minato.example\nMessage-ID: {message.message_id}\nSubject: x"

    found = [
        incoming.take_in(dsn("postmaster@relay.example", recipient=one, ours=ours), via="imap").is_new
        for one in ("stranger@mail.example", row_of(message).candidate.email)
    ]

    assert found == [False, True]


# --- complaints ---------------------------------------------------------------------------------------------------


def test_a_complaint_ends_what_advertises_and_leaves_the_result(sent):
    message = sent()

    incoming.take_in(arf("fbl@relay.example", ours=f"Message-ID: {message.message_id}\nSubject: x"), via="imap")

    assert (kims(message), Scope.ADVERTISING, "complained") in shut(message)
    assert {scope for _hash, scope, _why in shut(message)} == {Scope.ADVERTISING}
    assert row_of(message).state == S.ACCEPTED
    assert [one.kind for one in came(message)] == [Came.COMPLAINT]


def test_a_complaint_is_found_by_the_address_of_ours_in_the_mail_it_brings(sent):
    message = sent()

    taken = incoming.take_in(arf("fbl@relay.example", ours=f"Reply-To: {at(message)}\nSubject: x"), via="imap")

    assert taken.is_new


def test_a_report_about_authentication_is_no_complaint(sent):
    message = sent()

    incoming.take_in(
        arf("fbl@relay.example", ours=f"Reply-To: {at(message)}\nSubject: x", sort="auth-failure"), via="imap"
    )

    assert shut(message) == []


# --- the wall -----------------------------------------------------------------------------------------------------


def test_the_token_of_one_company_never_writes_into_another(sent, minato, komorebi):
    message = sent()

    incoming.take_in(reply(at(message)), via="imap")
    incoming.take_in(dsn(at(message, Use.BOUNCE)), via="imap")

    with acting_for(komorebi.pk):
        assert (Incoming.objects.count(), Suppression.objects.count()) == (0, 0)
    with acting_for(minato.pk):
        assert Incoming.objects.count() == 2


def test_what_was_never_sent_cannot_be_answered(released):
    message = released()

    assert not incoming.take_in(reply(at(message)), via="imap").is_related


def test_an_erased_record_takes_its_answers_along(sent):
    message = sent()
    to = at(message)
    incoming.take_in(reply(to), via="imap")

    with acting_for(message.company_id):
        Candidate.objects.get(pk=message.candidate_id).delete()
        assert Incoming.objects.count() == 0

    assert not incoming.take_in(reply(to), via="imap").is_related
