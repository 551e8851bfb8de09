"""Small formulas, each one function. A histogram says how often each value occurs."""

from collections.abc import Iterator, Mapping
from math import ceil, sqrt

Z95 = 1.959963984540054  # the 97.5 % point of the normal distribution
Histogram = Mapping[int, int]


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson 1927). Raises ValueError for n = 0."""
    if n == 0:
        raise ValueError("a share of nobody has no interval")
    share, z2 = successes / n, Z95**2
    middle_ = share + z2 / (2 * n)
    spread = Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    scale = 1 + z2 / n
    return max(0.0, (middle_ - spread) / scale), min(1.0, (middle_ + spread) / scale)


def difference(now: tuple[int, int], before: tuple[int, int]) -> tuple[float, float]:
    """Give the 95 % interval of the difference of two shares, each (successes, n) (Newcombe 1998, method 10)."""
    (s1, n1), (s2, n2) = now, before
    p1, p2 = s1 / n1, s2 / n2
    (l1, u1), (l2, u2) = wilson(s1, n1), wilson(s2, n2)
    return p1 - p2 - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), p1 - p2 + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)


def nth(values: Histogram, rank: int) -> int:
    """Give the value that stands at this place, counted from one, when all are put in order."""
    for value in sorted(values):
        rank -= values[value]
        if rank <= 0:
            return value
    raise ValueError("not so many values")


def middle(values: Histogram) -> float:
    """Give the median. Needs a value."""
    n = sum(values.values())
    return (nth(values, (n + 1) // 2) + nth(values, n // 2 + 1)) / 2


def percentile_of(values: Histogram, share: float) -> float:
    """Give the smallest value that at least `share` of the values do not exceed (nearest rank). Needs a value."""
    n = sum(values.values())
    return float(nth(values, max(1, ceil(n * round(share * 100) / 100))))


def mean_interval(values: Histogram) -> tuple[float, float] | tuple[None, None]:
    """Give the 95 % interval of a mean, by the normal distribution; nothing for one value."""
    n = sum(values.values())
    if n < 2:
        return None, None
    mean = sum(value * count for value, count in values.items()) / n
    variance = sum(count * (value - mean) ** 2 for value, count in values.items()) / (n - 1)
    spread = Z95 * sqrt(variance / n)
    return mean - spread, mean + spread


def promoters_and_detractors(answers: Histogram) -> tuple[int, int]:
    """Count answers of 9 and 10, and of 0 to 6: cNPS is their difference, as points of a hundred (KPI.md §1)."""
    return _sum(answers, range(9, 11)), _sum(answers, range(7))


def _sum(values: Histogram, wanted: range) -> int:
    return sum(_counts(values, wanted))


def _counts(values: Histogram, wanted: range) -> Iterator[int]:
    return (n for value, n in values.items() if value in wanted)
