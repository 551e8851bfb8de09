"""Japanese business days: not Saturday, Sunday, a public holiday, or the turn of the year (29 December to 3 January)."""

from datetime import date, timedelta
from functools import lru_cache

import jpholiday

TURN_OF_YEAR = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})


@lru_cache(maxsize=4096)
def is_business_day(day: date) -> bool:
    weekend = day.isoweekday() > 5
    return not weekend and (day.month, day.day) not in TURN_OF_YEAR and not jpholiday.is_holiday(day)


def next_business_day(day: date) -> date:
    """Give the day itself if it is a business day, else the first one after it."""
    while not is_business_day(day):
        day += timedelta(days=1)
    return day


def add_business_days(day: date, count: int) -> date:
    """Give the `count`-th business day after `day`; `day` itself is not counted."""
    for _step in range(count):
        day = next_business_day(day + timedelta(days=1))
    return day


def business_days_until(day: date, *, today: date) -> int:
    """Count the business days after today up to and including `day`; negative when it has passed."""
    first, last, sign = (today, day, 1) if day >= today else (day, today, -1)
    days = ((first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    return sign * sum(map(is_business_day, days))
