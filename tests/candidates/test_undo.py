"""Undo an import as one unit: whatever it did is gone, and what people did since stands in its way by name."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import search, texts
from career_relay.candidates.actions import add_note, award_silver
from career_relay.candidates.models import (
    Application,
    Candidate,
    Document,
    DuplicateHint,
    Evaluation,
    ImportedRow,
    Note,
    Pool,
    PoolMember,
    Reminder,
    RunState,
)
from career_relay.candidates.undo import undo_run, what_depends
from tests.candidates.test_runs import begun, fresh, runs

HEAD = "候補者ID,氏名,氏名かな,メールアドレス,電話番号,生年月日,タグ,職務経歴,備考,応募職種,応募日,一次面接評価\r\n"
KIM = "U1,キム 美咲,きむ みさき,kim@mail.example,090-0000-0001,,,短い経歴,,法人営業,2026/03/02,\r\n"
CAREER = "倉庫の入出荷を見直しました。" * 40
pytestmark = pytest.mark.django_db(transaction=True)  # what came later is told by the time of the transaction


def imported(company, *rows: str):
    run = begun(company, (HEAD + "".join(rows)).encode())
    runs.work(company.pk, run.pk)
    return fresh(run)


def state_of(company) -> list[dict]:
    """Every value of every record, application, note, evaluation and hint, as they stand."""
    with acting_for(company.pk):
        told = []
        for model in (Candidate, Application, Note, Evaluation, DuplicateHint, ImportedRow):
            told += [{**one, "updated_at": None} for one in model.objects.order_by("id").values()]
        return told


def test_everything_a_file_added_to_a_known_record_goes_again(minato):
    imported(minato, KIM, "U2,キム 美咲,きむ みさき,second@mail.example,090-0000-0002,,,,,,,\r\n")
    before = state_of(minato)

    changed = f"U1,キム 美咲,きむ みさき,kim@mail.example,090-0000-0002,1990/5/7,シルバーメダル,{CAREER},声が通る,経理,2026/09/01,4\r\n"
    run = imported(minato, changed, "U3,林 空,,hayashi@mail.example,,1991/1/1,,,,,,\r\n")
    texts.read_texts(minato.pk)
    with acting_for(minato.pk):
        kim = Candidate.objects.get(external_id="U1")
        assert (kim.is_silver, bool(kim.birth_key), kim.applications.count()) == (True, True, 2)
        assert (Note.objects.count(), DuplicateHint.objects.count()) == (1, 1)
        undo_run(run, by=SYSTEM)

    assert state_of(minato) == before


def test_an_undo_before_the_long_texts_are_read_leaves_nothing_waiting(minato):
    imported(minato, KIM)
    run = imported(minato, KIM.replace("短い経歴", CAREER))

    with acting_for(minato.pk):
        assert texts.waiting() == 1
        undo_run(run, by=SYSTEM)

        assert texts.waiting() == 0
        assert Candidate.objects.get().history == "短い経歴"
        assert Candidate.objects.filter(search.matching("入出荷")).count() == 0


def test_reading_the_long_texts_does_not_stand_in_the_way(minato):
    run = imported(minato, KIM.replace("短い経歴", CAREER))
    texts.read_texts(minato.pk)

    with acting_for(minato.pk):
        assert what_depends(run) == ""


def remind(kim, ben) -> None:
    day = timezone.localdate() + timedelta(days=7)
    Reminder.objects.create(company_id=kim.company_id, candidate=kim, user=ben, day=day, words="お電話")


def pool(kim, ben) -> None:
    spring = Pool.objects.create(company_id=kim.company_id, name="春の採用")
    PoolMember.objects.create(company_id=kim.company_id, pool=spring, candidate=kim)


def note(kim, ben) -> None:
    add_note(kim, "電話でお話しした", by=user_actor(ben.pk))


def document(kim, ben) -> None:
    Document.objects.create(company_id=kim.company_id, candidate=kim, file_name="履歴書.pdf", size=1)


def silver(kim, ben) -> None:
    award_silver(kim, by=user_actor(ben.pk))


@pytest.mark.parametrize(
    ("act", "words"),
    [(note, "notes"), (pool, "places in pools"), (remind, "reminders"), (document, "documents"), (silver, "changed")],
)
def test_what_people_added_since_stands_in_the_way_and_is_named(minato, ben, act, words):
    run = imported(minato, KIM)
    with acting_for(minato.pk):
        act(Candidate.objects.get(), ben)

    with acting_for(minato.pk), translation.override("en"):
        assert words in str(what_depends(run))
        with pytest.raises(Refused):
            undo_run(run, by=SYSTEM)

    assert fresh(run).state == RunState.DONE
    with acting_for(minato.pk):
        assert Candidate.objects.count() == 1


def test_what_stood_on_a_record_before_the_file_does_not_stand_in_the_way(minato, ben):
    imported(minato, KIM)
    with acting_for(minato.pk):
        note(Candidate.objects.get(), ben)
        pool(Candidate.objects.get(), ben)
    run = imported(minato, KIM.replace("キム 美咲", "キム 改姓"))

    with acting_for(minato.pk):
        undo_run(run, by=SYSTEM)

        assert Candidate.objects.get().name == "キム 美咲"
        assert Note.objects.count() == 1


def test_rows_that_changed_one_record_twice_are_put_back_to_before_the_first(minato):
    imported(minato, KIM)
    run = imported(
        minato,
        KIM.replace("090-0000-0001", "090-0000-0002").replace("2026/03/02", "2026/04/02"),
        KIM.replace("090-0000-0001", "090-0000-0003").replace("2026/03/02", "2026/05/02"),
    )
    assert runs.counts(run)["updated"] == 2

    with acting_for(minato.pk):
        undo_run(run, by=SYSTEM)

        assert Candidate.objects.get().phone_key == "+819000000001"
        assert list(Application.objects.values_list("applied_on", flat=True)) == [date(2026, 3, 2)]
