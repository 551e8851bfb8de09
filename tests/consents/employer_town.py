"""Towns of employers made at random, each written down twice: as rows of the database, and for the oracle.

Whatever happens to a town afterwards happens to both, through the verbs of the product where there is one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from django.db import connection
from django.utils import timezone

from career_relay.accounts.models import VerifiedAddress
from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, operator, person
from career_relay.candidates.models import Candidate
from career_relay.companies import graph
from career_relay.companies.models import Circle, CircleMember, Client, Company, CompanyDomain, CompanyGroup
from career_relay.consents import actions, ledger, shields
from career_relay.consents.models import Block, Employer
from career_relay.consents.states import Act, Purpose
from tests.consents.employer_oracle import House, Someone, World
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import CircleFactory, CompanyFactory
from tests.factories.people import prove

DEEPEST = 4
ASKED = """
    SELECT p, v FROM unnest(%s::bigint[]) p CROSS JOIN unnest(%s::bigint[]) v
    WHERE may_show(p, v, 'teaser', clock_timestamp())
"""


@dataclass
class Town:
    rnd: Random
    world: World
    circle: Circle

    def told(self) -> set[tuple[int, int]]:
        """Who may see whom, as the product says: every person with every company, in one question."""
        with company(self.firm()), connection.cursor() as cursor:  # the answer does not depend on who asks
            cursor.execute("SET LOCAL enable_seqscan = off")  # the tables count as empty here, and would be read whole
            cursor.execute(ASKED, [list(self.world.people), list(self.world.companies)])
            return set(cursor.fetchall())

    def right(self) -> set[tuple[int, int]]:
        """The same, as the second opinion has it."""
        return {(one, firm) for one in self.world.people for firm in self.world.visible(one)}

    def firm(self) -> int:
        return self.rnd.choice(list(self.world.companies))

    def somebody(self) -> int:
        return self.rnd.choice(list(self.world.people))

    def group(self) -> int:
        return self.rnd.choice(list(self.world.above))

    def happens(self) -> None:
        """Something changes, as it may any day."""
        self.rnd.choice(EVENTS)(self)


# --- how a town begins ----------------------------------------------------------------------------------------------


def found(rnd: Random, *, firms: int, people: int) -> Town:
    """Companies in groups of groups, and people all of whom let every one of them ask."""
    town = Town(rnd, World(above=_groups(rnd, firms // 3)), CircleFactory())
    _companies(town, firms)
    for n in range(people):
        who = prove(f"p{n}@mail{town.circle.pk}.example")
        town.world.people[who] = _said(town)
        with person(who):
            _write(town, who)
    _apply_all(town)
    return town


def _groups(rnd: Random, many: int) -> dict[int, int | None]:
    above: dict[int, int | None] = {}
    deep: dict[int, int] = {}
    for n in range(many):
        roomy = [one for one in above if deep[one] < DEEPEST]
        parent = rnd.choice(roomy) if roomy and rnd.random() < 0.6 else None
        made = CompanyGroup.objects.create(name=f"group {n}", parent_id=parent)
        above[made.pk], deep[made.pk] = parent, 1 + (deep[parent] if parent else 0)
    return above


def _companies(town: Town, many: int) -> None:
    groups = list(town.world.above)
    rows = CompanyFactory.build_batch(many, proven=None, conduct=None)
    for row in rows:
        row.group_id = town.rnd.choice(groups) if town.rnd.random() < 0.6 else None
    for row in Company.objects.bulk_create(rows):
        town.world.companies[row.pk] = House(row.corporate_number, row.group_id)
    CircleMember.objects.bulk_create(CircleMember(circle=town.circle, company=row) for row in rows)
    for firm in town.world.companies:
        for _ in range(town.rnd.choice((0, 1, 1, 1, 2))):
            _take_domain(town, firm)
    for _ in range(many // 6):
        _act_for(town)


def name_in(town: Town) -> str:
    """A domain, one below it, one far below it, or one that only ends with the same letters."""
    base = f"d{town.rnd.randrange(len(town.world.companies))}.town{town.circle.pk}.example"
    return town.rnd.choice(("", "", "", "hr.", "x.hr.", "a", "www.")) + base


def _take_domain(town: Town, firm: int) -> None:
    name = name_in(town)
    if any(name in house.domains for house in town.world.companies.values()):
        return
    proven = town.rnd.random() < 0.8
    CompanyDomain.objects.create(company_id=firm, domain=name, verified_at=timezone.now() if proven else None)
    town.world.companies[firm].domains[name] = proven


def _said(town: Town) -> Someone:
    rnd = town.rnd
    works = [_workplace(town) for _ in range(rnd.choice((0, 0, 1, 2)))]
    hosts = [name_in(town)] if rnd.random() < 0.2 else []
    return Someone(
        blocked={town.firm(): rnd.random() < 0.7 for _ in range(rnd.choice((0, 0, 1, 2)))},
        works_at=list(dict.fromkeys(works)),
        hosts=hosts,
        applied={town.firm() for _ in range(rnd.choice((0, 0, 1, 2)))},
    )


def _workplace(town: Town) -> tuple[str, int | str]:
    firm = town.firm()
    return town.rnd.choice((
        ("member", firm), ("number", town.world.companies[firm].number), ("domain", name_in(town)),
    ))  # fmt: skip


def _write(town: Town, who: int) -> None:
    said = town.world.people[who]
    VerifiedAddress.objects.bulk_create(
        VerifiedAddress(person_id=who, address=f"p{who}@{host}", is_primary=False) for host in said.hosts
    )
    Block.objects.bulk_create(
        Block(person_id=who, company_blocked_id=firm, with_group=whole) for firm, whole in said.blocked.items()
    )
    Employer.objects.bulk_create(Employer(person_id=who, **_column(what)) for what in said.works_at)
    ledger.append(who, purpose=Purpose.TEASER, act=Act.GIVEN, circle=town.circle)


def _column(what: tuple[str, int | str]) -> dict[str, int | str]:
    name = {"member": "member_id", "number": "corporate_number", "domain": "domain"}
    return {name[what[0]]: what[1]}


def _apply_all(town: Town) -> None:
    """Some records are joined to the person, some only have an address the person proved."""
    for firm in town.world.companies:
        rows = [_record(town, who, firm) for who, said in town.world.people.items() if firm in said.applied]
        if rows:
            with company(firm):
                Candidate.objects.bulk_create(rows)


def _record(town: Town, who: int, firm: int) -> Candidate:
    hosts = town.world.people[who].hosts
    linked = not hosts or town.rnd.random() < 0.5
    address = f"p{who}@{'post.example' if linked else town.rnd.choice(hosts)}"
    row = CandidateFactory.build(email=address, person_id=who if linked else None)
    row.company_id = firm
    return row


# --- what may happen to it ------------------------------------------------------------------------------------------


def _act_for(town: Town) -> None:
    agency, client = town.firm(), town.firm()
    if agency != client:
        with operator():
            graph.act_for(Company(pk=agency), Company(pk=client), by=SYSTEM)
        town.world.acts_for.add((agency, client))


def _stop_acting(town: Town) -> None:
    if town.world.acts_for:
        agency, client = town.rnd.choice(sorted(town.world.acts_for))
        with operator():
            graph.stop_acting_for(Client.objects.get(agency=agency, client=client), by=SYSTEM)
        town.world.acts_for.remove((agency, client))


def _change_house(town: Town) -> None:
    firm = town.firm()
    group = town.group() if town.rnd.random() < 0.8 else None
    with operator():
        graph.join_group(Company(pk=firm), CompanyGroup(pk=group) if group else None, by=SYSTEM)
    town.world.companies[firm].group = group


def _merge_houses(town: Town) -> None:
    """One house goes below another, or stands alone again. A circle is refused and changes nothing."""
    group, under = town.group(), town.group() if town.rnd.random() < 0.8 else None
    way, here = [], under
    while here is not None:
        way.append(here)
        here = town.world.above[here]
    try:
        with operator():
            graph.place_group(CompanyGroup(pk=group), under=CompanyGroup(pk=under) if under else None, by=SYSTEM)
    except Refused:
        assert group in way
    else:
        assert group not in way
        town.world.above[group] = under


def _new_domain(town: Town) -> None:
    _take_domain(town, town.firm())


def _lose_domain(town: Town) -> None:
    house = town.world.companies[town.firm()]
    if house.domains:
        name = town.rnd.choice(sorted(house.domains))
        with operator():
            graph.drop_domain(CompanyDomain.objects.get(domain=name), by=SYSTEM)
        del house.domains[name]


def _turn_proof(town: Town) -> None:
    house = town.world.companies[town.firm()]
    if house.domains:
        name = town.rnd.choice(sorted(house.domains))
        house.domains[name] = not house.domains[name]
        CompanyDomain.objects.filter(domain=name).update(verified_at=timezone.now() if house.domains[name] else None)


def _renumber(town: Town) -> None:
    """A company gives its number up: whoever named the number meant whoever has it now."""
    house = town.world.companies[firm := town.firm()]
    house.number = CompanyFactory.build().corporate_number
    Company.objects.filter(pk=firm).update(corporate_number=house.number)


def _block(town: Town) -> None:
    who, firm, whole = town.somebody(), town.firm(), town.rnd.random() < 0.7
    with person(who):
        actions.block_company(who, Company(pk=firm), with_group=whole, by=SYSTEM)
    town.world.people[who].blocked[firm] = whole


def _unblock(town: Town) -> None:
    who = town.somebody()
    if blocked := town.world.people[who].blocked:
        firm = town.rnd.choice(list(blocked))
        with person(who):
            actions.unblock_company(who, Company(pk=firm), by=SYSTEM)
        del blocked[firm]


def _change_job(town: Town) -> None:
    """One place of work is dropped, if there is any, and one is named."""
    who, new = town.somebody(), _workplace(town)
    said = town.world.people[who]
    with person(who):
        if said.works_at:
            shields.drop_employer(Employer.objects.get(**_column(said.works_at.pop())), by=SYSTEM)
        Employer.objects.get_or_create(person_id=who, **_column(new))
    said.works_at = list(dict.fromkeys([*said.works_at, new]))


def _prove_address(town: Town) -> None:
    who, host = town.somebody(), name_in(town)
    if host not in town.world.people[who].hosts:
        with person(who):
            VerifiedAddress.objects.create(person_id=who, address=f"p{who}@{host}", is_primary=False)
        town.world.people[who].hosts.append(host)


def _apply(town: Town) -> None:
    who, firm = town.somebody(), town.firm()
    with company(firm):
        if firm not in town.world.people[who].applied:
            _record(town, who, firm).save()
    town.world.people[who].applied.add(firm)


EVENTS: list[Callable[[Town], None]] = [
    _act_for, _stop_acting, _change_house, _merge_houses, _new_domain, _lose_domain, _turn_proof, _renumber, _block,
    _unblock, _change_job, _prove_address, _apply,
]  # fmt: skip
