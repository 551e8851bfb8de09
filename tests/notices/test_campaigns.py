"""One sending to many: made, judged, seen by a second person, put out, held, gone on with, given up."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import merges
from career_relay.candidates.models import Candidate
from career_relay.candidates.states import RecordState
from career_relay.companies.models import Company
from career_relay.notices import campaign_rules, campaign_runs, campaigns
from career_relay.notices.campaign_runs import Next, progress
from career_relay.notices.events import Event
from career_relay.notices.models import Campaign, Message, PersonalMail, ReleaseRule, Suppression
from career_relay.notices.states import CampaignState, MessageState, PersonalKind, Scope, Skip, Stop
from career_relay.notices.suppression import address_hash
from tests.factories.campaigns import WORDS, newsletter, reachable
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.positions import PositionFactory

TOKYO = ZoneInfo("Asia/Tokyo")
C, S = CampaignState, MessageState


@pytest.fixture(autouse=True)
def awake(settings):
    """Nothing is held, and people are always awake; the tests that ask for it turn it on."""
    settings.NOTICE_HOLD_SECONDS, settings.QUIET_HOURS = 0, False


@pytest.fixture
def by_ada(ada):
    return user_actor(ada.pk)


def release(people, by, **facts) -> Campaign:
    """Make a campaign for these people and let it go."""
    return campaigns.release(newsletter(by, **facts), [getattr(one, "pk", one) for one in people], by=by)


def work(campaign: Campaign) -> Campaign:
    """Do what the worker does until there is only waiting left."""
    while campaign_runs.step(campaign.pk, at=timezone.now() + timedelta(seconds=1)) is Next.AT_ONCE:
        pass
    return Campaign.objects.get(pk=campaign.pk)


def rows(campaign: Campaign) -> list[tuple]:
    found = Message.objects.filter(campaign=campaign).order_by("pk")
    return list(found.values_list("candidate_id", "state", "skip_reason"))


# --- making -----------------------------------------------------------------------------------------------------------


def test_a_campaign_takes_the_words_of_a_template_as_its_own(at_minato, by_ben):
    made = campaigns.make_campaign("新しい募集", by=by_ben, template_key="new_position")

    assert (made.state, made.legal_class, made.topic, made.template_key) == (
        "draft",
        "job_info",
        "jobs",
        "new_position",
    )
    assert "{{ position_title }}" in made.subject
    assert [one.event for one in log_of(made)] == [Event.CAMPAIGN_MADE]


@pytest.mark.parametrize("key", ["document", "silver_medal", "agency", "consent_request"])
def test_the_words_of_a_result_go_to_nobody_else(at_minato, by_ben, key):
    with pytest.raises(Refused) as refusal:
        campaigns.make_campaign("だれにでも", by=by_ben, template_key=key)

    assert refusal.value.code == "E-01"
    assert Campaign.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"legal_class": "notice"}, ""),
        ({"legal_class": ""}, ""),
        ({"topic": "gossip"}, ""),
        ({"subject": ""}, ""),
        ({"body": "  \n"}, ""),
        ({"subject": "件名\r\nBcc: all@mail.example"}, ""),
        ({"body": "{{ reason_words }}"}, "reason_words"),
        ({"body": "{{ result_link }}"}, "result_link"),
        ({"body": "{{ nobody_knows }}"}, "nobody_knows"),
        ({"body": "{{ (1..30000000) | join }}"}, ""),
        ({"body": "{% include 'x' %}"}, ""),
        ({"body": "あ" * 10_001}, ""),
        ({"body": "信仰している宗教はありますか。"}, ""),
        ({"language": "fr"}, ""),
    ],
)
def test_words_that_cannot_be_sent_are_refused_with_a_sentence(at_minato, by_ben, facts, words):
    with pytest.raises(Refused) as refusal, transaction.atomic():
        newsletter(by_ben, **facts)

    assert words in str(refusal.value)
    assert str(refusal.value).strip()


def test_a_campaign_needs_a_name(at_minato, by_ben):
    with pytest.raises(Refused):
        campaigns.make_campaign("  \n ", by=by_ben, **WORDS)


def test_what_is_released_is_not_changed(at_minato, by_ben):
    campaign = release([reachable()], by_ben)

    with pytest.raises(Refused):
        campaigns.change_campaign(campaign, by=by_ben, name="別の名前")


def test_changing_nothing_leaves_no_trace(at_minato, by_ben):
    campaign = newsletter(by_ben)

    campaigns.change_campaign(campaign, by=by_ben, name=campaign.name, body=campaign.body.replace("\n", "\r\n"))

    assert [one.event for one in log_of(campaign)] == [Event.CAMPAIGN_MADE]


def test_another_template_brings_its_words_and_its_class(at_minato, by_ben):
    campaign = newsletter(by_ben)

    changed = campaigns.change_campaign(campaign, by=by_ben, template_key="reapply_invitation")

    assert (changed.legal_class, changed.topic, changed.template_key) == ("job_info", "jobs", "reapply_invitation")


# --- verdicts ---------------------------------------------------------------------------------------------------------


def test_everybody_is_judged_before_anything_is_sent(at_minato, by_ben):
    goes = reachable()
    none, snoozed = reachable(state=RecordState.POOL), reachable(snoozed_until=timezone.localdate() + timedelta(days=9))
    quiet = reachable(email="quiet@mail.example")
    Suppression.objects.create(
        address_hash=address_hash("quiet@mail.example"), scope=Scope.ADVERTISING, reason="unsubscribed"
    )

    found = campaigns.verdicts_for(newsletter(by_ben), [goes.pk, none.pk, snoozed.pk, quiet.pk])

    assert (found.going, found.left_out) == (1, 3)
    assert dict(found.reasons) == {Skip.NO_PERMISSION: 1, Skip.SNOOZED: 1, Skip.SUPPRESSED: 1}
    assert found.of(Skip.SUPPRESSED) == [quiet.pk]
    assert Message.objects.count() == 0


def test_one_mailbox_is_written_to_once(at_minato, by_ben):
    first, second = reachable(email_key="one@mail.example"), reachable(email_key="one@mail.example")

    found = campaigns.verdicts_for(newsletter(by_ben), [first.pk, second.pk])

    assert [row.why for row in found.rows] == ["", Skip.DOUBLE]


def test_the_double_of_somebody_left_out_is_judged_alone(at_minato, by_ben):
    first = reachable(email_key="one@mail.example", state=RecordState.RECORD)
    second = reachable(email_key="one@mail.example")

    found = campaigns.verdicts_for(newsletter(by_ben), [first.pk, second.pk])

    assert [row.why for row in found.rows] == [Skip.NO_PERMISSION, ""]


def test_a_block_reads_as_a_missing_permission(minato, kim, by_ben):
    from career_relay.base.tenancy import person
    from career_relay.consents.actions import block_company

    with person(kim):
        block_company(kim, minato, by=SYSTEM)
    with acting_for(minato.pk):
        candidate = reachable(person_id=kim)
        found = campaigns.verdicts_for(newsletter(by_ben), [candidate.pk])

    assert found.reasons == [(Skip.NO_PERMISSION, 1)]
    assert found.of(Skip.NO_PERMISSION) == [candidate.pk]
    assert found.of(Skip.BLOCKED) == []


def test_people_of_another_company_are_not_in_any_list(minato, komorebi, by_ben):
    with acting_for(komorebi.pk):
        theirs = reachable()

    with acting_for(minato.pk):
        assert campaigns.verdicts_for(newsletter(by_ben), [theirs.pk]).rows == []


# --- what has to be there before anything leaves ----------------------------------------------------------------------


@pytest.mark.parametrize("fact", ["address", "contact_desk", "name"])
def test_without_the_facts_the_law_wants_below_a_mail_nothing_leaves(at_minato, by_ben, fact):
    Company.objects.filter(pk=at_minato.pk).update(**{fact: ""})

    with pytest.raises(Refused) as refusal, transaction.atomic():
        release([reachable()], by_ben)

    assert refusal.value.code == "FOOTER_INCOMPLETE"


@pytest.mark.parametrize("gap", ["（ここに書いてください：何が、いつ）", "〇〇様", "[name]"])
def test_a_gap_in_the_words_stops_the_release(at_minato, by_ben, gap):
    campaign = newsletter(by_ben, body=f"{WORDS['body']}\n{gap}\n")

    with pytest.raises(Refused):
        campaigns.release(campaign, [reachable().pk], by=by_ben)

    assert Campaign.objects.get().state == C.DRAFT


def test_a_list_nobody_of_whom_may_be_written_to_is_refused(at_minato, by_ben):
    with pytest.raises(Refused):
        release([reachable(state=RecordState.POOL)], by_ben)


def test_a_domain_without_dmarc_lets_a_thousand_go_and_no_more(at_minato, by_ben):
    now = timezone.now()

    campaign_rules.ensure_domain(at_minato, 1_000, now)
    with pytest.raises(Refused) as refusal:
        campaign_rules.ensure_domain(at_minato, 1_001, now)

    assert refusal.value.code == "E-08"
    assert "DMARC" in str(refusal.value)


# --- the second person ------------------------------------------------------------------------------------------------


@pytest.fixture
def two_is_many(at_minato):
    ReleaseRule.objects.create(second_pair_from=1)


def test_a_sending_to_many_waits_for_a_second_person(two_is_many, by_ben, ada):
    campaign = release([reachable(), reachable()], by_ben)

    assert campaign.state == C.WAITING
    mail = PersonalMail.objects.get(kind=PersonalKind.STAFF_ALLOW)
    assert (mail.to_user_id, mail.data["count"]) == (ada.pk, 2)
    assert work(campaign).state == C.WAITING
    assert rows(campaign) == []


def test_whoever_asks_cannot_allow_it(two_is_many, by_ben, ada):
    campaign = release([reachable(), reachable()], by_ben)

    with pytest.raises(Refused) as refusal:
        campaigns.allow(campaign, by=by_ben)

    assert refusal.value.code == "S-03"


def test_the_second_persons_yes_lets_it_go(two_is_many, by_ben, by_ada):
    campaign = release([reachable(), reachable()], by_ben)

    allowed = work(campaigns.allow(campaign, by=by_ada))

    assert (allowed.state, allowed.allowed_by_id, allowed.released_by_id) == (C.RUNNING, by_ada.id, by_ben.id)
    assert [state for _pk, state, _why in rows(campaign)] == [S.QUEUED, S.QUEUED]


def test_the_second_persons_no_makes_a_draft_of_it(two_is_many, by_ben, by_ada):
    campaign = release([reachable(), reachable()], by_ben)

    back = campaigns.hand_back(campaign, by=by_ada)

    assert (back.state, back.people, back.released_by_id) == (C.DRAFT, [], None)


def test_an_answer_counts_once(two_is_many, by_ben, by_ada):
    campaign = release([reachable(), reachable()], by_ben)
    campaigns.allow(campaign, by=by_ada)

    for answer in (campaigns.allow, campaigns.hand_back):
        with pytest.raises(Refused):
            answer(campaign, by=by_ada)


def test_without_a_colleague_the_list_has_to_be_shorter(two_is_many, by_ben):
    with pytest.raises(Refused) as refusal:
        release([reachable(), reachable()], by_ben)

    assert "1" in str(refusal.value)


def test_a_hundred_need_nobody_else(at_minato, by_ben):
    assert campaign_rules.needs_second_person(100) is False
    assert campaign_rules.needs_second_person(101) is True


# --- on its way -------------------------------------------------------------------------------------------------------


def test_everybody_has_a_row_and_every_skip_a_reason(at_minato, by_ben):
    goes, none = reachable(), reachable(state=RecordState.RECORD)
    double = reachable(email_key=goes.email_key)

    campaign = work(release([goes, none, double], by_ben))

    assert rows(campaign) == [
        (goes.pk, S.QUEUED, ""),
        (none.pk, S.SKIPPED, Skip.NO_PERMISSION),
        (double.pk, S.SKIPPED, Skip.DOUBLE),
    ]
    assert (campaign.state, campaign.put_out) == (C.RUNNING, 3)


def test_two_chunks_know_of_each_other(at_minato, by_ben, monkeypatch):
    monkeypatch.setattr(campaign_runs, "CHUNK", 1)
    people = [reachable(email_key="one@mail.example") for _n in range(3)]

    campaign = work(release(people, by_ben))

    assert [why for _pk, _state, why in rows(campaign)] == ["", Skip.DOUBLE, Skip.DOUBLE]


def test_a_worker_that_dies_between_two_chunks_tears_nothing(at_minato, by_ben, monkeypatch):
    monkeypatch.setattr(campaign_runs, "CHUNK", 2)
    people = [reachable() for _n in range(5)]
    campaign = release(people, by_ben)
    at = timezone.now() + timedelta(seconds=1)
    campaign_runs.step(campaign.pk, at=at)
    campaign_runs.step(campaign.pk, at=at)
    with pytest.raises(RuntimeError), transaction.atomic():
        campaign_runs.step(campaign.pk, at=at)
        raise RuntimeError("killed before the commit")

    work(campaign)
    work(campaign)

    assert [pk for pk, _state, _why in rows(campaign)] == [one.pk for one in people]


def test_a_second_click_finds_the_first(at_minato, by_ben):
    candidate = reachable()
    campaign = release([candidate], by_ben)

    again = campaigns.release(campaign, [candidate.pk], by=by_ben)

    assert again.state == C.SCHEDULED
    assert [one.event for one in log_of(campaign)].count(Event.CAMPAIGN_RELEASED) == 1


def test_whoever_was_erased_meanwhile_has_no_row(at_minato, by_ben):
    stays, goes = reachable(), reachable()
    campaign = release([stays, goes], by_ben)
    goes.applications.all().delete()
    goes.delete()

    assert [pk for pk, _state, _why in rows(work(campaign))] == [stays.pk]


def test_nothing_leaves_before_its_moment(at_minato, by_ben):
    campaign = campaigns.release(newsletter(by_ben), [reachable().pk], by=by_ben, at=timezone.now() + timedelta(days=2))

    assert campaign_runs.step(campaign.pk, at=timezone.now()) is Next.NOTHING
    assert rows(campaign) == []


def test_mails_leave_when_people_are_awake(at_minato, by_ben, settings):
    settings.QUIET_HOURS = True
    saturday = datetime(2026, 11, 28, 10, tzinfo=TOKYO)

    campaign = campaigns.release(newsletter(by_ben), [reachable().pk], by=by_ben, at=saturday)

    assert timezone.localtime(campaign.send_after).isoformat() == "2026-11-30T08:00:00+09:00"


def test_a_slow_sending_goes_out_one_after_the_other_and_rests_at_night(at_minato, by_ben, settings):
    settings.QUIET_HOURS = True
    late = datetime(2026, 11, 25, 20, 59, 30, tzinfo=TOKYO)
    campaign = newsletter(by_ben, per_minute=2)
    Campaign.objects.filter(pk=campaign.pk).update(
        state=C.RUNNING, people=[reachable().pk for _n in range(3)], send_after=late
    )

    campaign_runs.step(campaign.pk, at=late)

    moments = Message.objects.order_by("pk").values_list("send_after", flat=True)
    told = [timezone.localtime(one).isoformat() for one in moments]
    assert told == ["2026-11-25T20:59:30+09:00", "2026-11-26T08:00:00+09:00", "2026-11-26T08:00:30+09:00"]


def test_it_can_be_taken_back_until_it_begins(at_minato, by_ben):
    campaign = campaigns.release(
        newsletter(by_ben), [reachable().pk], by=by_ben, at=timezone.now() + timedelta(hours=1)
    )

    back = campaigns.take_back(campaign, by=by_ben)

    assert (back.state, back.send_after, back.people) == (C.DRAFT, None, [])


def test_what_has_begun_is_not_taken_back(at_minato, by_ben):
    campaign = work(release([reachable()], by_ben))

    with pytest.raises(Refused):
        campaigns.take_back(campaign, by=by_ben)


def test_a_pause_keeps_the_place_and_the_speed(at_minato, by_ben):
    campaign = work(release([reachable() for _n in range(3)], by_ben, per_minute=1))
    before = list(Message.objects.order_by("pk").values_list("send_after", flat=True))
    paused = campaigns.pause(campaign, by=by_ben)
    Campaign.objects.filter(pk=campaign.pk).update(send_after=timezone.now() + timedelta(hours=3))

    resumed = campaigns.resume(paused, by=by_ben)

    after = list(Message.objects.order_by("pk").values_list("send_after", flat=True))
    assert (paused.state, resumed.state) == (C.PAUSED, C.RUNNING)
    assert [later - first for first, later in zip(after, after[1:], strict=False)] == [
        later - first for first, later in zip(before, before[1:], strict=False)
    ]
    assert after[0] > before[0]


def test_a_pause_before_all_rows_are_there_goes_on_where_it_was(at_minato, by_ben, monkeypatch):
    monkeypatch.setattr(campaign_runs, "CHUNK", 1)
    people = [reachable() for _n in range(3)]
    campaign = release(people, by_ben)
    for _step in range(2):
        campaign_runs.step(campaign.pk, at=timezone.now() + timedelta(seconds=1))
    paused = campaigns.pause(campaign, by=by_ben)
    work(paused)
    at_rest = len(rows(campaign))

    work(campaigns.resume(paused, by=by_ben))

    assert (at_rest, [pk for pk, _state, _why in rows(campaign)]) == (1, [one.pk for one in people])


def test_cancelling_leaves_what_is_gone_and_stops_the_rest(at_minato, by_ben):
    campaign = work(release([reachable(), reachable()], by_ben))
    first = Message.objects.order_by("pk").first()
    Message.objects.filter(pk=first.pk).update(state=S.ACCEPTED, sent_at=timezone.now())

    cancelled = campaigns.cancel(campaign, by=by_ben)

    assert [state for _pk, state, _why in rows(campaign)] == [S.ACCEPTED, S.CANCELLED]
    assert progress(cancelled).done == 2
    with pytest.raises(Refused):
        campaigns.resume(cancelled, by=by_ben)


def test_it_is_over_when_nothing_moves(at_minato, by_ben):
    campaign = work(release([reachable(), reachable(state=RecordState.RECORD)], by_ben))
    moving = campaign.state
    Message.objects.filter(state=S.QUEUED).update(state=S.ACCEPTED, sent_at=timezone.now())

    finished = work(campaign)
    told = progress(finished)

    assert (moving, finished.state) == (C.RUNNING, C.DONE)
    assert (told.people, told.accepted, told.skipped, told.share) == (2, 1, 1, 1.0)
    assert told.reasons == [(Skip.NO_PERMISSION, 1)]


# --- complaints -------------------------------------------------------------------------------------------------------


def _sent(by, count: int, complained: int) -> None:
    """So many mails arrived lately, and so many people called them unwanted."""
    candidate = reachable()
    old = newsletter(by)
    Message.objects.bulk_create(
        Message(
            company_id=candidate.company_id, candidate=CandidateFactory(), campaign=old, legal_class="newsletter",
            state=S.ACCEPTED, sent_at=timezone.now(),
        )
        for _n in range(count)
    )  # fmt: skip
    for n in range(complained):
        Suppression.objects.create(address_hash=f"{n}", scope=Scope.ADVERTISING, reason="complained")


@pytest.mark.parametrize(("sent", "complained", "stopped"), [(1000, 3, True), (1001, 3, False), (300, 2, False)])
def test_three_in_a_thousand_complaints_stop_a_sending(at_minato, by_ben, sent, complained, stopped):
    candidate = reachable()
    campaign = work(release([candidate], by_ben))
    told = campaign_rules.Complaints(complained, sent)

    assert told.must_stop is stopped
    assert campaign.state == C.RUNNING


def test_a_sending_is_paused_by_itself_and_its_sender_is_told(at_minato, by_ben, ben):
    campaign = work(release([reachable()], by_ben))
    _sent(by_ben, 30, 3)

    stopped = work(campaign)

    assert (stopped.state, stopped.stopped_for) == (C.PAUSED, Stop.COMPLAINTS)
    mail = PersonalMail.objects.get(kind=PersonalKind.STAFF_STOPPED)
    assert (mail.to_user_id, mail.data["count"]) == (ben.pk, 3)
    with pytest.raises(Refused):
        campaigns.resume(stopped, by=by_ben)


def test_nothing_new_leaves_while_too_many_complain(at_minato, by_ben):
    _sent(by_ben, 30, 3)

    with pytest.raises(Refused) as refusal:
        release([reachable()], by_ben)

    assert refusal.value.code == "E-08"


# --- two records of one person ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [S.QUEUED, S.CLAIMED])
def test_putting_records_together_waits_for_no_mailing(at_minato, by_ben, state):
    kept, gone = reachable(), reachable()
    campaign = work(release([kept, gone], by_ben))
    Message.objects.filter(campaign=campaign).update(state=state)

    merges.merge_records(kept, gone, by=by_ben)

    found = Message.objects.filter(campaign=campaign).order_by("pk").values_list("candidate_id", "state", "skip_reason")
    assert list(found) == [(kept.pk, state, ""), (kept.pk, S.SKIPPED, Skip.MERGED)]


def test_taking_a_merge_back_sends_nothing_a_second_time(at_minato, by_ben):
    kept, gone = reachable(), reachable()
    campaign = work(release([gone], by_ben))
    merge = merges.merge_records(kept, gone, by=by_ben)

    merges.part_records(merge, by=by_ben)

    assert rows(campaign) == [(gone.pk, S.SKIPPED, Skip.MERGED)]


# --- words ------------------------------------------------------------------------------------------------------------


def test_each_person_reads_their_own_name(at_minato, by_ben):
    campaign = work(release([reachable(name="三浦 沙織")], by_ben))
    message = Message.objects.select_related("candidate", "campaign").get(campaign=campaign)

    subject, body = campaigns.words_for(message)

    assert subject == "大阪に拠点を開きました（株式会社ミナトソフト）"
    assert body.startswith("三浦 沙織 様\n\n大阪に")


def test_a_name_cannot_bring_words_of_its_own(at_minato, by_ben):
    campaign = work(release([reachable(name="{{ company_name }}\r\nBcc: x@y.example")], by_ben))
    message = Message.objects.select_related("candidate", "campaign").get(campaign=campaign)

    _subject, body = campaigns.words_for(message)

    assert "株式会社" not in body
    assert body.split("\n")[0] == "（（ company_name ）） Bcc: x@y.example 様"


def test_a_position_speaks_in_a_mailing_about_it(at_minato, by_ben):
    campaign = campaigns.make_campaign(
        "営業", by=by_ben, template_key="new_position", position=PositionFactory(title="法人営業")
    )
    message = Message(campaign=campaign, candidate=reachable(), company=at_minato, language="ja")

    subject, body = campaigns.words_for(message)

    assert "法人営業" in subject
    assert str(campaign.position.public_id) in body


def test_a_copy_begins_anew(at_minato, by_ben):
    campaign = work(release([reachable()], by_ben))

    copy = campaigns.copy_campaign(campaign, by=by_ben)

    assert (copy.state, copy.body, copy.people, copy.put_out) == (C.DRAFT, campaign.body, [], 0)


def test_a_draft_can_be_thrown_away_and_nothing_else(at_minato, by_ben):
    draft, released = newsletter(by_ben), release([reachable()], by_ben)

    campaigns.drop_draft(draft, by=by_ben)
    with pytest.raises(Refused):
        campaigns.drop_draft(released, by=by_ben)

    assert list(Campaign.objects.values_list("pk", flat=True)) == [released.pk]


def test_an_erased_person_takes_their_rows_along(at_minato, by_ben):
    candidate = reachable()
    campaign = work(release([candidate], by_ben))

    candidate.applications.all().delete()
    Candidate.objects.get(pk=candidate.pk).delete()

    assert rows(campaign) == []


def test_somebody_in_a_selection_is_left_out_at_the_release(at_minato, by_ben):
    candidate = reachable()
    ApplicationFactory(candidate=candidate)

    assert campaigns.verdicts_for(newsletter(by_ben), [candidate.pk]).reasons == [(Skip.OFFERED, 1)]
