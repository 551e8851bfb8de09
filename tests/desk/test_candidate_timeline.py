"""The history of one person: in sentences, in order, and no slower when it is long."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import actions
from career_relay.candidates.merges import merge_records, part_records
from career_relay.candidates.models import Candidate, Evaluation, ImportedRow, ImportRun, Note
from career_relay.candidates.states import Stage
from career_relay.desk.timeline import CONTACT, PAGE, SELECTION, timeline
from career_relay.notices.models import Message
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory

NOW = timezone.now()


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def by(ben):
    return user_actor(ben.pk)


def told(candidate: Candidate, **asked) -> list[str]:
    return [str(one.title) for one in timeline(candidate, candidate.applications.all(), **asked)]


def test_a_selection_is_told_from_the_application_to_the_result(at_minato, by):
    application = ApplicationFactory(stage=Stage.SCREENING, reached="document", position_title="経理")
    actions.advance(application, Stage.INTERVIEWING, by=by)
    actions.decide(application, Stage.WITHDRAWN, by=by)

    lines = told(application.candidate, kind=SELECTION)

    assert lines == ["The candidate withdrew", "On to: first interview", "Applied for 経理"]


def test_a_no_that_was_taken_back_stays_in_the_story(at_minato, by):
    application = ApplicationFactory(stage=Stage.REJECTED, reached="first", decided_at=NOW - timedelta(days=3))
    actions.reopen(application, by=by)

    assert told(application.candidate, kind=SELECTION)[0] == "The result was taken back"


def test_the_result_that_stands_is_told_once(at_minato, by):
    application = ApplicationFactory(stage=Stage.INTERVIEWING)
    actions.decide(application, Stage.WITHDRAWN, by=by)

    assert told(application.candidate).count("The candidate withdrew") == 1


def test_who_did_it_is_named(at_minato, by):
    kim = CandidateFactory()
    actions.set_tags(kim, ["Go"], by=by)

    [line] = timeline(kim, [])

    assert (str(line.title), line.who) == ("Tags were changed", "Ben")


def test_small_changes_of_one_sitting_are_one_line(at_minato, by, ben):
    kim = CandidateFactory()
    actions.set_tags(kim, ["Go"], by=by)
    actions.set_owner(kim, ben, by=by)
    actions.set_tags(kim, ["Go", "関西"], by=by)
    actions.snooze(kim, timezone.localdate() + timedelta(days=30), by=by)

    [line] = timeline(kim, [])

    assert line.title.count("Tags were changed") == 1
    assert "The person in charge changed" in line.title
    assert "To talk again on" in line.title


def test_a_file_that_brought_five_rows_is_one_line(at_minato, ben):
    kim = CandidateFactory()
    run = ImportRun.objects.create(file_name="応募者.csv", stored="x", started_by=ben)
    for line in range(2, 7):
        ImportedRow.objects.create(run=run, line=line, candidate=kim, verdict="created" if line == 2 else "updated")
    ImportedRow.objects.create(run=run, line=9, candidate=kim, verdict="unchanged")

    [line] = timeline(kim, [])

    assert (str(line.title), line.who) == ("Came in with a file", "Ben")
    assert line.sub == "応募者.csv · 5 lines, from line 2"


def test_a_notice_is_told_with_how_it_stands_to_the_promised_day(at_minato, ben):
    application = ApplicationFactory(stage=Stage.REJECTED, promised_on=timezone.localdate(NOW) + timedelta(days=2))
    Message.objects.create(
        candidate=application.candidate,
        application=application,
        state="accepted",
        subject="選考の結果",
        personal_point="順を追って話す力が印象に残りました。",
        released_by=ben,
        sent_at=NOW,
        seen_at=NOW + timedelta(hours=1),
    )

    opened, sent = timeline(application.candidate, [application], kind=CONTACT)

    assert (str(opened.title), opened.who) == ("Opened the page with the result", "the candidate")
    assert (str(sent.title), sent.who) == ("The notice was sent", "Ben")
    assert "2 days before the promised day" in sent.sub
    assert "with a personal point" in sent.sub
    assert sent.quote == "順を追って話す力が印象に残りました。"


def test_a_permission_is_told_with_its_evidence(at_minato):
    kim = CandidateFactory(state="contact", state_evidence="応募フォーム 第3版", state_since=timezone.localdate())

    [line] = timeline(kim, [], kind=CONTACT)

    assert (str(line.title), line.sub) == ("Allowed us to write", "応募フォーム 第3版")


def test_a_promise_names_its_day_and_a_protection_its_firm(at_minato, by):
    day = timezone.localdate() + timedelta(days=14)
    application = ApplicationFactory(
        introduced_on=timezone.localdate(), protected_until=day, source_detail="ブリッジ人材", source="agency"
    )
    actions.promise(application, day, by=by)

    lines = told(application.candidate)

    assert sum("Promised an answer by" in one for one in lines) == 1
    assert sum("Introduced by ブリッジ人材" in one for one in lines) == 1


def test_the_words_of_somebody_who_came_back_stand_with_their_application(at_minato):
    application = ApplicationFactory(is_reapplication=True, whats_changed="業務アプリの設計を2年担当しました。")

    line = timeline(application.candidate, [application]).lines[-1]

    assert str(line.title).startswith("Applied again")
    assert line.quote == "業務アプリの設計を2年担当しました。"


def test_a_merge_and_its_undoing_are_told_and_the_log_of_both_is_one(at_minato, by):
    kept, gone = CandidateFactory(), CandidateFactory()
    actions.set_tags(gone, ["関西"], by=by)
    merge = merge_records(kept, gone, by=by)
    kept.refresh_from_db()

    merged = told(kept)
    part_records(merge, by=by)

    assert merged == ["Two records were put together", "Tags were changed"]
    assert told(kept)[0] == "Two records were parted again"


def test_an_evaluation_that_is_not_shown_yet_is_not_in_the_story(at_minato):
    evaluation = EvaluationFactory()
    candidate = evaluation.application.candidate

    lines = told(candidate, hidden=[evaluation.pk])

    assert "An evaluation was written" not in lines


# --- long histories ------------------------------------------------------------------------------------------------


def long_history(candidate: Candidate, rows: int) -> None:
    application = ApplicationFactory(candidate=candidate)
    for n in range(rows):
        at = NOW - timedelta(hours=n)
        Note.objects.create(candidate=candidate, text=f"メモ {n}", created_at=at)
        Evaluation.objects.create(application=application, reached="first", comment=f"評価 {n}", created_at=at)
        Message.objects.create(candidate=candidate, state="accepted", subject=f"件名 {n}", sent_at=at, created_at=at)


def walk(candidate: Candidate) -> list[tuple]:
    """Every page of a history, one after the other."""
    lines, before = [], None
    while True:
        page = timeline(candidate, candidate.applications.all(), before=before)
        lines += [(one.at, str(one.title), one.quote) for one in page]
        if page.older is None:
            return lines
        assert before is None or page.older < before
        before = page.older


def test_every_line_stands_on_exactly_one_page_newest_first(at_minato):
    kim = CandidateFactory()
    long_history(kim, 40)

    lines = walk(kim)

    assert len(lines) == 40 * 3 + 1
    assert len({quote for _at, _title, quote in lines if quote}) == 40 * 2
    assert [at for at, *_rest in lines] == sorted((at for at, *_rest in lines), reverse=True)


def test_what_happened_in_one_moment_stands_on_one_page(at_minato):
    kim = CandidateFactory()
    Note.objects.bulk_create([Note(company=at_minato, candidate=kim, text=f"{n}", created_at=NOW) for n in range(50)])

    page = timeline(kim, [])

    assert (len(page), page.older) == (50, None)


def test_a_history_twenty_times_as_long_asks_no_more(ben_client, minato):
    with acting_for(minato.pk):
        short, long = CandidateFactory(), CandidateFactory()
        long_history(short, 4)
        long_history(long, 80)
    ben_client.get(reverse("desk:candidate", args=[short.public_id]))  # whatever is asked once

    counts = [len(asked(ben_client, one)) for one in (short, long)]

    assert counts[1] <= counts[0]
    assert counts[0] <= 60


def asked(client, candidate: Candidate) -> list:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("desk:candidate", args=[candidate.public_id])).status_code == 200
    return queries.captured_queries


def test_older_pages_are_reached_by_a_link_and_nonsense_is_the_newest_page(ben_client, minato):
    with acting_for(minato.pk):
        kim = CandidateFactory()
        long_history(kim, 30)
    address = reverse("desk:candidate", args=[kim.public_id])

    first = ben_client.get(address)
    second = ben_client.get(address, {"before": first.context["timeline"].older.isoformat()})
    nonsense = ben_client.get(address, {"before": "2026-13-99T99:99"})

    assert len(first.context["timeline"]) >= PAGE
    assert second.context["timeline"].lines[0].at < first.context["timeline"].lines[-1].at
    assert nonsense.context["timeline"].lines[0].at == first.context["timeline"].lines[0].at


def test_the_story_of_another_company_is_not_told(minato, komorebi):
    with acting_for(komorebi.pk):
        theirs = CandidateFactory()
        Note.objects.create(candidate=theirs, text="他社のメモ")

    with acting_for(minato.pk):
        assert list(timeline(theirs, [])) == []
