"""Small formulas, each one function."""

from collections.abc import Sequence
from math import sqrt

Z95 = 1.959963984540054  # the 97.5 % point of the normal distribution


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson 1927). Raises ValueError for n = 0."""
    if n == 0:
        raise ValueError("a share of nobody has no interval")
    share, z2 = successes / n, Z95**2
    middle = share + z2 / (2 * n)
    spread = Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    scale = 1 + z2 / n
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def percentile(values: Sequence[float], share: float) -> float:
    """Give the smallest value that at least `share` of the values do not exceed (nearest rank). Needs a value."""
    ordered = sorted(values)
    rank = max(1, -(-len(ordered) * round(share * 100) // 100))
    return ordered[rank - 1]


def promoters_and_detractors(answers: Sequence[float]) -> tuple[int, int]:
    """Count answers of 9 and 10, and of 0 to 6: cNPS is their difference, as points of a hundred (KPI.md §1)."""
    return sum(answer >= 9 for answer in answers), sum(answer <= 6 for answer in answers)
