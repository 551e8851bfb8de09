"""Who belongs to whom: domains, houses and agencies."""

import pytest
from django.contrib.auth.signals import user_logged_in
from django.db import IntegrityError, transaction

from career_relay.accounts.models import User
from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.base.tenancy import operator
from career_relay.companies import graph
from career_relay.companies.models import Company, CompanyDomain, CompanyGroup
from tests.factories.companies import CompanyFactory, MembershipFactory


@pytest.fixture(autouse=True)
def as_operator(db):
    with operator():
        yield


@pytest.fixture
def chain() -> list[CompanyGroup]:
    """Four groups, each below the one before."""
    made: list[CompanyGroup] = []
    for n in range(4):
        made.append(CompanyGroup.objects.create(name=f"層{n}", parent=made[-1] if made else None))
    return made


@pytest.mark.parametrize(
    ("said", "domain"),
    [
        ("minato.co.jp", "minato.co.jp"),
        (" Sato@HR.Minato.CO.JP ", "hr.minato.co.jp"),
        ("xn--wgv71a.example.", "xn--wgv71a.example"),
    ],
)
def test_a_domain_is_read_from_an_address_too(said, domain):
    assert graph.domain_of(said) == domain


@pytest.mark.parametrize(
    "said",
    ["", "@", "minato", "a..jp", "-a.jp", "a_b.jp", "a b.jp", "港.jp", "1.2.3.4", "a.jp/x", "a.jp\nb.jp", "x" * 130],
)
def test_what_is_no_domain_is_refused(said):
    with pytest.raises(Refused):
        graph.domain_of(said)


@pytest.mark.parametrize("said", ["co.jp", "kim@gmail.com", "docomo.ne.jp"])
def test_a_domain_of_everybody_belongs_to_nobody(said):
    with pytest.raises(Refused):
        graph.domain_of(said)


@pytest.mark.parametrize("said", ["minato.example", "hr.minato.example", "example"])
def test_a_domain_in_the_line_of_another_house_is_refused(minato, komorebi, said):
    with pytest.raises(Refused):
        graph.claim_domain(komorebi, said, by=SYSTEM)

    assert komorebi.domains.count() == 1


def test_sisters_may_share_a_line_of_domains_but_not_one_domain(minato, komorebi):
    group = CompanyGroup.objects.create(name="港グループ")
    Company.objects.filter(pk__in=[minato.pk, komorebi.pk]).update(group=group)

    made = graph.claim_domain(komorebi, "hr.minato.example", by=SYSTEM)

    assert made.company == komorebi
    with pytest.raises(Refused):
        graph.claim_domain(komorebi, "minato.example", by=SYSTEM)


def test_a_domain_is_proven_by_somebody_who_signs_in_from_it(komorebi):
    claimed = graph.claim_domain(komorebi, "forest.example", by=SYSTEM)
    with pytest.raises(Refused):
        graph.prove_domain(claimed, by=SYSTEM)
    hana = MembershipFactory(company=komorebi, user__email="Hana@Forest.example").user
    with pytest.raises(Refused):
        graph.prove_domain(claimed, by=SYSTEM)
    user_logged_in.send(sender=User, request=None, user=hana)

    proven = graph.prove_domain(claimed, by=SYSTEM)

    assert proven.verified_at is not None
    assert graph.prove_domain(proven, by=SYSTEM).verified_at == proven.verified_at


def test_an_address_is_of_whoever_proved_the_nearest_domain(minato):
    part = CompanyFactory(domain="hr.minato.example")
    CompanyDomain.objects.create(company=part, domain="new.example")

    owners = [
        graph.owner_of(f"a@{at}") for at in ("minato.example", "x.hr.minato.example", "aminato.example", "new.example")
    ]

    assert owners == [minato, part, None, None]


@pytest.mark.parametrize("below", range(4))
def test_a_group_never_lies_below_itself(chain, below):
    with pytest.raises(Refused):
        graph.place_group(chain[0], under=chain[below], by=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        CompanyGroup.objects.filter(pk=chain[0].pk).update(parent=chain[below])

    chain[0].refresh_from_db()
    assert chain[0].parent is None


def test_a_house_is_all_below_one_top(chain, minato, komorebi):
    graph.join_group(minato, chain[0], by=SYSTEM)
    graph.join_group(komorebi, chain[3], by=SYSTEM)
    together = graph.family_of([minato.pk])

    graph.place_group(chain[2], under=None, by=SYSTEM)

    assert (together, graph.family_of([minato.pk])) == ({minato.pk, komorebi.pk}, {minato.pk})


def test_agents_are_found_through_several_hands_and_in_circles():
    one, two, three = (CompanyFactory() for _ in range(3))
    for agency, client in ((one, two), (two, three), (three, one)):
        graph.act_for(agency, client, by=SYSTEM)

    assert graph.agents_of([three.pk]) == {one.pk, two.pk, three.pk}


def test_the_tree_names_every_group_once_below_its_own(chain, komorebi):
    graph.join_group(komorebi, chain[2], by=SYSTEM)
    graph.make_group("別", by=SYSTEM)

    tree = graph.tree()

    assert [(one.group.name, one.depth) for one in tree] == [("別", 1), ("層0", 1), ("層1", 2), ("層2", 3), ("層3", 4)]
    assert [one.companies for one in tree if one.companies] == [[komorebi]]
    with pytest.raises(Refused):
        graph.make_group("層0", by=SYSTEM)
