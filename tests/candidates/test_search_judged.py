"""Does the search find what people mean? Judged queries over invented records, beside what `ILIKE` would give.

`python -m pytest tests/candidates/test_search_judged.py -s` prints the table of docs/performance.md.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import mean

import pytest
import yaml
from django.db.models import Q

from career_relay.base.text.normalise import fold_name
from career_relay.candidates import queries, search
from career_relay.candidates.models import Candidate
from career_relay.candidates.queries import Conditions
from tests.factories.candidates import ApplicationFactory, CandidateFactory

JUDGED = Path(__file__).parent / "judged"
TOP = 10


@dataclass(frozen=True)
class Judged:
    """What one way of searching is worth, over all queries."""

    precision: float  # of the first ten (or of as many as there are to find), the share that answers
    ndcg: float  # the first ten in their order, against the best order
    recall: float  # of all that answer, the share that is found at all
    wrong: float  # records found that do not answer, a query


def told(name: str) -> list[dict]:
    return yaml.load((JUDGED / f"{name}.yaml").read_text(), Loader=yaml.CSafeLoader)


@pytest.fixture
def corpus(at_minato):
    """The records; their numbers in the file stand in `external_id`."""
    for one in told("records"):
        known(one)


def known(one: dict) -> None:
    candidate = CandidateFactory(
        external_id=f"R{one['id']}",
        name=one["name"],
        name_folded=fold_name(one["name"]),
        kana=one["kana"],
        email=f"r{one['id']}@judged.example",
        prefecture=one["prefecture"],
        skills=one["skills"],
        history=one["history"],
    )
    ApplicationFactory(candidate=candidate, position_title=one["title"])
    search.refresh(candidate)


def by_search(asked: str) -> list[int]:
    return numbers(list(queries.ids(Conditions(q=asked, sort="best"))))


def by_ilike(asked: str) -> list[int]:
    """Every part somewhere in the same texts, newest first: what a list without an index of words does."""
    found = Candidate.objects.all()
    for part in asked.split():
        ways = Q(applications__position_title__icontains=part)
        for name in ("name", "kana", "prefecture", "history", "skills"):
            ways |= Q(**{f"{name}__icontains": part})
        found = found.filter(ways)
    return numbers(list(found.order_by("-updated_at", "-id").values_list("pk", flat=True)))


def numbers(ids: list[int]) -> list[int]:
    names = dict(Candidate.objects.filter(pk__in=ids).values_list("pk", "external_id"))
    return [int(names[pk][1:]) for pk in ids]


def judged(way: Callable[[str], list[int]]) -> Judged:
    rows = [one_query(way(one["asked"]), one["answers"]) for one in told("queries")]
    return Judged(*(mean(column) for column in zip(*rows, strict=True)))


def one_query(found: list[int], answers: dict[int, int]) -> tuple[float, float, float, float]:
    gains = [answers.get(one, 0) for one in found[:TOP]]
    ideal = gain(sorted(answers.values(), reverse=True)[:TOP])
    hits = [one for one in found if one in answers]
    precision = sum(map(bool, gains)) / min(TOP, len(answers))
    return precision, gain(gains) / ideal, len(hits) / len(answers), float(len(found) - len(hits))


def gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def test_the_set_is_big_enough_and_every_judgement_names_a_record():
    records, asked = {one["id"] for one in told("records")}, told("queries")

    assert len(records) >= 300
    assert len(asked) >= 60
    assert all(one["answers"] and set(one["answers"]) <= records for one in asked)


def test_the_search_finds_more_and_puts_it_in_better_order_than_ilike(corpus):
    ours, plain = judged(by_search), judged(by_ilike)

    for name, way in (("search", ours), ("ILIKE", plain)):
        sys.stdout.write(f"| {name} | {way.precision:.2f} | {way.ndcg:.2f} | {way.recall:.2f} | {way.wrong:.1f} |\n")
    assert ours.precision > plain.precision
    assert ours.ndcg > plain.ndcg
    assert ours.recall > plain.recall
    assert ours.wrong < plain.wrong
