"""The board: columns, moves that nobody overwrites, their undo, and interviews."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import pipeline
from career_relay.candidates.actions import decide
from career_relay.candidates.clocks import promise_day
from career_relay.candidates.erasure import erase
from career_relay.candidates.models import Application, Interview, StageMove
from career_relay.candidates.pipeline import Column, column_of
from career_relay.candidates.states import IN_PROGRESS, NEXT, Reached, SourceKind, Stage
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_ben(ben):
    return user_actor(ben.pk)


@pytest.fixture
def fresh(at_minato) -> Application:
    return ApplicationFactory(stage=Stage.APPLIED, reached=Reached.DOCUMENT)


def where_is(application: Application) -> str:
    application.refresh_from_db()
    return column_of(application)


def test_every_running_application_hangs_in_exactly_one_column(at_minato):
    for stage in sorted(IN_PROGRESS):
        for reached in Reached.values:
            ApplicationFactory(stage=stage, reached=reached)

    for application in Application.objects.all():
        found = [column for column in Column if Application.objects.filter(pipeline.where(column), pk=application.pk)]
        assert found == [column_of(application)]


@pytest.mark.parametrize("stage", [Stage.HIRED, Stage.REJECTED, Stage.WITHDRAWN])
def test_a_result_hangs_nowhere(stage, at_minato):
    application = ApplicationFactory(stage=stage)

    assert column_of(application) == ""
    assert [lane.total for lane in pipeline.lanes(timezone.now())] == [0] * 6


def test_no_move_of_the_board_is_forbidden_to_the_application():
    for here, moves in pipeline.NEXT.items():
        for then in moves:
            assert pipeline.STAGE_OF[then] in NEXT[pipeline.STAGE_OF[here]], (here, then)


# --- moving -------------------------------------------------------------------------------------------------------


def test_a_move_sets_stage_round_and_the_next_promise(fresh, by_ben, minato):
    moved = pipeline.move(fresh, Column.SECOND, was=Column.APPLIED, by=by_ben)

    assert (moved.stage, moved.reached) == (Stage.INTERVIEWING, Reached.SECOND)
    assert moved.promised_on == promise_day(minato, timezone.localdate())
    assert StageMove.objects.get().moved_by_id == by_ben.id
    assert [one.event for one in log_of(fresh)] == ["candidates.application_advanced"]


def test_a_later_day_promised_by_hand_stays(fresh, by_ben):
    far = timezone.localdate() + timedelta(days=90)
    Application.objects.update(promised_on=far)

    moved = pipeline.move(fresh, Column.SCREENING, was=Column.APPLIED, by=by_ben)

    assert moved.promised_on == far


def test_the_second_of_two_recruiters_is_told_and_overwrites_nothing(fresh, by_ben, ada):
    pipeline.move(fresh, Column.FIRST, was=Column.APPLIED, by=by_ben)

    with pytest.raises(Refused) as refusal:
        pipeline.move(fresh, Column.SCREENING, was=Column.APPLIED, by=user_actor(ada.pk))

    assert refusal.value.code == "MOVED_MEANWHILE"
    assert where_is(fresh) == Column.FIRST
    assert StageMove.objects.count() == 1


def test_a_card_decided_meanwhile_does_not_move(fresh, by_ben):
    decide(fresh, "rejected", by=by_ben, reason="skills")

    with pytest.raises(Refused) as refusal:
        pipeline.move(fresh, Column.SCREENING, was=Column.APPLIED, by=by_ben)

    assert refusal.value.code == "MOVED_MEANWHILE"
    assert where_is(fresh) == ""


def test_where_it_hangs_already_it_is_not_moved(fresh, by_ben):
    pipeline.move(fresh, Column.APPLIED, was=Column.APPLIED, by=by_ben)

    assert StageMove.objects.count() == 0
    assert list(log_of(fresh)) == []


@pytest.mark.parametrize("to", ["hired", "rejected", "", "nowhere", "applied'; --"])
def test_only_columns_are_places(to, fresh, by_ben):
    with pytest.raises(Refused):
        pipeline.move(fresh, to, was=Column.APPLIED, by=by_ben)

    assert where_is(fresh) == Column.APPLIED


def test_an_offer_is_not_reached_from_the_documents(fresh, by_ben):
    with pytest.raises(Refused):
        pipeline.move(fresh, Column.OFFERED, was=Column.APPLIED, by=by_ben)

    assert where_is(fresh) == Column.APPLIED


def test_several_move_together_and_one_that_cannot_stays(fresh, by_ben):
    others = [ApplicationFactory(stage=Stage.APPLIED, reached=Reached.DOCUMENT) for _one in range(2)]
    gone = others.pop()
    decide(gone, "withdrawn", by=by_ben)
    cards = [(one, Column.APPLIED) for one in (fresh, *others, gone)]

    moved = pipeline.move_together(cards, Column.SCREENING, by=by_ben)

    assert moved.done == 2
    assert [one for one, _why in moved.refused] == [gone]
    assert [where_is(one) for one in (fresh, *others, gone)] == [Column.SCREENING, Column.SCREENING, ""]
    assert StageMove.objects.filter(batch=moved.batch).count() == 2


def test_more_than_anybody_can_look_at_are_not_moved_at_once(fresh, by_ben):
    with pytest.raises(Refused):
        pipeline.move_together([(fresh, Column.APPLIED)] * 201, Column.SCREENING, by=by_ben)

    assert where_is(fresh) == Column.APPLIED


# --- taking back --------------------------------------------------------------------------------------------------


def before_of(application: Application) -> tuple[object, ...]:
    application.refresh_from_db()
    return (
        application.stage,
        application.reached,
        application.promised_on,
        application.last_activity_on,
        application.offered_on,
    )


@pytest.mark.parametrize(
    ("stage", "reached", "was", "to"),
    [
        (Stage.APPLIED, Reached.DOCUMENT, Column.APPLIED, Column.FINAL),
        (Stage.SCREENING, Reached.DOCUMENT, Column.SCREENING, Column.FIRST),
        (Stage.INTERVIEWING, Reached.FIRST, Column.FIRST, Column.SECOND),
        (Stage.INTERVIEWING, Reached.FINAL, Column.FINAL, Column.OFFERED),
    ],
)
def test_an_undo_puts_back_exactly_what_stood_there(stage, reached, was, to, at_minato, by_ben):
    application = ApplicationFactory(
        stage=stage, reached=reached, promised_on=timezone.localdate(), last_activity_on=timezone.localdate()
    )
    before = before_of(application)
    moved = pipeline.move_together([(application, was)], to, by=by_ben)

    undone = pipeline.undo(moved.batch, by=by_ben)

    assert undone.done == 1
    assert before_of(application) == before
    assert [one.event for one in log_of(application)][-1] == "candidates.move_undone"


def test_an_undo_leaves_what_has_gone_on_since(fresh, by_ben):
    other = ApplicationFactory(stage=Stage.APPLIED, reached=Reached.DOCUMENT)
    cards = [(fresh, Column.APPLIED), (other, Column.APPLIED)]
    moved = pipeline.move_together(cards, Column.SCREENING, by=by_ben)
    pipeline.move(fresh, Column.FIRST, was=Column.SCREENING, by=by_ben)

    undone = pipeline.undo(moved.batch, by=by_ben)

    assert (undone.done, [one for one, _why in undone.refused]) == (1, [fresh])
    assert (where_is(fresh), where_is(other)) == (Column.FIRST, Column.APPLIED)


def test_an_undo_never_takes_a_result_back(fresh, by_ben):
    moved = pipeline.move_together([(fresh, Column.APPLIED)], Column.SCREENING, by=by_ben)
    decide(fresh, "rejected", by=by_ben, reason="skills")

    undone = pipeline.undo(moved.batch, by=by_ben)

    fresh.refresh_from_db()
    assert (undone.done, fresh.stage) == (0, Stage.REJECTED)


def test_an_undo_happens_once(fresh, by_ben):
    moved = pipeline.move_together([(fresh, Column.APPLIED)], Column.SCREENING, by=by_ben)
    pipeline.undo(moved.batch, by=by_ben)

    assert pipeline.undo(moved.batch, by=by_ben).done == 0
    assert where_is(fresh) == Column.APPLIED


# --- reading ------------------------------------------------------------------------------------------------------


def test_who_has_waited_longest_for_an_answer_comes_first_and_late_ones_are_marked(at_minato):
    today = timezone.localdate()
    days = (today + timedelta(days=3), None, today - timedelta(days=2), today)
    rows = [ApplicationFactory(stage=Stage.APPLIED, reached=Reached.DOCUMENT, promised_on=day) for day in days]

    [lane, *rest] = pipeline.lanes(timezone.now())

    assert [card.application for card in lane.cards] == [rows[2], rows[3], rows[0], rows[1]]
    assert [(card.is_late, card.is_due) for card in lane.cards] == [
        (True, False), (False, True), (False, False), (False, False),
    ]  # fmt: skip
    assert (lane.late, [one.total for one in rest]) == (1, [0] * 5)


def test_a_card_tells_how_long_it_hangs_there(at_minato):
    ApplicationFactory(
        stage=Stage.APPLIED, reached=Reached.DOCUMENT, last_activity_on=timezone.localdate() - timedelta(days=4)
    )

    assert pipeline.lanes(timezone.now())[0].cards[0].waiting == 4


def test_somebody_protected_is_marked_and_told_apart_from_an_agencys_own_application(at_minato):
    until = timezone.localdate() + timedelta(days=100)
    person = CandidateFactory(protected_until=until, protected_by="ミライ紹介")
    ApplicationFactory(candidate=person, source=SourceKind.AGENCY, protected_until=until, stage=Stage.APPLIED)
    ApplicationFactory(candidate=person, source=SourceKind.OWN, stage=Stage.APPLIED)
    ApplicationFactory(stage=Stage.APPLIED)

    cards = pipeline.lanes(timezone.now())[0].cards

    assert {(card.is_protected, card.by_themselves) for card in cards} == {(True, False), (True, True), (False, False)}


def test_a_board_of_one_position_shows_that_one_alone(at_minato):
    mine, other = PositionFactory(), PositionFactory()
    for position in (mine, mine, other):
        ApplicationFactory(position=position, stage=Stage.APPLIED)

    lanes = pipeline.lanes(timezone.now(), position=mine)

    assert {card.application.position for lane in lanes for card in lane.cards} == {mine}
    assert lanes[0].total == 2


@pytest.mark.parametrize("many", [1, 3])
def test_the_board_costs_the_same_however_many_wait(many, at_minato, django_assert_num_queries):
    for _one in range(many):
        application = ApplicationFactory(stage=Stage.APPLIED, position=PositionFactory())
        assert application.pk

    with django_assert_num_queries(7):
        [lane, *_rest] = pipeline.lanes(timezone.now())
        assert [str(card.application.candidate) for card in lane.cards] == ["キム 美咲"] * many


def test_the_board_of_another_company_is_another(fresh, komorebi):
    with acting_for(komorebi.pk):
        assert [lane.total for lane in pipeline.lanes(timezone.now())] == [0] * 6


# --- interviews ---------------------------------------------------------------------------------------------------


def tomorrow():
    return timezone.now() + timedelta(days=1)


def test_an_interviewer_sees_their_own_interviews_alone(fresh, by_ben, ben, ada):
    mine = pipeline.set_interview(fresh, ben, at=tomorrow(), by=by_ben, place="会議室 2")
    pipeline.set_interview(fresh, ada, at=tomorrow(), by=by_ben)

    coming, held = pipeline.interviews_of(ben.pk, timezone.now())

    assert (coming, held) == ([mine], [])


def test_an_interview_that_was_held_waits_until_there_is_a_result(fresh, by_ben, ben):
    held = pipeline.set_interview(fresh, ben, at=tomorrow(), by=by_ben)

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert pipeline.interviews_of(ben.pk, timezone.now()) == ([], [held])
        decide(fresh, "rejected", by=by_ben, reason="skills")
        assert pipeline.interviews_of(ben.pk, timezone.now()) == ([], [])


def test_the_board_shows_the_next_interview(fresh, by_ben, ben):
    later = pipeline.set_interview(fresh, ben, at=tomorrow() + timedelta(days=5), by=by_ben)
    sooner = pipeline.set_interview(fresh, ben, at=tomorrow(), by=by_ben)

    assert pipeline.lanes(timezone.now())[0].cards[0].next_interview == sooner

    pipeline.cancel_interview(sooner, by=by_ben)
    assert pipeline.lanes(timezone.now())[0].cards[0].next_interview == later


def test_nobody_from_elsewhere_is_an_interviewer(fresh, by_ben, cleo):
    with pytest.raises(Refused):
        pipeline.set_interview(fresh, cleo, at=tomorrow(), by=by_ben)

    assert Interview.objects.count() == 0


def test_a_viewer_is_no_interviewer(fresh, by_ben, minato):
    from career_relay.companies.roles import Role
    from tests.factories.companies import MembershipFactory

    viewer = MembershipFactory(company=minato, role=Role.VIEWER).user

    with pytest.raises(Refused):
        pipeline.set_interview(fresh, viewer, at=tomorrow(), by=by_ben)

    assert viewer not in pipeline.interviewers(minato)


def test_a_note_for_the_interviewer_may_not_ask_what_may_not_be_asked(fresh, by_ben, ben):
    with pytest.raises(Refused) as refusal:
        pipeline.set_interview(fresh, ben, at=tomorrow(), by=by_ben, note="家族構成を聞いておく")

    assert "家族" in str(refusal.value)
    assert Interview.objects.count() == 0


def test_an_interview_is_still_to_come(fresh, by_ben, ben):
    with pytest.raises(Refused):
        pipeline.set_interview(fresh, ben, at=timezone.now() - timedelta(minutes=1), by=by_ben)


def test_after_the_result_nobody_is_invited_to_an_interview(fresh, by_ben, ben):
    decide(fresh, "rejected", by=by_ben, reason="skills")

    with pytest.raises(Refused):
        pipeline.set_interview(fresh, ben, at=tomorrow(), by=by_ben)


def test_calling_off_twice_is_once(fresh, by_ben, ben):
    interview = pipeline.set_interview(fresh, ben, at=tomorrow(), by=by_ben)

    pipeline.cancel_interview(interview, by=by_ben)
    pipeline.cancel_interview(interview, by=by_ben)

    events = [one.event for one in log_of(fresh)]
    assert events == ["candidates.interview_set", "candidates.interview_cancelled"]


def test_everything_goes_with_the_person(fresh, by_ben, ben):
    pipeline.move(fresh, Column.FIRST, was=Column.APPLIED, by=by_ben)
    pipeline.set_interview(fresh, ben, at=tomorrow(), by=by_ben, note="提案の進め方を聞く")

    erase(fresh.candidate, by=by_ben)

    assert (Interview.objects.count(), StageMove.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_two_recruiters_at_the_same_moment_never_both_win(minato, ben, ada):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    with acting_for(minato.pk):
        application = ApplicationFactory(stage=Stage.APPLIED, reached=Reached.DOCUMENT)

    def pull(to: Column) -> str:
        try:
            with acting_for(minato.pk):
                pipeline.move(application, to, was=Column.APPLIED, by=user_actor(ben.pk))
        except Refused as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return to

    with ThreadPoolExecutor(2) as pool:
        told = set(pool.map(pull, (Column.SCREENING, Column.FIRST)))

    assert "MOVED_MEANWHILE" in told
    with acting_for(minato.pk):
        assert {where_is(application)} == told - {"MOVED_MEANWHILE"}
        assert StageMove.objects.count() == 1
