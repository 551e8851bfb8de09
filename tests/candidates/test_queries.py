"""What can be asked of the pool, condition by condition, and the counts beside each choice."""

from dataclasses import replace

import pytest

from career_relay.candidates import queries, search
from career_relay.candidates.models import Candidate, Pool, PoolMember
from career_relay.candidates.queries import Conditions
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory

pytestmark = pytest.mark.usefixtures("at_minato")


def known(name: str, *, title: str = "エンジニア", score: str = "", **fields) -> Candidate:
    candidate = CandidateFactory(name=name, name_folded=name, **fields)
    application = ApplicationFactory(candidate=candidate, position_title=title)
    if score:
        EvaluationFactory(application=application, score=score)
    search.refresh(candidate)
    return candidate


def found(asked: Conditions) -> set[str]:
    return {one.name for one in queries.matching(asked)}


@pytest.mark.parametrize("place", ["関西", "近畿", "大阪", "大阪府", "京阪神"])
def test_a_part_of_the_country_means_its_prefectures(place):
    known("A", prefecture="大阪府")
    known("B", prefecture="東京都")

    assert found(Conditions(place=(place,))) == {"A"}


def test_two_places_are_either():
    known("A", prefecture="大阪府")
    known("B", prefecture="東京都")
    known("C", prefecture="北海道")

    assert found(Conditions(place=("関東", "大阪府"))) == {"A", "B"}


def test_a_word_that_is_no_place_finds_nobody():
    known("A", prefecture="大阪府")

    assert found(Conditions(place=("アトランティス",))) == set()


def test_title_skill_silver_and_score_narrow_down():
    known("A", title="事務", skills=["Go"], is_silver=True, score="4.5")
    known("B", title="営業", skills=["Go"], score="3.0")
    known("C", title="営業", skills=["Rust"])

    assert found(Conditions(position=("営業",))) == {"B", "C"}
    assert found(Conditions(skill=("Go",))) == {"A", "B"}
    assert found(Conditions(skill=("Go", "Rust"), position=("営業",))) == {"B", "C"}
    assert found(Conditions(silver=True)) == {"A"}
    assert found(Conditions(score="4")) == {"A"}
    assert found(Conditions(score="3")) == {"A", "B"}


def test_a_named_pool_holds_its_members(minato):
    member = known("A")
    known("B")
    pool = Pool.objects.create(name="秋の再挑戦")
    PoolMember.objects.create(pool=pool, candidate=member)

    assert found(Conditions(pool=(pool.public_id,))) == {"A"}


def test_facets_count_what_each_choice_would_give_the_other_conditions_standing():
    known("A", title="事務", skills=["Go"], prefecture="大阪府", is_silver=True, score="4.5")
    known("B", title="営業", skills=["Go"], prefecture="東京都", score="3.0")
    known("C", title="営業", skills=["Rust"], prefecture="東京都")

    counts = queries.facets(Conditions(place=("関東",)))

    assert (counts["place"]["関西"], counts["place"]["関東"], counts["place"]["四国"]) == (1, 2, 0)
    assert counts["position"] == {"営業": 2}
    assert counts["skill"] == {"Go": 1, "Rust": 1}
    assert counts["silver"] == {"yes": 0}
    assert counts["score"] == {"4": 0, "3": 1}


def test_open_lists_of_a_long_list_have_choices_without_figures(monkeypatch):
    monkeypatch.setattr(queries, "LOOKED_AT", 2)
    for name in ("A", "B", "C"):
        known(name, title="営業", skills=["Go"])

    counts = queries.facets(Conditions())

    assert (counts["position"], counts["skill"]) == ({"営業": None}, {"Go": None})
    assert counts["all"] == {"": 3}


def test_what_helps_when_nothing_was_found():
    known("A", title="営業", skills=["Go"], prefecture="東京都")

    assert queries.helpful_to_drop(Conditions(q="go", place=("関西",))) == [("place", 1)]


@pytest.mark.parametrize("view", queries.VIEWS)
def test_every_view_is_a_condition_postgresql_knows(view):
    known("A")

    assert queries.facets(Conditions(view=view))["all"][""] == len(queries.ids(Conditions(view=view)))
    assert len(queries.ids(Conditions(view=view))) == queries.matching(Conditions(view=view)).count()


def test_every_condition_can_be_dropped():
    asked = Conditions(q="x", place=("関西",), skill=("Go",), silver=True, score="4", tag="t", view="open")

    for name in asked.active:
        asked = asked.without(name)

    assert asked == replace(queries.NOTHING_ASKED, today=asked.today)
