"""The attacker of RELIABILITY §4.8: wants to know whether one of its own employees is in the network.

It knows the target's work, town and years, plants twenty people of its own, owns three companies, and words each question
so that exactly whom it likes fits: itself more than any real posting could do. It sees what its planted people are asked
and which cells of the grid are shown. What it does not see is how many others fit.

It learns from worlds it made itself (`taught`), then guesses in new ones. Each world is played twice with the same dice,
with and without the target, so that a difference of a few in a thousand shows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, log2
from random import Random
from statistics import fmean

from career_relay.relay.lottery import draw

PLANTED = 20
LEAST = 16  # settings.ASK_LEAST_PLACES
TARGET = "the target"
Draw = Callable[[Sequence[str], int, int, Random], list[str]]
Seen = tuple[float, ...]  # what the attacker measured in one world


def by_lot(fitting: Sequence[str], upto: int, places: int, dice: Random) -> list[str]:
    """The product's own way."""
    return draw(fitting, upto, places, dice=dice)


def the_best(fitting: Sequence[str], upto: int, _places: int, _dice: Random) -> list[str]:
    """The way it was once: the best N of those who fit. The harness has to find what is wrong with it."""
    return sorted(fitting, key=lambda one: one != TARGET)[:upto]


def enough_or_nobody(fitting: Sequence[str], upto: int, places: int, dice: Random) -> list[str]:
    """Another tempting way: nobody hears unless ten fit."""
    return by_lot(fitting, upto, places, dice) if len(fitting) >= 10 else []


@dataclass(frozen=True)
class World:
    """What is there and unknown: how many others are in the cell, and the secret of the month."""

    others: int
    secret: int
    seed: int

    @classmethod
    def made(cls, seed: int) -> "World":
        dice = Random(seed)
        return cls(int(dice.lognormvariate(3, 1.3)), dice.randrange(2 * LEAST - 1), seed)

    def places(self, *, inside: bool) -> int:
        """As `ask_room.sql` counts them."""
        people = self.others + PLANTED + inside + self.secret
        return min(max(LEAST, 2 ** ceil(log2(people))), 512)


def ask_often(world: World, *, inside: bool, way: Draw, queries: int) -> Seen:
    """Two kinds of questions in turn: one the target fits, one it just does not. How many of the planted are asked?"""
    places = world.places(inside=inside)
    planted = [f"planted {n}" for n in range(PLANTED)]
    others = [f"other {n}" for n in range(min(world.others, 40))]
    asked: dict[tuple[int, int], list[float]] = {}
    for n in range(queries):
        dice = Random(world.seed * 1_000_003 + n)
        many, fits = 1 + n // 2 % PLANTED, n % 2
        mine, upto = planted[:many], 1 + n % PLANTED
        real = others[: dice.choice([0, 0, dice.randrange(len(others) + 1)])]  # a posting worded so that few others fit
        fitting = [*mine, *real, *([TARGET] if inside and not fits else [])]
        drawn = way(fitting, upto, places, dice)
        asked.setdefault((fits, many), []).append(sum(one in drawn for one in mine) / many)
    return _measures({key: fmean(values) for key, values in asked.items()})


def _measures(asked: dict[tuple[int, int], float]) -> Seen:
    """How much of the planted was asked with the target in mind and without, and where the two differ most."""
    with_target, without = ([asked.get((fits, n), 0.0) for n in range(1, PLANTED + 1)] for fits in (0, 1))
    apart = [one - other for one, other in zip(with_target, without, strict=True)]
    return fmean(with_target), fmean(without), fmean(apart), max(apart), min(apart)


def watch_cards(world: World, *, inside: bool, least: int, spread: int) -> Seen:
    """Fill the target's cell with one planted person more each week, and note from how many on it is shown."""
    limit, people = least + Random(world.seed).randrange(spread), world.others + inside
    shown_from = next((n for n in range(PLANTED + 1) if people + n >= limit), PLANTED + 1)
    return (float(shown_from),)


def advantage(watch: Callable[[World, bool], Seen], *, targets: int, seed: int = 1) -> float:
    """How much better than guessing the attacker tells members from others: the best rule it learns, on new worlds."""
    taught = [(World.made(seed * 10_000_019 + n)) for n in range(targets)]
    fresh = [(World.made(seed * 20_000_003 + n + targets)) for n in range(targets)]
    rules = [rule for place in range(len(watch(taught[0], False))) for rule in _rules(taught, watch, place)]
    best = max(rules, key=lambda rule: _gain(taught, watch, rule))
    return _gain(fresh, watch, best)


Rule = tuple[int, float, bool]


def _rules(worlds: Sequence[World], watch: Callable[[World, bool], Seen], place: int) -> list[Rule]:
    """Thresholds on one measure, either way."""
    values = sorted({watch(world, inside)[place] for world in worlds for inside in (True, False)})
    step = max(1, len(values) // 25)
    return [(place, value, above) for value in values[::step] for above in (True, False)]


def _gain(worlds: Sequence[World], watch: Callable[[World, bool], Seen], rule: Rule) -> float:
    """Members called members, less others called members."""
    return fmean(_says(watch(world, True), rule) - _says(watch(world, False), rule) for world in worlds)


def _says(seen: Seen, rule: Rule) -> bool:
    place, threshold, above = rule
    return seen[place] >= threshold if above else seen[place] < threshold
