from datetime import date

import pytest

from career_relay.matching.engine.durations import Period, durations, period, whole_years
from career_relay.matching.engine.folding import folded


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Goを5年", [5.0]),
        ("３年半の経験", [3.5]),
        ("十年間", [10.0]),
        ("半年ほど", [0.5]),
        ("6ヶ月", [0.5]),
        ("1年6か月", [1.5]),
        ("3年以上", [3.0]),
        ("5+ years of Python", [5.0]),
        ("five years of Go", [5.0]),
        ("Go 3年、Java 1年", [3.0, 1.0]),
        ("令和3年に入社", []),
        ("2019年4月入社", []),
        ("3年前に退職", []),
        ("大学3年", []),
        ("35 years old", []),
        ("99年", []),
    ],
)
def test_lengths_are_told_from_dates(text, years):
    assert [found.years for found in durations(folded(text))] == years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018年4月〜2021年3月", Period(2018 * 12 + 4, 2021 * 12 + 4)),
        ("2018/04 - 2019/03", Period(2018 * 12 + 4, 2019 * 12 + 4)),
        ("2021年4月～現在", Period(2021 * 12 + 4, None)),
        ("2021年3月〜2018年4月", None),
        ("2018年4月に入社", None),
    ],
)
def test_a_period_runs_from_month_to_month(text, expected):
    assert period(folded(text)) == expected


def test_overlapping_periods_count_each_month_once():
    periods = [Period(24000, 24024), Period(24012, 24036)]

    assert whole_years(periods, None) == 3.0


def test_an_open_period_ends_when_the_text_was_written():
    open_period = Period(2021 * 12 + 4, None)

    assert whole_years([open_period], date(2023, 4, 1)) == 2.0
    assert whole_years([open_period], None) == 0.0
