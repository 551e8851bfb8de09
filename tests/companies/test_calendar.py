"""The dates of the law are data; what was handed in is kept with its proof; what was not is red."""

from datetime import date

import pytest

from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.base.tenancy import operator
from career_relay.companies import calendar
from career_relay.companies.licences import Kind
from career_relay.companies.models import Filing
from tests.factories.companies import LicenceFactory


@pytest.fixture
def informing(operator_company):
    """The operator has been a provider of job information since 2025."""
    return LicenceFactory(holder=operator_company, kind=Kind.INFORMATION, accepted_on=date(2025, 4, 1))


def states(on: date) -> dict[date, str]:
    return {one.on: one.state for one in calendar.due_dates(on)}


def test_every_duty_and_change_has_a_name_in_both_languages():
    kinds = {kind for duty in calendar.duties() for kind in duty.kinds}

    assert kinds == set(Kind)  # nobody with a licence owes nothing
    assert all(set(one.name) == {"ja", "en"} for one in [*calendar.duties(), *calendar.watched()])
    assert all(date(2028, one.month, one.day) for one in calendar.duties())
    assert {one.status for one in calendar.watched()} <= {"in force", "passed", "planned"}


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 7, 1), ""),
        (date(2026, 7, 2), "soon"),
        (date(2026, 8, 1), "month"),
        (date(2026, 8, 24), "week"),
        (date(2026, 8, 31), "week"),
        (date(2026, 9, 1), "late"),
        (date(2027, 8, 31), "late"),
    ],
)
def test_the_yearly_overview_draws_near_and_turns_red_on_the_first_of_september(informing, on, state):
    assert states(on)[date(2026, 8, 31)] == state


def test_what_was_handed_in_is_not_red(informing, db):
    with operator():
        for _twice in range(2):
            calendar.file_duty(
                "information-report", date(2026, 8, 31), filed_on=date(2026, 8, 3), evidence="受付 123", by=SYSTEM
            )

    assert states(date(2026, 9, 1))[date(2026, 8, 31)] == "filed"
    assert Filing.objects.count() == 1


def test_nothing_is_due_without_a_licence_or_before_it(operator_company):
    assert calendar.due_dates(date(2026, 8, 30)) == []

    LicenceFactory(holder=operator_company, kind=Kind.FREE_CHAMBER, accepted_on=date(2026, 8, 1))
    assert date(2026, 4, 30) not in states(date(2026, 8, 30))
    assert date(2027, 4, 30) in states(date(2026, 8, 30))


def test_a_permit_that_ends_is_among_the_dates(operator_company):
    LicenceFactory(
        holder=operator_company, kind=Kind.PAID_PERMIT, accepted_on=date(2024, 1, 1), expires_on=date(2026, 12, 31)
    )

    assert states(date(2026, 11, 23))[date(2026, 12, 31)] == "soon"


@pytest.mark.parametrize(
    ("key", "due_on", "filed_on", "evidence"),
    [
        ("information-report", date(2026, 8, 30), date(2026, 8, 3), "受付 123"),
        ("no-such-report", date(2026, 8, 31), date(2026, 8, 3), "受付 123"),
        ("information-report", date(2026, 8, 31), date(2199, 1, 1), "受付 123"),
        ("information-report", date(2026, 8, 31), date(2026, 8, 3), " "),
    ],
)
def test_what_is_not_due_or_has_no_proof_is_not_written_down(informing, key, due_on, filed_on, evidence):
    with operator(), pytest.raises(Refused):
        calendar.file_duty(key, due_on, filed_on=filed_on, evidence=evidence, by=SYSTEM)

    assert Filing.objects.count() == 0
