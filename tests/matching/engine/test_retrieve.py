import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from career_relay.matching.engine import Profile, retrieve
from career_relay.matching.engine.retrieve import BM25
from tests.matching.engine.people import BACKEND, KIM, PEOPLE, TAKUMI

WORDS = st.sampled_from(["決済", "設計", "営業", "経理", "go", "java"])
DOCUMENTS = st.lists(st.dictionaries(WORDS, st.integers(1, 5)), min_size=1, max_size=8)


def obvious_bm25(documents, query, k1=1.2, b=0.75):
    """The formula as it stands in the books, slowly."""
    lengths = [sum(document.values()) for document in documents]
    average = sum(lengths) / len(lengths)
    scores = []
    for document, length in zip(documents, lengths, strict=True):
        score = 0.0
        for word in set(query):
            count = document.get(word, 0)
            found = sum(word in other for other in documents)
            rarity = math.log(1 + (len(documents) - found + 0.5) / (found + 0.5))
            share = length / average if average else 1
            score += rarity * count * (k1 + 1) / (count + k1 * (1 - b + b * share)) if count else 0
        scores.append(score)
    return scores


@given(DOCUMENTS, st.lists(WORDS, max_size=6))
def test_bm25_is_the_formula_of_the_books(documents, query):
    index = BM25(documents, [sum(document.values()) for document in documents])

    assert index.scores(query) == pytest.approx(obvious_bm25(documents, query))


def test_words_nobody_has_score_nothing():
    assert BM25([{"go": 1}], [1]).scores(["rust"]).tolist() == [0.0]


def test_nobody_is_found_among_nobody():
    assert retrieve([], BACKEND) == []


def test_who_speaks_of_the_work_comes_first_and_only_as_many_as_wanted():
    assert sorted(profile.ref for profile in retrieve(PEOPLE, BACKEND, top=2)) == ["shota", "takumi"]


def test_meaning_is_one_more_voice():
    people = [Profile("a"), Profile("b")]

    assert [p.ref for p in retrieve(people, BACKEND)] == ["a", "b"]
    assert [p.ref for p in retrieve(people, BACKEND, meaning=np.array([0.1, 0.9]))] == ["b", "a"]


def test_the_order_people_are_given_in_does_not_matter():
    assert retrieve([KIM, TAKUMI], BACKEND) == retrieve([TAKUMI, KIM], BACKEND)
