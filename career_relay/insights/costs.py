"""What recruiting costs, as somebody entered it, and the figures that divide it (SHRM, ISO 30414)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Costs:
    """Yen of one period. None: not entered, so that nothing is told that rests on it. Hires are counted, not entered.

    comparable: the part of the costs by which companies compare. first_year_pay: of those hired in the period.
    """

    external: int | None = None
    internal: int | None = None
    comparable: int | None = None
    first_year_pay: int | None = None

    @property
    def total(self) -> int | None:
        if self.external is None or self.internal is None:
            return None
        return self.external + self.internal


def parts(key: str, costs: Costs, hires: int) -> tuple[int | None, int | None]:
    """Give numerator and denominator of a figure about costs; None where nobody entered it."""
    return {
        "recruiting_cost": (costs.total, 1),
        "cost_per_hire": (costs.total, hires),
        "cost_per_hire_comparable": (costs.comparable, hires),
        "recruiting_cost_ratio": (costs.total, costs.first_year_pay),
    }[key]
