from datetime import date

import pytest

from career_relay.base.text.normalise import Malformed, parse_date, parse_graduation_year

FIFTH_OF_MARCH = date(2026, 3, 5)


@pytest.mark.parametrize(
    "written",
    [
        "2026/3/5",
        "2026-03-05",
        "2026.03.05",
        "20260305",
        "2026年3月5日",
        "2026年 3月 5日",
        "２０２６／０３／０５",
        "令和8年3月5日",
        "令和８年３月５日（木）",
        "R8.3.5",
        "r8/3/5",
        "㋿8年3月5日",
        "2026/03/05 14:30",
        "2026/03/05 14時30分",
        "2026-03-05T14:30:00+09:00",
        "2026-03-04T16:00:00Z",  # already the 5th in Japan
        "2026-03-04T22:00:00.000-05:00",
        "1772640000000",  # milliseconds since 1970
    ],
)
def test_one_day_is_read_however_it_is_written(written):
    assert parse_date(written) == FIFTH_OF_MARCH


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("H1.1.8", date(1989, 1, 8)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("S55.2.29", date(1980, 2, 29)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("2028/02/29", date(2028, 2, 29)),
    ],
)
def test_eras_are_read(written, day):
    assert parse_date(written) == day


def test_day_numbers_of_a_spreadsheet_are_read_only_when_told_so():
    assert parse_date("46086", excel_serials=True) == FIFTH_OF_MARCH
    assert parse_date("46086.5", excel_serials=True) == FIFTH_OF_MARCH
    with pytest.raises(Malformed):
        parse_date("46086")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026/02/30", "date_day"),
        ("R8.2.29", "date_day"),
        ("2026/13/01", "date_month"),
        ("令和8年13月2日", "date_month"),
        ("2026/00/10", "date_month"),
        ("0026/01/01", "date_year"),
        ("平成40年1月1日", "date_era"),
        ("2026/03", "date_partial"),
        ("2026年3月", "date_partial"),
        ("3/5/2026", "date_order"),
        ("来月", "date_unknown"),
        ("2026-03-05T25:10:00Z", "date_time"),
    ],
)
def test_an_impossible_date_says_why(written, code):
    with pytest.raises(Malformed) as refusal:
        parse_date(written)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    "written",
    [
        "2027",
        "27卒",
        "'27卒",
        "2027年卒",
        "２０２７年３月卒業見込み",
        "2027/03/31",
        "2027-03",
        "令和9年3月",
        "R9.3",
        "2026年度卒",
        "2027年3月31日",
    ],
)
def test_a_graduation_year_is_read_however_it_is_written(written):
    assert parse_graduation_year(written) == 2027


@pytest.mark.parametrize("written", ["卒業済み", "来年", "1899", "2027年に入社したい"])
def test_what_is_no_graduation_year_is_refused(written):
    with pytest.raises(Malformed):
        parse_graduation_year(written)
