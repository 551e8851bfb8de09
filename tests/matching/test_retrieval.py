"""A big pool is read by its telling words, and still nobody is lost or shown twice."""

import pytest

from career_relay.base.tenancy import company
from career_relay.candidates.models import Candidate
from career_relay.candidates.search import refresh
from career_relay.matching import retrieval
from career_relay.matching.retrieval import quoted, retrieve, shares, telling
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def big(monkeypatch):
    """Every pool counts as big; of it about one record in four is ranked."""
    monkeypatch.setattr(retrieval, "FEW", 2)


def person(name: str, history: str) -> Candidate:
    candidate = CandidateFactory(name=name, history=history, skills=[])
    refresh(candidate)
    return candidate


def retrieved(*words: str, start: int = 0, stop: int = 100) -> list[str]:
    found = Candidate.objects.all()
    return [one.name for one in retrieve(found, words, size=found.count(), start=start, stop=stop)]


@pytest.fixture
def pool(at_minato):
    """Everybody knows 営業; one also 簿記."""
    person("簿記の人", "営業と簿記")
    for n in range(7):
        person(f"営業の人{n}", "営業")


def test_who_shares_the_rare_word_comes_first_and_then_the_newest(big, pool):
    assert retrieved("営業", "簿記") == ["簿記の人", *(f"営業の人{n}" for n in reversed(range(7)))]


def test_parts_of_the_list_add_up_to_everybody_once(big, pool):
    parts = [retrieved("営業", "簿記", start=n, stop=n + 3) for n in (0, 3, 6)]

    assert sorted(sum(parts, [])) == sorted(retrieved("営業", "簿記"))
    assert len(set(sum(parts, []))) == 8


def test_a_small_pool_is_ranked_whole(pool, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert retrieved("営業", "簿記")[0] == "簿記の人"


def test_without_words_the_newest_come_first(big, pool):
    assert retrieved()[0] == "営業の人6"


def test_the_words_of_other_companies_are_not_counted(pool, komorebi):
    with company(komorebi.pk):
        for n in range(5):
            person(f"よその人{n}", "簿記")

    asked = [quoted("営業"), quoted("簿記"), quoted("溶接")]

    assert shares(asked) == dict(zip(asked, [1.0, 0.125, 0.0], strict=True))


@pytest.mark.parametrize(("most", "chosen"), [(0.01, ["b"]), (0.2, ["b", "c"]), (2.0, ["b", "c", "a"])])
def test_the_rarest_words_are_taken_until_enough_people_have_one(most, chosen):
    assert telling(["a", "b", "c"], {"a": 0.9, "b": 0.05, "c": 0.1}, most=most) == chosen
