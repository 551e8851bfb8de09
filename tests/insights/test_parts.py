"""Figures taken apart: the parts together are the whole, and no small part can be told from what is shown."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from career_relay.base.tenancy import company
from career_relay.insights import queries
from career_relay.insights.cohorts import Period
from career_relay.insights.costs import Costs
from career_relay.insights.metrics import METRICS, Missing
from career_relay.insights.models import Snapshot
from career_relay.insights.slices import By
from career_relay.insights.suppression import hidden
from tests.factories.companies import CompanyFactory
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


@pytest.fixture
def four_hundred(at_minato):
    write(make_year(4, size=200, batons=8))


def test_the_parts_tell_the_whole_and_nothing_small(four_hundred):
    """One year is written once: it takes longer than all that is asked of it."""
    parts = {(m.key, by): queries.breakdown(m.key, by, YEAR, at=AT) for m in METRICS for by in (By.STAGE, By.SOURCE)}
    parts |= {("satisfaction", by): queries.breakdown("satisfaction", by, YEAR, at=AT) for by in By}

    [whole] = queries.some(["on_time_rate"], YEAR, at=AT)
    stages = parts["on_time_rate", By.STAGE]
    assert (sum(one.figure.n for one in stages), sum(one.figure.numerator for one in stages)) == (
        whole.n,
        whole.numerator,
    )
    assert [one.figure.n for one in stages] == sorted((one.figure.n for one in stages), reverse=True)

    told = [one.figure for found in parts.values() for one in found]
    assert all(one.n >= 5 for one in told if not one.hidden)
    assert all((one.n, one.value) == (0, None) for one in told if one.hidden)
    assert any(one.hidden for one in told)

    assert [by for by in By if parts["satisfaction", by]] == [By.TEMPLATE]

    first = parts["reapply_rate", By.STAGE][0]
    of_it = {one.key: one for one in queries.some(["reapply_rate", "satisfaction"], YEAR, at=AT, of=first.of)}
    assert (of_it["reapply_rate"], of_it["satisfaction"].hidden) == (first.figure, True)


def test_two_periods_one_day_apart_never_differ_by_one_answer(four_hundred):
    keys = ("satisfaction", "helpful_rate", "response_rate")

    seen = [
        {f.key: f.n for f in queries.some(keys, Period(YEAR.start, YEAR.end - timedelta(n)), at=AT)} for n in range(40)
    ]

    steps = {one[key] - other[key] for one, other in zip(seen, seen[1:], strict=False) for key in keys}
    assert {step % 5 for step in steps} == {0}
    assert steps != {0}


def test_a_month_of_answers_is_followed_through_its_windows(four_hundred):
    rows = queries.cohorts_of("reapply_rate", at=AT, months=24)

    assert (rows[0].month, rows[-1].month, len(rows)) == (date(2024, 12, 1), date(2026, 11, 1), 24)
    assert [row.cells[90].mature for row in rows[-5:]] == [True, False, False, False, False]
    assert all(row.cells[90].numerator <= row.cells[365].numerator for row in rows if row.n)
    assert sum(row.n for row in rows) > 0


def test_a_trend_has_a_figure_for_every_month(four_hundred):
    months = queries.trend("on_time_rate", YEAR, at=AT)

    [whole] = queries.some(["on_time_rate"], YEAR, at=AT)
    assert [month for month, _f in months][:2] == [date(2025, 11, 1), date(2025, 12, 1)]
    assert (len(months), sum(f.n for _m, f in months)) == (13, whole.n)


def test_two_periods_are_compared_with_the_interval_of_their_difference(four_hundred):
    before = Period(date(2025, 5, 1), date(2025, 10, 31))

    found = {one.now.key: one for one in queries.compare(YEAR, before, at=AT)}

    one = found["on_time_rate"]
    assert one.change == pytest.approx(one.now.value - one.before.value)
    assert one.low <= one.change <= one.high
    assert one.clear == (not one.low <= 0 <= one.high)
    assert found["cost_per_hire"].clear is None


def test_what_nobody_entered_is_not_told_as_a_number(four_hundred):
    keys = ("recruiting_cost", "cost_per_hire", "cost_per_hire_comparable", "recruiting_cost_ratio")
    costs = Costs(external=1_200_000, internal=800_000, first_year_pay=20_000_000)

    [hires] = queries.some(["hires"], YEAR, at=AT)
    empty = queries.some(keys, YEAR, at=AT)
    told = {one.key: one for one in queries.some(keys, YEAR, at=AT, costs=costs)}

    assert [one.missing for one in empty] == [Missing.NOT_ENTERED] * 4
    assert told["cost_per_hire"].value == 2_000_000 / hires.n
    assert told["recruiting_cost_ratio"].value == 0.1  # the example of ISO/TS 30407
    assert told["cost_per_hire_comparable"].missing == Missing.NOT_ENTERED


@pytest.mark.parametrize(("others", "told"), [(4, None), (5, (5, 0.3))])
def test_others_are_told_of_from_five_on_and_never_by_one_value(minato, others, told):
    day = timezone.localdate().replace(day=1) - timedelta(days=1)
    for n in range(others):
        other = CompanyFactory(slug=f"other{n}", verified_at=timezone.now())
        with company(other.pk):
            Snapshot.objects.create(day=day, key="on_time_rate", value=[0.1, 0.2, 0.3, 0.4, 0.9][n], n=20)

    with company(minato.pk):
        found = queries.network_benchmark("on_time_rate", at=timezone.now())

    assert (found and (found.companies, pytest.approx(found.value))) == told
