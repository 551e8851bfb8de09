"""Doubles found while a file is taken in: by index, with score and reasons, and never by a number many share."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company as acting_for
from career_relay.base.text.normalise import fold_name
from career_relay.candidates import pairs
from career_relay.candidates.duplicates import MOST
from career_relay.candidates.intake import take_in
from career_relay.candidates.models import Candidate, DuplicateHint
from career_relay.imports.shapes import CandidateDraft
from tests.candidates.test_runs import begun
from tests.candidates.test_runs import runs as file_runs
from tests.factories.candidates import CandidateFactory

HEAD = "候補者ID,氏名,氏名かな,メールアドレス,電話番号,生年月日\r\n"


def taken(company, number: int, **fields) -> Candidate:
    name = fields.pop("name", "森 悠")
    told = {"external_id": f"P{number}", "name": name, "name_key": fold_name(name), **fields}
    return take_in(CandidateDraft(**told), company=company, by=SYSTEM).candidate


def hints() -> list[tuple[str, str, int, list[str]]]:
    rows = DuplicateHint.objects.order_by("id")
    return [(one.first.external_id, one.second.external_id, one.score, one.reasons) for one in rows]


def test_a_number_and_a_name_are_worth_a_look(at_minato):
    taken(at_minato, 1, phone="090-0000-0001", phone_key="+819000000001")

    taken(at_minato, 2, phone="09000000001", phone_key="+819000000001")

    assert hints() == [("P1", "P2", 60, ["phone", "name"])]


def test_a_name_and_a_birth_date_are_worth_a_look_and_the_date_is_not_kept(at_minato):
    first = taken(at_minato, 1, born_on=date(1990, 5, 7))

    taken(at_minato, 2, born_on=date(1990, 5, 7))
    taken(at_minato, 3, born_on=date(1990, 5, 8))

    first.refresh_from_db()
    assert hints() == [("P1", "P2", 50, ["name", "birth"])]
    assert len(first.birth_key) == 22
    assert "1990" not in str(vars(first))


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "林 空", "phone": "090-0000-0001", "phone_key": "+819000000001"},  # a family has one number
        {"born_on": None},  # a name alone is many people's
    ],
    ids=["number alone", "name alone"],
)
def test_one_weak_sign_makes_no_hint(at_minato, fields):
    taken(at_minato, 1, phone="090-0000-0001", phone_key="+819000000001", born_on=date(1990, 5, 7))

    taken(at_minato, 2, **fields)

    assert hints() == []


def test_a_record_that_learns_a_number_is_compared_again(at_minato):
    taken(at_minato, 1, phone="090-0000-0001", phone_key="+819000000001")
    taken(at_minato, 2)
    assert hints() == []

    taken(at_minato, 2, phone="090-0000-0001", phone_key="+819000000001", kana="もり ゆう")

    assert hints() == [("P1", "P2", 60, ["phone", "name"])]


def test_a_pair_told_apart_stays_apart_when_the_file_comes_again(at_minato):
    shared = {"phone": "090-0000-0001", "phone_key": "+819000000001"}
    taken(at_minato, 1, **shared)
    taken(at_minato, 2, **shared)
    DuplicateHint.objects.update(dismissed_at="2026-11-01T00:00:00Z")

    taken(at_minato, 2, name="森 悠子", **shared)

    assert DuplicateHint.objects.exclude(dismissed_at=None).count() == 1


def test_an_office_number_makes_no_hints(minato):
    rows = [f"B{n},森 悠,もり ゆう,p{n}@post.example,03-0000-0001,\r\n" for n in range(300)]
    run = begun(minato, (HEAD + "".join(rows)).encode())

    file_runs.work(minato.pk, run.pk)

    with acting_for(minato.pk):
        assert Candidate.objects.count() == 300
        assert DuplicateHint.objects.count() == 0


def test_as_many_as_may_share_a_number_are_still_compared(at_minato):
    ids = [
        CandidateFactory(phone_key="+81300000001", name_folded=f"人{n}", kana="", email_key=f"n{n}@post.example").pk
        for n in range(MOST)
    ]
    same = CandidateFactory(phone_key="+81300000001", name_folded="人3", kana="", email_key="other@post.example")

    pairs.suggest_many([same.pk])

    assert DuplicateHint.objects.get().first_id == ids[3]


def test_the_cost_is_a_few_questions_whatever_the_number_of_records(at_minato):
    few = [CandidateFactory(phone_key=f"+8190000000{n:02d}").pk for n in range(2)]
    many = [CandidateFactory(phone_key=f"+8190000000{n:02d}").pk for n in range(50)]

    asked = []
    for ids in (few, many):
        with CaptureQueriesContext(connection) as found:
            pairs.suggest_many(ids)
        asked.append(len(found))

    assert asked[0] == asked[1]


def test_nobody_of_another_company_is_a_double(minato, komorebi):
    with acting_for(komorebi.pk):
        CandidateFactory(phone_key="+819000000001", name_folded="モリユウ")

    with acting_for(minato.pk):
        mine = CandidateFactory(phone_key="+819000000001", name_folded="モリユウ")
        pairs.suggest_many([mine.pk])
        assert DuplicateHint.objects.count() == 0


def test_a_hint_goes_when_the_records_are_no_longer_alike(at_minato):
    one = CandidateFactory(phone_key="+819000000001", email_key="one@post.example")
    other = CandidateFactory(phone_key="+819000000001", email_key="other@post.example")
    pairs.suggest_many([one.pk, other.pk])
    assert DuplicateHint.objects.count() == 1
    Candidate.objects.filter(pk=other.pk).update(phone_key="")

    pairs.look_again([other.pk])

    assert DuplicateHint.objects.count() == 0
