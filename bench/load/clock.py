"""Timing: what is measured and what it is compared with, in turns, so that a busy machine is busy for both."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from math import ceil
from time import perf_counter
from typing import Any

from bench.load.machine import processor_seconds
from bench.load.sizes import ROUNDS, Sizes


@dataclass(slots=True)
class Times:
    """Milliseconds of each call, and the processor time of all of them."""

    wall: list[float] = field(default_factory=list)
    processor: float = 0.0

    def add(self, calls: Sequence[Callable[[], object]]) -> None:
        """Make the calls and note how long each took."""
        before = processor_seconds()
        self.wall += [timed(call) for call in calls]
        self.processor += (processor_seconds() - before) * 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the answer: milliseconds, and the baseline's median of the same run."""

    name: str
    n: int
    times: Times
    plain: Times
    baseline_is: str
    per_second: float | None = None
    plain_per_second: float | None = None
    memory_mb: int | None = None

    def told(self) -> dict[str, Any]:
        """Give what `career-relay bench` prints."""
        middle, plain = quantile(self.times.wall, 0.5), quantile(self.plain.wall, 0.5)
        return {
            "name": self.name,
            "n": self.n,
            "p50_ms": round(middle, 3),
            "p95_ms": round(quantile(self.times.wall, 0.95), 3),
            "baseline": round(plain, 3),
            "ratio": round(middle / plain, 2),
            "processor_ms": round(self.times.processor / len(self.times.wall), 2),
            "per_second": self.per_second and round(self.per_second, 1),
            "baseline_per_second": self.plain_per_second and round(self.plain_per_second, 1),
            "memory_mb": self.memory_mb,
            "baseline_is": self.baseline_is,
        }


def quantile(times: Sequence[float], share: float) -> float:
    """Give the smallest measured time that at least this share of them did not exceed."""
    return sorted(times)[max(ceil(share * len(times)) - 1, 0)]


def timed(work: Callable[[], object]) -> float:
    """Give the milliseconds of one call."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def in_turns(
    name: str,
    measured: Callable[[Any], object],
    plain: Callable[[Any], object],
    subjects: Sequence[tuple[Any, Any]],
    sizes: Sizes,
    baseline_is: str,
    *,
    around_plain: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Row:
    """Time both over the subjects, round after round: each subject says what the one and the other is called with."""
    times, base = Times(), Times()
    for _round in range(ROUNDS):
        _one_round(times, measured, [one for one, _plain in subjects], sizes.a_round)
        with around_plain():
            _one_round(base, plain, [one for _measured, one in subjects], sizes.a_round)
    return Row(name, len(times.wall), times, base, baseline_is)


def _one_round(into: Times, work: Callable[[Any], object], subjects: Sequence[Any], sizes: Sizes) -> None:
    """Go on where the last round stopped, so that every subject has its turn."""
    done = len(into.wall)
    for one in islice(cycle(subjects), sizes.warm_up):
        work(one)
    into.add([partial(work, one) for one in islice(cycle(subjects), done, done + sizes.calls)])
