"""The judged set as it lies in this folder: texts, two gradings, what became of them, and how well they agree."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from career_relay.matching.engine import Opening, Profile, Source, parse_requirements

FOLDER = Path(__file__).parent
AS_OF = date(2026, 10, 1)  # "〜現在" ends here, as the guidelines say
SCALE = (0, 1, 2, 3)

Grades = dict[tuple[str, str], int]  # (position, person) → grade, all 2,400


@dataclass(frozen=True, slots=True)
class Agreement:
    exact: float
    exact_where_any: float  # among the pairs that either reader gave more than 0
    kappa: float
    apart: int  # pairs two or more grades apart


@lru_cache(maxsize=1)
def people() -> tuple[Profile, ...]:
    return tuple(_profile(row) for row in _rows("people.jsonl"))


@lru_cache(maxsize=1)
def openings() -> tuple[Opening, ...]:
    return tuple(_opening(row) for row in _rows("positions.jsonl"))


def grades_of(reader: str) -> Grades:
    """`reader` "a" or "b". Whoever a line does not name is 0."""
    said = {}
    for line in (FOLDER / f"grades_{reader}.txt").read_text(encoding="utf-8").splitlines():
        position, *marks = line.split()
        for mark in marks:
            person, grade = mark.split("=")
            if (position, person) in said:
                raise ValueError(f"{position} {person} is graded twice")
            said[position, person] = int(grade)
    pairs = [(row["id"], person["id"]) for row in _rows("positions.jsonl") for person in _rows("people.jsonl")]
    if unknown := said.keys() - set(pairs):
        raise ValueError(f"nobody is called so: {sorted(unknown)}")
    return {pair: said.get(pair, 0) for pair in pairs}


def adjudicated() -> Grades:
    """Pairs two or more grades apart, read a third time: `j07 p12 2 why`."""
    file = FOLDER / "adjudicated.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    rows = [line.split(maxsplit=3) for line in lines]
    return {(position, person): int(grade) for position, person, grade, _why in rows}


def is_read_twice() -> bool:
    return (FOLDER / "grades_b.txt").exists()


def final() -> Grades:
    """What qrels.txt must say. While there is one reading, that one."""
    first = grades_of("a")
    return settled(first, grades_of("b"), adjudicated()) if is_read_twice() else first


def far_apart(first: Grades, second: Grades) -> set[tuple[str, str]]:
    return {pair for pair, grade in first.items() if abs(grade - second[pair]) > 1}


def settled(first: Grades, second: Grades, third: Grades) -> Grades:
    """One grade apart: the lower, as the guidelines say for doubt. Further apart: the third reading."""
    apart = far_apart(first, second)
    if open_still := sorted(apart - third.keys()):
        raise ValueError(f"to be read a third time: {open_still}")
    return {pair: third[pair] if pair in apart else min(grade, second[pair]) for pair, grade in first.items()}


@lru_cache(maxsize=1)
def qrels() -> Grades:
    """The grades that count, from the TREC file."""
    lines = (FOLDER / "qrels.txt").read_text(encoding="utf-8").splitlines()
    return {(position, person): int(grade) for position, _, person, grade in (line.split() for line in lines)}


def as_qrels(grades: Grades) -> str:
    return "".join(f"{position} 0 {person} {grade}\n" for (position, person), grade in grades.items())


def agreement(first: Grades, second: Grades) -> Agreement:
    pairs = [(grade, second[pair]) for pair, grade in first.items()]
    named = [(a, b) for a, b in pairs if a or b]
    return Agreement(
        exact=sum(a == b for a, b in pairs) / len(pairs),
        exact_where_any=sum(a == b for a, b in named) / len(named),
        kappa=weighted_kappa(pairs),
        apart=len(far_apart(first, second)),
    )


def agreement_lines(agreed: Agreement) -> tuple[str, ...]:
    """Rows of the table in README.md."""
    return (
        f"| quadratic weighted kappa | {agreed.kappa:.3f} |",
        f"| the same grade | {agreed.exact:.1%} |",
        f"| the same grade, where either is not 0 | {agreed.exact_where_any:.1%} |",
        f"| pairs two or more grades apart | {agreed.apart} |",
    )


def weighted_kappa(pairs: list[tuple[int, int]]) -> float:
    """Cohen's kappa with quadratic weights: 1 is the same, 0 what chance gives to readers with these habits."""
    left, right = [a for a, _ in pairs], [b for _, b in pairs]
    seen = sum((a - b) ** 2 for a, b in pairs) / len(pairs)
    by_chance = sum(left.count(a) * right.count(b) * (a - b) ** 2 for a in SCALE for b in SCALE) / len(pairs) ** 2
    return 1 - seen / by_chance


def _profile(row: dict) -> Profile:
    return Profile(
        row["id"],
        titles=tuple(row["titles"]),
        skills=tuple(row["skills"]),
        licences=tuple(row["licences"]),
        languages=tuple(row["languages"]),
        texts=(Source("career", row["text"], as_of=AS_OF),),
        prefectures=frozenset(row["prefectures"]),
        remote=row["remote"],
        pay_min=row["pay_min"],
    )


def _opening(row: dict) -> Opening:
    return Opening(
        row["id"],
        row["title"],
        must=parse_requirements(row["must"]),
        nice=parse_requirements(row["nice"]),
        prefecture=row["prefecture"],
        remote=row["remote"],
        pay_min=row["pay_min"],
        pay_max=row["pay_max"],
        text=row["text"],
    )


@lru_cache(maxsize=2)
def _rows(name: str) -> tuple[dict, ...]:
    return tuple(json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines())
