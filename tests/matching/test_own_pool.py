"""Whom of its own past applicants a company sees for a position, and why."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company
from career_relay.candidates.models import Candidate
from career_relay.candidates.search import refresh
from career_relay.candidates.states import RecordState, Stage
from career_relay.matching.actions import dismiss_match, restore_match
from career_relay.matching.queries import OwnFilters, matches_in_own_pool
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db
SALES = "法人営業を5年担当。提案書の作成と、既存顧客との関係づくりを続けました。"


@pytest.fixture
def position(at_minato):
    return PositionFactory()


def past(name: str, *, history: str = SALES, stage=Stage.REJECTED, **fields) -> Candidate:
    candidate = CandidateFactory(name=name, history=history, skills=[], **fields)
    ApplicationFactory(candidate=candidate, stage=stage, position_title="法人営業")
    refresh(candidate)
    return candidate


def names(position, **filters) -> list[str]:
    found = matches_in_own_pool(position, at=timezone.now(), filters=OwnFilters(**filters))
    return [match.candidate.name for match in found]


def test_who_fits_comes_first_and_nobody_is_hidden(position):
    past("経理の人", history="経理を3年。月次決算を担当。")
    past("営業の人")
    past("何も書いていない人", history="")

    assert names(position)[0] == "営業の人"
    assert sorted(names(position)) == sorted(["経理の人", "営業の人", "何も書いていない人"])


def test_each_reason_quotes_the_record_letter_for_letter(position):
    past("営業の人")

    match = matches_in_own_pool(position, at=timezone.now())[0]

    assert match.fit.must_met == 2
    assert [one.requirement for one in match.fit.reasons] == [
        "法人営業 2年以上",
        "提案書の作成",
        "既存顧客との関係づくり",
    ]
    assert all(one.quote in SALES and one.source == "career" for one in match.fit.shown)


def test_what_was_not_found_becomes_a_question(position):
    past("経理の人", history="経理を3年。")

    match = matches_in_own_pool(position, at=timezone.now())[0]

    assert match.fit.must_met == 0
    assert all(one.ask_sentence for one in match.fit.to_ask)
    assert len(match.fit.to_ask) == 3


def test_what_an_interviewer_saw_counts_and_says_so(position):
    candidate = past("面接の人", history="")
    EvaluationFactory(application=candidate.applications.get(), strengths="提案書の作成が丁寧", comment="ひみつ")

    match = matches_in_own_pool(position, at=timezone.now())[0]

    assert ("提案書の作成", "evaluation") in [(one.requirement, one.source) for one in match.fit.shown]
    assert "ひみつ" not in json.dumps([one.to_json() for one in match.fit.reasons], ensure_ascii=False)


@pytest.mark.parametrize("stage", [Stage.HIRED, Stage.INTERVIEWING, Stage.OFFERED])
def test_who_was_hired_or_is_in_a_selection_is_no_past_applicant(stage, position):
    past("途中の人", stage=stage)

    assert names(position) == []


def test_who_asked_for_quiet_or_is_due_to_be_erased_is_left_in_peace(position):
    past("静かな人", do_not_contact=True)
    past("消す人", purge_after=timezone.localdate() - timedelta(days=1))

    assert names(position) == []


def test_a_protected_person_is_shown_as_protected(position):
    until = timezone.localdate() + timedelta(days=30)
    past("紹介の人", protected_until=until, protected_by="株式会社ブリッジ人材", state=RecordState.CONTACT)

    match = matches_in_own_pool(position, at=timezone.now())[0]

    assert (match.is_protected, match.may_be_written_to) == (True, False)
    assert names(position, contact_only=True) == []


def test_setting_aside_is_for_one_position_and_can_be_taken_back(position):
    candidate = past("営業の人")
    other = PositionFactory(title="営業企画")

    dismiss_match(position, candidate, by=SYSTEM)
    assert (names(position), names(position, dismissed=True), names(other)) == ([], ["営業の人"], ["営業の人"])

    restore_match(position, candidate, by=SYSTEM)
    assert names(position) == ["営業の人"]


def test_another_companys_people_are_not_there(position, komorebi):
    with company(komorebi.pk):
        past("よその人")

    assert names(position) == []


def test_pages_are_complete_and_each_person_is_on_one_of_them(position, monkeypatch):
    monkeypatch.setattr("career_relay.matching.queries.COMPARED", 4)
    monkeypatch.setattr("career_relay.matching.queries.PER_PAGE", 3)
    everybody = {past(f"人{n}", history=SALES if n % 2 else "経理").name for n in range(8)}

    pages = [matches_in_own_pool(position, at=timezone.now(), page=n) for n in (1, 2, 3)]

    seen = [match.candidate.name for page in pages for match in page]
    assert (sorted(seen), [match.rank for page in pages for match in page]) == (sorted(everybody), list(range(1, 9)))


@pytest.mark.parametrize("people", [1, 3])
def test_reading_takes_as_many_queries_for_three_as_for_one(people, position, django_assert_num_queries):
    for n in range(people):
        past(f"人{n}")

    with django_assert_num_queries(5):
        assert len(matches_in_own_pool(position, at=timezone.now()).object_list) == people


@pytest.mark.parametrize("by", ["pk", "public_id"])
def test_the_command_prints_what_a_script_can_read(by, minato, capsys):
    with company(minato.pk):
        position, candidate = PositionFactory(), past("営業の人")

    call_command("match_position", "--position", str(getattr(position, by)), "--json")

    [match] = json.loads(capsys.readouterr().out)
    assert match["ref"] == str(candidate.public_id)
    assert set(match["reasons"][0]) == {"requirement", "result", "quote", "source", "ask"}


def test_the_command_says_for_people_where_each_reason_was_read(minato, capsys):
    with company(minato.pk):
        position, candidate = PositionFactory(), past("営業の人")

    call_command("match_position", "--position", str(position.pk), "--language", "en")

    first, *reasons = capsys.readouterr().out.splitlines()
    assert first == f"1. {candidate.public_id}"
    assert reasons
    assert all(line.split()[0] in {"○", "△", "−", "×"} for line in reasons)
