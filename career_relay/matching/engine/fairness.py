"""Whether lists treat groups of people alike: rates, ratios with intervals, shares of attention. No person is in it.

A `Case` is one person against one position, under numbers that mean nothing outside this audit. Groups are what people
said of themselves, apart from everything the ranking reads; who said nothing is in no case.

Four questions, one answer each (`compare`, `attention`):
who was shown near the top, who scored above the middle of the list, whom a condition let through, and what came of it.
The ratio of a group is its rate against the rate of the best group, within the same occupation (Mantel–Haenszel), so that
a group is not blamed for the occupations its people are in. Its interval draws positions and people anew: the same
person stands in many lists, so drawing positions alone would call chance a bias. It holds for a whole table at once: of
five groups somebody is always behind, and which one is the best was chance too (Bonferroni over all ordered pairs).

There is no "passed": too few people or positions is `INSUFFICIENT`, and everything else that is no sign is `NO_SIGN`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log2
from typing import Final

import numpy as np
from numpy.typing import NDArray

FOUR_FIFTHS: Final = 0.80
FEWEST_PEOPLE: Final = 30  # of a group
FEWEST_POSITIONS: Final = 5
SMALLEST_SHARE: Final = 0.02  # a group below it is named, and compared with nobody (LEGAL A-05)
SMALLEST_CELL: Final = 5  # no count under it is shown
DRAWS: Final = 2_000
_BEYOND: Final = 2.5  # per cent on either side of an interval
_AT_ONCE: Final = 100  # draws held in memory together

Floats = NDArray[np.float64]


class Verdict(StrEnum):
    """What can be said of a group. None of them says that all is well."""

    INSUFFICIENT = "insufficient"
    LEFT_OUT = "left_out"
    BEST = "best"
    NO_SIGN = "no_sign"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Case:
    """One person who could have been chosen for one position."""

    person: int
    job: int
    group: str
    chosen: bool
    stratum: str = ""  # the occupation of the position


@dataclass(frozen=True, slots=True)
class Place:
    """One person in the list of one position. `rank` is None for who could have been shown and was not."""

    person: int
    job: int
    group: str
    rank: int | None = None
    score: float | None = None
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """One group: people, positions, chosen of all cases, rate, ratio to the best group with its 95 % interval."""

    group: str
    people: int
    jobs: int
    chosen: int
    cases: int
    verdict: Verdict
    ratio: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def rate(self) -> float | None:
        return self.chosen / self.cases if self.cases else None

    @property
    def is_hidden(self) -> bool:
        """Whether a count of it is so small that somebody could be told from it (LEGAL A-07)."""
        return self.people < SMALLEST_CELL or self.chosen < SMALLEST_CELL or self.cases - self.chosen < SMALLEST_CELL


@dataclass(frozen=True, slots=True)
class Attention:
    """One group's share of attention (a place counts 1/log2(1+rank)) beside its share of who could have been shown."""

    group: str
    share: float
    expected: float

    @property
    def ratio(self) -> float | None:
        return self.share / self.expected if self.expected else None


# Small formulas


def impact_ratios(rates: Mapping[str, float]) -> dict[str, float]:
    """Each group's rate against the highest (LEGAL §6.1). All 1 where nobody was chosen: nobody was preferred."""
    best = max(rates.values(), default=0.0)
    return {group: rate / best if best else 1.0 for group, rate in rates.items()}


def attention_of(rank: int) -> float:
    """What a place in a list is worth: 1 at the top, then falling as readers do."""
    return 1 / log2(1 + rank)


def median(values: Sequence[float]) -> float:
    return float(np.median(values))


def above_median(places: Iterable[Place]) -> list[Case]:
    """Scored tools: chosen is who scored above the middle of the list of the position."""
    by_job: dict[int, list[Place]] = {}
    for place in places:
        if place.score is not None:
            by_job.setdefault(place.job, []).append(place)
    return [case for listed in by_job.values() for case in _above(listed)]


def _above(listed: Sequence[Place]) -> Iterator[Case]:
    middle = median([place.score or 0.0 for place in listed])
    for one in listed:
        yield Case(one.person, one.job, one.group, (one.score or 0.0) > middle, one.stratum)


def near_the_top(places: Iterable[Place], top: int) -> list[Case]:
    """Chosen is who was shown among the first `top`."""
    return [Case(p.person, p.job, p.group, p.rank is not None and p.rank <= top, p.stratum) for p in places]


def attention(places: Iterable[Place]) -> list[Attention]:
    """The share of attention of each group, over all positions where anybody was shown."""
    worth: dict[tuple[int, str], float] = {}
    listed: dict[tuple[int, str], int] = {}
    for place in places:
        key = (place.job, place.group)
        listed[key] = listed.get(key, 0) + 1
        worth[key] = worth.get(key, 0.0) + (attention_of(place.rank) if place.rank is not None else 0.0)
    of_job, in_job = _by_job(worth), _by_job(listed)
    total = sum(of_job.values())
    if not total:
        return []
    return [
        Attention(
            group=group,
            share=sum(points for (_job, one), points in worth.items() if one == group) / total,
            expected=sum(of_job[job] * n / in_job[job] for (job, one), n in listed.items() if one == group) / total,
        )
        for group in sorted({group for _job, group in listed})
    ]


def _by_job(parts: Mapping[tuple[int, str], float]) -> dict[int, float]:
    found: dict[int, float] = {}
    for (job, _group), value in parts.items():
        found[job] = found.get(job, 0.0) + value
    return found


# Comparing groups


def compare(
    cases: Iterable[Case], *, fewest_jobs: int = FEWEST_POSITIONS, draws: int = DRAWS, seed: int = 0
) -> list[Figures]:
    """Compare the rates of all groups, in the order of their names. The same cases and seed give the same answer."""
    tables = _Tables(list(cases))
    standing = {group: _standing(tables, group, fewest_jobs) for group in tables.groups}
    compared = [group for group, verdict in standing.items() if verdict is None]
    if len(compared) < 2:
        return [tables.figures(group, standing[group] or Verdict.INSUFFICIENT) for group in tables.groups]
    best = tables.best(compared)
    spread = tables.ratios_by_chance(best, compared, draws=draws, seed=seed)
    return [
        tables.figures(group, verdict) if verdict else _judged(tables, group, best, spread[group], len(compared))
        for group, verdict in standing.items()
    ]


def _standing(tables: "_Tables", group: str, fewest_jobs: int) -> Verdict | None:
    """Why a group is not compared, or None."""
    people, jobs = tables.people_of(group), tables.jobs_of(group)
    if people < FEWEST_PEOPLE or jobs < fewest_jobs:
        return Verdict.INSUFFICIENT
    return Verdict.LEFT_OUT if people < SMALLEST_SHARE * tables.everybody else None


def _judged(tables: "_Tables", group: str, best: str, spread: Floats, compared: int) -> Figures:
    if group == best:
        return tables.figures(group, Verdict.BEST, 1.0, 1.0, 1.0)
    ratio = tables.ratio(group, best)
    known = spread[np.isfinite(spread)]
    if ratio is None or not len(known):
        return tables.figures(group, Verdict.INSUFFICIENT)  # the two never stand in one occupation
    beyond = _BEYOND / (compared * (compared - 1))
    low, high = (float(edge) for edge in np.percentile(known, [beyond, 100 - beyond]))
    verdict = Verdict.SIGN if ratio < FOUR_FIFTHS and high < 1 else Verdict.NO_SIGN
    return tables.figures(group, verdict, ratio, low, high)


class _Tables:
    """The cases as one table a group: people down, positions across, once who could be chosen and once who was."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.groups = sorted({case.group for case in cases})
        jobs = _numbers(case.job for case in cases)
        strata = _numbers(stratum for _job, stratum in sorted({(case.job, case.stratum) for case in cases}))
        self._of_stratum = np.zeros((len(jobs), len(strata)))  # which position is of which occupation
        for case in cases:
            self._of_stratum[jobs[case.job], strata[case.stratum]] = 1
        self._all: dict[str, Floats] = {}
        self._chosen: dict[str, Floats] = {}
        for group in self.groups:
            rows = [case for case in cases if case.group == group]
            people = _numbers(case.person for case in rows)
            where = ([people[case.person] for case in rows], [jobs[case.job] for case in rows])
            self._all[group], self._chosen[group] = (np.zeros((len(people), len(jobs))) for _ in range(2))
            np.add.at(self._all[group], where, 1)
            np.add.at(self._chosen[group], where, [case.chosen for case in rows])

    @property
    def everybody(self) -> int:
        return sum(map(self.people_of, self.groups))

    def people_of(self, group: str) -> int:
        return len(self._all[group])

    def jobs_of(self, group: str) -> int:
        return int((self._all[group].sum(axis=0) > 0).sum())

    def figures(self, group: str, verdict: Verdict, *ratio: float) -> Figures:
        chosen, cases = int(self._chosen[group].sum()), int(self._all[group].sum())
        return Figures(group, self.people_of(group), self.jobs_of(group), chosen, cases, verdict, *ratio)

    def best(self, compared: Sequence[str]) -> str:
        """The group whose rate no other exceeds, occupation by occupation; the first by name among equals."""

        def exceeded(one: str) -> tuple[float, int]:
            ratios = [ratio for other in compared if (ratio := self.ratio(other, one)) is not None]
            return max(ratios, default=np.inf), -len(ratios)  # who can be compared with most, among equals

        return min(compared, key=exceeded)

    def ratio(self, group: str, best: str) -> float | None:
        (found,) = mantel_haenszel(*self._counts(group), *self._counts(best))
        return float(found) if np.isfinite(found) else None

    def _counts(self, group: str, people: Floats | None = None, jobs: Floats | None = None) -> tuple[Floats, Floats]:
        """Chosen and all, by occupation. in: how often each person and each position was drawn, one row a draw."""
        table = (self._chosen[group], self._all[group])
        people = np.ones((1, self.people_of(group))) if people is None else people
        drawn = (people @ one for one in table)
        chosen, every = ((one if jobs is None else one * jobs) @ self._of_stratum for one in drawn)
        return chosen, every

    def ratios_by_chance(self, best: str, compared: Sequence[str], *, draws: int, seed: int) -> dict[str, Floats]:
        """The ratios of as many draws of positions and people, with replacement."""
        dice = np.random.default_rng(seed)
        found: dict[str, list[Floats]] = {group: [] for group in compared}
        for start in range(0, draws, _AT_ONCE):
            many, jobs = min(_AT_ONCE, draws - start), len(self._of_stratum)
            drawn = dice.multinomial(jobs, np.full(jobs, 1 / jobs), size=many).astype(float)
            counts = {
                group: self._counts(group, dice.poisson(1.0, (many, self.people_of(group))).astype(float), drawn)
                for group in compared
            }
            for group in compared:
                found[group].append(mantel_haenszel(*counts[group], *counts[best]))
        return {group: np.concatenate(parts) for group, parts in found.items()}


def mantel_haenszel(chosen: Floats, every: Floats, best_chosen: Floats, best_every: Floats) -> Floats:
    """One ratio of rates for all occupations: each weighs as much as it can tell. in: draws down, occupations across.

    Not a number where the two never stand in one occupation, or nobody of the best group was chosen.
    """
    both = every + best_every
    with np.errstate(divide="ignore", invalid="ignore"):
        ours = np.where(both > 0, chosen * best_every / both, 0.0).sum(axis=1)
        theirs = np.where(both > 0, best_chosen * every / both, 0.0).sum(axis=1)
        ratio: Floats = np.where(theirs > 0, ours / theirs, np.nan)
    return ratio


def _numbers(values: Iterable[object]) -> dict[object, int]:
    return {value: n for n, value in enumerate(dict.fromkeys(values))}
