"""What may be done with a notice, and what is refused with a sentence."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from career_relay.base.actors import person_actor
from career_relay.base.errors import Refused
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.states import Stage
from career_relay.notices import actions, hours, links, queries, surveys
from career_relay.notices.actions import Edit
from career_relay.notices.models import EntryLink, Message, SurveyAnswer
from career_relay.notices.states import MessageState
from tests.factories.candidates import CandidateFactory

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture
def draft(at_minato, by_ben, decided):
    def make(**fields):
        return actions.draft_notice(decided(**fields), by=by_ben)

    return make


@pytest.fixture
def checked(draft, by_ben):
    def make(**fields):
        return actions.check_message(draft(**fields), by=by_ben)

    return make


def events():
    return list(AuditEvent.objects.filter(event__startswith="notices.").order_by("id").values_list("event", flat=True))


def test_the_second_draft_is_the_first(at_minato, by_ben, decided):
    application = decided()

    first = actions.draft_notice(application, by=by_ben)
    second = actions.draft_notice(application, by=by_ben, personal_point="別の言葉")

    assert (first.pk, events()) == (second.pk, ["notices.drafted"])


def test_an_undecided_application_has_no_notice(at_minato, by_ben, decided):
    with pytest.raises(Refused):
        actions.draft_notice(decided(stage=Stage.INTERVIEWING, decided_at=None), by=by_ben)


def test_a_told_decision_is_not_told_twice(checked, by_ben):
    message = checked()
    actions.tell_otherwise(message, "phone", "told", by=by_ben)

    again = actions.draft_notice(message.application, by=by_ben)

    assert (again.pk, again.state) == (message.pk, MessageState.TOLD)


def test_a_new_decision_may_be_told(checked, by_ben):
    message = checked()
    actions.tell_otherwise(message, "phone", "told", by=by_ben)
    message.application.decided_at = timezone.now() + timedelta(days=1)
    message.application.save()

    assert actions.draft_notice(message.application, by=by_ben).pk != message.pk


def test_release_holds_for_as_long_as_settings_say(checked, by_ben, settings):
    settings.NOTICE_HOLD_SECONDS = 600
    (message,) = actions.release([checked()], by=by_ben)

    assert message.state == MessageState.HELD
    assert timedelta(seconds=595) < message.send_after - timezone.now() <= timedelta(seconds=600)


def test_release_is_all_or_none_and_names_who_stops_it(draft, checked, by_ben):
    good, odd = checked(name="水野 玲"), draft(name="結城 光")

    with pytest.raises(Refused, match="結城 光"):
        actions.release([good, odd], by=by_ben)

    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.DRAFT}


def test_releasing_nothing_records_nothing(checked, by_ben):
    message = checked()
    actions.release([message], by=by_ben)
    before = events()

    assert actions.release([message], by=by_ben) == []
    assert events() == before


def test_undoing_twice_finds_nothing(checked, by_ben):
    (message,) = actions.release([checked()], by=by_ben)
    actions.undo_release([message], by=by_ben)

    assert actions.undo_release([message], by=by_ben) == []
    assert events()[-1] == "notices.undone"


@pytest.mark.parametrize("state", [MessageState.CLAIMED, MessageState.SENDING, MessageState.ACCEPTED])
def test_what_has_left_cannot_be_taken_back(checked, by_ben, state):
    (message,) = actions.release([checked()], by=by_ben)
    Message.objects.update(state=state)

    assert actions.undo_release([message], by=by_ben) == []


def test_a_released_notice_cannot_be_changed(checked, by_ben):
    (message,) = actions.release([checked()], by=by_ben)

    with pytest.raises(Refused):
        actions.edit_draft(message, Edit(personal_point="あとから"), by=by_ben)


def test_a_withdrawal_stops_the_release(checked, by_ben):
    message = checked()
    message.application.stage = Stage.WITHDRAWN
    message.application.save()

    with pytest.raises(Refused):
        actions.release([message], by=by_ben)


def test_nobody_without_an_address_is_released(checked, by_ben):
    with pytest.raises(Refused):
        actions.release([checked(candidate=CandidateFactory(email="", email_key=""))], by=by_ben)


def test_a_point_has_four_hundred_characters(draft, by_ben):
    message = actions.edit_draft(draft(), Edit(personal_point="あ" * 400), by=by_ben)

    with pytest.raises(Refused):
        actions.edit_draft(message, Edit(personal_point="あ" * 401), by=by_ben)


def test_a_subject_is_one_line(draft, by_ben):
    with pytest.raises(Refused):
        actions.edit_draft(draft(), Edit(subject="結果\nBcc: eve@else.example"), by=by_ben)


def test_an_edit_that_changes_nothing_records_nothing(draft, by_ben):
    message = actions.check_message(draft(), by=by_ben)

    same = actions.edit_draft(message, Edit(personal_point=""), by=by_ben)

    assert (same.is_checked, events()) == (True, ["notices.drafted", "notices.checked"])


@pytest.mark.parametrize(
    ("channel", "outcome"), [("phone", "posted"), ("letter", "told"), ("mail", "told"), ("phone", "nonsense")]
)
def test_an_outcome_belongs_to_its_channel(draft, by_ben, channel, outcome):
    with pytest.raises(Refused):
        actions.tell_otherwise(draft(), channel, outcome, by=by_ben)


def test_a_sent_mail_stays_sent_when_somebody_calls(draft, by_ben):
    message = draft()
    Message.objects.update(state=MessageState.ACCEPTED, sent_at=timezone.now())

    told = actions.tell_otherwise(message, "phone", "voicemail", by=by_ben)

    assert (told.state, told.outcome) == (MessageState.ACCEPTED, "voicemail")


def test_an_uncertain_notice_is_sent_again_only_when_somebody_says_so(draft, by_ben):
    message = draft()
    Message.objects.update(state=MessageState.UNKNOWN, claimed_at=timezone.now())

    assert actions.settle_unknown(message, arrived=False, by=by_ben) == MessageState.QUEUED
    with pytest.raises(Refused):
        actions.settle_unknown(message, arrived=True, by=by_ben)


@pytest.mark.parametrize(
    ("moment", "then"),
    [
        ("2026-11-24 10:00", "2026-11-24 10:00"),  # a Tuesday
        ("2026-11-24 06:30", "2026-11-24 08:00"),
        ("2026-11-24 21:00", "2026-11-25 08:00"),
        ("2026-11-20 22:00", "2026-11-24 08:00"),  # weekend, then 勤労感謝の日
        ("2026-11-23 10:00", "2026-11-24 08:00"),
        ("2026-12-29 10:00", "2027-01-04 08:00"),
    ],
)
def test_people_are_written_to_on_business_days_in_the_day(settings, moment, then):
    settings.QUIET_HOURS = True
    asked = datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=TOKYO)

    assert hours.next_open(asked).strftime("%Y-%m-%d %H:%M") == then


def test_the_link_of_a_notice_leads_to_its_application_for_thirty_days(draft):
    message = draft()

    url = links.result_link(message.application)

    token = url.rsplit("/", 1)[-1]
    assert (url, len(token)) == (links.url_for(message.public_id), 22)
    assert links.entry_of(token).application_ref == message.application_id
    EntryLink.objects.update(expires_at=timezone.now())
    assert links.entry_of(token) is None
    assert links.entry_of("x" * 22) is None


def test_an_application_waits_until_it_is_drafted_and_again_when_dropped(at_minato, by_ben, decided):
    application = decided()
    decided(decided_at=timezone.now() - timedelta(days=200))  # came with an import, long answered
    assert list(queries.applications_without_notice()) == [application]

    message = actions.draft_notice(application, by=by_ben)
    assert list(queries.applications_without_notice()) == []
    actions.drop_draft(message, by=by_ben)

    assert list(queries.applications_without_notice()) == [application]


def test_a_page_unopened_for_three_business_days_becomes_a_call(draft):
    message = draft()
    sent = datetime(2026, 11, 20, 17, 10, tzinfo=TOKYO)  # Friday; Monday is a holiday
    Message.objects.update(state=MessageState.ACCEPTED, sent_at=sent)

    assert queries.calls(date(2026, 11, 25)) == []
    assert [call.message.pk for call in queries.calls(date(2026, 11, 26))] == [message.pk]
    Message.objects.update(seen_at=sent + timedelta(days=5))
    assert queries.calls(date(2026, 11, 26)) == []


def test_the_latest_notice_is_one_that_reached_somebody(draft, by_ben):
    message = draft()
    assert queries.latest_notice(message.application) is None

    actions.tell_otherwise(message, "letter", "posted", by=by_ben)

    assert queries.latest_notice(message.application).pk == message.pk


def test_an_answer_is_kept_once_and_may_be_changed(minato, decided):
    with acting_for(minato.pk):
        application = decided()
        surveys.answer_survey(application, helpful=True, by=person_actor(1))
        surveys.answer_survey(application, recommend=9, comment=" 丁寧でした ", by=person_actor(1))

        answer = SurveyAnswer.objects.get()
        assert (answer.helpful, answer.recommend, answer.comment) == (True, 9, "丁寧でした")


@pytest.mark.parametrize("answer", [{"recommend": 11}, {"recommend": -1}, {"comment": "長" * 2001}])
def test_an_impossible_answer_is_refused(at_minato, decided, answer):
    with pytest.raises(Refused):
        surveys.answer_survey(decided(), **answer, by=person_actor(1))
