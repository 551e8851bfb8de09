from datetime import date

import pytest

from career_relay.base.business_days import add_business_days, business_days_until, is_business_day, next_business_day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 23), False),  # 勤労感謝の日
        (date(2026, 5, 6), False),  # 振替休日
        (date(2026, 12, 29), False),
        (date(2027, 1, 4), True),
    ],
)
def test_knows_the_days_people_work(day, works):
    assert is_business_day(day) == works


def test_counts_past_weekend_and_holiday():
    assert add_business_days(date(2026, 11, 20), 1) == date(2026, 11, 24)
    assert add_business_days(date(2026, 12, 28), 3) == date(2027, 1, 6)
    assert next_business_day(date(2026, 11, 21)) == date(2026, 11, 24)


def test_counts_what_is_left_and_what_has_passed():
    assert business_days_until(date(2026, 11, 25), today=date(2026, 11, 20)) == 2
    assert business_days_until(date(2026, 11, 20), today=date(2026, 11, 20)) == 0
    assert business_days_until(date(2026, 11, 20), today=date(2026, 11, 25)) == -2
