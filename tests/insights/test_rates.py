"""Formulas against printed values."""

import pytest

from career_relay.insights.rates import percentile, promoters_and_detractors, wilson


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
    assert percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 30], 0.9) == 9
    assert percentile([4], 0.9) == 4


def test_sevens_and_eights_are_neither():
    assert promoters_and_detractors([10, 9, 8, 7, 6, 0]) == (2, 2)
