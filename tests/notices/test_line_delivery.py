"""Messages on their way to LINE: at most once, whatever breaks on the way; and nothing to whom nothing may be written."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.candidates.states import RecordState
from career_relay.notices.line import client, delivery
from career_relay.notices.line.client import Problem
from career_relay.notices.line.linking import user_hash
from career_relay.notices.line.words import text_of
from career_relay.notices.models import Campaign, LineAccount, LineLink, LinePush, Message, Suppression
from career_relay.notices.states import CampaignState, Channel, LegalClass, LineState, MessageState, Skip
from tests.factories.candidates import ApplicationFactory, CandidateFactory

S = MessageState
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def account(minato, line_server):
    minato.contact_desk = "採用窓口 saiyo@minato.example"
    minato.save()
    with acting_for(minato.pk):
        return LineAccount.objects.create(
            channel_id="1234567890", secret=line_server.secret, token=line_server.token, state=LineState.WORKING
        )


@pytest.fixture
def reach(minato, line_server):
    """Make somebody who may be written to and has linked LINE."""

    def make(n: int = 0, **fields):
        user = line_server.new_user()
        line_server.friends.add(user)
        with acting_for(minato.pk):
            known = {"state": RecordState.CONTACT, "state_evidence": "応募フォーム 第3版", **fields}
            candidate = CandidateFactory(**known)
            LineLink.objects.create(candidate=candidate, user=user, user_hash=user_hash(user))
        return candidate

    return make


@pytest.fixture
def write(minato, reach):
    """Queue one message for LINE. Gives it."""

    def make(candidate=None, *, text="新しい求人を公開しました。", **fields):
        candidate = candidate or reach()
        with acting_for(minato.pk):
            known = {
                "legal_class": LegalClass.JOB_INFO, "channel": Channel.LINE, "state": S.QUEUED,
                "subject": "新しい求人のお知らせ", "body_text": text,
            }  # fmt: skip
            return Message.objects.create(candidate=candidate, **{**known, **fields})

    return make


def deliver(minato, *, times: int = 1) -> None:
    for _n in range(times):
        delivery.deliver_company(minato.pk)


def now_of(minato, message) -> Message:
    with acting_for(minato.pk):
        return Message.objects.get(pk=message.pk)


def due_again(minato) -> None:
    """What waits may go at once."""
    with acting_for(minato.pk):
        Message.objects.update(send_after=timezone.now() - timedelta(seconds=1))


# --- it arrives -------------------------------------------------------------------------------------------------------


def test_a_message_arrives_with_who_writes_and_how_to_stop(account, line_server, minato, write):
    message = write()

    deliver(minato)

    [taken] = line_server.taken
    assert now_of(minato, message).state == S.ACCEPTED
    assert taken.text.startswith("【新しい求人のお知らせ】\n\n新しい求人を公開しました。")
    for said in (minato.name, minato.address, "停止", "ブロック", "saiyo@minato.example"):
        assert said in taken.text


def test_what_was_sent_is_what_is_kept(account, line_server, minato, write):
    message = write()

    deliver(minato)

    assert now_of(minato, message).body_text == line_server.taken[0].text


def test_the_retry_key_is_the_messages_own_id(account, line_server, minato, write):
    message = write()

    deliver(minato)

    assert line_server.taken[0].key == str(message.public_id)
    with acting_for(minato.pk):
        assert LinePush.objects.get().request_id != ""


def test_sent_is_in_the_log_and_on_the_record(account, minato, write):
    message = write()

    deliver(minato)

    with acting_for(minato.pk):
        assert AuditEvent.objects.filter(event="notices.sent", subject_id=message.pk).count() == 1
        assert Candidate.objects.get(pk=message.candidate_id).last_contact_at is not None


def test_a_second_run_sends_nothing_again(account, line_server, minato, write):
    write()

    deliver(minato, times=3)

    assert len(line_server.taken) == 1


def test_mail_and_other_companies_are_left_alone(account, komorebi, line_server, minato, write):
    mail = write(channel=Channel.MAIL)

    deliver(minato)
    deliver(komorebi)

    assert (now_of(minato, mail).state, line_server.calls) == (S.QUEUED, [])


# --- what breaks on the way -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mood", ["hang_up_after", "broken_after", "hang_up_before", "broken", "rate"])
def test_whatever_breaks_it_arrives_once(mood, account, line_server, minato, write):
    """Whether LINE took it before the line broke or not: it is said again, and LINE answers “already accepted”."""
    message = write()
    line_server.moods = [mood]

    deliver(minato)
    between = now_of(minato, message).state
    due_again(minato)
    deliver(minato)

    assert between == S.QUEUED
    assert (now_of(minato, message).state, len(line_server.taken)) == (S.ACCEPTED, 1)
    assert {one.key for one in line_server.taken} == {str(message.public_id)}


def test_already_accepted_is_as_good_as_accepted(account, line_server, minato, write):
    message = write()
    line_server.moods = ["hang_up_after"]
    deliver(minato)
    due_again(minato)

    deliver(minato)

    assert [status for status, _words in line_server.refused] == [409]
    assert now_of(minato, message).state == S.ACCEPTED


def test_a_worker_that_died_on_the_wire_costs_nobody_anything(account, line_server, minato, write):
    message = write()
    deliver(minato)
    with acting_for(minato.pk):  # it died before it could write down the answer
        Message.objects.update(state=S.SENDING, claimed_at=timezone.now() - timedelta(minutes=5), sent_at=None)

    deliver(minato)

    assert (now_of(minato, message).state, len(line_server.taken)) == (S.ACCEPTED, 1)


def test_a_worker_that_died_before_it_began_is_no_loss(account, line_server, minato, write):
    message = write()
    with acting_for(minato.pk):
        Message.objects.update(state=S.CLAIMED, claimed_at=timezone.now() - timedelta(minutes=5), claimed_by="gone")

    deliver(minato)

    assert (now_of(minato, message).state, len(line_server.taken)) == (S.ACCEPTED, 1)


@pytest.mark.parametrize("state", [S.SENDING, S.QUEUED, S.CLAIMED])
def test_what_line_no_longer_remembers_is_uncertain_and_not_said_again(state, account, line_server, minato, write):
    """After a day LINE forgets the key: a repeat could arrive twice."""
    message = write()
    with acting_for(minato.pk):
        LinePush.objects.create(message=message, first_tried_at=timezone.now() - timedelta(hours=23, minutes=30))
        Message.objects.update(state=state, claimed_at=timezone.now() - timedelta(minutes=5), claimed_by="gone")

    deliver(minato, times=2)

    found = now_of(minato, message)
    assert (found.state, found.error, line_server.calls) == (S.UNKNOWN, Problem.LATE, [])


def test_after_a_day_line_would_have_sent_it_twice(account, line_server, minato, write):
    """The stand-in behaves as LINE says it does: this is what the rule above is for."""
    message = write()
    key = str(message.public_id)
    with acting_for(minato.pk):
        to = LineLink.objects.get().user
    with client.line(line_server.token) as api:
        first, again = (client.push(api, to, "一通", key=key) for _n in range(2))
        line_server.ahead = 25 * 3600
        late = client.push(api, to, "一通", key=key)

    assert {first.verdict, again.verdict, late.verdict} == {client.Verdict.ACCEPTED}
    assert len(line_server.taken) == 2


def test_out_of_reach_is_later_and_nothing_is_lost(account, line_server, minato, settings, write):
    message = write()
    settings.LINE_API_URL = "http://127.0.0.1:9"
    deliver(minato)
    between = now_of(minato, message)

    settings.LINE_API_URL = line_server.url
    due_again(minato)
    deliver(minato)

    assert (between.state, between.error, between.send_after > timezone.now()) == (S.QUEUED, Problem.AWAY, True)
    assert now_of(minato, message).state == S.ACCEPTED


def test_one_that_breaks_gives_the_rest_back(account, line_server, minato, write):
    messages = [write() for _n in range(4)]
    line_server.moods = ["broken"]

    deliver(minato)

    assert [now_of(minato, one).state for one in messages] == [S.QUEUED] * 4
    assert len(line_server.calls) == 1


# --- what LINE refuses ------------------------------------------------------------------------------------------------


def test_a_month_that_is_used_up_waits_and_is_said(account, line_server, minato, write):
    line_server.quota = 1
    first, second = write(), write()

    deliver(minato)

    with acting_for(minato.pk):
        known = LineAccount.objects.get()
    assert (now_of(minato, first).state, now_of(minato, second).state) == (S.ACCEPTED, S.QUEUED)
    assert now_of(minato, second).send_after > timezone.now() + timedelta(hours=5)
    assert (known.problem, known.state) == (Problem.QUOTA, LineState.WORKING)


def test_a_token_line_refuses_stops_everything_until_there_is_a_new_one(account, line_server, minato, write):
    message = write()
    line_server.token = "another"

    deliver(minato, times=3)

    with acting_for(minato.pk):
        assert LineAccount.objects.get().state == LineState.REFUSED
    assert now_of(minato, message).state == S.QUEUED
    assert len(line_server.calls) == 1


def test_a_new_token_lets_what_waited_go(account, ada, line_server, minato, write):
    from career_relay.base.actors import user_actor
    from career_relay.notices.line.account import connect_account

    message = write()
    line_server.token = "the-new-one"
    deliver(minato)
    with acting_for(minato.pk):
        connect_account(channel_id="1234567890", secret="", token="the-new-one", by=user_actor(ada.pk))

    due_again(minato)
    deliver(minato)

    assert now_of(minato, message).state == S.ACCEPTED


def test_an_account_that_may_not_send_fails_with_a_sentence(account, line_server, minato, write):
    message = write()
    line_server.moods = ["forbidden"]

    deliver(minato)

    assert (now_of(minato, message).state, now_of(minato, message).error) == (S.FAILED, Problem.FORBIDDEN)


def test_somebody_line_no_longer_knows_fails_alone(account, line_server, minato, write):
    gone, there = write(), write()
    with acting_for(minato.pk):
        line_server.friends.discard(LineLink.objects.get(candidate_id=gone.candidate_id).user)

    deliver(minato)

    assert (now_of(minato, gone).state, now_of(minato, gone).error) == (S.FAILED, Problem.USER)
    assert now_of(minato, there).state == S.ACCEPTED


# --- length -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["あ", "a", "😀", "𠮷"])
def test_five_thousand_characters_as_line_counts_them_are_taken(mark, account, line_server, minato, write):
    room = client.LONGEST - client.units(text_of(minato, "新しい求人のお知らせ", ""))
    each = client.units(mark)
    fits, too_long = write(text=mark * (room // each)), write(text=mark * (room // each + 1))

    deliver(minato)

    assert (now_of(minato, fits).state, now_of(minato, too_long).state) == (S.ACCEPTED, S.FAILED)
    assert now_of(minato, too_long).error == Problem.LONG
    assert line_server.refused == []


# --- whom nothing may be written to -----------------------------------------------------------------------------------


def test_a_result_is_never_told_on_line(account, line_server, minato, write):
    message = write(legal_class=LegalClass.NOTICE)

    deliver(minato)

    assert (now_of(minato, message).state, now_of(minato, message).error) == (S.FAILED, Problem.RESULT)
    assert line_server.calls == []


def change(minato, candidate, **fields) -> None:
    with acting_for(minato.pk):
        Candidate.objects.filter(pk=candidate.pk).update(**fields)


def skipped(minato, line, message) -> str:
    deliver(minato)
    found = now_of(minato, message)
    assert (found.state, line.calls) == (S.SKIPPED, [])
    with acting_for(minato.pk):
        assert AuditEvent.objects.filter(event="notices.skipped", data__reason=found.skip_reason).count() == 1
    return found.skip_reason


def test_who_has_not_linked_is_skipped(account, line_server, minato, write):
    with acting_for(minato.pk):
        message = write(CandidateFactory(state=RecordState.CONTACT, state_evidence="応募フォーム"))

    assert skipped(minato, line_server, message) == Skip.NOT_LINKED


def test_who_unlinked_meanwhile_is_skipped(account, line_server, minato, write):
    message = write()
    with acting_for(minato.pk):
        LineLink.objects.update(ended_at=timezone.now(), user="")

    assert skipped(minato, line_server, message) == Skip.NOT_LINKED


def test_who_blocked_meanwhile_is_skipped(account, line_server, minato, write):
    message = write()
    with acting_for(minato.pk):
        mark = LineLink.objects.get().user_hash
        Suppression.objects.create(address_hash=mark, reason="unfollowed")

    assert skipped(minato, line_server, message) == Skip.SUPPRESSED


def test_who_wants_no_news_by_mail_gets_none_on_line(account, line_server, minato, write):
    from career_relay.notices.suppression import address_hash

    message = write()
    with acting_for(minato.pk):
        key = Candidate.objects.get(pk=message.candidate_id).email_key
        Suppression.objects.create(address_hash=address_hash(key), scope="advertising", reason="unsubscribed")

    assert skipped(minato, line_server, message) == Skip.SUPPRESSED


def test_an_address_that_bounces_does_not_stop_line(account, minato, write):
    from career_relay.notices.suppression import address_hash

    message = write()
    with acting_for(minato.pk):
        key = Candidate.objects.get(pk=message.candidate_id).email_key
        Suppression.objects.create(address_hash=address_hash(key), scope="all", reason="bounced")
    deliver(minato)

    assert now_of(minato, message).state == S.ACCEPTED


def test_nobody_needs_a_mail_address_to_be_written_to_on_line(account, minato, reach, write):
    message = write(reach(email="", email_key=""))

    deliver(minato)

    assert now_of(minato, message).state == S.ACCEPTED


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"state": RecordState.RECORD}, Skip.NO_PERMISSION),
        ({"do_not_contact": True, "quiet_reason": "電話でのお申し出"}, Skip.DO_NOT_CONTACT),
        ({"snoozed_until": timezone.localdate() + timedelta(days=30)}, Skip.SNOOZED),
        ({"protected_until": timezone.localdate() + timedelta(days=30)}, Skip.PROTECTED),
    ],
)
def test_the_same_gate_as_mail(fields, reason, account, line_server, minato, write):
    message = write()
    with acting_for(minato.pk):
        change(minato, message.candidate, **fields)

    assert skipped(minato, line_server, message) == reason


def test_whoever_is_in_a_selection_is_left_alone(account, line_server, minato, write):
    message = write()
    with acting_for(minato.pk):
        ApplicationFactory(candidate=message.candidate)

    assert skipped(minato, line_server, message) == Skip.OFFERED


# --- campaigns --------------------------------------------------------------------------------------------------------


@pytest.fixture
def campaign(minato, ben):
    with acting_for(minato.pk):
        return Campaign.objects.create(
            name="秋のお知らせ", state=CampaignState.RUNNING, legal_class=LegalClass.JOB_INFO, topic="jobs",
            channel=Channel.LINE, subject="秋の求人", body="新しい求人を公開しました。", made_by=ben, released_by=ben,
        )  # fmt: skip


def test_a_campaign_goes_out_with_its_own_words(account, campaign, line_server, minato, write):
    messages = [write(campaign=campaign, subject="", text="") for _n in range(3)]

    deliver(minato)

    assert [now_of(minato, one).state for one in messages] == [S.ACCEPTED] * 3
    assert all("新しい求人を公開しました。" in one.text for one in line_server.taken)


@pytest.mark.parametrize(
    ("state", "then"),
    [(CampaignState.PAUSED, S.QUEUED), (CampaignState.CANCELLED, S.QUEUED), (CampaignState.SCHEDULED, S.QUEUED)],
)
def test_a_campaign_that_does_not_run_sends_nothing(state, then, account, campaign, line_server, minato, write):
    message = write(campaign=campaign)
    with acting_for(minato.pk):
        Campaign.objects.update(state=state)

    deliver(minato)

    assert (now_of(minato, message).state, line_server.calls) == (then, [])


@pytest.mark.parametrize(("state", "then"), [(CampaignState.PAUSED, S.QUEUED), (CampaignState.CANCELLED, S.CANCELLED)])
def test_a_campaign_that_was_stopped_after_the_claim_sends_nothing(
    state, then, account, campaign, line_server, minato, monkeypatch, write
):
    message = write(campaign=campaign)
    begin = delivery._begin

    def late(*given):
        Campaign.objects.update(state=state)
        return begin(*given)

    monkeypatch.setattr(delivery, "_begin", late)
    deliver(minato)

    assert (now_of(minato, message).state, line_server.calls) == (then, [])


def test_two_workers_never_send_one_message_twice(account, line_server, minato, write):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    messages = [write() for _n in range(20)]

    def run(_n):
        delivery.deliver_company(minato.pk)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))

    keys = [one.key for one in line_server.taken]
    assert (len(keys), len(set(keys))) == (20, 20)
    assert {now_of(minato, one).state for one in messages} == {S.ACCEPTED}


def test_nothing_goes_to_line_from_a_demonstration(account, line_server, minato, write):
    message = write()
    with acting_for(minato.pk):
        LineAccount.objects.update(state=LineState.DEMO)

    deliver(minato)

    assert (now_of(minato, message).state, now_of(minato, message).error) == (S.FAILED, Problem.DEMO)
    assert line_server.calls == []


def test_without_an_account_what_waits_waits(line_server, minato, write):
    message = write()

    deliver(minato)

    assert (now_of(minato, message).state, line_server.calls) == (S.QUEUED, [])


# --- a campaign from the desk to the phone ----------------------------------------------------------------------------


def test_the_verdict_before_a_release_counts_who_has_not_linked(account, minato, reach):
    from career_relay.notices.verdicts import verdicts

    linked, blocked, silent = reach(), reach(), reach(state=RecordState.RECORD)
    no_mail = reach(email="", email_key="")
    with acting_for(minato.pk):
        without = CandidateFactory(state=RecordState.CONTACT, state_evidence="応募フォーム")
        mark = LineLink.objects.get(candidate=blocked).user_hash
        Suppression.objects.create(address_hash=mark, reason="unfollowed")
        ids = [one.pk for one in (linked, blocked, silent, no_mail, without)]
        known = {"legal_class": LegalClass.JOB_INFO, "topic": "jobs", "today": timezone.localdate()}
        by_line, by_mail = verdicts(ids, **known, channel=Channel.LINE), verdicts(ids, **known)

    assert [row.why for row in by_line.rows] == ["", Skip.SUPPRESSED, Skip.NO_PERMISSION, "", Skip.NOT_LINKED]
    assert [row.why for row in by_mail.rows] == ["", "", Skip.NO_PERMISSION, Skip.NO_ADDRESS, ""]


def test_the_verdict_before_and_the_gate_at_sending_agree(account, line_server, minato, reach, write):
    from career_relay.notices.verdicts import judge

    people = [reach(), reach(do_not_contact=True, quiet_reason="電話"), reach(email="", email_key="")]
    with acting_for(minato.pk):
        people.append(CandidateFactory(state=RecordState.CONTACT, state_evidence="応募フォーム"))
        told = judge(
            [one.pk for one in people],
            legal_class=LegalClass.JOB_INFO,
            topic="jobs",
            today=timezone.localdate(),
            channel=Channel.LINE,
        )
    messages = [write(one) for one in people]

    deliver(minato)

    assert [now_of(minato, one).skip_reason for one in messages] == [row.why for row in told]


def test_ben_sends_a_mailing_by_line(account, ben_client, line_server, minato, reach):
    reach()
    page = ben_client.get("/desk/campaigns/new/").content.decode()

    told = {"name": "秋の便り", "kind": "own", "topic": "jobs", "language": "ja", "whom": "all", "channel": "line"}
    answer = ben_client.post("/desk/campaigns/new/", told)

    assert 'name="channel"' in page
    assert answer.status_code == 302
    with acting_for(minato.pk):
        assert Campaign.objects.get().channel == Channel.LINE


def test_without_an_account_there_is_nothing_to_choose(ben_client, minato):
    page = ben_client.get("/desk/campaigns/new/").content.decode()

    ben_client.post(
        "/desk/campaigns/new/",
        {"name": "秋の便り", "kind": "own", "topic": "jobs", "language": "ja", "whom": "all", "channel": "line"},
    )

    assert 'name="channel"' not in page
    with acting_for(minato.pk):
        assert Campaign.objects.get().channel == Channel.MAIL
