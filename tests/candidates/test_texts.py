"""Long texts: a record is found by its short words at once, and by its career as soon as the task has read it."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import search, texts
from career_relay.candidates.intake import take_in
from career_relay.candidates.models import Candidate, Note
from career_relay.imports.shapes import CandidateDraft
from tests.candidates.test_runs import begun, fresh, runs
from tests.worker import work as work_off

HEAD = "候補者ID,氏名,メールアドレス,スキル,職務経歴,備考\r\n"
CAREER = "倉庫の入出荷を見直し、誤出荷を減らしました。" * 30


def imported(company, *rows: str):
    run = begun(company, (HEAD + "\r\n".join(rows) + "\r\n").encode())
    runs.work(company.pk, run.pk)
    return run


def found(company, words: str) -> list[str]:
    with acting_for(company.pk):
        rows = Candidate.objects.filter(search.matching(words)).order_by("external_id")
        return list(rows.values_list("external_id", flat=True))


def test_the_short_words_are_there_at_once_and_the_long_ones_after_the_task(minato):
    imported(minato, f"T1,森 悠,t1@post.example,Go言語,{CAREER},", "T2,林 空,t2@post.example,Go言語,短い経歴,")
    assert found(minato, "Go言語") == ["T1", "T2"]
    assert found(minato, "誤出荷") == []
    with acting_for(minato.pk):
        assert texts.waiting() == 1

    texts.read_texts(minato.pk)

    assert found(minato, "誤出荷") == ["T1"]
    assert found(minato, "Go言語") == ["T1", "T2"]
    with acting_for(minato.pk):
        assert texts.waiting() == 0


def test_a_short_career_and_a_note_are_read_with_the_row(minato):
    imported(minato, "T1,森 悠,t1@post.example,,倉庫の入出荷,声が通る")

    assert found(minato, "入出荷") == ["T1"]
    with acting_for(minato.pk):
        assert Note.objects.get().text == "声が通る"
        assert texts.waiting() == 0


def test_a_record_that_was_read_keeps_its_words_while_a_changed_row_waits(minato):
    imported(minato, f"T1,森 悠,t1@post.example,,{CAREER},")
    texts.read_texts(minato.pk)

    imported(minato, f"T1,森 悠,t1@post.example,溶接,{CAREER},")

    assert found(minato, "誤出荷") == ["T1"]
    assert found(minato, "溶接") == ["T1"]
    texts.read_texts(minato.pk)
    assert found(minato, "誤出荷 溶接") == ["T1"]


def test_words_that_are_no_longer_said_go_with_the_task(minato):
    imported(minato, f"T1,森 悠,t1@post.example,,{CAREER},")
    texts.read_texts(minato.pk)

    imported(minato, f"T1,森 悠,t1@post.example,,{'看板の塗装を任されました。' * 40},")
    texts.read_texts(minato.pk)

    assert found(minato, "塗装") == ["T1"]
    assert found(minato, "誤出荷") == []


def test_a_single_record_is_whole_at_once(at_minato):
    told = CandidateDraft(external_id="T1", name="森 悠", name_key="森悠", work_history=CAREER)

    take_in(told, company=at_minato, by=SYSTEM)

    assert texts.waiting() == 0
    assert found(at_minato, "誤出荷") == ["T1"]


class Killed(BaseException):
    """Stands for the process that dies."""


def test_a_task_that_is_killed_goes_on_with_the_rest(minato, monkeypatch):
    monkeypatch.setattr(texts, "CHUNK", 2)
    imported(minato, *(f"T{n},森 悠,t{n}@post.example,,{CAREER}," for n in range(5)))
    read_some, calls = texts._read_some, []

    def dying(company_id):
        calls.append(company_id)
        if len(calls) == 2:
            raise Killed
        return read_some(company_id)

    monkeypatch.setattr(texts, "_read_some", dying)
    with pytest.raises(Killed):
        texts.read_texts(minato.pk)
    with acting_for(minato.pk):
        assert texts.waiting() == 3

    assert texts.read_texts(minato.pk) == 3
    assert len(found(minato, "誤出荷")) == 5


def test_reading_the_words_does_not_count_as_a_change(minato):
    imported(minato, f"T1,森 悠,t1@post.example,,{CAREER},")
    with acting_for(minato.pk):
        before = Candidate.objects.get().updated_at

    texts.read_texts(minato.pk)

    with acting_for(minato.pk):
        assert Candidate.objects.get().updated_at == before


@pytest.mark.django_db(transaction=True)
def test_a_finished_import_queues_the_reading_and_a_worker_does_it(minato):
    run = imported(minato, f"T1,森 悠,t1@post.example,,{CAREER},")
    assert fresh(run).state == "done"
    jobs = ProcrastinateJob.objects.filter(task_name="candidates.read_long_texts")
    assert [one.args for one in jobs] == [{"company_id": minato.pk}]

    work_off()

    assert found(minato, "誤出荷") == ["T1"]


def test_a_file_of_short_texts_queues_nothing(minato):
    imported(minato, "T1,森 悠,t1@post.example,Go言語,,")

    assert not ProcrastinateJob.objects.filter(task_name="candidates.read_long_texts").exists()
