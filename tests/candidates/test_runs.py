"""A file on its way in: killed, repeated, undone."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.errors import Refused
from career_relay.base.queue import later
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import runs
from career_relay.candidates.actions import add_note, stop_contact
from career_relay.candidates.identity import Book
from career_relay.candidates.intake import settle
from career_relay.candidates.models import Application, Candidate, ImportedRow, ImportFault, ImportRun, RunState
from career_relay.candidates.shelf import Shelf
from career_relay.candidates.tasks import work_through_file
from career_relay.candidates.undo import undo_run
from career_relay.imports.shapes import CandidateDraft

SAMPLE = Path(__file__).parents[2] / "demo" / "files" / "ats_export.csv"


def begun(company, content: bytes = b"", *, dry: bool = False, name: str = "export.csv") -> ImportRun:
    with acting_for(company.pk):
        file = ContentFile(content or SAMPLE.read_bytes(), name)
        run = runs.receive_file(file, name, company=company, started_by=None)
        with runs.opened(run) as table:
            runs.choose_mapping(run, runs.mapping_of(run, table))
        return runs.begin(run, dry=dry)


def fresh(run: ImportRun) -> ImportRun:
    with acting_for(run.company_id):
        return ImportRun.objects.get(pk=run.pk)


def people(company) -> list[tuple]:
    with acting_for(company.pk):
        fields = ("external_id", "name", "email_key", "state", "protected_until", "purge_after", "tags")
        return sorted(Candidate.objects.values_list(*fields), key=str)


class Killed(BaseException):
    """Stands for the process that dies."""


@pytest.mark.parametrize("deaths", [1, 3])
def test_a_run_that_is_killed_goes_on_exactly_where_it_stopped(minato, komorebi, monkeypatch, deaths):
    monkeypatch.setattr(runs, "CHUNK", 70)
    whole = begun(komorebi)
    runs.work(komorebi.pk, whole.pk)
    run = begun(minato)
    take_chunk, calls = runs._take_chunk, []

    def dying(*args):
        calls.append(args)
        done = take_chunk(*args)
        if len(calls) <= deaths:
            raise Killed  # before the commit: nothing of this chunk stays
        return done

    monkeypatch.setattr(runs, "_take_chunk", dying)
    for _death in range(deaths):
        with pytest.raises(Killed):
            runs.work(minato.pk, run.pk)
    runs.work(minato.pk, run.pk)

    assert people(minato) == people(komorebi)
    assert runs.counts(fresh(run)) == runs.counts(fresh(whole))
    with acting_for(minato.pk):
        assert ImportedRow.objects.count() == 280
        assert ImportFault.objects.filter(is_warning=False).count() == 20


def test_a_run_killed_after_a_commit_does_not_repeat_the_chunk(minato, monkeypatch):
    monkeypatch.setattr(runs, "CHUNK", 100)
    run = begun(minato)
    take_chunk, calls = runs._take_chunk, []

    def dying_after(*args):
        calls.append(args)
        if len(calls) == 2:
            raise Killed  # the first chunk is committed
        return take_chunk(*args)

    monkeypatch.setattr(runs, "_take_chunk", dying_after)
    with pytest.raises(Killed):
        runs.work(minato.pk, run.pk)
    assert fresh(run).position == 100
    runs.work(minato.pk, run.pk)

    assert runs.counts(fresh(run)) == {"rows": 300, "created": 269, "updated": 11, "unchanged": 0, "faulty": 20}


@pytest.fixture
def files_on_disk(settings, tmp_path):
    """Storage in memory has one place in a file for all who read it; on a disk each reader has its own."""
    kind = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": kind}


def test_two_workers_on_one_file_take_each_row_once(minato, monkeypatch, files_on_disk):
    monkeypatch.setattr(runs, "CHUNK", 100)
    run = begun(minato)
    take_chunk = runs._take_chunk

    def with_a_rival(now, chunk, position, book):
        monkeypatch.setattr(runs, "_take_chunk", take_chunk)
        runs.work(minato.pk, run.pk)  # the other worker is faster and finishes
        return take_chunk(now, chunk, position, book)

    monkeypatch.setattr(runs, "_take_chunk", with_a_rival)
    runs.work(minato.pk, run.pk)

    assert runs.counts(fresh(run)) == {"rows": 300, "created": 269, "updated": 11, "unchanged": 0, "faulty": 20}


def test_the_check_gives_the_verdicts_of_the_run_in_chunks_of_any_size(minato, monkeypatch):
    monkeypatch.setattr(runs, "CHUNK", 7)
    run = begun(minato, dry=True)
    runs.work(minato.pk, run.pk)
    checked, faults = runs.counts(fresh(run)), faults_of(run)

    with acting_for(minato.pk):
        assert Candidate.objects.count() == 0
        runs.begin(run, dry=False)
    runs.work(minato.pk, run.pk)

    assert runs.counts(fresh(run)) == checked
    assert faults_of(run) == faults


def faults_of(run: ImportRun) -> list[tuple]:
    with acting_for(run.company_id):
        return list(run.faults.values_list("line", "column", "code", "problem"))


def test_one_bad_row_never_stops_the_rest(minato):
    content = "氏名,メール\r\nキム,kim@mail.example\r\n,\r\n-,-\r\nモリ,mori@@mail.example\r\nハヤシ,h@mail.example\r\n"

    run = begun(minato, content.encode())
    runs.work(minato.pk, run.pk)

    assert [name for _id, name, *_rest in people(minato)] == ["キム", "ハヤシ"]
    assert {line for line, *_rest in faults_of(run)} == {4, 5}


def test_faulty_rows_can_be_mended_and_come_in(minato):
    content = "氏名,メール\r\nモリ,mori@@mail.example\r\n"
    run = begun(minato, content.encode())
    runs.work(minato.pk, run.pk)
    with acting_for(minato.pk):
        rejects = runs.faulty_rows(run)

    again = begun(minato, rejects.content.replace(b"@@", b"@"), name=rejects.filename)
    runs.work(minato.pk, again.pk)

    assert runs.counts(fresh(again)) == {"rows": 1, "created": 1, "updated": 0, "unchanged": 0, "faulty": 0}
    with acting_for(minato.pk):
        assert Application.objects.count() == 0


def test_undo_puts_everything_back(minato):
    first = begun(minato, "氏名,メール,電話番号\r\nキム,kim@mail.example,090-0000-0001\r\n".encode())
    runs.work(minato.pk, first.pk)
    before = people(minato)
    second = begun(
        minato,
        "氏名,メール,電話番号,タグ\r\nキム,kim@mail.example,090-0000-0002,新\r\nモリ,mori@mail.example,,\r\n".encode(),
    )
    runs.work(minato.pk, second.pk)
    assert runs.counts(fresh(second))["updated"] == 1

    with acting_for(minato.pk):
        undo_run(second, by=SYSTEM)

    assert people(minato) == before
    assert fresh(second).state == RunState.UNDONE
    with acting_for(minato.pk):
        assert Candidate.objects.get().phone_key == "+819000000001"


def test_undo_stops_once_something_depends_on_it(minato):
    run = begun(minato, "氏名,メール\r\nキム,kim@mail.example\r\n".encode())
    runs.work(minato.pk, run.pk)
    with acting_for(minato.pk):
        add_note(Candidate.objects.get(), "電話でお話しした", by=SYSTEM)

        with pytest.raises(Refused):
            undo_run(run, by=SYSTEM)

        assert Candidate.objects.count() == 1


def test_undone_rows_can_come_in_again(minato):
    run = begun(minato)
    runs.work(minato.pk, run.pk)
    with acting_for(minato.pk):
        undo_run(run, by=SYSTEM)

    again = begun(minato)
    runs.work(minato.pk, again.pk)

    assert runs.counts(fresh(again)) == {"rows": 300, "created": 269, "updated": 11, "unchanged": 0, "faulty": 20}


def test_an_unexpected_stop_is_said_and_trying_again_finishes_it(minato, monkeypatch):
    monkeypatch.setattr(runs, "CHUNK", 100)
    run = begun(minato)
    take_chunk, calls = runs._take_chunk, []

    def broken(*args):
        calls.append(args)
        if len(calls) == 2:
            raise ZeroDivisionError
        return take_chunk(*args)

    monkeypatch.setattr(runs, "_take_chunk", broken)
    with pytest.raises(ZeroDivisionError):
        runs.work(minato.pk, run.pk)
    assert fresh(run).state == RunState.FAILED
    assert fresh(run).error

    with acting_for(minato.pk):
        runs.begin(run, dry=False)
    runs.work(minato.pk, run.pk)

    assert fresh(run).state == RunState.DONE
    assert len(people(minato)) == 269
    with acting_for(minato.pk):
        undo_run(fresh(run), by=SYSTEM)
    assert people(minato) == []


def test_a_file_that_vanished_leaves_a_sentence(minato):
    from django.core.files.storage import default_storage

    run = begun(minato)
    default_storage.delete(run.stored)

    runs.work(minato.pk, run.pk)

    assert fresh(run).state == RunState.FAILED
    assert fresh(run).error


def test_the_time_left_follows_the_pace_of_the_process_at_work(minato):
    now = timezone.now()
    run = ImportRun(state=RunState.RUNNING, rows=10_000, position=4_000, going_from=3_000)

    run.going_since = now - timedelta(seconds=20)

    assert runs.progress(run, now) == runs.Progress(4_000, 10_000, 0.4, 120)


@pytest.mark.parametrize(
    ("state", "position", "since"),
    [(RunState.RUNNING, 3_000, "now"), (RunState.RUNNING, 0, None), (RunState.DONE, 10_000, "now")],
    ids=["nothing moved yet", "nobody at work yet", "over"],
)
def test_no_time_is_told_that_nobody_can_know(minato, state, position, since):
    now = timezone.now()
    run = ImportRun(state=state, rows=10_000, position=position, going_from=3_000 if since else 0)

    run.going_since = now if since else None

    assert runs.progress(run, now).seconds_left is None
    assert runs.progress(run, now).share == position / 10_000


def test_a_run_tells_how_far_it_is_while_it_works(minato, monkeypatch):
    monkeypatch.setattr(runs, "CHUNK", 100)
    run = begun(minato)
    take_chunk, told = runs._take_chunk, []

    def watched(*args):
        told.append(runs.progress(fresh(run)))
        return take_chunk(*args)

    monkeypatch.setattr(runs, "_take_chunk", watched)
    runs.work(minato.pk, run.pk)

    assert [(one.done, one.total) for one in told] == [(0, 300), (100, 300), (200, 300)]
    assert [one.seconds_left is None for one in told] == [True, False, False]


@pytest.mark.parametrize(("dry", "left"), [(False, 0), (True, 4)], ids=["a run goes on", "a check starts over"])
def test_a_job_that_gets_ahead_is_not_put_aside_for_its_dead_workers(minato, dry, left):
    run = begun(minato, dry=dry)
    job_id = later(work_through_file, company_id=minato.pk, run_id=run.pk)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 4 WHERE id = %s", [job_id])

    runs.work(minato.pk, run.pk, job_id=job_id)

    assert ProcrastinateJob.objects.get(pk=job_id).attempts == left


def test_a_run_whose_job_was_put_aside_can_be_begun_again(minato):
    run = begun(minato)
    job_id = later(work_through_file, company_id=minato.pk, run_id=run.pk)
    with acting_for(minato.pk), pytest.raises(Refused):
        runs.begin(run, dry=False)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [job_id])

    with acting_for(minato.pk):
        assert runs.is_abandoned(fresh(run))
        runs.begin(run, dry=False)
    runs.work(minato.pk, run.pk)

    assert fresh(run).state == RunState.DONE


def test_faults_are_told_in_the_language_of_whoever_imports(minato):
    run = begun(minato, "氏名,メール\r\nモリ,mori@@mail.example\r\n".encode())

    with translation.override("en"):
        runs.work(minato.pk, run.pk)

    with acting_for(minato.pk):
        assert "two @" in run.faults.get().problem


def test_what_somebody_sets_while_a_chunk_is_taken_in_is_not_written_over(minato):
    """The records of a chunk are held, applications before records, as the acts of the desk hold them."""
    first = begun(minato, "氏名,メール\r\nキム,kim@mail.example\r\n".encode())
    runs.work(minato.pk, first.pk)

    with acting_for(minato.pk), CaptureQueriesContext(connection) as asked:
        draft = CandidateDraft(name="キム", name_key="キム", email="kim@mail.example", email_key="kim@mail.example")
        settle([(1, draft)], Book(), minato)
    with acting_for(minato.pk), Shelf() as shelf, CaptureQueriesContext(connection) as checked:
        settle([(1, draft)], Book(shelf), minato)

    held = [one["sql"] for one in asked if "FOR UPDATE" in one["sql"]]
    assert ["candidates_application" in held[0], "candidates_candidate" in held[1], len(held)] == [True, True, 2]
    assert not [one for one in checked if "FOR UPDATE" in one["sql"]]


@pytest.mark.parametrize("chunk", [7, 1_000])
def test_the_check_gives_each_row_of_a_dirty_file_the_verdict_of_the_run(minato, monkeypatch, chunk):
    monkeypatch.setattr(runs, "CHUNK", chunk)
    verdicts: list[dict[int, str]] = []
    settle_rows = runs.settle

    def watched(*args, **options):
        settled = settle_rows(*args, **options)
        verdicts[-1] |= {row.line: row.outcome for row in settled}
        return settled

    monkeypatch.setattr(runs, "settle", watched)
    for dry in (True, False):
        verdicts.append({})
        run = begun(minato, dry=dry)
        runs.work(minato.pk, run.pk)

    assert verdicts[0] == verdicts[1]
    with acting_for(minato.pk):
        assert verdicts[1] == dict(ImportedRow.objects.filter(run=run).values_list("line", "verdict"))


PERMISSIVE = [
    {
        "name": "キム 美咲",
        "email": "kim@mail.example",
        "state": "contact",
        "teaser": True,
        "share": "all",
        "consent": "yes",
    },
    {"name": "モリ 悠", "email": "mori@mail.example", "状態": "連絡可", "匿名公開": "同意", "他社への提供": "同意"},
]


@pytest.mark.parametrize("times", [1, 2])
def test_no_words_of_a_json_file_allow_what_only_a_person_can(minato, times):
    for _time in range(times):
        run = begun(minato, json.dumps(PERMISSIVE, ensure_ascii=False).encode(), name="export.json")
        runs.work(minato.pk, run.pk)

    assert runs.counts(fresh(run))["faulty"] == 0
    assert [state for _id, _name, _key, state, *_rest in people(minato)] == ["record", "record"]
    with acting_for(minato.pk):
        assert not Candidate.objects.exclude(state_evidence="").exists()


def test_an_undo_does_not_lift_the_quiet_somebody_asked_for_since(minato, ben):
    run = begun(minato, "氏名,メール\r\nキム,kim@mail.example\r\n".encode())
    runs.work(minato.pk, run.pk)
    with acting_for(minato.pk):
        stop_contact(Candidate.objects.get(), by=user_actor(ben.pk))

        with pytest.raises(Refused):
            undo_run(run, by=SYSTEM)

        assert Candidate.objects.get().do_not_contact
