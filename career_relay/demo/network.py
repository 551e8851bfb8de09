"""The operator, six companies, two circles, their staff, and a licence clearly marked as a demonstration."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from career_relay.accounts.models import User
from career_relay.base.tenancy import company as acting_for
from career_relay.companies.desks import proposal
from career_relay.companies.models import (
    Circle,
    CircleMember,
    Company,
    CompanyDomain,
    ConductRules,
    Joining,
    Licence,
    Membership,
    Standing,
)
from career_relay.companies.terms import TERMS_VERSION
from career_relay.companies.verification import check_digit
from career_relay.demo.data import PASSWORD, content


def build_network() -> dict[str, Company]:
    """Give the member companies by slug."""
    plan = content("network")
    _build_operator(plan)
    circles = {one["slug"]: Circle.objects.create(**one) for one in plan["circles"]}
    members = {one["slug"]: _build_member(n, one, circles) for n, one in enumerate(plan["companies"], start=1)}
    _build_newcomer(plan["newcomer"], len(members) + 1)
    return members


def _build_operator(plan: dict[str, Any]) -> None:
    said = dict(plan["operator"])
    licence = said.pop("licence")
    operator = Company.objects.create(
        kind=Company.Kind.OPERATOR, corporate_number=_corporate_number(0), verified_at=timezone.now(), **said
    )
    Licence.objects.create(
        holder=operator,
        accepted_on=timezone.localdate() - timedelta(days=400),
        evidence="届出受理通知の写し（見本）",
        is_demonstration=True,
        **licence,
    )
    _add_user(plan["staff_operator"], is_operator=True)


def _build_member(number: int, plan: dict[str, Any], circles: dict[str, Circle]) -> Company:
    said = {key: value for key, value in plan.items() if key not in {"staff", "circles"}}
    company = Company.objects.create(
        corporate_number=_corporate_number(number),
        contact_desk=f"採用窓口 saiyo@{plan['domain']}",
        harassment_desk=f"社外相談窓口 soudan@{plan['domain']}（採用部門とは別の担当です）",
        sender_name="採用担当",
        sender_address=f"saiyo@{plan['domain']}",
        retention_months=6,
        purpose_third_party=True,
        verified_at=timezone.now() - timedelta(days=380),
        domain_verified_at=timezone.now() - timedelta(days=380),
        **said,
    )
    with override("ja"):
        ConductRules.objects.create(company=company, published_at=timezone.now() - timedelta(days=50), **proposal())
    for one in plan["staff"]:
        Membership.objects.create(company=company, user=_add_user(one), role=one["role"])
    for slug in plan["circles"]:
        CircleMember.objects.create(circle=circles[slug], company=company)
    CompanyDomain.objects.create(company=company, domain=company.domain, verified_at=company.domain_verified_at)
    with acting_for(company.pk):
        _keep_joining(company, number)
    return company


def _keep_joining(company: Company, number: int) -> None:
    """Confirmed a year ago less some weeks: the first company's confirmation is due soon."""
    today = timezone.localdate()
    Joining.objects.create(
        company=company,
        standing=Standing.ADMITTED,
        terms_version=TERMS_VERSION,
        screened_on=today - timedelta(days=200),
        screened_how="官報・新聞記事の検索（見本）",
        decided_at=company.verified_at,
        confirmed_at=timezone.now() - timedelta(days=365 - 25 * number),
        confirm_by=today + timedelta(days=25 * number),
    )


def _build_newcomer(plan: dict[str, Any], number: int) -> None:
    """A company that waits for the operator."""
    said = {key: value for key, value in plan.items() if key != "staff"}
    company = Company.objects.create(corporate_number=_corporate_number(number), **said)
    for one in plan["staff"]:
        Membership.objects.create(company=company, user=_add_user(one), role=one["role"])
    CompanyDomain.objects.create(company=company, domain=company.domain, verified_at=timezone.now())
    with acting_for(company.pk):
        Joining.objects.create(company=company, terms_version=TERMS_VERSION)


def _add_user(one: dict[str, Any], *, is_operator: bool = False) -> User:
    return User.objects.create_user(one["email"], PASSWORD, name=one["name"], is_operator=is_operator)


def _corporate_number(number: int) -> str:
    """Give a number with a right check digit in a range that is not in use."""
    twelve = f"9999{number:08d}"
    return f"{check_digit(twelve)}{twelve}"
