"""What becomes of words the guard stopped: only counted, or held back for the officer (LEGAL F-03, F-04)."""

import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import actions, fairness, tasks
from career_relay.candidates.erasure import erase
from career_relay.candidates.models import Evaluation, FairCount, FairException, FairOfficer, Note
from career_relay.candidates.rules import Unfair, ensure_askable, ensure_fair, fair_name
from career_relay.candidates.states import Reached, Stage
from career_relay.companies.models import Membership
from career_relay.companies.roles import Permission, Role, may
from tests.base.fair.traces import everywhere
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory
from tests.factories.positions import PositionFactory

WORDS = "運転業務のため、てんかんの有無を確認した"
WHY = {"purpose": "大型車両の運転業務への配属を判断する", "necessity": "道路交通法により運転の可否の確認が要る"}
TODAY = timezone.localdate


@pytest.fixture
def house(at_minato, ada, ben):
    """Ada owns, Ben recruits, both with their membership; Kim's record is there."""
    of = {one.user_id: one for one in Membership.objects.filter(company=at_minato)}
    return SimpleNamespace(company=at_minato, ada=of[ada.pk], ben=of[ben.pk], kim=CandidateFactory())


def ask(house, text=WORDS, days=30, **why):
    until = TODAY() + timedelta(days=days)
    return fairness.ask_exception(house.kim, text, **{**WHY, **why}, until=until, by=user_actor(house.ben.user_id))


def counts(kind: str) -> dict[str, int]:
    return dict(FairCount.objects.filter(kind=kind).values_list("item", "count"))


# --- the rule -----------------------------------------------------------------------------------------------------


def test_words_that_may_not_be_kept_are_refused_with_everything_found(at_minato):
    with pytest.raises(Unfair) as refusal:
        ensure_fair("順を追って話す", "父親は公務員、愛読書は三国志")

    assert refusal.value.code == "FAIR_SELECTION"
    assert [one.code for one in refusal.value.findings] == ["FAIR-02", "FAIR-11"]


@pytest.mark.parametrize("question", ["尊敬する人物は？", "家族構成", "国籍", "通勤時間"])
def test_a_question_about_the_person_may_not_be_asked(question, at_minato):
    with pytest.raises(Unfair):
        ensure_askable(question)


@pytest.mark.parametrize("text", ["父親の職業は会社員", "年齢的に厳しい"])
def test_a_note_and_a_reason_are_refused_alike(text, house):
    with pytest.raises(Unfair):
        actions.add_note(house.kim, text, by=SYSTEM)
    with pytest.raises(Unfair):
        actions.decide(ApplicationFactory(candidate=house.kim), Stage.REJECTED, by=SYSTEM, reason="fit", details=text)

    assert Note.objects.count() == 0


@pytest.mark.parametrize("place", ["strengths", "good_for", "skipped"])
def test_what_is_kept_with_a_no_is_read_too(place, house):
    said = {"good_for": ["家族思いの人"]} if place == "good_for" else {place: "家族構成がよい"}

    with pytest.raises(Unfair):
        actions.decide(ApplicationFactory(candidate=house.kim), Stage.REJECTED, by=SYSTEM, reason="fit", **said)


# --- volunteered --------------------------------------------------------------------------------------------------


def test_what_was_volunteered_is_counted_by_item_and_month_and_kept_nowhere(house, caplog):
    caplog.set_level(logging.DEBUG)
    words = "ご本人から、持病の喘息があると話があった"

    items = fairness.leave_out([words, "順を追って話す"])
    fairness.leave_out([words])

    assert items == ("FAIR-14",)
    assert counts("volunteered") == {"FAIR-14": 2}
    assert FairCount.objects.get().month == TODAY().replace(day=1)
    assert everywhere("喘息") == []
    assert "喘息" not in caplog.text
    assert list(log_of(house.kim)) == []


def test_counts_of_another_company_are_another_matter(house, komorebi):
    fairness.leave_out(["持病あり"])

    with acting_for(komorebi.pk):
        fairness.leave_out(["持病あり"])
        assert counts("volunteered") == {"FAIR-14": 1}
    assert counts("volunteered") == {"FAIR-14": 1}


def test_nothing_found_is_nothing_counted(house):
    assert fairness.leave_out(["順を追って話す"]) == ()
    assert FairCount.objects.count() == 0


# --- asking -------------------------------------------------------------------------------------------------------


def test_words_waiting_for_a_decision_stand_in_one_row_alone(house):
    asked = ask(house)

    assert everywhere("てんかん") == ["candidates_fairexception"]
    assert (asked.state, asked.items, asked.asked_by_id) == ("waiting", ["FAIR-14"], house.ben.user_id)
    assert counts("asked") == {"FAIR-14": 1}
    assert [one.event for one in log_of(asked)] == ["candidates.fair_exception_asked"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"purpose": ""},
        {"purpose": "念のため"},
        {"necessity": " " * 20},
        {"days": 0},
        {"days": -3},
        {"days": 400},
        {"text": "順を追って話す"},
        {"text": "マイナンバー 1234-5678-9018"},
    ],
)
def test_an_exception_needs_a_purpose_a_need_and_a_near_end(wrong, house):
    with pytest.raises(Refused):
        ask(house, **wrong)

    assert FairException.objects.count() == 0


def test_an_exception_without_a_day_is_refused_by_its_code(house):
    with pytest.raises(Refused) as refusal:
        fairness.ask_exception(house.kim, WORDS, **WHY, until=None, by=SYSTEM)

    assert refusal.value.code == "EXPIRY_REQUIRED"


def test_an_exception_may_be_about_a_position(house):
    asked = fairness.ask_exception(
        PositionFactory(), WORDS, **WHY, until=TODAY() + timedelta(days=5), by=user_actor(house.ben.user_id)
    )

    assert (asked.candidate, asked.position is not None) == (None, True)


# --- deciding -----------------------------------------------------------------------------------------------------


def test_an_approval_lets_exactly_these_words_be_kept_about_this_person(house):
    asked = ask(house)

    fairness.approve(asked, expires_on=TODAY() + timedelta(days=10), by=house.ada)

    assert actions.add_note(house.kim, f" {WORDS} ", by=SYSTEM).text == WORDS
    for text, about in ((WORDS + "。", house.kim), (WORDS, CandidateFactory())):
        with pytest.raises(Unfair):
            actions.add_note(about, text, by=SYSTEM)
    assert counts("approved") == {"FAIR-14": 1}


def test_nothing_is_kept_before_the_approval_nor_after_its_end(house):
    asked = ask(house)
    with pytest.raises(Unfair):
        actions.add_note(house.kim, WORDS, by=SYSTEM)
    fairness.approve(asked, expires_on=TODAY() + timedelta(days=10), by=house.ada)

    FairException.objects.update(expires_on=TODAY() - timedelta(days=1))

    with pytest.raises(Unfair):
        actions.add_note(house.kim, WORDS, by=SYSTEM)


@pytest.mark.parametrize("day", [None, TODAY() - timedelta(days=1), TODAY(), TODAY() + timedelta(days=365)])
def test_an_approval_needs_an_end(day, house):
    asked = ask(house)

    with pytest.raises(Refused) as refusal:
        fairness.approve(asked, expires_on=day, by=house.ada)

    assert refusal.value.code == "EXPIRY_REQUIRED"
    asked.refresh_from_db()
    assert asked.state == "waiting"


def test_who_asked_never_decides_even_as_the_officer(house):
    asked = ask(house)
    fairness.name_officers(house.company, [house.ben.user], by=SYSTEM)

    for act in (lambda: fairness.approve(asked, expires_on=TODAY() + timedelta(days=5), by=house.ben),
                lambda: fairness.refuse(asked, by=house.ben)):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "OFFICER_ONLY"


def test_a_rater_decides_nothing(house):
    asked = ask(house)
    rater = MembershipFactory(company=house.company, role=Role.INTERVIEWER, user=UserFactory())

    with pytest.raises(Refused) as refusal:
        fairness.approve(asked, expires_on=TODAY() + timedelta(days=5), by=rater)

    assert refusal.value.code == "OFFICER_ONLY"


def test_a_no_erases_the_words_and_their_fingerprint(house):
    asked = fairness.refuse(ask(house), by=house.ada)

    assert (asked.state, asked.text, asked.fingerprint) == ("refused", "", "")
    assert everywhere("てんかん") == []
    assert counts("refused") == {"FAIR-14": 1}


def test_a_decided_exception_is_not_decided_again(house):
    asked = fairness.refuse(ask(house), by=house.ada)

    with pytest.raises(Refused):
        fairness.approve(asked, expires_on=TODAY() + timedelta(days=5), by=house.ada)


def test_approved_words_move_into_a_note_and_out_of_the_exception(house):
    asked = fairness.approve(ask(house), expires_on=TODAY() + timedelta(days=5), by=house.ada)

    note = fairness.keep_as_note(asked, by=user_actor(house.ben.user_id))

    assert note.text == WORDS
    assert everywhere("てんかん") == ["candidates_note"]
    with pytest.raises(Refused):
        fairness.keep_as_note(asked, by=SYSTEM)


def test_words_not_approved_are_no_note(house):
    with pytest.raises(Refused):
        fairness.keep_as_note(ask(house), by=SYSTEM)


# --- the end ------------------------------------------------------------------------------------------------------


def test_at_the_end_the_words_go_from_everywhere(house):
    asked = fairness.approve(ask(house), expires_on=TODAY() + timedelta(days=5), by=house.ada)
    application = ApplicationFactory(candidate=house.kim)
    actions.add_note(house.kim, WORDS, by=SYSTEM)
    actions.add_note(house.kim, "順を追って話す", by=SYSTEM)
    seen = [{"criterion": "運転", "score": 4, "behaviour": WORDS}]
    actions.evaluate(application, by=SYSTEM, reached=Reached.FIRST, criteria=seen, comment=WORDS, strengths=WORDS)
    actions.decide(application, Stage.REJECTED, by=SYSTEM, reason="fit", details=WORDS, strengths=WORDS)

    assert fairness.end_exceptions(TODAY() + timedelta(days=5)) == 0
    assert fairness.end_exceptions(TODAY() + timedelta(days=6)) == 1

    assert everywhere("てんかん") == []
    assert [one.text for one in Note.objects.all()] == ["順を追って話す"]
    assert Evaluation.objects.get().criteria == [{"criterion": "運転", "score": 4, "behaviour": ""}]
    asked.refresh_from_db()
    assert (asked.state, asked.fingerprint) == ("ended", "")
    assert fairness.end_exceptions(TODAY() + timedelta(days=7)) == 0


def test_what_nobody_decides_is_erased_after_two_weeks(house):
    ask(house)

    assert fairness.end_exceptions(TODAY() + timedelta(days=14)) == 0
    assert fairness.end_exceptions(TODAY() + timedelta(days=15)) == 1
    assert everywhere("てんかん") == []


def test_every_night_each_company_is_asked_for_its_ends(house, komorebi, monkeypatch):
    queued = []
    monkeypatch.setattr(tasks, "later", lambda task, **ids: queued.append((task.name, ids)))

    tasks.end_fair_exceptions(timestamp=int(timezone.now().timestamp()))

    day = timezone.localdate().isoformat()
    name = "candidates.end_exceptions_of_company"
    assert (name, {"company_id": house.company.pk, "day": day}) in queued
    assert (name, {"company_id": komorebi.pk, "day": day}) in queued


def test_the_nightly_task_of_a_company_ends_what_is_over(house):
    fairness.approve(ask(house), expires_on=TODAY() + timedelta(days=5), by=house.ada)

    tasks.end_exceptions_of_company(company_id=house.company.pk, day=(TODAY() + timedelta(days=6)).isoformat())

    assert FairException.objects.get().state == "ended"


def test_erasing_the_person_erases_the_words_and_keeps_the_counts(house):
    ask(house)

    erase(house.kim, by=SYSTEM)

    assert FairException.objects.count() == 0
    assert everywhere("てんかん") == []
    assert counts("asked") == {"FAIR-14": 1}


# --- the officer --------------------------------------------------------------------------------------------------


def test_until_somebody_is_named_an_owner_decides(house):
    assert (fairness.may_decide(house.ada), fairness.may_decide(house.ben)) == (True, False)

    fairness.name_officers(house.company, [house.ben.user], by=SYSTEM)

    assert (fairness.may_decide(house.ada), fairness.may_decide(house.ben)) == (False, True)
    assert fairness.officers() == [house.ben.user]


def test_only_staff_can_be_named_and_naming_the_same_again_is_nothing(house, cleo):
    with pytest.raises(Refused):
        fairness.name_officers(house.company, [cleo], by=SYSTEM)
    fairness.name_officers(house.company, [house.ben.user], by=SYSTEM)
    fairness.name_officers(house.company, [house.ben.user], by=SYSTEM)

    named = [one for one in log_of(house.company) if one.event == "candidates.fair_officers_named"]
    assert len(named) == 1
    assert FairOfficer.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "allowed"), [(Role.OWNER, True), (Role.RECRUITER, False), (Role.INTERVIEWER, False), (Role.VIEWER, False)]
)
def test_the_right_to_decide_is_the_owners(role, allowed):
    assert may(role, Permission.DECIDE_FAIRNESS) == allowed


def test_the_report_counts_by_month_and_item_and_holds_no_words(house):
    fairness.leave_out(["持病あり", "父は公務員"])
    fairness.refuse(ask(house), by=house.ada)

    [(month, items)] = fairness.months()

    assert month == TODAY().replace(day=1)
    assert items == {
        "FAIR-02": {"volunteered": 1},
        "FAIR-14": {"volunteered": 1, "asked": 1, "refused": 1},
    }
    assert {one.name for one in FairCount._meta.fields} == {"id", "company", "month", "kind", "item", "count"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("職務経歴書_2026.pdf", "職務経歴書_2026.pdf"),
        ("持病メモ.pdf", "file.pdf"),
        ("家族構成.tar.gz", "file.gz"),
        ("本籍", "file"),
        ("", ""),
    ],
)
def test_the_name_of_an_upload_says_nothing_that_may_not_be_kept(name, kept):
    assert fair_name(name) == kept
