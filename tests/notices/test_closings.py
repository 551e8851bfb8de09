"""A silence ends politely, and a person decides: off by default, drafted, and by itself only where an owner chose so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.errors import Refused
from career_relay.candidates import actions as candidates
from career_relay.candidates.models import Application
from career_relay.candidates.states import Reason, SourceKind, Stage
from career_relay.notices import actions, closings, delays, guard
from career_relay.notices.lint import ensure_pure
from career_relay.notices.models import Closing, Message
from career_relay.notices.states import Channel, MessageState
from tests.factories.candidates import ApplicationFactory, CandidateFactory

PROMISED = date(2026, 11, 4)  # 3 business days late on the 9th, 10 more on the 24th (the 23rd is a holiday)


@pytest.fixture
def morning(time_machine):
    def move(day: date) -> None:
        time_machine.move_to(datetime(day.year, day.month, day.day, tzinfo=UTC), tick=False)  # 9:00 in Japan

    move(PROMISED)
    return move


@pytest.fixture
def house(morning, at_minato, ada, ben):
    """A company whose guard does what `mode` says."""

    def make(mode: str):
        guard.change_rules({"escalate_days": 3, "closing": mode, "closing_days": 10}, by=user_actor(ada.pk))
        return at_minato

    return make


def waits(**fields) -> Application:
    return ApplicationFactory(
        **{"stage": Stage.SCREENING, "promised_on": PROMISED, "applied_on": date(2026, 10, 20), **fields}
    )


def days_pass(company, morning, last: date) -> None:
    day = timezone.localdate()
    while day <= last:
        morning(day)
        closings.draft_closings(company)
        guard.watch(company)
        day += timedelta(days=1)


def test_it_is_off_by_default(at_minato, ben, morning):
    waits()

    days_pass(at_minato, morning, date(2027, 2, 1))

    assert not Closing.objects.exists()
    assert Application.objects.get().stage == Stage.SCREENING


def test_an_answer_is_drafted_after_the_owners_knew_for_ten_business_days(house, morning):
    company, it = house("draft"), waits()

    days_pass(company, morning, date(2026, 11, 23))
    before = Closing.objects.count()
    days_pass(company, morning, date(2026, 11, 25))

    closing = Closing.objects.get()
    assert (before, closing.application, closing.drafted_on) == (0, it, date(2026, 11, 24))
    assert not Message.objects.exists()


def test_the_draft_says_sorry_and_is_a_pure_notice(house, morning):
    company, it = house("draft"), waits(position_title="法人営業")
    days_pass(company, morning, date(2026, 11, 24))

    closing = Closing.objects.get()

    assert "2026年11月4日" in closing.body_text
    assert "法人営業" in closing.body_text
    assert "{{ result_link }}" in closing.body_text
    ensure_pure(Message(subject=closing.subject, body_text=closing.body_text), own_names=(company.name,))
    assert "4 November 2026" in closings.words(it, "en")[1]


def test_a_person_changes_and_releases_it_and_it_is_held(house, morning, by_ben):
    company = house("draft")
    waits()
    days_pass(company, morning, date(2026, 11, 24))

    sent = closings.release_closing(
        Closing.objects.get(), "ご連絡が遅くなりました", "長くお待たせしました。\n\n{{ result_link }}\n", by=by_ben
    )

    it = Application.objects.get()
    assert (it.stage, it.reason, sent.state, sent.subject) == (
        Stage.REJECTED,
        Reason.OTHER,
        MessageState.HELD,
        "ご連絡が遅くなりました",
    )
    assert sent.send_after - timezone.now() >= timedelta(minutes=10)
    assert (Closing.objects.get().state, Closing.objects.get().settled_by_id) == ("released", by_ben.id)
    assert list(guard.waiting()) == []


def test_a_release_can_be_taken_back_and_the_person_waits_again(house, morning, by_ben):
    company = house("draft")
    waits()
    days_pass(company, morning, date(2026, 11, 24))
    closing = Closing.objects.get()
    sent = closings.release_closing(closing, closing.subject, closing.body_text, by=by_ben)

    actions.undo_release([sent], by=by_ben)

    assert [one.pk for one in guard.waiting()] == [sent.application_id]


def test_it_is_void_when_somebody_decided_or_named_another_day(house, morning, by_ben):
    company = house("draft")
    decided, moved = waits(), waits()
    days_pass(company, morning, date(2026, 11, 24))
    first, second = Closing.objects.order_by("application_id")
    candidates.decide(decided, Stage.REJECTED, by=by_ben, reason=Reason.SKILLS)
    delays.need_longer(moved, date(2026, 12, 1), by=by_ben)

    for closing in (first, second):
        with pytest.raises(Refused) as refusal:
            closings.release_closing(closing, closing.subject, closing.body_text, by=by_ben)
        assert refusal.value.code == "SETTLED"

    assert not closings.proposed().exists()
    assert not Message.objects.exists()


def test_a_draft_that_was_put_away_does_not_come_back_for_the_same_promise(house, morning, by_ben):
    company = house("draft")
    waits()
    days_pass(company, morning, date(2026, 11, 24))
    closings.drop_closing(Closing.objects.get(), by=by_ben)

    days_pass(company, morning, date(2026, 12, 11))

    assert Closing.objects.get().state == "dropped"
    assert not Message.objects.exists()


def test_by_itself_only_where_the_owner_chose_so_and_then_it_is_held(house, morning, ada):
    company, it = house("send"), waits()

    days_pass(company, morning, date(2026, 11, 24))

    message = Message.objects.get()
    it.refresh_from_db()
    assert (it.stage, message.state, message.released_by_id) == (Stage.REJECTED, MessageState.HELD, None)
    assert message.send_after - timezone.now() >= timedelta(minutes=10)
    assert guard.rules_of().chosen_by_id == ada.pk


def test_what_cannot_go_by_itself_waits_for_a_person(house, morning):
    company = house("send")
    unknown = waits(source=SourceKind.UNKNOWN)
    nowhere = waits(candidate=CandidateFactory(email=""))

    days_pass(company, morning, date(2026, 11, 25))

    assert {one.application_id for one in closings.proposed()} == {unknown.pk, nowhere.pk}
    assert not Message.objects.exists()
    assert set(Application.objects.values_list("stage", flat=True)) == {Stage.SCREENING}


def test_somebody_an_agency_brought_is_never_written_to(house, morning, by_ben):
    company = house("send")
    until = date(2027, 6, 1)
    waits(
        candidate=CandidateFactory(protected_until=until, protected_by="ブリッジ人材", email="kim@mail.example"),
        source=SourceKind.AGENCY,
        source_detail="desk@bridge.example",
        protected_until=until,
    )

    days_pass(company, morning, date(2026, 11, 25))

    sent = [(one.channel, one.to_agency) for one in Message.objects.all()]
    assert sent in ([], [(Channel.AGENCY, "desk@bridge.example")])
    assert closings.proposed().exists() is not bool(sent)


def test_the_words_of_a_release_are_checked(house, morning, by_ben):
    company = house("draft")
    waits()
    days_pass(company, morning, date(2026, 11, 24))
    closing = Closing.objects.get()

    for subject, body in (("", "本文"), ("件名", " "), ("件名\nBcc: x@mail.example", "本文"), ("件名", "あ" * 20_000)):
        with pytest.raises(Refused):
            closings.release_closing(closing, subject, body, by=by_ben)

    assert Application.objects.get().stage == Stage.SCREENING
    assert not Message.objects.exists()
