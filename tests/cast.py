"""The cast: ada owns a company, ben works for her, cleo is from elsewhere, kim is the candidate."""

import pytest

from career_relay.accounts.models import User
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.companies.models import Circle, CircleMember, Company
from career_relay.companies.roles import Role
from tests.factories.companies import CircleFactory, CompanyFactory, LicenceFactory, MembershipFactory, UserFactory
from tests.factories.people import prove


@pytest.fixture
def minato(db) -> Company:
    """Ada's company."""
    return CompanyFactory(slug="minato", name="株式会社ミナトソフト", domain="minato.example")


@pytest.fixture
def komorebi(db) -> Company:
    """Cleo's company."""
    return CompanyFactory(slug="komorebi", name="株式会社こもれび", domain="komorebi.example")


@pytest.fixture
def ada(minato) -> User:
    return MembershipFactory(
        company=minato, role=Role.OWNER, user=UserFactory(name="Ada", email="ada@minato.example")
    ).user


@pytest.fixture
def ben(minato) -> User:
    user = UserFactory(name="Ben", email="ben@minato.example")
    return MembershipFactory(company=minato, role=Role.RECRUITER, user=user).user


@pytest.fixture
def cleo(komorebi) -> User:
    user = UserFactory(name="Cleo", email="cleo@komorebi.example")
    return MembershipFactory(company=komorebi, role=Role.OWNER, user=user).user


@pytest.fixture
def harbour(minato, komorebi) -> Circle:
    """The circle both companies are in."""
    circle = CircleFactory(slug="harbour", name="港の輪")
    for member in (minato, komorebi):
        CircleMember.objects.create(circle=circle, company=member)
    return circle


@pytest.fixture
def operator_company(db) -> Company:
    return CompanyFactory(slug="chamber", name="みなと商工会議所", kind=Company.Kind.OPERATOR)


@pytest.fixture
def mode3(operator_company):
    """The operator holds a notification of a chamber: the network may ask and rank."""
    return LicenceFactory(holder=operator_company)


@pytest.fixture
def at_minato(minato):
    """The whole test happens for Ada's company."""
    with acting_for(minato.pk):
        yield minato


@pytest.fixture
def ada_client(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def ben_client(client, ben):
    client.force_login(ben)
    return client


@pytest.fixture
def kim(db) -> int:
    """The candidate, a natural person who has proven kim@mail.example: their id."""
    return prove("kim@mail.example")


@pytest.fixture
def as_kim(kim):
    """The whole test happens for Kim."""
    with acting_as(kim):
        yield kim
