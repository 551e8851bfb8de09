"""Criteria and their versions, one sheet a reviewer, and the table of all (PRODUCT A6)."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.base.text.lint import lint_question
from career_relay.candidates import actions, scorecards, search
from career_relay.candidates.models import Candidate, Evaluation, GoodForWords, ScorecardTemplate
from career_relay.candidates.rules import Unfair
from career_relay.candidates.scorecards import Criterion, default_criteria, scorecard_for
from career_relay.candidates.states import Reached, Stage
from career_relay.companies.models import Membership
from career_relay.companies.roles import Role
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory
from tests.factories.companies import MembershipFactory, UserFactory
from tests.factories.positions import PositionFactory

TWO = (Criterion("顧客との対話", "相手の話を整理する"), Criterion("数字の扱い"))


def member(company, role: Role) -> Membership:
    return MembershipFactory(company=company, role=role, user=UserFactory())


def hand_in(application, by, *, score=4, behaviour="三つの案を比べた", reached=Reached.FIRST, **more):
    lines = [{"criterion": "協働", "score": score, "behaviour": behaviour}]
    return scorecards.hand_in(application, by=by, actor=user_actor(by.user_id), reached=reached, lines=lines, **more)


# --- criteria -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_criteria_everybody_starts_with_may_all_be_rated(language, at_minato):
    with translation.override(language):
        criteria, words = default_criteria(), scorecards.good_for_words()

    assert len(criteria) == 5
    assert all(one.name and one.good and len(one.anchors) == 5 and all(one.anchors) for one in criteria)
    texts = [text for one in criteria for text in (one.name, one.good, *one.anchors)]
    assert [text for text in (*texts, *words) if lint_question(text)] == []


def test_a_company_without_its_own_uses_those(at_minato):
    card = scorecard_for(None)

    assert (card.criteria, card.template, card.version) == (default_criteria(), None, 0)


def test_a_position_has_its_own_else_the_companys(at_minato):
    sales, design = PositionFactory(), PositionFactory()
    scorecards.save_criteria(at_minato, TWO, by=SYSTEM)

    scorecards.save_criteria(at_minato, TWO[:1], by=SYSTEM, position=sales)

    assert scorecard_for(sales).criteria == TWO[:1]
    assert scorecard_for(design).criteria == scorecard_for(None).criteria == TWO


def test_a_change_is_a_new_version_and_the_same_again_is_none(at_minato):
    first = scorecards.save_criteria(at_minato, TWO, by=SYSTEM)
    again = scorecards.save_criteria(at_minato, TWO, by=SYSTEM)
    second = scorecards.save_criteria(at_minato, TWO[::-1], by=SYSTEM)

    assert (first.version, again.pk, second.version) == (1, first.pk, 2)
    assert [one.version for one in ScorecardTemplate.objects.filter(is_current=True)] == [2]
    assert [len(list(log_of(one))) for one in (first, second)] == [1, 1]


def test_what_was_rated_keeps_the_criteria_it_was_rated_by(at_minato, ben):
    first = scorecards.save_criteria(at_minato, TWO, by=SYSTEM)
    by = Membership.objects.get(user=ben)
    sheet = hand_in(ApplicationFactory(), by, scorecard=first)

    scorecards.save_criteria(at_minato, TWO[:1], by=SYSTEM)

    sheet.refresh_from_db()
    assert [one.name for one in scorecards.of(sheet.scorecard).criteria] == ["顧客との対話", "数字の扱い"]
    assert sheet.criteria[0]["criterion"] == "協働"


def test_a_position_can_go_back_to_the_companys_and_begin_again(at_minato):
    sales = PositionFactory()
    scorecards.use_company_criteria(sales, by=SYSTEM)
    scorecards.save_criteria(at_minato, TWO, by=SYSTEM, position=sales)

    scorecards.use_company_criteria(sales, by=SYSTEM)

    assert scorecard_for(sales).template is None
    assert scorecards.save_criteria(at_minato, TWO, by=SYSTEM, position=sales).version == 2


def test_two_sets_in_force_cannot_be(at_minato):
    ScorecardTemplate.objects.create(company=at_minato)

    with pytest.raises(IntegrityError), transaction.atomic():
        ScorecardTemplate.objects.create(company=at_minato)


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        (Criterion("  "),),
        (Criterion("協働"), Criterion(" 協働 ")),
        tuple(Criterion(f"観点{n}") for n in range(11)),
    ],
)
def test_criteria_that_cannot_be_rated_by_are_refused(wrong, at_minato):
    with pytest.raises(Refused):
        scorecards.save_criteria(at_minato, wrong, by=SYSTEM)

    assert ScorecardTemplate.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        Criterion("家庭環境"),
        Criterion("協働", "尊敬する人物を語れる"),
        Criterion("協働", anchors=("", "", "", "", "若くて元気がある")),
        Criterion("容姿"),
    ],
)
def test_criteria_about_the_person_and_not_the_work_are_refused_with_the_item(wrong, at_minato):
    with pytest.raises(Unfair) as refusal:
        scorecards.save_criteria(at_minato, [wrong], by=SYSTEM)

    assert refusal.value.findings[0].item != ""


def test_blanks_and_lengths_are_tidied(at_minato):
    told = Criterion(f"  顧客 {'対話' * 50}", "x" * 500, ("a",) * 9)

    [kept] = scorecards.ensure_criteria([told, Criterion("")])

    assert (len(kept.name), len(kept.good), kept.anchors) == (60, 200, ("a",) * 5)


def test_criteria_of_another_company_are_not_seen(at_minato, komorebi):
    scorecards.save_criteria(at_minato, TWO, by=SYSTEM)

    with acting_for(komorebi.pk):
        assert scorecard_for(None).criteria == default_criteria()


# --- words for "good for" -----------------------------------------------------------------------------------------


def test_a_company_has_its_own_words(at_minato):
    kept = scorecards.set_good_for_words(at_minato, [" 新規開拓 ", "", "育成", "新規開拓"], by=SYSTEM)

    assert kept == scorecards.good_for_words() == ["新規開拓", "育成"]
    assert GoodForWords.objects.count() == 1
    assert scorecards.set_good_for_words(at_minato, kept, by=SYSTEM) == kept
    assert len([one for one in log_of(at_minato) if one.event == "candidates.good_for_words_changed"]) == 1


@pytest.mark.parametrize("words", [["若い人向き"], ["主婦"], [f"語{n}" for n in range(31)]])
def test_words_about_the_person_or_too_many_are_refused(words, at_minato):
    with pytest.raises(Refused):
        scorecards.set_good_for_words(at_minato, [*words, "家族思い"], by=SYSTEM)


# --- sheets -------------------------------------------------------------------------------------------------------


def test_a_sheet_keeps_score_behaviour_strengths_and_words(at_minato, ben):
    by = Membership.objects.get(user=ben)

    sheet = hand_in(
        ApplicationFactory(),
        by,
        recommendation="yes",
        strengths="順を追って話す",
        good_for=["育成"],
        comment="次も会いたい",
    )

    assert (sheet.score, sheet.recommendation, sheet.good_for) == (4, "yes", ["育成"])
    assert sheet.criteria == [{"criterion": "協働", "score": 4, "behaviour": "三つの案を比べた"}]
    assert (sheet.reviewer_id, sheet.reviewer_name) == (ben.pk, "Ben")


@pytest.mark.parametrize("behaviour", ["", "   "])
def test_a_score_needs_what_was_seen(behaviour, at_minato, ben):
    with pytest.raises(Refused):
        hand_in(ApplicationFactory(), Membership.objects.get(user=ben), behaviour=behaviour)

    assert Evaluation.objects.count() == 0


def test_what_was_not_looked_at_is_left_out(at_minato, ben):
    by = Membership.objects.get(user=ben)

    sheet = hand_in(ApplicationFactory(), by, score=None, behaviour="", comment="時間が足りなかった")

    assert (sheet.criteria, sheet.score) == ([], None)


@pytest.mark.parametrize(
    "wrong",
    [{"recommendation": "maybe"}, {"comment": "父親は公務員"}, {"behaviour": "家族の話が多い"}, {"strengths": "美人"}],
)
def test_a_sheet_with_something_wrong_is_refused_whole(wrong, at_minato, ben):
    with pytest.raises(Refused):
        hand_in(ApplicationFactory(), Membership.objects.get(user=ben), **wrong)

    assert Evaluation.objects.count() == 0


def test_a_sheet_is_handed_in_once_for_each_step(at_minato, ben):
    application, by = ApplicationFactory(), Membership.objects.get(user=ben)
    hand_in(application, by)
    hand_in(application, by, reached=Reached.SECOND)

    with pytest.raises(Refused):
        hand_in(application, by)

    assert Evaluation.objects.count() == 2


# --- who reads what -----------------------------------------------------------------------------------------------


def test_a_reviewer_reads_the_others_of_a_step_after_their_own(at_minato):
    application = ApplicationFactory()
    first, second = member(at_minato, Role.INTERVIEWER), member(at_minato, Role.INTERVIEWER)
    sheet = hand_in(application, first)
    before = scorecards.evaluations_for(application.candidate, second)

    own = hand_in(application, second)

    assert (before.shown, before.hidden) == ((), {sheet.pk})
    assert set(scorecards.evaluations_for(application.candidate, second).shown) == {sheet, own}
    assert set(scorecards.evaluations_for(application.candidate, first).shown) == {sheet, own}


def test_another_step_stays_closed_and_an_ended_selection_is_open(at_minato):
    application, old = ApplicationFactory(), ApplicationFactory()
    reviewer = member(at_minato, Role.INTERVIEWER)
    hand_in(application, reviewer)
    second = EvaluationFactory(application=application, reached=Reached.SECOND)
    past = EvaluationFactory(application=old)
    actions.decide(old, Stage.WITHDRAWN, by=SYSTEM)

    assert scorecards.evaluations_for(application.candidate, reviewer).hidden == {second.pk}
    assert scorecards.evaluations_for(old.candidate, reviewer).shown == (past,)


@pytest.mark.parametrize("role", [Role.OWNER, Role.RECRUITER, Role.VIEWER])
def test_who_does_not_rate_or_runs_the_selection_reads_all(role, at_minato):
    sheet = EvaluationFactory()

    assert scorecards.evaluations_for(sheet.application.candidate, member(at_minato, role)).shown == (sheet,)


def test_the_table_gives_means_of_steps_and_of_all_with_their_number(at_minato):
    application = ApplicationFactory()
    for reached, score, seen in ((Reached.FIRST, 4, "甲"), (Reached.FIRST, 5, "乙"), (Reached.FINAL, 2, "甲")):
        line = {"criterion": "協働", "score": score, "behaviour": seen}
        EvaluationFactory(application=application, reached=reached, criteria=[line])
    EvaluationFactory(application=application, reached=Reached.SECOND, criteria=[])

    table = scorecards.table_of(Evaluation.objects.order_by("id"))

    [line] = table.lines
    assert len(table.steps) == 2
    assert (line.scores, line.mean, line.n, line.behaviour) == ([4.5, 2.0], 3.7, 3, ["甲", "乙"])


def test_no_evaluation_is_an_empty_table(at_minato):
    assert scorecards.table_of([]) == scorecards.Table([], [])


# --- with a no ----------------------------------------------------------------------------------------------------


def test_strengths_of_a_no_are_kept_and_found_again(at_minato):
    candidate = CandidateFactory(history="", skills=[])
    application = ApplicationFactory(candidate=candidate)

    decided = actions.decide(
        application,
        Stage.REJECTED,
        by=SYSTEM,
        reason="fit",
        strengths=" 粘り強く交渉する ",
        good_for=["代理店開拓", "代理店開拓"],
    )

    assert (decided.strengths, decided.good_for, decided.strengths_skipped) == ("粘り強く交渉する", ["代理店開拓"], "")
    assert list(Candidate.objects.filter(search.matching("粘り強い"))) == [candidate]
    assert list(Candidate.objects.filter(search.matching("代理店開拓"))) == [candidate]


def test_why_nobody_can_say_is_kept_only_without_strengths(at_minato):
    bare = actions.decide(ApplicationFactory(), Stage.REJECTED, by=SYSTEM, reason="fit", skipped="書類だけで決めた")
    told = actions.decide(
        ApplicationFactory(), Stage.REJECTED, by=SYSTEM, reason="fit", strengths="速い", skipped="書類だけで決めた"
    )

    assert (bare.strengths_skipped, told.strengths_skipped) == ("書類だけで決めた", "")


def test_a_decision_from_elsewhere_needs_no_strengths(at_minato):
    assert actions.decide(ApplicationFactory(), Stage.REJECTED, by=SYSTEM, reason="fit").strengths == ""
