"""Somebody who applies again is recognised, and may come by a shorter way."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.candidates import actions
from career_relay.candidates.intake import take_in
from career_relay.candidates.models import Application, Candidate, ImportedRow, ImportRun
from career_relay.candidates.welcome import (
    changed_since,
    months_between,
    reapply_from,
    welcome_back,
)
from career_relay.imports.shapes import ApplicationDraft, CandidateDraft
from tests.factories.candidates import ApplicationFactory, CandidateFactory


@pytest.fixture
def by(ben):
    return user_actor(ben.pk)


def ended(candidate: Candidate, applied_on: date, **fields) -> Application:
    at = timezone.now().replace(year=applied_on.year, month=applied_on.month, day=applied_on.day)
    return ApplicationFactory(
        candidate=candidate, stage="rejected", applied_on=applied_on, decided_at=at + timedelta(days=20), **fields
    )


def test_the_last_ended_application_stands_beside_the_new_one(at_minato):
    kim = CandidateFactory()
    ended(kim, date(2022, 4, 1))
    before = ended(kim, date(2024, 4, 10), position_title="UIデザイナー")
    now = ApplicationFactory(candidate=kim, applied_on=date(2026, 9, 16), stage="screening", reached="document")

    back = welcome_back(kim, [now, before, *kim.applications.filter(applied_on__year=2022)])

    assert (back.before, back.now, back.count, back.years, back.months) == (before, now, 3, 2, 5)


def test_a_first_application_is_no_return(at_minato):
    application = ApplicationFactory()

    assert welcome_back(application.candidate, [application]) is None
    assert welcome_back(application.candidate, []) is None


def test_a_second_position_while_the_first_goes_on_is_no_return(at_minato):
    kim = CandidateFactory()
    both = [ApplicationFactory(candidate=kim, applied_on=date(2026, month, 1)) for month in (8, 9)]

    assert welcome_back(kim, both) is None


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        (date(2024, 4, 10), date(2026, 9, 16), 29),
        (date(2024, 4, 10), date(2024, 5, 9), 0),
        (date(2024, 4, 10), date(2024, 5, 10), 1),
        (date(2024, 1, 31), date(2024, 2, 29), 1),
        (date(2024, 1, 31), date(2024, 2, 28), 0),
        (date(2024, 4, 10), date(2024, 4, 10), 0),
    ],
)
def test_months_are_whole_months(earlier, later, months):
    assert months_between(earlier, later) == months


def test_a_return_before_the_day_that_was_named_is_said_and_held_against_nobody(at_minato):
    kim = CandidateFactory()
    before = ended(kim, date(2026, 4, 10), reapply_from=date(2026, 11, 1))
    now = ApplicationFactory(candidate=kim, applied_on=date(2026, 9, 16), stage="screening")

    assert welcome_back(kim, [before, now]).is_early is True
    assert welcome_back(kim, [before, now]).may_fast_track is False


def test_every_way_in_recognises_a_return(at_minato, by):
    told = {"name": "キム 美咲", "name_key": "キム美咲", "email": "kim@mail.example", "email_key": "kim@mail.example"}
    first = ApplicationDraft(
        position="経理", applied_on=date(2025, 4, 1), outcome="rejected", decided_on=date(2025, 5, 1)
    )
    again = ApplicationDraft(position="経理", applied_on=date(2026, 9, 1))

    take_in(CandidateDraft(**told, application=first), company=at_minato, by=by)
    verdict = take_in(CandidateDraft(**told, application=again), company=at_minato, by=by)

    assert verdict.application.is_reapplication is True
    assert welcome_back(verdict.candidate, verdict.candidate.applications.all()).count == 2


# --- the shorter way -------------------------------------------------------------------------------------------------


def test_a_silver_medal_goes_on_without_document_screening(at_minato, by):
    application = ApplicationFactory(candidate=CandidateFactory(is_silver=True), stage="screening", reached="document")

    actions.fast_track(application, by=by)

    application.refresh_from_db()
    assert (application.stage, application.reached) == ("interviewing", "first")
    assert log_of(application).last().data == {"stage": "interviewing", "why": "silver"}


@pytest.mark.parametrize(
    ("is_silver", "stage"),
    [(False, "screening"), (True, "interviewing"), (True, "offered"), (True, "rejected"), (True, "hired")],
)
def test_nobody_else_and_no_later_stage_does(at_minato, by, is_silver, stage):
    application = ApplicationFactory(candidate=CandidateFactory(is_silver=is_silver), stage=stage)

    with pytest.raises(Refused):
        actions.fast_track(application, by=by)

    application.refresh_from_db()
    assert application.stage == stage


# --- their own words -------------------------------------------------------------------------------------------------


def test_their_words_are_kept_with_the_application(at_minato, by):
    application = ApplicationFactory()

    actions.tell_whats_changed(application, "  業務アプリの設計を2年担当しました。 ", by=by)
    actions.tell_whats_changed(application, "業務アプリの設計を2年担当しました。", by=by)

    application.refresh_from_db()
    assert application.whats_changed == "業務アプリの設計を2年担当しました。"
    assert log_of(application).count() == 1


@pytest.mark.parametrize("words", ["", "   ", "父の職業は医師です。", "あ" * 5_000])
def test_words_about_protected_matters_nothing_and_too_much_are_refused(at_minato, by, words):
    application = ApplicationFactory()

    with pytest.raises(Refused):
        actions.tell_whats_changed(application, words, by=by)

    application.refresh_from_db()
    assert application.whats_changed == ""


def test_what_is_new_in_the_record_since_the_last_time_is_named(at_minato, by):
    kim = CandidateFactory()
    run = ImportRun.objects.create(file_name="応募者.csv", stored="x")
    ImportedRow.objects.create(
        run=run, line=2, candidate=kim, verdict="updated", before={"record": {"phone": "", "skills": []}}
    )
    actions.correct_record(kim, {"kana": "きむ みさこ"}, by=by)

    assert changed_since(kim, timezone.localdate()) == ["phone", "skills", "kana"]
    assert changed_since(kim, timezone.localdate() + timedelta(days=2)) == []


# --- the day from which one may apply again --------------------------------------------------------------------------


def test_the_latest_day_that_was_named_counts_and_none_while_a_selection_goes_on(at_minato):
    kim = CandidateFactory()
    old = ended(kim, date(2024, 4, 1), reapply_from=date(2024, 10, 1))
    last = ended(kim, date(2026, 4, 1), reapply_from=date(2026, 10, 1))
    open_one = ApplicationFactory(candidate=kim)

    assert reapply_from([old, last]) == date(2026, 10, 1)
    assert reapply_from([old, last, open_one]) is None
    assert reapply_from([]) is None
