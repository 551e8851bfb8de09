"""Decide, take back, move on, note, evaluate."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.base.tenancy import NobodyActive, company, person
from career_relay.candidates import actions
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Application, Evaluation, Note
from career_relay.candidates.states import Reached, Stage
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory
from tests.factories.people import prove


def test_a_no_fixes_the_result_the_day_to_apply_again_and_the_erasure(at_minato, time_machine):
    time_machine.move_to("2026-11-23T03:00:00Z")
    application = ApplicationFactory()

    decided = actions.decide(application, Stage.REJECTED, by=SYSTEM, reason="fit", details="別の職種がよい")

    decided.candidate.refresh_from_db()
    assert (decided.stage, decided.reason, decided.reason_details) == ("rejected", "fit", "別の職種がよい")
    assert decided.reapply_from.isoformat() == "2027-05-23"
    assert decided.candidate.purge_after.isoformat() == "2027-05-23"
    assert [one.event for one in log_of(application)] == [CandidateEvent.DECIDED]
    assert "別の職種" not in str(log_of(application)[0].data)


@pytest.mark.parametrize(
    ("stage", "decision", "reason"),
    [
        (Stage.INTERVIEWING, Stage.REJECTED, ""),  # a no needs its reason
        (Stage.INTERVIEWING, Stage.HIRED, ""),  # an offer comes first
        (Stage.REJECTED, Stage.REJECTED, "fit"),  # decided already
        (Stage.INTERVIEWING, Stage.OFFERED, "fit"),  # not a result
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(at_minato, stage, decision, reason):
    application = ApplicationFactory(stage=stage)

    with pytest.raises(Refused):
        actions.decide(application, decision, by=SYSTEM, reason=reason)

    application.refresh_from_db()
    assert application.stage == stage
    assert list(log_of(application)) == []


def test_a_no_can_be_taken_back_and_the_selection_goes_on(at_minato):
    application = actions.decide(ApplicationFactory(), Stage.REJECTED, by=SYSTEM, reason="fit")

    actions.reopen(application, by=SYSTEM)

    application.refresh_from_db()
    assert (application.stage, application.decided_at, application.reason) == (Stage.INTERVIEWING, None, "")
    assert application.reapply_from is None


def test_a_further_interview_is_one_round_more(at_minato):
    application = ApplicationFactory(stage=Stage.SCREENING, reached=Reached.DOCUMENT)

    rounds = []
    for _round in range(3):
        application = actions.advance(application, Stage.INTERVIEWING, by=SYSTEM)
        rounds.append(application.reached)

    assert rounds == [Reached.FIRST, Reached.SECOND, Reached.FINAL]
    with pytest.raises(Refused):
        actions.advance(application, Stage.REJECTED, by=SYSTEM)


@pytest.mark.parametrize(
    ("text", "named"),
    [("家族構成を確認した", "家族"), ("本籍は別の県とのこと", "本籍"), ("宗教について聞いた", "宗教")],
)
def test_a_note_about_protected_matters_is_refused_and_the_item_is_named(at_minato, ben, text, named):
    kim = CandidateFactory()

    with pytest.raises(Refused, match=named):
        actions.add_note(kim, text, by=user_actor(ben.pk))

    assert Note.objects.count() == 0


def test_an_evaluation_keeps_the_behaviour_and_its_mean(at_minato, ben):
    application = ApplicationFactory()

    evaluation = actions.evaluate(
        application,
        by=user_actor(ben.pk),
        reached=Reached.FIRST,
        criteria=[
            {"criterion": "情報設計", "score": 4, "behaviour": "画面を12から5へ整理した"},
            {"criterion": "協働", "score": 5, "behaviour": ""},
        ],
    )

    evaluation.refresh_from_db()
    assert (float(evaluation.score), evaluation.reviewer_name) == (4.5, "Ben")


def test_words_about_family_never_get_into_an_evaluation(at_minato):
    with pytest.raises(Refused):
        actions.evaluate(ApplicationFactory(), by=SYSTEM, reached=Reached.FIRST, comment="母子家庭で育った")

    assert Evaluation.objects.count() == 0


def test_an_evaluation_is_never_there_for_the_person(minato):
    with company(minato.pk):
        EvaluationFactory(application=ApplicationFactory(candidate=CandidateFactory(email="kim@mail.example")))

    with person(prove("kim@mail.example")):
        assert Application.objects.count() == 1
        with pytest.raises(NobodyActive):
            Evaluation.objects.all()
        assert Evaluation._base_manager.count() == 0
        assert Note._base_manager.count() == 0


def test_nothing_is_written_down_when_nothing_changes(at_minato):
    kim = CandidateFactory(tags=["銀"])

    actions.set_tags(kim, ["銀", "銀 "], by=SYSTEM)
    actions.allow_contact(kim, by=SYSTEM)

    assert list(log_of(kim)) == []


def test_a_day_that_has_passed_cannot_be_promised(at_minato):
    application = ApplicationFactory()

    with pytest.raises(Refused):
        actions.promise(application, timezone.localdate() - timedelta(days=1), by=SYSTEM)
    actions.promise(application, timezone.localdate(), by=SYSTEM)

    application.refresh_from_db()
    assert application.promised_on == timezone.localdate()
