"""Where a person works and whom they left out: what the page tells them is what the rule does."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from career_relay.accounts.models import VerifiedAddress
from career_relay.base.actors import SYSTEM, person_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import NobodyActive, company, operator, person
from career_relay.companies import graph
from career_relay.companies.models import CircleMember, Company, CompanyDomain, CompanyGroup
from career_relay.consents import actions, leaving, ledger, queries, shields
from career_relay.consents.gates import may_show
from career_relay.consents.models import Block, Employer, Passport
from career_relay.consents.shields import Workplace
from career_relay.consents.states import Act, Purpose
from career_relay.notices import personal
from career_relay.notices.models import PersonalMail
from career_relay.notices.states import PersonalKind
from tests.factories.companies import CompanyFactory
from tests.factories.people import PassportFactory, prove

TEASER = Purpose.TEASER


@pytest.fixture
def asked(as_kim, harbour):
    """Kim lets the harbour circle ask. Minato and Komorebi are in it."""
    PassportFactory()
    ledger.append(as_kim, purpose=TEASER, act=Act.GIVEN, circle=harbour, expires_at=timezone.now() + timedelta(days=30))
    return as_kim


def sees(kim: int, *companies: Company) -> list[bool]:
    """By the rule; and what the person is told must be the same."""
    told = {one.pk for one in queries.who_may_ask(kim)}
    found = [may_show(kim, one.pk, TEASER) for one in companies]
    assert found == [one.pk in told for one in companies]
    return found


def keep(what, *args) -> None:
    """As the operator does, who may not see a person."""
    with operator():
        what(*args, by=SYSTEM)


# --- what may be named --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("minato.example", Workplace(domain="minato.example")),
        ("Kim@Minato.Example", Workplace(domain="minato.example")),
        ("ｍｉｎａｔｏ．ｅｘａｍｐｌｅ", Workplace(domain="minato.example")),
    ],
)
def test_a_workplace_is_read_as_people_write_it(said, found):
    assert shields.workplace_of(said) == found


def test_a_number_may_have_wide_digits_and_hyphens(minato):
    number = minato.corporate_number
    wide = "".join(chr(ord(one) + 0xFEE0) for one in number)

    assert shields.workplace_of(wide) == Workplace(corporate_number=number)
    assert shields.workplace_of(f"{number[:1]}-{number[1:5]}-{number[5:]}") == Workplace(corporate_number=number)


@pytest.mark.parametrize("said", ["1234567890123", "12", "gmail.com", "kim@docomo.ne.jp", "株式会社", "@", "a" * 200])
def test_what_names_no_single_company_is_refused(said):
    with pytest.raises(Refused):
        shields.workplace_of(said)


def test_naming_twice_is_once_and_ten_are_enough(as_kim):
    for n in range(shields.MOST_EMPLOYERS):
        shields.declare_employer(as_kim, at=Workplace(domain=f"w{n}.example"), by=SYSTEM)

    again = shields.declare_employer(as_kim, at=Workplace(domain="w3.example"), by=SYSTEM)

    assert (again.domain, len(shields.employers(as_kim))) == ("w3.example", 10)
    with pytest.raises(Refused):
        shields.declare_employer(as_kim, at=Workplace(domain="more.example"), by=SYSTEM)


@pytest.mark.parametrize("wrong", [{}, {"domain": "a.example", "corporate_number": "1" * 13}])
def test_the_database_takes_one_way_of_naming(as_kim, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Employer.objects.create(person_id=as_kim, **wrong)


def test_nobody_else_reads_where_somebody_works(asked, komorebi):
    shields.declare_employer(asked, member=komorebi, by=SYSTEM)

    for scope in (company(komorebi.pk), operator()):
        with scope, pytest.raises(NobodyActive):
            Employer.objects.count()


# --- whom it keeps out --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["member", "number", "domain", "address above", "domain below"])
def test_an_employer_sees_nobody_however_it_was_named(asked, minato, komorebi, way):
    at = {
        "number": Workplace(corporate_number=komorebi.corporate_number),
        "domain": Workplace(domain="komorebi.example"),
        "address above": Workplace(domain="mail.hr.komorebi.example"),
        "domain below": Workplace(domain="example-holding.example"),
    }.get(way, Workplace())
    if way == "domain below":
        CompanyDomain.objects.create(company=komorebi, domain="forest.example-holding.example")

    employer = shields.declare_employer(asked, member=komorebi if way == "member" else None, at=at, by=SYSTEM)
    hidden = sees(asked, komorebi, minato)
    shields.drop_employer(employer, by=SYSTEM)

    assert (hidden, sees(asked, komorebi, minato)) == ([False, True], [True, True])


def test_a_domain_that_only_ends_alike_is_another(asked, komorebi):
    shields.declare_employer(asked, at=Workplace(domain="ebi.example"), by=SYSTEM)

    assert sees(asked, komorebi) == [True]


def test_an_employer_that_joins_later_never_sees_its_own_people(asked, harbour):
    shields.declare_employer(asked, at=Workplace(domain="later.example"), by=SYSTEM)

    later = CompanyFactory(domain="later.example")
    CircleMember.objects.create(circle=harbour, company=later)

    assert sees(asked, later) == [False]


def test_a_merger_hides_from_the_next_question_on(asked, minato, komorebi):
    """RELIABILITY §4.7: a new link in the graph hides at once."""
    groups = [CompanyGroup.objects.create(name=name) for name in ("上", "中", "下")]
    shields.declare_employer(asked, member=minato, by=SYSTEM)
    keep(graph.join_group, minato, groups[0])
    keep(graph.join_group, komorebi, groups[2])
    keep(lambda by: graph.place_group(groups[2], under=groups[1], by=by))
    apart = sees(asked, minato, komorebi)

    keep(lambda by: graph.place_group(groups[1], under=groups[0], by=by))

    assert (apart, sees(asked, minato, komorebi)) == ([False, True], [False, False])


def test_whoever_acts_for_a_hidden_company_is_hidden_from_too(asked, minato, komorebi):
    between = CompanyFactory()
    keep(graph.act_for, komorebi, between)
    keep(graph.act_for, between, minato)
    before = sees(asked, komorebi)

    actions.block_company(asked, minato, with_group=False, by=SYSTEM)

    assert (before, sees(asked, komorebi)) == ([True], [False])


def test_a_company_without_a_proven_domain_sees_nobody(asked, komorebi):
    komorebi.domains.update(verified_at=None)

    assert sees(asked, komorebi) == [False]


def test_a_proven_work_address_hides_from_its_owner(asked, komorebi):
    VerifiedAddress.objects.create(person_id=asked, address="kim@hr.komorebi.example", is_primary=False)

    assert sees(asked, komorebi) == [False]


def test_an_employer_may_still_write_about_its_own_pool_where_that_was_allowed(as_kim, komorebi):
    """Employers are kept out of the network. A pool one joined by oneself is no network; a block ends that as well."""
    ledger.append(as_kim, purpose=Purpose.CONTACT, act=Act.GIVEN, recipient=komorebi)
    shields.declare_employer(as_kim, member=komorebi, by=SYSTEM)
    by_employer = may_show(as_kim, komorebi.pk, Purpose.CONTACT)

    actions.block_company(as_kim, komorebi, by=SYSTEM)

    assert (by_employer, may_show(as_kim, komorebi.pk, Purpose.CONTACT)) == (True, False)


# --- addresses ----------------------------------------------------------------------------------------------------


def test_a_choice_needs_an_address_that_no_member_reads(as_kim, harbour):
    PassportFactory()
    CompanyDomain.objects.create(company=CompanyFactory(), domain="mail.example", verified_at=timezone.now())

    def choose():
        return actions.give_teaser(
            as_kim,
            items=["contact"],
            until=timezone.now() + timedelta(days=9),
            by=person_actor(as_kim),
            circles=[harbour],
        )

    with pytest.raises(Refused) as refusal:
        choose()
    VerifiedAddress.objects.create(person_id=as_kim, address="kim@home.example", is_primary=False)

    assert refusal.value.code == "WORK_ADDRESS"
    assert len(choose()) == 1


@pytest.mark.parametrize(
    ("kind", "to"), [(PersonalKind.STALE, "kim@home.example"), (PersonalKind.REQUEST_ANSWERED, "kim@mail.example")]
)
def test_mails_of_the_network_go_past_the_employer(as_kim, kind, to):
    CompanyDomain.objects.create(company=CompanyFactory(), domain="mail.example", verified_at=timezone.now())
    mail = PersonalMail(kind=kind, to_person_id=as_kim)
    nowhere = personal._where(mail)[0] if kind == PersonalKind.STALE else ""

    VerifiedAddress.objects.create(person_id=as_kim, address="kim@home.example", is_primary=False)

    assert (nowhere, personal._where(mail)[0]) == ("", to)


# --- leaving ------------------------------------------------------------------------------------------------------


def test_whoever_leaves_takes_the_lists_along(as_kim, komorebi):
    PassportFactory(employment=["permanent"], weekly_hours=30, working_time="週4日")
    shields.declare_employer(as_kim, at=Workplace(domain="work.example"), by=SYSTEM)
    actions.block_company(as_kim, komorebi, by=SYSTEM)

    leaving.forget_person(as_kim, by=SYSTEM)

    assert [model.objects.count() for model in (Employer, Block, Passport)] == [0, 0, 0]


def test_an_emptied_profile_says_nothing_any_more(as_kim):
    PassportFactory(employment=["permanent"], weekly_hours=30, working_time="週4日", letter="順を追って話す。")

    actions.empty_passport(as_kim, by=SYSTEM)

    kept = {"id", "person", "public_id", "as_of", "updated_at"}
    passport = Passport.objects.get()
    said = [one.name for one in Passport._meta.fields if one.name not in kept and getattr(passport, one.name)]
    assert said == []


def test_a_person_sees_only_their_own_list(as_kim, komorebi):
    shields.declare_employer(as_kim, member=komorebi, by=SYSTEM)

    with person(prove("lee@mail.example")):
        assert Employer.objects.count() == 0
