"""Files of a person: received, read, confirmed, opened, gone."""

import hashlib
import sys
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.audit import log_of
from career_relay.base.tenancy import company
from career_relay.candidates import documents, erasure, merges
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Candidate, Document, DocumentState
from career_relay.candidates.resumes.refusals import Unwelcome
from career_relay.candidates.resumes.skills import skills_in, work_text
from career_relay.candidates.resumes.tasks import read_document
from career_relay.candidates.resumes.work import read_through
from tests.candidates.papers import made
from tests.factories.candidates import ApplicationFactory, CandidateFactory

RESUME = made.SHOKUREKI.encode()


def receive(candidate, data=RESUME, name="職務経歴書.txt", **more) -> Document:
    return documents.receive_document(candidate, data, name, by=SYSTEM, **more)


# --- receiving ----------------------------------------------------------------------------------------------------


def test_a_file_is_kept_under_a_random_name_and_waits_to_be_read(at_minato, ben):
    candidate = CandidateFactory()

    document = documents.receive_document(candidate, RESUME, "経歴.txt", by=user_actor(ben.pk))

    assert (document.state, document.file_name, document.media) == (DocumentState.RECEIVED, "経歴.txt", "text/plain")
    assert (document.uploaded_by, document.extracted) == (ben, {})
    assert (document.size, document.sha256) == (len(RESUME), hashlib.sha256(RESUME).hexdigest())
    assert "経歴" not in document.stored
    assert default_storage.open(document.stored).read() == RESUME
    assert [one.event for one in log_of(candidate)] == [CandidateEvent.DOCUMENT_RECEIVED]


def test_the_queue_gets_ids_and_nothing_else(at_minato):
    document = receive(CandidateFactory())

    jobs = ProcrastinateJob.objects.filter(task_name="candidates.read_document", args__document_id=document.pk)
    assert [job.args for job in jobs] == [{"company_id": at_minato.pk, "document_id": document.pk}]


def test_a_file_from_the_application_form_is_nobodys_upload_and_hangs_on_its_application(at_minato):
    application = ApplicationFactory()

    document = receive(application.candidate, application=application)

    assert (document.uploaded_by, document.application) == (None, application)


def test_the_same_file_again_is_the_document_that_is_there(at_minato):
    candidate = CandidateFactory()

    first, again, other = receive(candidate), receive(candidate, name="again.txt"), receive(CandidateFactory())

    assert first == again
    assert other != first
    assert [one.event for one in log_of(candidate)] == [CandidateEvent.DOCUMENT_RECEIVED]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"), ("C:\\Users\\kim\\経歴.txt", "経歴.txt"), ("経歴\u202etxt.txt", "経歴txt.txt"),
        ("a" * 300 + ".txt", "a" * 116 + ".txt"), ("経歴", "経歴.txt"), ("", "file.txt"), ("..txt", "txt.txt"),
        ('"><script>.txt', "script.txt"), ("経歴.TXT", "経歴.txt"), ("a\nb.txt", "ab.txt"),
    ],
)  # fmt: skip
def test_a_name_is_made_safe_to_show(at_minato, given, shown):
    assert receive(CandidateFactory(), name=given).file_name == shown


def test_a_file_that_was_examined_before_is_not_examined_again(at_minato, monkeypatch):
    examined = documents.examine(RESUME, "経歴.txt")
    monkeypatch.setattr(documents, "run_jailed", lambda *_a, **_k: pytest.fail("read a second time"))

    document = receive(CandidateFactory(), examined, examined.name)

    assert document.file_name == "経歴.txt"


def test_to_examine_a_file_writes_nothing(at_minato):
    examined = documents.examine(made.scan(), "経歴.pdf")

    assert (examined.media.name, examined.unreadable) == ("pdf", "PICTURES")
    assert list(Document.objects.all()) == []


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "EMPTY"),
        (b"a" * 10_000_001, "a.txt", "TOO_BIG"),
        (RESUME, "a.pdf", "WRONG_NAME"),
        (made.archive({"xl/workbook.xml": "<a/>"}), "a.xlsx", "OTHER_KIND"),
        (b"{\\rtf1 hello}", "a.rtf", "OTHER_KIND"),
        (b"<html><body>hello</body></html>", "a.html", "OTHER_KIND"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "a.png", "PICTURE"),
        (b"[1, 2]", "a.json", "JSON"),
        (b'{"a": 1}', "a.json", "JSON"),
    ],
)
def test_what_cannot_come_in_says_why_and_leaves_nothing(at_minato, data, name, code):
    with pytest.raises(Unwelcome) as refused:
        receive(CandidateFactory(), data, name)

    assert refused.value.code == code
    assert "{" not in str(refused.value)
    assert list(Document.objects.all()) == []


def test_the_parsers_are_loaded_in_the_jail_alone():
    """A hostile file cannot meet what is not there: no module of ours outside the jail loads a PDF reader."""
    import subprocess

    loads = (
        "import django, sys; django.setup(); import career_relay.desk.urls.documents, career_relay.candidates.tasks; "
        "sys.exit(int('pypdf' in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", loads], check=False).returncode == 0


# --- reading ------------------------------------------------------------------------------------------------------


@pytest.fixture
def committed(minato, transactional_db) -> Document:
    with company(minato.pk):
        return receive(CandidateFactory(skills=[], history=""))


def seen(document: Document) -> Document:
    with company(document.company_id):
        document.refresh_from_db()
    return document


def test_the_queue_reads_what_stands_in_a_file(committed):
    read_document(company_id=committed.company_id, document_id=committed.pk)

    document = seen(committed)
    assert (document.state, document.problem) == (DocumentState.READ, "")
    assert [(job["company"], job["begin"], job["is_now"]) for job in document.extracted["jobs"]] == [
        ("株式会社ミナトソフト", "2016-04", False),
        ("合同会社こもれび", "2019-04", True),
    ]
    assert {one["name"] for one in document.extracted["skills"]} >= {"Go", "PostgreSQL", "Python", "Docker"}
    assert document.extracted["left_out"] == {"FAIR-02": 1, "FAIR-X1": 1}


def test_reading_twice_changes_nothing(committed):
    read_through(committed.company_id, committed.pk)
    before = seen(committed).extracted

    read_through(committed.company_id, committed.pk)

    assert seen(committed).extracted == before


def test_a_worker_that_died_in_the_middle_is_followed_by_one_that_finishes(committed):
    with company(committed.company_id):
        documents.begin_reading(committed.pk)

    read_through(committed.company_id, committed.pk)

    assert seen(committed).state == DocumentState.READ


def test_a_file_whose_bytes_are_gone_says_so(committed):
    default_storage.delete(committed.stored)

    read_through(committed.company_id, committed.pk)

    assert (seen(committed).state, committed.problem) == (DocumentState.UNREADABLE, "LATER")


def test_a_document_that_was_removed_meanwhile_stays_gone(committed):
    with company(committed.company_id):
        documents.remove_document(committed, by=SYSTEM)

    read_through(committed.company_id, committed.pk)

    with company(committed.company_id):
        assert list(Document.objects.all()) == []


def test_each_skill_comes_with_the_sentence_that_says_it_and_not_what_somebody_lacks():
    found = {one.name: one.sentence for one in skills_in("Goで決済APIを5年開発。Pythonは未経験です。Dockerを勉強中。")}

    assert found["Go"] == "Goで決済APIを5年開発。"
    assert "Python" not in found
    assert "Docker" not in found


# --- opening, moving, going ---------------------------------------------------------------------------------------


@pytest.fixture
def read(at_minato) -> Document:
    """One that was read, of a candidate of whom nothing else is known."""
    document = receive(CandidateFactory(skills=["法人営業"], history="", details={}))
    read_through(at_minato.pk, document.pk)
    document.refresh_from_db()
    return document


def test_opening_the_original_is_written_down(read, ben):
    assert documents.open_document(read, by=user_actor(ben.pk)) == RESUME

    told = log_of(read.candidate).last()
    assert (told.event, told.actor_id, told.data) == (CandidateEvent.DOCUMENT_READ, ben.pk, {"document": read.pk})


@pytest.mark.parametrize(
    "end",
    [
        lambda document: documents.remove_document(document, by=SYSTEM),
        lambda document: erasure.erase(document.candidate, by=SYSTEM),
        lambda document: Candidate.objects.filter(pk=document.candidate_id).delete(),
    ],
    ids=["removed by hand", "erased with the record", "gone with many"],
)
def test_the_bytes_go_with_the_row_once_that_is_certain(read, django_capture_on_commit_callbacks, end):
    with django_capture_on_commit_callbacks() as callbacks:
        end(read)

    assert list(Document.objects.all()) == []
    assert default_storage.exists(read.stored)  # not before the commit: it might not come
    for callback in callbacks:
        callback()
    assert not default_storage.exists(read.stored)


def test_a_merge_moves_the_files_and_their_bytes_stay(read, django_capture_on_commit_callbacks):
    kept = CandidateFactory()

    with django_capture_on_commit_callbacks(execute=True):
        merges.merge_records(kept, read.candidate, by=SYSTEM)

    read.refresh_from_db()
    assert read.candidate == kept
    assert default_storage.open(read.stored).read() == RESUME


def test_skills_are_looked_for_where_work_is_told_and_not_in_headings_or_about_the_firm():
    text = (
        "■職務経歴\n2019年4月～現在 合同会社こもれび\n事業内容：ソフトウェア開発\n役職：主任\n・Goで決済APIを開発\n"
        "■資格\n基本情報技術者\n■自己PR\nPythonが得意です。\n■志望動機\nRubyを学びたいです。\n"
    )

    assert work_text("Goで決済APIを5年開発しました。") == "Goで決済APIを5年開発しました。"
    assert work_text(text) == "2019年4月~現在 合同会社こもれび\n・Goで決済APIを開発\nPythonが得意です。"


def test_bytes_without_a_row_are_swept_once_they_are_old(read, at_minato, time_machine):
    """Left by a transaction that was rolled back: the file was saved, its row never came."""
    left = default_storage.save(f"documents/{at_minato.pk}/left", ContentFile(b"somebody's"))

    at_once = documents.sweep_files(at_minato.pk)
    time_machine.move_to(timezone.now() + timedelta(days=2))
    later = documents.sweep_files(at_minato.pk)

    assert (at_once, later) == (0, 1)
    assert not default_storage.exists(left)
    assert default_storage.exists(read.stored)


def test_a_company_without_files_has_nothing_to_sweep(at_minato):
    assert documents.sweep_files(at_minato.pk) == 0
