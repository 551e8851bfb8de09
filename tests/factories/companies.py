from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from career_relay.accounts.models import User
from career_relay.companies.licences import Kind
from career_relay.companies.models import Circle, Company, CompanyDomain, ConductRules, Joining, Licence, Membership
from career_relay.companies.roles import Role
from career_relay.companies.terms import TERMS_VERSION
from career_relay.companies.verification import check_digit


def corporate_number(n: int) -> str:
    twelve = f"{700000000000 + n:012d}"
    return f"{check_digit(twelve)}{twelve}"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"User {n}")
    email = factory.Sequence(lambda n: f"user{n}@minato.example")


class CompanyDomainFactory(DjangoModelFactory):
    """A domain that was proven."""

    class Meta:
        model = CompanyDomain

    domain = factory.LazyAttribute(lambda o: o.company.domain or f"{o.company.slug}.example")
    verified_at = factory.LazyFunction(timezone.now)


class CompanyFactory(DjangoModelFactory):
    """A member that was admitted, with a proven domain; `proven=None` leaves the domain out."""

    class Meta:
        model = Company
        skip_postgeneration_save = True

    proven = factory.RelatedFactory(CompanyDomainFactory, factory_related_name="company")

    slug = factory.Sequence(lambda n: f"company-{n}")
    name = factory.Sequence(lambda n: f"株式会社サンプル{n}")
    corporate_number = factory.Sequence(corporate_number)
    address = "東京都港区海岸1-0-0"
    representative = "湊 一郎"
    prefecture = "東京都"
    contact_desk = "採用窓口 saiyo@company.example"
    harassment_desk = "相談窓口 soudan@company.example"
    sender_name = "採用担当"
    sender_address = factory.LazyAttribute(lambda o: f"saiyo@{o.slug}.example")
    verified_at = factory.LazyFunction(timezone.now)
    purpose_third_party = True
    conduct = factory.RelatedFactory("tests.factories.companies.ConductFactory", factory_related_name="company")


class ConductFactory(DjangoModelFactory):
    """How the company meets people: without it, it could publish nothing."""

    class Meta:
        model = ConductRules

    policy = "応募される方へのハラスメントを許しません。"
    times, place, people, tool = "平日9〜18時", "会社またはオンライン", "二人以上", "会社のメール"
    desk_who = "法務部と社外の相談員"
    published_at = factory.LazyFunction(timezone.now)


class JoiningFactory(DjangoModelFactory):
    """A request that lacks nothing but the operator's word. Needs the company or the operator active."""

    class Meta:
        model = Joining

    terms_version = TERMS_VERSION
    screened_on = factory.LazyFunction(timezone.localdate)
    screened_how = "官報と新聞の検索"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    company = factory.SubFactory(CompanyFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.RECRUITER


class CircleFactory(DjangoModelFactory):
    class Meta:
        model = Circle

    slug = factory.Sequence(lambda n: f"circle-{n}")
    name = factory.Sequence(lambda n: f"輪{n}")


class LicenceFactory(DjangoModelFactory):
    class Meta:
        model = Licence

    holder = factory.SubFactory(CompanyFactory, kind=Company.Kind.OPERATOR)
    kind = Kind.FREE_CHAMBER
    number = "13-特-000000"
    accepted_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))
    expires_on = None
    evidence = "届出受理通知（見本）"
    is_demonstration = True
