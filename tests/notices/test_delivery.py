"""From release to the mail server, over a real wire and a real database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import Stage
from career_relay.notices import actions, composer, delivery, outbox
from career_relay.notices.delivery import address_hash, deliver_company
from career_relay.notices.mime import message_id
from career_relay.notices.models import EntryLink, Message, Suppression
from career_relay.notices.smtp import PostOffice, Unreachable
from career_relay.notices.states import MessageState, Scope, Skip
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db
threads = pytest.mark.django_db(transaction=True)


def as_typed(body: str) -> bytes:
    """The body without the line ends of the wire."""
    return body.replace("\r\n", "\n").encode()


def row_of(message):
    with acting_for(message.company_id):
        return Message.objects.get(pk=message.pk)


def age(message, seconds):
    """Let the claim look as if it had been made some time ago."""
    with acting_for(message.company_id):
        Message.objects.filter(pk=message.pk).update(claimed_at=timezone.now() - timedelta(seconds=seconds))


def change(model, pk, company_id, **fields):
    with acting_for(company_id):
        model.objects.filter(pk=pk).update(**fields)


@pytest.fixture
def cut_before_result(monkeypatch):
    """The worker dies after the mail server has taken the mail and before the result is written down."""

    class Killed(BaseException):
        pass

    def die(*_args):
        raise Killed

    monkeypatch.setattr(delivery, "_finish", die)
    return Killed


def test_a_released_notice_arrives_once(smtp_sink, released, minato):
    message = released()

    assert deliver_company(minato.pk) == 1
    assert deliver_company(minato.pk) == 0

    row = row_of(message)
    assert (row.state, row.error) == (MessageState.ACCEPTED, "")
    assert row.sent_at is not None
    assert [mail.message["Subject"] for mail in smtp_sink.mails] == ["選考結果のご連絡（株式会社ミナトソフト）"]


def test_the_mail_carries_honest_headers(smtp_sink, released, minato):
    message = released()
    deliver_company(minato.pk)

    (mail,) = smtp_sink.mails

    assert str(mail.message["From"]) == "株式会社ミナトソフト 採用担当 <saiyo@minato.example>"
    assert str(mail.message["Reply-To"]) == "saiyo@company.example"
    assert mail.message["Content-Language"] == "ja"
    assert mail.message_id == message_id(message.public_id)
    assert mail.message["List-Unsubscribe"] is None


def test_what_was_previewed_is_what_arrives(smtp_sink, released, minato):
    message = released()
    with acting_for(minato.pk):
        seen = composer.preview(row_of(message), minato).letter
    deliver_company(minato.pk)

    (mail,) = smtp_sink.mails

    assert as_typed(mail.body("plain")) == seen.text.encode()
    assert as_typed(mail.body("html")) == seen.html.encode() + b"\n"
    assert str(mail.message["Subject"]) == seen.subject


def test_the_html_fetches_nothing(smtp_sink, released, minato):
    released()
    deliver_company(minato.pk)

    html = smtp_sink.mails[0].body("html")

    assert [word for word in ("<img", "<link", "@import", "url(", "<script", "<iframe") if word in html] == []


def test_the_link_opens_only_when_the_mail_leaves(smtp_sink, released, minato):
    released()
    assert EntryLink.objects.count() == 0

    deliver_company(minato.pk)

    link = EntryLink.objects.get()
    assert (link.expires_at - timezone.now()).days == 29
    assert link.token_hash not in smtp_sink.mails[0].body("plain")


def test_undo_in_the_hold_sends_nothing(smtp_sink, settings, released, minato, by_ben):
    message = released()
    with acting_for(minato.pk):
        assert [one.state for one in actions.undo_release([message], by=by_ben)] == [MessageState.DRAFT]

    assert deliver_company(minato.pk) == 0
    assert smtp_sink.mails == []


def test_nothing_leaves_before_its_time(smtp_sink, settings, minato, by_ben, decided):
    settings.NOTICE_HOLD_SECONDS = 600
    with acting_for(minato.pk):
        draft = actions.check_message(actions.draft_notice(decided(), by=by_ben), by=by_ben)
        (message,) = actions.release([draft], by=by_ben)

    assert deliver_company(minato.pk) == 0
    assert row_of(message).state == MessageState.HELD


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ({"application": {"stage": Stage.WITHDRAWN}}, Skip.WITHDRAWN),
        ({"application": {"stage": Stage.INTERVIEWING}}, Skip.SUPERSEDED),
        ({"application": {"decided_at": timezone.now() + timedelta(hours=1)}}, Skip.SUPERSEDED),
        ({"candidate": {"protected_until": timezone.localdate() + timedelta(days=90)}}, Skip.PROTECTED),
        ({"candidate": {"email": ""}}, Skip.NO_ADDRESS),
        ({"candidate": {"email": "kim@mail.example\nBcc: eve@else.example"}}, Skip.NO_ADDRESS),
    ],
)
def test_a_change_between_release_and_sending_stops_it(smtp_sink, released, minato, what, reason):
    message = released()
    change(Application, message.application_id, minato.pk, **what.get("application", {"stage": Stage.REJECTED}))
    change(Candidate, message.candidate_id, minato.pk, **what.get("candidate", {"name": "キム 美咲"}))

    deliver_company(minato.pk)

    row = row_of(message)
    assert (row.state, row.skip_reason) == (MessageState.SKIPPED, reason)
    assert smtp_sink.mails == []


def test_an_address_that_must_not_be_written_to_is_skipped(smtp_sink, released, minato):
    message = released()
    with acting_for(minato.pk):
        address = row_of(message).candidate.email_key
        Suppression.objects.create(address_hash=address_hash(address), reason="complained")

    deliver_company(minato.pk)

    row = row_of(message)
    assert (row.state, row.skip_reason) == (MessageState.SKIPPED, Skip.SUPPRESSED)
    assert smtp_sink.mails == []


def test_every_skip_is_in_the_log(smtp_sink, released, minato):
    message = released()
    change(Application, message.application_id, minato.pk, stage=Stage.WITHDRAWN)
    deliver_company(minato.pk)

    with acting_for(minato.pk):
        event = AuditEvent.objects.get(event="notices.skipped")
        assert (event.subject_id, event.data) == (message.pk, {"reason": "withdrawn"})


def test_a_crash_after_sending_is_seen_as_uncertain_and_never_sent_again(
    smtp_sink, released, minato, cut_before_result, monkeypatch
):
    message = released()
    with pytest.raises(cut_before_result):
        deliver_company(minato.pk)
    assert row_of(message).state == MessageState.SENDING
    monkeypatch.undo()
    monkeypatch.setattr(outbox, "sink_folder", lambda: None)  # a mail server that cannot be asked
    age(message, 121)

    assert deliver_company(minato.pk) == 0

    assert row_of(message).state == MessageState.UNKNOWN
    assert len(smtp_sink.mails) == 1


def test_a_server_that_can_be_asked_settles_what_is_uncertain(
    smtp_sink, released, minato, cut_before_result, monkeypatch
):
    message = released()
    with pytest.raises(cut_before_result):
        deliver_company(minato.pk)
    monkeypatch.setattr(delivery, "_finish", lambda *_: None)
    age(message, 121)

    assert deliver_company(minato.pk) == 0

    assert row_of(message).state == MessageState.ACCEPTED
    assert len(smtp_sink.mails) == 1


def test_evidence_counts_even_when_the_index_was_not_written(smtp_sink, released, minato, cut_before_result):
    message = released()
    with pytest.raises(cut_before_result):
        deliver_company(minato.pk)
    for note in (smtp_sink.folder / "index").iterdir():
        note.unlink()

    assert outbox.arrived(row_of(message), smtp_sink.folder)


def test_what_never_arrived_is_sent_after_the_evidence(smtp_sink, released, minato, settings):
    message = released()
    with acting_for(minato.pk):
        outbox.claim(minato.pk, "dead", most=1)
        Message.objects.filter(pk=message.pk).update(state=MessageState.SENDING)
    age(message, settings.OUTBOX.doubt + 1)

    deliver_company(minato.pk)

    assert row_of(message).state == MessageState.ACCEPTED
    assert len(smtp_sink.mails) == 1


def test_a_slow_server_has_its_time_before_a_mail_is_sent_again(smtp_sink, released, minato, settings):
    message = released()
    with acting_for(minato.pk):
        outbox.claim(minato.pk, "dead", most=1)
        Message.objects.filter(pk=message.pk).update(state=MessageState.SENDING)
    age(message, settings.OUTBOX.doubt - 30)

    assert [deliver_company(minato.pk) for _turn in range(2)] == [0, 0]

    assert row_of(message).state == MessageState.UNKNOWN
    assert delivery.has_doubts(minato.pk)
    assert smtp_sink.mails == []


def test_a_claim_of_a_dead_worker_is_free_again(smtp_sink, released, minato):
    message = released()
    with acting_for(minato.pk):
        assert outbox.claim(minato.pk, "dead", most=1) == [message.pk]
    assert deliver_company(minato.pk) == 0
    age(message, 61)

    assert deliver_company(minato.pk) == 1
    assert len(smtp_sink.mails) == 1


def test_a_claim_from_before_a_restart_of_the_database_is_uncertain(released, minato, smtp_sink, monkeypatch):
    message = released()
    monkeypatch.setattr(outbox, "sink_folder", lambda: None)
    with acting_for(minato.pk):
        outbox.claim(minato.pk, "dead", most=1)
        Message.objects.filter(pk=message.pk).update(epoch=timezone.now() - timedelta(days=9))
    age(message, 61)

    deliver_company(minato.pk)

    assert row_of(message).state == MessageState.UNKNOWN
    assert smtp_sink.mails == []


def test_a_worker_that_lost_its_claim_does_not_send(smtp_sink, released, minato):
    message = released()
    with acting_for(minato.pk):
        outbox.claim(minato.pk, "other", most=1)

    with PostOffice() as office:
        delivery.Round(office, minato, "mine").send([message.pk])

    assert smtp_sink.mails == []
    assert row_of(message).claimed_by == "other"


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("550 no such mailbox", MessageState.FAILED),
        ("451 greylisted, come again", MessageState.QUEUED),
        ("421 too busy", MessageState.QUEUED),
    ],
)
def test_the_servers_answer_decides(smtp_sink, released, minato, answer, state):
    message = released()
    smtp_sink.answer = answer

    deliver_company(minato.pk)

    row = row_of(message)
    assert (row.state, row.error) == (state, answer)
    assert (row.send_after > timezone.now()) == (state == MessageState.QUEUED)


def test_a_mail_put_back_too_often_fails_where_somebody_sees_it(smtp_sink, released, minato):
    message = released()
    smtp_sink.answer = "451 later"
    change(Message, message.pk, minato.pk, attempts=delivery.MOST_TRIES - 1)

    deliver_company(minato.pk)

    assert row_of(message).state == MessageState.FAILED


def test_a_line_that_breaks_after_the_text_leaves_it_uncertain(smtp_sink, released, minato, monkeypatch):
    message = released()
    smtp_sink.keep_then_drop = True
    monkeypatch.setattr(outbox, "sink_folder", lambda: None)

    deliver_company(minato.pk)
    deliver_company(minato.pk)

    assert row_of(message).state == MessageState.UNKNOWN
    assert len(smtp_sink.mails) == 1


def test_while_the_server_is_away_nothing_is_claimed(released, minato, smtp_sink):
    message = released()
    smtp_sink.stop()

    with pytest.raises(Unreachable):
        deliver_company(minato.pk)

    assert row_of(message).state == MessageState.HELD


def test_a_mail_that_cannot_be_written_fails_alone(smtp_sink, released, minato):
    odd, good = released(), released()
    change(Message, odd.pk, minato.pk, subject="結果\nBcc: eve@else.example")

    deliver_company(minato.pk)

    assert (row_of(odd).state, row_of(good).state) == (MessageState.FAILED, MessageState.ACCEPTED)
    assert len(smtp_sink.mails) == 1


def test_a_sender_that_is_no_address_is_a_failure_somebody_sees(smtp_sink, released, minato):
    message = released()
    minato.sender_address = "not an address"
    minato.save()

    deliver_company(minato.pk)

    assert (row_of(message).state, row_of(message).error) == (MessageState.FAILED, delivery.UNWRITABLE)


@threads
def test_two_workers_on_one_outbox_send_each_mail_once(smtp_sink, released, minato):
    for number in range(12):
        released(candidate=None, name=f"候補 {number}")

    def work(_):
        try:
            return deliver_company(minato.pk, most=5)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(8)))

    assert len(smtp_sink.mails) == 12
    assert len({mail.message_id for mail in smtp_sink.mails}) == 12


@threads
def test_eight_clicks_on_release_send_one_mail(smtp_sink, settings, minato, by_ben, decided):
    settings.NOTICE_HOLD_SECONDS = 0
    with acting_for(minato.pk):
        draft = actions.check_message(actions.draft_notice(decided(), by=by_ben), by=by_ben)

    def click(_):
        try:
            with acting_for(minato.pk):
                return len(actions.release([draft], by=by_ben))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(click, range(8))) == [0] * 7 + [1]
    deliver_company(minato.pk)

    assert len(smtp_sink.mails) == 1


@threads
def test_eight_drafts_at_once_are_one(minato, by_ben, decided):
    with acting_for(minato.pk):
        application = decided()

    def draft(_):
        try:
            with acting_for(minato.pk):
                return actions.draft_notice(application, by=by_ben).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(draft, range(8)))) == 1


def test_a_notice_to_an_agency_goes_to_the_agency_without_a_link(smtp_sink, settings, minato, by_ben, decided):
    settings.NOTICE_HOLD_SECONDS = 0
    with acting_for(minato.pk):
        kim = CandidateFactory(
            protected_until=timezone.localdate() + timedelta(days=90),
            protected_by="株式会社つなぎ手",
            email="kim@mail.example",
        )
        draft = actions.draft_notice(decided(candidate=kim), by=by_ben)
        draft = actions.edit_draft(draft, actions.Edit(to_agency="tanto@agency.example"), by=by_ben)
        actions.release([actions.check_message(draft, by=by_ben)], by=by_ben)

    deliver_company(minato.pk)

    (mail,) = smtp_sink.mails
    assert mail.recipients == ["tanto@agency.example"]
    assert "/r/" not in mail.body("plain")
    assert "株式会社つなぎ手" in mail.body("plain")


def test_the_task_names_the_company_and_comes_again_when_the_server_is_away(smtp_sink, released, minato):
    from procrastinate.contrib.django.models import ProcrastinateJob

    from career_relay.notices.tasks import deliver_company as task

    released()
    smtp_sink.stop()
    before = ProcrastinateJob.objects.count()
    task.func(company_id=minato.pk)
    task.func(company_id=minato.pk)

    assert ProcrastinateJob.objects.count() - before == 1


def test_a_no_about_the_address_ends_it_for_good(smtp_sink, released, minato):
    message = released()
    smtp_sink.answer = "550 5.1.1 no such mailbox"
    deliver_company(minato.pk)

    with acting_for(minato.pk):
        shut = Suppression.objects.get()
        address = row_of(message).candidate.email_key
    assert (shut.scope, shut.reason, shut.address_hash) == (Scope.ALL, "bounced", address_hash(address))


@pytest.mark.parametrize("answer", ["550 5.7.1 looks like spam", "552 5.3.4 too big", "552 5.2.2 full", "554 no"])
def test_a_no_about_the_mail_says_nothing_about_the_address(smtp_sink, released, minato, answer):
    message = released()
    smtp_sink.answer = answer

    deliver_company(minato.pk)

    assert row_of(message).state == MessageState.FAILED
    with acting_for(minato.pk):
        assert not Suppression.objects.exists()
