"""What was read in a file enters the record by somebody's hand, and can be taken out again."""

from dataclasses import replace

import pytest
from django.db import connection

from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.candidates import confirming, documents, search
from career_relay.candidates.confirming import Taken
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Candidate, Document
from career_relay.candidates.resumes.shapes import Extracted, Job, School
from career_relay.candidates.resumes.work import read_through
from tests.candidates.papers import made
from tests.factories.candidates import CandidateFactory

TAKEN = Taken(
    jobs=(Job("2019-04", "", True, "合同会社こもれび", "エンジニア", "・決済APIの設計"),),
    schools=(School("2012-04", "2016-03", "港南大学", "学士", "工学部 情報工学科"),),
    qualifications=("基本情報技術者",),
    languages=("英語: ビジネスレベル",),
    skills=("Go", "Docker"),
)


@pytest.fixture
def read(at_minato) -> Document:
    """One that was read, of a candidate of whom nothing else is known."""
    candidate = CandidateFactory(skills=["法人営業"], history="", details={})
    document = documents.receive_document(candidate, made.SHOKUREKI.encode(), "職務経歴書.txt", by=SYSTEM)
    read_through(at_minato.pk, document.pk)
    document.refresh_from_db()
    return document


def found_by(word: str) -> list[Candidate]:
    return list(Candidate.objects.filter(search.matching(word)))


def test_what_was_read_is_in_no_record_and_no_search_until_somebody_confirms(read):
    candidate = read.candidate

    search.refresh(candidate)

    candidate.refresh_from_db()
    assert (candidate.skills, candidate.history, candidate.details) == (["法人営業"], "", {})
    assert found_by("PostgreSQL") == []
    assert found_by("こもれび") == []


def test_what_is_confirmed_stands_in_the_record_and_is_found(read, ben):
    confirming.confirm_document(read, TAKEN, by=user_actor(ben.pk))

    candidate = Candidate.objects.get(pk=read.candidate_id)
    read.refresh_from_db()
    assert candidate.skills == ["法人営業", "Go", "Docker", "基本情報技術者", "英語: ビジネスレベル"]
    assert candidate.history == "2019年4月〜現在 合同会社こもれび エンジニア\n・決済APIの設計"
    assert candidate.details == {"education": "2012年4月〜2016年3月 学士 工学部 情報工学科"}
    assert (read.confirmed_by, read.confirmed_at is not None) == (ben, True)
    assert found_by("こもれび") == [candidate]
    assert log_of(candidate).last().event == CandidateEvent.DOCUMENT_CONFIRMED


def test_the_name_of_a_school_goes_nowhere_but_the_page_of_the_document(read):
    confirming.confirm_document(read, TAKEN, by=SYSTEM)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM candidates_candidate t WHERE t::text LIKE %s", ["%港南%"])
        assert cursor.fetchone() == (0,)
    assert found_by("港南大学") == []


def test_what_the_record_says_already_is_left_as_it_is(read):
    Candidate.objects.filter(pk=read.candidate_id).update(
        history="前の経歴。", details={"education": "前の学歴", "a": 1}
    )

    confirming.confirm_document(read, TAKEN, by=SYSTEM)

    candidate = Candidate.objects.get(pk=read.candidate_id)
    assert candidate.history.startswith("前の経歴。\n\n2019年4月〜現在")
    assert candidate.details == {"education": "前の学歴\n2012年4月〜2016年3月 学士 工学部 情報工学科", "a": 1}


@pytest.mark.parametrize(
    "taken",
    [
        Taken(),
        Taken(skills=("法人営業",)),  # known already
        Taken(skills=("   ",)),
        Taken(jobs=(Job(what="家族構成を確認した"),)),
        Taken(skills=("宗教について聞いた",)),
        Taken(schools=(School(subject="本籍は別の県とのこと"),)),
    ],
)
def test_nothing_new_and_nothing_unfair_is_confirmed(read, taken):
    with pytest.raises(Refused):
        confirming.confirm_document(read, taken, by=SYSTEM)

    candidate = Candidate.objects.get(pk=read.candidate_id)
    assert (candidate.skills, candidate.history, candidate.details) == (["法人営業"], "", {})
    assert Document.objects.get().confirmed_at is None


def test_a_second_confirmation_is_refused(read):
    confirming.confirm_document(read, TAKEN, by=SYSTEM)

    with pytest.raises(Refused):
        confirming.confirm_document(read, Taken(skills=("Kubernetes",)), by=SYSTEM)

    assert "Kubernetes" not in Candidate.objects.get(pk=read.candidate_id).skills


def test_taking_back_removes_exactly_what_was_added(read):
    Candidate.objects.filter(pk=read.candidate_id).update(
        history="前の経歴。", skills=["Go"], details={"education": "前"}
    )
    confirming.confirm_document(read, TAKEN, by=SYSTEM)

    confirming.take_back_document(read, by=SYSTEM)

    candidate = Candidate.objects.get(pk=read.candidate_id)
    read.refresh_from_db()
    assert (candidate.skills, candidate.history, candidate.details) == (["Go"], "前の経歴。", {"education": "前"})
    assert (read.confirmed_at, read.confirmed_by, read.taken) == (None, None, {})
    assert found_by("こもれび") == []
    assert log_of(candidate).last().event == CandidateEvent.DOCUMENT_TAKEN_BACK


def test_after_the_record_was_edited_by_hand_it_is_not_taken_back(read):
    confirming.confirm_document(read, TAKEN, by=SYSTEM)
    Candidate.objects.filter(pk=read.candidate_id).update(history="書き直した経歴。")

    with pytest.raises(Refused):
        confirming.take_back_document(read, by=SYSTEM)

    assert Candidate.objects.get(pk=read.candidate_id).history == "書き直した経歴。"


def test_what_was_never_confirmed_is_not_taken_back(read):
    with pytest.raises(Refused):
        confirming.take_back_document(read, by=SYSTEM)


def test_skills_beyond_what_a_record_holds_are_left_out(read):
    many = Taken(skills=tuple(f"skill {n}" for n in range(200)))

    confirming.confirm_document(read, many, by=SYSTEM)

    assert len(Candidate.objects.get(pk=read.candidate_id).skills) == confirming.MOST_SKILLS


def test_extracted_survives_the_way_through_the_database(read):
    found = Extracted.from_document(read.extracted)

    assert Extracted.from_document(found.as_document()) == found
    assert replace(found, text="") != found
