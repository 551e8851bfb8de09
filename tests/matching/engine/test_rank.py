import random
from dataclasses import replace

import numpy as np
import pytest

from career_relay.matching.engine import Profile, Reason, Source, load_weights, rank, rank_all, scorers_for
from career_relay.matching.engine.features import FEATURES, Meaning, Meanings
from career_relay.matching.engine.fuse import z_scores
from tests.matching.engine.people import BACKEND, KIM, MAI, PEOPLE, SHOTA, TAKUMI


def refs(matches):
    return [match.profile.ref for match in matches]


def test_who_fits_comes_first_and_nobody_is_left_out():
    assert refs(rank_all(PEOPLE, BACKEND)) == ["takumi", "shota", "kim", "mai"]


def test_a_score_is_the_sum_of_its_named_reasons():
    for match in rank_all(PEOPLE, BACKEND):
        assert match.score == pytest.approx(sum(reason.points for reason in match.reasons))
        assert [reason.label for reason in match.reasons] == list(FEATURES)


def test_equal_scores_keep_a_stable_order():
    people = [Profile(ref) for ref in ("c", "a", "b")]

    assert refs(rank(people, BACKEND, scorers=[lambda p, o: Reason("same", 1.0)], top=3)) == ["a", "b", "c"]


def test_the_order_people_are_given_in_does_not_matter():
    shuffled = list(PEOPLE)
    random.Random(4).shuffle(shuffled)

    assert refs(rank_all(shuffled, BACKEND)) == refs(rank_all(PEOPLE, BACKEND))


def test_top_says_how_many():
    assert refs(rank_all(PEOPLE, BACKEND, top=1)) == ["takumi"]


def test_a_cv_given_twice_over_scores_the_same():
    text = TAKUMI.texts[0]
    doubled = replace(
        TAKUMI, ref="twice", texts=(replace(text, text=f"{text.text}\n{text.text}"), TAKUMI.texts[1], text)
    )

    first, second = rank_all([TAKUMI, doubled, SHOTA, MAI, KIM], BACKEND)[:2]

    assert {first.profile.ref, second.profile.ref} == {"takumi", "twice"}
    assert first.reasons == second.reasons


def test_a_longer_cv_does_not_rise_by_its_length():
    filler = "日々の朝礼に参加し、季節の行事では会場の片付けや花の水やりをした。"
    longer = replace(SHOTA, ref="longer", texts=(*SHOTA.texts, Source("career", filler * 1)))

    scores = {match.profile.ref: match.score for match in rank_all([*PEOPLE, longer], BACKEND)}

    assert scores["longer"] <= scores["shota"]


def test_a_profile_that_is_not_embedded_yet_is_carried_by_words():
    one = Meaning(np.eye(1, 384, dtype=np.float32), np.eye(1, 384, dtype=np.float32))
    meanings = Meanings(one, {"mai": one, "shota": Meaning(-one.titles, -one.chunks)})

    points = {
        match.profile.ref: {reason.label: reason.points for reason in match.reasons}["text_meaning"]
        for match in rank_all(PEOPLE, BACKEND, meanings=meanings)
    }

    weight = load_weights().features["text_meaning"].weight
    assert points == {"takumi": 0.0, "kim": 0.0, "mai": pytest.approx(weight), "shota": pytest.approx(-weight)}


def test_z_scores_are_zero_where_all_are_equal_or_unknown():
    assert z_scores(np.array([2.0, 2.0])).tolist() == [0.0, 0.0]
    assert z_scores(np.array([np.nan, np.nan])).tolist() == [0.0, 0.0]
    assert z_scores(np.array([])).tolist() == []
    assert z_scores(np.array([1.0, 3.0, np.nan])).tolist() == [-1.0, 1.0, 0.0]


def test_every_feature_has_a_weight_and_every_weight_a_feature():
    assert set(load_weights().features) == {*FEATURES, "title_meaning", "text_meaning"}
    assert len(scorers_for(PEOPLE, BACKEND)) == len(FEATURES)
