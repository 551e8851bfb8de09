"""How long things are kept: the table of the law, and what a company makes of it (LEGAL §5)."""

from datetime import datetime, timedelta

import pytest
import time_machine

from career_relay.base.actors import SYSTEM, user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.companies import retention
from career_relay.companies.models import RetentionRule
from career_relay.companies.roles import Permission
from career_relay.companies.second_person import is_alone
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import RENDERERS
from career_relay.notices.states import PersonalKind
from tests.factories.companies import MembershipFactory, UserFactory

# --- the table --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "months"), [
    ("application", 6), ("open", 12), ("pool", 12), ("contact", 24), ("import", 1), ("provision", 36), ("proof", 36),
    ("log", 36), ("case", 60),
])  # fmt: skip
def test_the_defaults_are_those_of_the_law_table(at_minato, key, months):
    assert retention.months_of(at_minato, key) == months


def test_less_holds_at_once_and_a_second_person_allows_more(at_minato, ada):
    other = MembershipFactory(company=at_minato, role="owner").user
    retention.choose_months(at_minato, "application", 3, by=user_actor(ada.pk))
    assert retention.months_of(at_minato, "application") == 3

    retention.choose_months(at_minato, "application", 9, why="係争が多い職種のため", by=user_actor(ada.pk))
    assert retention.months_of(at_minato, "application") == 3
    with pytest.raises(Refused) as own:
        retention.allow_months(at_minato, "application", by=user_actor(ada.pk))
    retention.allow_months(at_minato, "application", by=user_actor(other.pk))

    assert own.value.code == "SECOND_PERSON"
    assert retention.months_of(at_minato, "application") == 9
    row = RetentionRule.objects.get()
    assert (row.chosen_by_id, row.allowed_by_id, row.wanted) == (ada.pk, other.pk, None)


def wish(company, user) -> datetime:
    """Ask for more than the default; give when that was."""
    retention.choose_months(company, "application", 9, why="係争が多い職種のため", by=user_actor(user.pk))
    return log_of(company).get(event="companies.retention_wanted").at


def test_in_a_one_person_office_one_agrees_alone_a_day_later_and_everybody_reads_of_it(at_minato, ada):
    looks = MembershipFactory(company=at_minato, role="viewer").user
    asked = wish(at_minato, ada)

    with time_machine.travel(asked + timedelta(hours=23, minutes=59), tick=False), pytest.raises(Refused) as early:
        retention.allow_months(at_minato, "application", by=user_actor(ada.pk))
    with time_machine.travel(asked + timedelta(hours=24), tick=False):
        retention.allow_months(at_minato, "application", by=user_actor(ada.pk))

    assert (early.value.code, retention.months_of(at_minato, "application")) == ("SECOND_PERSON", 9)
    assert [one.data["about"] for one in log_of(at_minato).filter(event="companies.agreed_alone")] == ["retention"]
    told = PersonalMail.objects.filter(kind=PersonalKind.STAFF_JOINING)
    assert set(told.values_list("to_user", flat=True)) == {ada.pk, looks.pk}
    assert "1人" in RENDERERS[PersonalKind.STAFF_JOINING](told[0]).subject


@pytest.mark.parametrize(("role", "active", "alone"), [
    ("owner", True, False), ("owner", False, True), ("gatekeeper", True, True), ("recruiter", True, True),
])  # fmt: skip
def test_an_office_is_alone_when_nobody_else_could_agree(at_minato, ada, role, active, alone):
    MembershipFactory(company=at_minato, role=role, user=UserFactory(is_active=active))

    assert is_alone(at_minato.pk, ada.pk, Permission.MANAGE_COMPANY) is alone


def test_a_colleague_of_another_company_is_no_second_person(at_minato, ada, cleo):
    assert is_alone(at_minato.pk, ada.pk, Permission.MANAGE_COMPANY)


def test_a_wish_can_be_dropped(at_minato, ada):
    retention.choose_months(at_minato, "open", 18, why="採用が長い職種のため", by=user_actor(ada.pk))

    retention.drop_wish(at_minato, "open", by=user_actor(ada.pk))

    assert RetentionRule.objects.get().wanted is None
    with pytest.raises(Refused):
        retention.allow_months(at_minato, "open", by=SYSTEM)


@pytest.mark.parametrize(("key", "months", "why", "code"), [
    ("provision", 12, "", "RETENTION_LOCK"), ("application", 13, "x", "RETENTION_LOCK"), ("application", 0, "", "RETENTION_LOCK"),
    ("application", 12, " ", "REASON_REQUIRED"), ("nothing", 3, "", "RETENTION_LOCK"), ("contact", 25, "x", "RETENTION_LOCK"),
])  # fmt: skip
def test_what_cannot_be_chosen_is_refused(at_minato, ada, key, months, why, code):
    with pytest.raises(Refused) as refusal:
        retention.choose_months(at_minato, key, months, why=why, by=user_actor(ada.pk))

    assert refusal.value.code == code
    assert retention.months_of(at_minato, "application") == 6


@pytest.mark.parametrize(("now", "months", "before"), [
    ("2026-03-31T12:00+09:00", 1, "2026-02-28"), ("2024-03-31T12:00+09:00", 1, "2024-02-29"),
    ("2026-01-15T00:00+09:00", 1, "2025-12-15"), ("2026-11-23T00:00+09:00", 36, "2023-11-23"),
    ("2026-05-31T12:00+09:00", 6, "2025-11-30"),
])  # fmt: skip
def test_months_before(now, months, before):
    assert retention.months_before(datetime.fromisoformat(now), months).date().isoformat() == before
