"""Figures taken apart: the parts together are the whole, and no small part can be told from what is shown."""

from datetime import date, timedelta

import pytest

from career_relay.insights import queries
from career_relay.insights.cohorts import Period
from career_relay.insights.metrics import METRICS
from career_relay.insights.slices import By, Slice
from career_relay.insights.suppression import hidden
from tests.insights.year import AT, make_year, write

YEAR = Period(date(2025, 11, 24), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("parts", "away"),
    [
        ({"a": 9, "b": 7}, set()),
        ({"a": 9, "b": 7, "c": 4}, {"c", "b"}),  # c alone would be the whole less a and b
        ({"a": 9, "b": 7, "c": 2, "d": 1}, {"c", "d", "b"}),  # two together are still fewer than five
        ({"a": 9, "c": 3, "d": 2}, {"c", "d"}),
        ({"a": 9, "c": 3}, {"a", "c"}),
        ({"c": 3}, {"c"}),
        ({"a": 9, "b": 0}, set()),  # nobody at all says nothing about anybody
    ],
)
def test_a_small_part_takes_others_along_until_it_cannot_be_subtracted(parts, away):
    assert hidden(parts) == away


@pytest.mark.parametrize("by", list(By))
def test_parts_that_are_shown_are_of_five_and_more(at_minato, by):
    write(make_year(4))

    found = [one for metric in METRICS for one in queries.breakdown(metric.key, by, YEAR, at=AT)]

    shown = [one.figure.n for one in found if not one.figure.hidden]
    assert all(n >= 5 for n in shown)
    assert all((one.figure.n, one.figure.value) == (0, None) for one in found if one.figure.hidden)
    assert bool(shown) == (by != By.TEMPLATE) or shown


def test_the_parts_of_applications_make_up_the_whole(at_minato):
    write(make_year(4, size=200, batons=0))

    parts = queries.breakdown("on_time_rate", By.STAGE, YEAR, at=AT)

    [whole] = queries.some(["on_time_rate"], YEAR, at=AT)
    assert sum(one.figure.n for one in parts) == whole.n
    assert sum(one.figure.numerator for one in parts) == whole.numerator
    assert [one.figure.n for one in parts] == sorted((one.figure.n for one in parts), reverse=True)


def test_the_figures_of_a_part_are_what_the_breakdown_tells(at_minato):
    write(make_year(4, size=200, batons=0))
    parts = queries.breakdown("reapply_rate", By.STAGE, YEAR, at=AT)

    again = {one.key: one for one in queries.figures(YEAR, at=AT, of=Slice(By.STAGE, parts[0].of.value))}

    assert again["reapply_rate"] == parts[0].figure
    assert again["satisfaction"].hidden


def test_what_people_said_is_told_by_wording_alone(at_minato):
    write(make_year(4, size=200, batons=0))

    told = {by: queries.breakdown("satisfaction", by, YEAR, at=AT) for by in By}

    assert [by for by, parts in told.items() if parts] == [By.TEMPLATE]


def test_two_periods_one_day_apart_never_differ_by_one_answer(at_minato):
    write(make_year(4, size=200, batons=0))
    keys = ("satisfaction", "helpful_rate", "response_rate")

    seen = [
        {f.key: (f.n, f.numerator) for f in queries.some(keys, Period(YEAR.start, YEAR.end - timedelta(n)), at=AT)}
        for n in range(60)
    ]

    steps = {(key, one[key][0] - other[key][0]) for one, other in zip(seen, seen[1:], strict=False) for key in keys}
    assert {step % 5 for _key, step in steps} == {0}
    assert {step for _key, step in steps} != {0}
