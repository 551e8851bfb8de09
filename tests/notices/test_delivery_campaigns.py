"""A campaign on its way: it runs, waits, goes on and ends; each mail is looked at once more when it begins to leave."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic, sleep

import pytest
from django.db import connection
from django.utils import timezone

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.candidates.states import RecordState
from career_relay.notices import delivery, outbox
from career_relay.notices.delivery import address_hash, deliver_company
from career_relay.notices.models import Campaign, EntryLink, Message, Suppression
from career_relay.notices.states import CampaignState, Channel, LegalClass, MessageState, Scope, Skip, Topic
from career_relay.notices.sweeper import COMPANIES
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db
S = MessageState


@pytest.fixture
def running(minato, monkeypatch):
    """Make a campaign that runs, with a message to each of `people`."""
    monkeypatch.setattr(delivery, "_words_of", lambda message: message.campaign and words(message))

    def make(*people, count=3, state=CampaignState.RUNNING, legal_class=LegalClass.NEWSLETTER):
        with acting_for(minato.pk):
            campaign = Campaign.objects.create(
                name="秋のお便り",
                state=state,
                legal_class=legal_class,
                topic=Topic.NEWS,
                subject="秋のお便り",
                body="本文",
            )
            chosen = people or [whoever(number) for number in range(count)]
            Message.objects.bulk_create([message_to(one, campaign) for one in chosen])
        return campaign

    return make


def words(message):
    return f"{message.campaign.subject} {message.candidate.name} 様", f"{message.candidate.name} 様\n\nお元気ですか。"


def whoever(number, **fields):
    address = f"p{number}@post.example"
    given = {"name": f"候補 {number}", "email": address, "email_key": address, "state": RecordState.CONTACT}
    return CandidateFactory(**{**given, **fields})


def message_to(candidate, campaign):
    return Message(
        company_id=candidate.company_id,
        campaign=campaign,
        candidate=candidate,
        legal_class=campaign.legal_class,
        channel=Channel.MAIL,
        state=S.QUEUED,
        send_after=timezone.now() - timedelta(seconds=1),
    )


def states(minato):
    with acting_for(minato.pk):
        return Counter(Message.objects.values_list("state", flat=True))


def skipped(minato):
    with acting_for(minato.pk):
        return Counter(Message.objects.filter(state=S.SKIPPED).values_list("skip_reason", flat=True))


def become(minato, campaign, state):
    with acting_for(minato.pk):
        Campaign.objects.filter(pk=campaign.pk).update(state=state)


def change(minato, **fields):
    with acting_for(minato.pk):
        Candidate.objects.update(**fields)


def claim_all(minato, worker="mine"):
    with acting_for(minato.pk):
        return outbox.claim(minato.pk, worker, most=50)


def send_claimed(minato, ids, worker="mine"):
    with delivery.office_for(minato) as office:
        office.ready()
        delivery.Round(office, minato, worker).send(ids)


def test_a_running_campaign_reaches_everybody_once(smtp_sink, running, minato):
    running(count=3)

    assert [deliver_company(minato.pk), deliver_company(minato.pk)] == [3, 0]

    assert states(minato) == {S.ACCEPTED: 3}
    assert sorted(mail.subject for mail in smtp_sink.mails) == [f"秋のお便り 候補 {number} 様" for number in range(3)]


def test_the_words_are_kept_with_the_mail(smtp_sink, running, minato):
    running(count=1)

    deliver_company(minato.pk)

    with acting_for(minato.pk):
        message = Message.objects.get()
    assert (message.subject, message.body_text) == ("秋のお便り 候補 0 様", "候補 0 様\n\nお元気ですか。")


def test_a_campaign_opens_no_result_page(smtp_sink, running, minato):
    running(count=2)

    deliver_company(minato.pk)

    assert EntryLink.objects.count() == 0


def test_the_log_and_the_record_know_of_the_mail(smtp_sink, running, minato):
    running(count=1)

    deliver_company(minato.pk)

    with acting_for(minato.pk):
        event = AuditEvent.objects.get(event="notices.sent")
        message = Message.objects.select_related("candidate").get()
    assert (event.subject_type, event.subject_id, event.actor_kind) == ("notices.message", message.pk, "system")
    assert message.candidate.last_contact_at >= message.claimed_at


def test_results_leave_before_campaigns(smtp_sink, running, released, minato):
    running(count=3)
    result = released()

    assert deliver_company(minato.pk, most=1) == 1

    with acting_for(minato.pk):
        assert Message.objects.get(state=S.ACCEPTED) == result


@pytest.mark.parametrize("state", [CampaignState.DRAFT, CampaignState.SCHEDULED, CampaignState.PAUSED])
def test_only_a_campaign_that_runs_is_taken_from(smtp_sink, running, minato, state):
    running(state=state)

    assert deliver_company(minato.pk) == 0
    assert states(minato) == {S.QUEUED: 3}


def test_a_pause_gives_back_what_was_claimed_and_going_on_sends_the_rest(smtp_sink, running, minato):
    campaign = running(count=3)
    claimed = claim_all(minato)
    send_claimed(minato, claimed[:1])
    become(minato, campaign, CampaignState.PAUSED)

    send_claimed(minato, claimed[1:])
    paused = states(minato)
    become(minato, campaign, CampaignState.RUNNING)
    deliver_company(minato.pk)

    assert paused == {S.ACCEPTED: 1, S.QUEUED: 2}
    assert states(minato) == {S.ACCEPTED: 3}
    assert len(smtp_sink.mails) == 3


def test_a_pause_counts_no_attempt(smtp_sink, running, minato):
    campaign = running(count=1)
    claimed = claim_all(minato)
    become(minato, campaign, CampaignState.PAUSED)

    send_claimed(minato, claimed)

    with acting_for(minato.pk):
        message = Message.objects.get()
    assert (message.attempts, message.claimed_by, message.error) == (0, "", "")


def test_a_cancelled_campaign_sends_nothing_more(smtp_sink, running, minato):
    campaign = running(count=3)
    claimed = claim_all(minato)[:2]
    with acting_for(minato.pk):
        outbox.moved(outbox.GIVE_BACK, worker="nobody", error="", send_after=None)
    become(minato, campaign, CampaignState.CANCELLED)

    send_claimed(minato, claimed)
    with acting_for(minato.pk):
        Message.objects.filter(state=S.CLAIMED).update(state=S.QUEUED)
    deliver_company(minato.pk)

    assert states(minato) == {S.CANCELLED: 3}
    assert smtp_sink.mails == []


def test_what_evidence_puts_back_leaves_although_the_campaign_is_over(smtp_sink, running, minato):
    running(count=1, state=CampaignState.DONE)

    assert deliver_company(minato.pk) == 1
    assert states(minato) == {S.ACCEPTED: 1}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"state": RecordState.RECORD}, Skip.NO_PERMISSION),
        ({"do_not_contact": True, "quiet_reason": "電話で"}, Skip.DO_NOT_CONTACT),
        ({"snoozed_until": timezone.localdate() + timedelta(days=30)}, Skip.SNOOZED),
        ({"protected_until": timezone.localdate() + timedelta(days=30)}, Skip.PROTECTED),
        ({"email": ""}, Skip.NO_ADDRESS),
        ({"email": "k@post.example\nBcc: eve@else.example"}, Skip.NO_ADDRESS),
    ],
)
def test_what_changed_after_the_release_stops_the_mail_with_its_reason(smtp_sink, running, minato, fields, reason):
    running(count=2)
    change(minato, **fields)

    deliver_company(minato.pk)

    assert skipped(minato) == {reason: 2}
    assert smtp_sink.mails == []


def test_what_changed_after_the_words_were_made_stops_the_mail_too(smtp_sink, running, minato, monkeypatch):
    running(count=2)
    prepare = delivery.Round.prepare

    def change_then(self, ids):
        prepared = prepare(self, ids)
        if len(ids) > 1:
            Candidate.objects.update(state=RecordState.RECORD)
        return prepared

    monkeypatch.setattr(delivery.Round, "prepare", change_then)

    deliver_company(minato.pk)

    assert skipped(minato) == {Skip.NO_PERMISSION: 2}
    assert smtp_sink.mails == []


def test_the_mail_goes_to_the_address_and_name_of_the_moment(smtp_sink, running, minato, monkeypatch):
    running(count=1)
    prepare = delivery.Round.prepare
    seen = []

    def rename_once(self, ids):
        prepared = prepare(self, ids)
        if not seen:
            new = "married@post.example"
            Candidate.objects.update(name="新しい 名前", email=new, email_key=new)
        seen.append(ids)
        return prepared

    monkeypatch.setattr(delivery.Round, "prepare", rename_once)

    deliver_company(minato.pk)

    (mail,) = smtp_sink.mails
    assert mail.recipients == ["married@post.example"]
    assert mail.subject == "秋のお便り 新しい 名前 様"


@pytest.mark.parametrize(
    ("scope", "legal_class", "then"),
    [
        (Scope.ALL, LegalClass.NEWSLETTER, S.SKIPPED),
        (Scope.ALL, LegalClass.NOTICE, S.SKIPPED),
        (Scope.ADVERTISING, LegalClass.NEWSLETTER, S.SKIPPED),
        (Scope.ADVERTISING, LegalClass.JOB_INFO, S.SKIPPED),
        (Scope.ADVERTISING, LegalClass.INVITE, S.SKIPPED),
        (Scope.ADVERTISING, LegalClass.NOTICE, S.ACCEPTED),
    ],
)
def test_whoever_wants_no_news_still_gets_results(smtp_sink, running, minato, scope, legal_class, then):
    running(count=1, legal_class=legal_class)
    with acting_for(minato.pk):
        Suppression.objects.create(address_hash=address_hash("p0@post.example"), scope=scope, reason="unsubscribed")

    deliver_company(minato.pk)

    assert states(minato) == {then: 1}


def test_words_that_cannot_be_made_fail_alone(smtp_sink, running, minato, monkeypatch):
    running(count=3)

    def odd(message):
        subject, body = words(message)
        return (f"{subject}\nBcc: eve@else.example" if message.candidate.name == "候補 1" else subject), body

    monkeypatch.setattr(delivery, "_words_of", odd)

    deliver_company(minato.pk)

    assert states(minato) == {S.ACCEPTED: 2, S.FAILED: 1}


@pytest.mark.django_db(transaction=True)
def test_a_record_that_is_being_changed_is_waited_for_without_holding_the_last_answer(smtp_sink, running, minato):
    running(count=2)
    with acting_for(minato.pk):
        second = Candidate.objects.order_by("pk").last()

    def work():
        try:
            return deliver_company(minato.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with acting_for(minato.pk):
            Candidate.objects.filter(pk=second.pk).update(name="だれか", state=RecordState.RECORD)
            sent = pool.submit(work)
            wait_until(lambda: len(smtp_sink.mails) == 1)
        sent.result(timeout=10)

    assert states(minato) == {S.ACCEPTED: 1, S.SKIPPED: 1}


def wait_until(what, seconds=5.0):
    end = monotonic() + seconds
    while not what():
        assert monotonic() < end, "waited in vain"
        sleep(0.02)


@pytest.mark.parametrize(
    ("state", "woken"),
    [
        (CampaignState.RUNNING, 1),
        (CampaignState.DONE, 1),
        (CampaignState.CANCELLED, 1),
        (CampaignState.PAUSED, 0),
        (CampaignState.SCHEDULED, 0),
    ],
)
def test_a_campaign_that_waits_wakes_nobody(running, minato, state, woken):
    running(state=state)

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute(COMPANIES)
        assert cursor.rowcount == woken
