"""Formulas against printed values."""

from collections import Counter
from statistics import median

import pytest

from career_relay.insights.rates import difference, middle, percentile_of, promoters_and_detractors, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_printed_intervals(successes, n, low, high):
    assert wilson(successes, n) == pytest.approx((low, high), abs=0.00005)


def test_a_share_of_nobody_has_no_interval():
    with pytest.raises(ValueError, match="nobody"):
        wilson(0, 0)


def test_the_ninetieth_percentile_is_a_value_that_happened():
    assert percentile_of({1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 30: 1}, 0.9) == 9
    assert percentile_of({4: 1}, 0.9) == 4


@pytest.mark.parametrize("values", [[3], [1, 2], [5, 1, 1], [0, 0, 7, 9], [2] * 6 + [3] * 6])
def test_the_median_of_a_histogram_is_the_median_of_its_values(values):
    assert middle(Counter(values)) == median(values)


def test_the_difference_of_two_shares_gives_the_printed_interval():
    found = difference((56, 70), (48, 80))  # Newcombe 1998, table II, method 10

    assert found == pytest.approx((0.0524, 0.3339), abs=0.00005)


def test_sevens_and_eights_are_neither():
    assert promoters_and_detractors({10: 1, 9: 1, 8: 1, 7: 1, 6: 1, 0: 1}) == (2, 2)
