"""The figures against a slow recount of the same year, and the edges one by one."""

import json
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from career_relay.base.tenancy import company
from career_relay.candidates.states import Reached, Stage
from career_relay.insights.cohorts import Period, funnel
from career_relay.insights.metrics import METRICS
from career_relay.insights.queries import figures, last_year
from tests.insights.year import AT, TOKYO, Baton, Said, Story, Told, Year, late, make_year, write

YEAR = Period(date(2025, 11, 24), date(2026, 11, 23))


def counted(period: Period) -> dict:
    return {figure.key: figure for figure in figures(period, at=AT)}


def test_a_person_turned_away_twice_counts_once_and_as_having_come_back(at_minato):
    first, second = date(2025, 3, 3), date(2025, 9, 1)
    write(
        Year(
            [
                Story(1, date(2025, 2, 1), first, Stage.REJECTED, decided_at=late(first), created_at=late(first)),
                Story(1, date(2025, 8, 1), second, Stage.REJECTED, decided_at=late(second), created_at=late(second)),
            ],
            [],
        )
    )

    rate = counted(YEAR)["reapply_rate"]

    assert (rate.numerator, rate.denominator, rate.mature) == (1, 1, True)


@pytest.mark.parametrize(("days", "again"), [(365, 1), (366, 0)])
def test_the_last_day_of_the_window_counts_and_the_next_does_not(at_minato, days, again):
    answered = date(2025, 10, 1)
    write(
        Year(
            [
                Story(1, date(2025, 9, 1), answered, Stage.REJECTED, decided_at=late(answered)),
                Story(1, answered + timedelta(days=days), AT.date(), Stage.SCREENING),
            ],
            [],
        )
    )

    assert counted(YEAR)["reapply_rate"].numerator == again


def test_a_cohort_whose_window_is_open_is_shown_as_immature(at_minato):
    answered = date(2026, 6, 1)
    write(
        Year(
            [
                Story(1, date(2026, 5, 1), answered, Stage.REJECTED, decided_at=late(answered)),
                Story(1, date(2026, 7, 1), date(2026, 7, 2), Stage.SCREENING),
                Story(2, date(2026, 5, 1), answered, Stage.REJECTED, decided_at=late(answered)),
            ],
            [],
        )
    )

    rate = counted(YEAR)["reapply_rate"]

    assert (rate.numerator, rate.denominator, rate.mature) == (1, 2, False)


def test_an_unrejected_application_is_no_answer(at_minato):
    day = date(2025, 10, 1)
    write(Year([Story(1, day, day, Stage.INTERVIEWING, told=[Told(late(day))])], []))

    assert counted(YEAR)["reapply_rate"].n == 0


def test_a_decision_late_at_night_belongs_to_that_day_in_japan(at_minato):
    friday, monday = date(2026, 11, 6), date(2026, 11, 9)
    story = Story(1, date(2026, 10, 1), friday, Stage.REJECTED, decided_at=late(friday), told=[Told(late(monday))])
    write(Year([story], []))

    assert counted(YEAR)["time_to_notice"].value == 1


def test_decisions_taken_before_a_record_came_to_us_are_not_called_silence(at_minato):
    day = date(2026, 3, 2)
    imported = datetime(2026, 6, 1, 10, tzinfo=TOKYO)
    write(
        Year(
            [
                Story(1, day, day, Stage.REJECTED, decided_at=late(day), created_at=imported),
                Story(2, day, day, Stage.REJECTED, decided_at=late(day), created_at=late(day) - timedelta(days=9)),
            ],
            [],
        )
    )

    rate = counted(YEAR)["silence_rate"]

    assert (rate.numerator, rate.denominator) == (1, 1)


def answers(count: int, recommend: int = 10) -> list[Story]:
    day = date(2026, 9, 1)
    return [
        Story(
            who, day, day, Stage.REJECTED, Reached.FIRST, late(day), late(day) - timedelta(days=9),
            told=[Told(late(day) + timedelta(hours=1))],
            said=Said(late(day) + timedelta(days=1), recommend, helpful=True),
        )
        for who in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "shown"), [(4, None), (5, 100.0)])
def test_fewer_than_five_answers_are_not_shown(at_minato, count, shown):
    write(Year(answers(count), []))

    found = counted(YEAR)

    assert (found["satisfaction"].value, found["satisfaction"].hidden) == (shown, shown is None)
    assert found["helpful_rate"].hidden == (shown is None)


def test_the_difference_of_two_figures_never_is_one_persons_answer(at_minato):
    write(Year([*answers(5), *answers(1, recommend=0)], []))

    satisfaction = counted(YEAR)["satisfaction"]

    assert (satisfaction.value, satisfaction.n) == (100, 5)


def test_an_introduction_not_yet_disclosed_is_in_no_figure(at_minato):
    write(Year([], [Baton(1, "asked", None), Baton(2, "disclosed", late(date(2026, 11, 1)), date(2026, 11, 6))]))

    received = funnel(YEAR)

    assert (received.disclosed, received.interviewing, counted(YEAR)["relay_reply_rate"].n) == (1, 0, 1)


def test_another_companys_people_are_in_no_figure(minato, komorebi):
    with company(komorebi.pk):
        write(make_year(1, size=30))

    with company(minato.pk):
        assert [figure.n for figure in figures(YEAR, at=AT)] == [0] * len(METRICS)


def test_kpi_prints_one_document_for_scripts(minato):
    with company(minato.pk):
        write(make_year(2, size=40))
    out = StringIO()

    call_command("kpi", "--company=minato", "--json", stdout=out)

    rows = json.loads(out.getvalue())
    assert [list(row) for row in rows] == [
        ["key", "numerator", "denominator", "value", "low", "high", "n", "mature", "erased", "missing"] for _ in METRICS
    ]
    assert [row["key"] for row in rows] == [metric.key for metric in METRICS]


def test_kpi_names_a_company_that_does_not_exist(db):
    with pytest.raises(CommandError, match="nobody") as refusal:
        call_command("kpi", "--company=nobody", "--json")

    assert refusal.value.returncode == 1


def test_the_year_of_the_command_is_the_last_365_days():
    assert last_year(AT) == YEAR
