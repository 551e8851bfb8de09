"""Fixed overtime and age limits are said in parts, and each part has its rule (LEGAL J-02, J-03, J-04, M-09)."""

import pytest

from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.companies.licences import Kind
from career_relay.positions import actions, lint
from career_relay.positions.models import AgeException, Position
from career_relay.positions.states import State
from career_relay.positions.structure import faults_of_parts, terms_of
from tests.factories.positions import PositionFactory

WHOLE = {
    "has_fixed_overtime": True,
    "base_pay": 240_000,
    "fixed_pay": 60_000,
    "fixed_hours": 40,
    "pays_beyond": True,
}


def fields_at_fault(**said) -> list[str]:
    position = Position(**{"contract_term": "期間の定めなし", "must": "未経験歓迎", **said})
    return [field for field, _words in faults_of_parts(position)]


def refusal(act, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"base_pay": None}, "base_pay"),
        ({"fixed_pay": None}, "fixed_pay"),
        ({"fixed_hours": 0}, "fixed_hours"),
        ({"pays_beyond": False}, "pays_beyond"),
    ],
)
def test_each_part_of_fixed_overtime_is_asked_for(missing, field):
    assert fields_at_fault(**{**WHOLE, **missing}) == [field]


def test_fixed_overtime_in_parts_is_a_sentence_for_readers():
    assert terms_of(Position(**WHOLE)) == [
        "基本給240,000円、固定残業代60,000円（月40時間分）。40時間を超えた時間外労働分は別途支給します。"
    ]
    assert terms_of(Position(**{**WHOLE, "fixed_pay": None})) == []


def test_the_parts_settle_what_the_sentence_leaves_out():
    said = {"pay": "月給30万円（固定残業代含む）"}

    assert [one.finding.code for one in lint.faults(Position(**said))] == ["JOB-FIXOT"]
    assert lint.faults(Position(**said, **WHOLE)) == []


E = AgeException


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"age_to": 35}, ["age_exception"]),
        ({"age_from": 35}, ["age_exception"]),
        ({"age_exception": E.CAREER}, ["age_to"]),
        ({"age_exception": E.CAREER, "age_to": 35}, []),
        ({"age_exception": E.CAREER, "age_to": 35, "must": "法人営業の経験3年"}, ["must"]),
        ({"age_exception": E.CAREER, "age_to": 35, "must": "経験不問"}, []),
        ({"age_exception": E.CAREER, "age_to": 35, "contract_term": "2027年3月31日まで"}, ["contract_term"]),
        ({"age_exception": E.CAREER, "age_from": 20, "age_to": 35}, ["age_from"]),
        ({"age_exception": E.RETIREMENT, "age_to": 65, "retirement_age": 65}, []),
        ({"age_exception": E.RETIREMENT, "age_to": 60, "retirement_age": 65}, ["retirement_age"]),
        ({"age_exception": E.RETIREMENT, "age_to": 60}, ["retirement_age"]),
        ({"age_exception": E.BY_LAW, "age_from": 18}, []),
        ({"age_exception": E.BY_LAW, "age_from": 18, "age_to": 60}, ["age_to"]),
        ({"age_exception": E.SKILLS, "age_from": 30, "age_to": 39}, []),
        ({"age_exception": E.SKILLS, "age_to": 39}, ["age_from"]),
        ({"age_exception": E.SKILLS, "age_from": 39, "age_to": 30}, ["age_to"]),
        ({"age_exception": E.ARTS, "age_from": 6, "age_to": 12}, []),
        ({"age_exception": E.SENIOR, "age_from": 60}, []),
        ({"age_exception": E.SENIOR, "age_from": 60, "age_to": 70}, ["age_to"]),
    ],
)
def test_an_age_needs_its_exception_and_the_exception_its_rules(said, fields):
    assert fields_at_fault(**said) == fields


def test_an_exception_named_in_a_sentence_is_not_enough():
    named = {"must": "35歳以下（例外事由3号のイ）", "contract_term": "期間の定めなし"}

    assert [one.finding.code for one in lint.faults(Position(**named))] == ["JOB-AGE"]
    assert lint.faults(Position(**named, age_exception=E.CAREER, age_to=35)) == []
    assert terms_of(Position(**named, age_exception=E.CAREER, age_to=35)) == [
        "35歳以下（例外事由3号のイ 長期勤続によるキャリア形成のため）"
    ]


@pytest.mark.django_db
def test_a_marked_wording_stays_with_a_reason(at_minato):
    draft = PositionFactory(state=State.DRAFT, summary="20代の社員が活躍中です。")

    assert refusal(actions.publish_position, draft, circles=[], by=SYSTEM) == "REASON_REQUIRED"
    draft.flag_reason = "事実の説明です。年齢を問わず応募できます。"
    draft.save()

    assert actions.publish_position(draft, circles=[], by=SYSTEM).state == State.OPEN


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "code"), [(Kind.PAID_PERMIT, "OUT_OF_SCOPE_JOB"), (Kind.FREE_PERMIT, None)])
def test_construction_work_is_no_work_for_paid_placement(kind, code, at_minato, harbour, mode3):
    mode3.kind = kind
    mode3.save()
    draft = PositionFactory(state=State.DRAFT, duties="型枠工として現場で働きます。")

    if code:
        assert refusal(actions.publish_position, draft, circles=[harbour], by=SYSTEM) == code
    else:
        assert actions.publish_position(draft, circles=[harbour], by=SYSTEM).state == State.OPEN


@pytest.mark.django_db
def test_saving_writes_the_sentences_anew(at_minato):
    it = PositionFactory(state=State.DRAFT)
    for name, value in WHOLE.items():
        setattr(it, name, value)

    actions.save_position(it, by=SYSTEM)
    it.has_fixed_overtime = False
    first = list(Position.objects.get().terms)
    actions.save_position(it, by=SYSTEM)

    assert (len(first), Position.objects.get().terms) == (1, [])


def test_pupils_about_to_leave_school_are_not_looked_for_here():
    assert [one.finding.code for one in lint.faults(Position(must="高校卒業見込みの方"))] == ["JOB-SCHOOL"]
