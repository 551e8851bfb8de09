"""A small set graded by hand: the engine must order people better than plain BM25, and both better than chance.

Eight openings are too few for fine differences; this catches what breaks, it proves nothing about hiring.
"""

import json
import math
import random
from pathlib import Path
from statistics import mean

import pytest

from career_relay.matching.engine import Opening, Profile, Source, explain, parse_requirements, rank_all
from career_relay.matching.engine.retrieve import opening_words, text_scores

SET = json.loads((Path(__file__).parent / "set.json").read_text(encoding="utf-8"))


def profile_of(row):
    return Profile(
        row["ref"],
        titles=tuple(row["titles"]),
        skills=tuple(row["skills"]),
        licences=tuple(row["licences"]),
        languages=tuple(row["languages"]),
        texts=(Source("career", row["text"]),),
    )


def opening_of(row):
    must, nice = parse_requirements(row["must"]), parse_requirements(row["nice"])
    return Opening(row["ref"], row["title"], must=must, nice=nice, text=row["text"])


PEOPLE = [profile_of(row) for row in SET["profiles"]]
OPENINGS = [(opening_of(row), row["grades"]) for row in SET["openings"]]


def ndcg(refs, grades, depth=10):
    gains = [2 ** grades.get(ref, 0) - 1 for ref in refs[:depth]]
    ideal = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:depth]
    return discounted(gains) / discounted(ideal)


def discounted(gains):
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def by_engine(opening):
    return [match.profile.ref for match in rank_all(PEOPLE, opening)]


def by_bm25(opening):
    scores = dict(zip((p.ref for p in PEOPLE), text_scores(PEOPLE, opening), strict=True))
    return sorted(scores, key=lambda ref: (-scores[ref], ref))


def by_chance(opening):
    refs = [person.ref for person in PEOPLE]
    random.Random(opening.ref).shuffle(refs)
    return refs


def average(order):
    return mean(ndcg(order(opening), grades) for opening, grades in OPENINGS)


def test_the_set_is_what_it_says():
    assert (len(PEOPLE), len(OPENINGS)) == (20, 8)
    assert all(opening_words(opening) for opening, _ in OPENINGS)
    assert {ref for _, grades in OPENINGS for ref in grades} <= {person.ref for person in PEOPLE}


def test_ndcg_is_one_for_the_ideal_order_and_less_for_another():
    assert ndcg(["a", "b", "c"], {"a": 3, "b": 1}) == 1.0
    assert ndcg(["b", "a", "c"], {"a": 3, "b": 1}) == pytest.approx((1 + 7 / math.log2(3)) / (7 + 1 / math.log2(3)))


def test_the_engine_orders_better_than_plain_bm25_and_chance(capsys):
    engine, bm25, chance = average(by_engine), average(by_bm25), average(by_chance)

    with capsys.disabled():
        pass
    assert engine > bm25 + 0.01
    assert bm25 > chance
    assert engine >= 0.95


def test_whoever_should_be_invited_today_has_every_must_have_shown_by_a_quote():
    for opening, grades in OPENINGS:
        best = next(person for person in PEOPLE if grades.get(person.ref) == 3)
        rows = explain(best, opening)[: len(opening.must)]
        assert all(row.quote for row in rows), (opening.ref, [row.requirement.text for row in rows if not row.quote])
