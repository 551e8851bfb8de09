"""What the operator does with companies, circles and licences, and what it must not."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.base.tenancy import operator
from career_relay.companies.actions import (
    SuspensionReason,
    add_licence,
    admit_company,
    end_licence,
    join_circle,
    leave_circle,
    resume_company,
    suspend_company,
)
from career_relay.companies.events import CompanyEvent
from career_relay.companies.evidence import ensure_evidence, urgency
from career_relay.companies.licences import GIVES, Kind, Mode
from career_relay.companies.models import Licence
from career_relay.companies.queries import current_mode, live_members
from career_relay.companies.roles import Role
from career_relay.companies.rules import admission_checks
from tests.factories.companies import CompanyFactory, JoiningFactory, LicenceFactory, MembershipFactory, UserFactory

TODAY = date(2026, 11, 23)
NUMBERS = {
    Kind.INFORMATION: "13-募-012345",
    Kind.SEARCH: "13-募-012345",
    Kind.FREE_PERMIT: "13-ム-012345",
    Kind.FREE_SCHOOL: "13-学-012345",
    Kind.FREE_CHAMBER: "13-特-012345",
    Kind.FREE_MUNICIPAL: "13-地-012345",
    Kind.PAID_PERMIT: "13-ユ-012345",
}


@pytest.fixture
def console(db):
    with operator():
        yield


@pytest.fixture
def newcomer(db):
    """A company that asked to join; Dan of its staff signs in with an address of its domain."""
    company = CompanyFactory(slug="tsumugi", domain="tsumugi.example", verified_at=None, proven=None)
    MembershipFactory(
        company=company, role=Role.OWNER, user=UserFactory(email="dan@tsumugi.example", last_login=timezone.now())
    )
    JoiningFactory(company=company)
    return company


def licence(holder, kind=Kind.FREE_CHAMBER, **facts) -> Licence:
    whole = {
        "number": NUMBERS[kind],
        "responsible": "高木 直",
        "accepted_on": timezone.localdate(),
        "expires_on": timezone.localdate() + timedelta(days=400),
        "evidence": "届出受理通知書（総務の金庫）",
    }
    return Licence(holder=holder, kind=kind, **{**whole, **facts})


def test_a_company_with_everything_in_order_is_admitted(console, newcomer):
    admitted = admit_company(newcomer, by=SYSTEM)

    assert (admitted.is_live, admitted.domain_verified_at is not None) == (True, True)
    assert [event.event for event in log_of(newcomer)] == [
        CompanyEvent.DOMAIN_CLAIMED, CompanyEvent.DOMAIN_PROVEN, CompanyEvent.ADMITTED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("corporate_number", "1700000000001"),
        ("representative", ""),
        ("domain", "elsewhere.example"),
        ("harassment_desk", ""),
    ],
)
def test_what_is_missing_keeps_a_company_out(console, newcomer, field, value):
    setattr(newcomer, field, value)
    newcomer.save()

    with pytest.raises(Refused):
        admit_company(newcomer, by=SYSTEM)

    assert [check.is_met for check in admission_checks(newcomer)].count(False) == 1
    assert not live_members().filter(pk=newcomer.pk).exists()


def test_a_missing_desk_is_refused_by_name(console, newcomer):
    newcomer.contact_desk = ""
    newcomer.save()

    with pytest.raises(Refused) as refusal:
        admit_company(newcomer, by=SYSTEM)

    assert refusal.value.code == "DESK_MISSING"


def test_admitting_twice_is_recorded_once(console, newcomer):
    admit_company(newcomer, by=SYSTEM)
    admit_company(newcomer, by=SYSTEM)

    assert log_of(newcomer).filter(event=CompanyEvent.ADMITTED).count() == 1


def test_a_suspended_company_takes_part_in_nothing_until_it_resumes(console, newcomer):
    admit_company(newcomer, by=SYSTEM)

    suspend_company(newcomer, reason=SuspensionReason.COMPLAINT, by=SYSTEM)
    suspended = live_members().filter(pk=newcomer.pk).exists()
    resume_company(newcomer, by=SYSTEM)

    assert (suspended, live_members().filter(pk=newcomer.pk).exists()) == (False, True)
    assert [event.data for event in log_of(newcomer)][-3:] == [{}, {"reason": "complaint"}, {}]


def test_the_operator_is_not_suspended(console, operator_company):
    with pytest.raises(Refused):
        suspend_company(operator_company, reason=SuspensionReason.TERMS, by=SYSTEM)


def test_only_live_members_join_a_circle(console, harbour, newcomer, minato):
    with pytest.raises(Refused):
        join_circle(harbour, newcomer, by=SYSTEM)

    leave_circle(harbour, minato, by=SYSTEM)
    leave_circle(harbour, minato, by=SYSTEM)
    join_circle(harbour, minato, by=SYSTEM)
    join_circle(harbour, minato, by=SYSTEM)

    assert [event.event for event in log_of(harbour)] == ["companies.circle_left", "companies.circle_joined"]


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_of_licence_gives_its_mode(console, operator_company, kind):
    add_licence(licence(operator_company, kind), by=SYSTEM)

    assert current_mode() == GIVES[kind]


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (Kind.FREE_CHAMBER, {"evidence": " "}),
        (Kind.FREE_CHAMBER, {"responsible": ""}),
        (Kind.FREE_CHAMBER, {"number": "13-募-012345"}),
        (Kind.FREE_CHAMBER, {"number": "13-特-000000"}),
        (Kind.FREE_CHAMBER, {"is_demonstration": True}),
        (Kind.PAID_PERMIT, {"number": ""}),
        (Kind.PAID_PERMIT, {"expires_on": None}),
        (Kind.INFORMATION, {"number": "13-特-012345"}),
        (Kind.INFORMATION, {"expires_on": date(2020, 1, 1)}),
    ],
)
def test_a_licence_without_its_evidence_is_refused(console, operator_company, kind, facts):
    with pytest.raises(Refused) as refusal:
        add_licence(licence(operator_company, kind, **facts), by=SYSTEM)

    assert (refusal.value.code, Licence.objects.count(), current_mode()) == (
        "LICENCE_EVIDENCE_REQUIRED", 0, Mode.OWN_POOL,
    )  # fmt: skip


def test_a_specimen_is_a_licence_in_a_demonstration_only(console, operator_company, settings):
    settings.DEMO = True

    ensure_evidence(licence(operator_company, number="13-特-000000", is_demonstration=True))


def test_a_members_own_licence_does_not_change_the_network(console, operator_company, minato):
    add_licence(licence(minato), by=SYSTEM)

    assert current_mode() == Mode.OWN_POOL


def test_ending_a_licence_takes_effect_at_once_and_keeps_the_row(console, mode3):
    end_licence(mode3, by=SYSTEM)
    end_licence(mode3, by=SYSTEM)

    (event,) = log_of(mode3)
    assert (current_mode(), Licence.objects.count()) == (Mode.OWN_POOL, 1)
    assert (event.data["mode_before"], event.data["mode"]) == (3, 0)


def test_at_its_end_the_mode_falls_to_what_is_left(console, operator_company):
    since = date(2026, 1, 1)
    LicenceFactory(holder=operator_company, kind=Kind.SEARCH, number="13-募-000000", accepted_on=since)
    LicenceFactory(holder=operator_company, accepted_on=since, expires_on=TODAY)

    assert (current_mode(TODAY), current_mode(TODAY + timedelta(days=1))) == (Mode.FREE_PLACEMENT, Mode.SEARCH)


@pytest.mark.parametrize(
    ("days", "word"), [(91, ""), (90, "soon"), (31, "soon"), (30, "very soon"), (0, "very soon"), (-1, "ended")]
)
def test_an_end_is_announced_ninety_and_thirty_days_before(days, word):
    assert urgency(Licence(expires_on=TODAY + timedelta(days=days)), TODAY) == word


def test_a_licence_without_an_end_is_never_announced():
    assert urgency(Licence(expires_on=None), TODAY) == ""
