"""A posting is published complete, clean, and to circles the company is in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.positions import actions, lint, queries
from career_relay.positions.models import Position
from career_relay.positions.states import NEXT, State
from career_relay.positions.statutory import ITEMS, missing
from tests.factories.companies import CircleFactory
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(at_minato):
    return PositionFactory(state=State.DRAFT, as_of=None, listed_until=None)


def refusal(act, *args, **kwargs) -> Refused:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value


def test_publishing_to_a_circle_lists_it_for_thirty_days(draft, harbour, mode3):
    it = actions.publish_position(draft, circles=[harbour], by=SYSTEM)

    today = timezone.localdate()
    assert (it.state, it.as_of, it.listed_until) == (State.OPEN, today, today + timedelta(days=30))
    assert queries.circles_of(it) == [harbour]
    assert [event.event for event in log_of(it)] == ["positions.published"]


def test_publishing_without_a_circle_is_for_the_own_pool_alone(draft):
    it = actions.publish_position(draft, circles=[], by=SYSTEM)

    assert (it.state, it.listed_until) == (State.OPEN, None)


@pytest.mark.parametrize("field", [item.field for item in ITEMS])
def test_each_item_of_the_law_is_asked_for(field, draft):
    draft.contract_term = "2027年3月31日まで（1年）"
    setattr(draft, field, " ")
    draft.save()

    no = refusal(actions.publish_position, draft, circles=[], by=SYSTEM)

    assert no.code == "POSTING_INCOMPLETE"
    assert [item.field for item in missing(draft)] == [field]


def test_renewal_is_asked_only_of_a_fixed_term(draft):
    draft.contract_term, draft.renewal = "期間の定めなし", ""

    assert missing(draft) == []


def test_a_company_without_a_harassment_desk_cannot_publish(draft, minato):
    minato.harassment_desk = ""
    minato.save()

    assert refusal(actions.publish_position, draft, circles=[], by=SYSTEM).code == "DESK_MISSING"


@pytest.mark.parametrize(
    ("field", "words", "code"),
    [
        ("title", "営業マン", "JOB-SEX"),
        ("must", "35歳まで", "JOB-AGE"),
        ("pay", "月給30万円（固定残業代含む）", "JOB-FIXOT"),
        ("summary", "日本人のみ", "JOB-NAT"),
    ],
)
def test_words_the_law_forbids_stop_publication(field, words, code, draft):
    setattr(draft, field, words)
    draft.save()

    assert refusal(actions.publish_position, draft, circles=[], by=SYSTEM).code == code


@pytest.mark.parametrize(
    "words", ["基本給24万円＋固定残業代6万円（40時間分）超過分は別途支給", "月給30万円（固定残業代なし）"]
)
def test_fixed_overtime_that_is_spelled_out_or_absent_may_stand(words, at_minato):
    assert lint.faults(Position(pay=words)) == []


def test_a_strange_circle_is_refused(draft, mode3):
    no = refusal(actions.publish_position, draft, circles=[CircleFactory()], by=SYSTEM)

    assert str(no) == str(Refused(str(no)))
    assert Position.objects.get().state == State.DRAFT


def test_mode_0_lets_nobody_publish_to_a_circle(draft, harbour):
    assert refusal(actions.publish_position, draft, circles=[harbour], by=SYSTEM).code == "MODE_FORBIDS_SELECTION"


def test_an_open_position_cannot_be_made_incomplete(at_minato):
    it = PositionFactory()
    it.break_time = ""

    assert refusal(actions.save_position, it, by=SYSTEM).code == "POSTING_INCOMPLETE"
    assert Position.objects.get().break_time == "60分"


def test_a_draft_may_be_unfinished(draft):
    draft.duties = ""

    actions.save_position(draft, by=SYSTEM)

    assert Position.objects.get().duties == ""


def test_confirming_lists_it_for_another_thirty_days(draft, harbour, mode3):
    it = actions.publish_position(draft, circles=[harbour], by=SYSTEM)
    Position.objects.update(listed_until=timezone.localdate())

    it = actions.confirm_position(it, by=SYSTEM)

    assert it.listed_until == timezone.localdate() + timedelta(days=30)


@pytest.mark.parametrize("now", State.values)
@pytest.mark.parametrize(
    ("then", "act"),
    [
        (State.PAUSED, actions.pause_position),
        (State.FILLED, actions.fill_position),
        (State.CLOSED, actions.close_position),
        (State.OPEN, lambda it, by: actions.publish_position(it, circles=[], by=by)),
    ],
)
def test_a_position_moves_along_its_table_only(now, then, act, at_minato):
    it = PositionFactory(state=now)

    if then in NEXT.get(now, ()):
        assert act(it, by=SYSTEM).state == then
    else:
        refusal(act, it, by=SYSTEM)
        assert Position.objects.get().state == now
