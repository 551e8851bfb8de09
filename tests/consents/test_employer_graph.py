"""No employer sees its own people, whatever hangs together with it (RELIABILITY §4.7, T-EMP)."""

from random import Random

import pytest
from django.db import transaction

from tests.consents.employer_town import found

A_DAY = 12  # changes between two questions


@pytest.mark.parametrize(
    ("towns", "firms", "people", "days"),
    [
        pytest.param(2, 200, 50, 5, id="100,000 checks"),
        pytest.param(20, 100, 500, 10, id="10 million checks", marks=pytest.mark.nightly),
    ],
)
def test_nobody_is_visible_to_whom_they_hide_from(db, towns, firms, people, days):
    """Every person against every company, in towns that change: what the rule says is what a second opinion says."""
    checks = shown = 0
    for seed in range(towns):
        with transaction.atomic():
            town = found(Random(seed), firms=firms, people=people)
            for day in range(days):
                told, right = town.told(), town.right()
                assert (told - right, right - told) == (set(), set()), f"town {seed}, day {day}"
                checks, shown = checks + firms * people, shown + len(told)
                for _ in range(A_DAY):
                    town.happens()
            transaction.set_rollback(True)  # every proven address holds a lock until then, and there are only so many

    assert checks == towns * firms * people * days
    assert 0.2 * checks < shown < 0.8 * checks, "a town in which all is hidden, or nothing, tries nothing"
