"""Who belongs to whom: groups below groups, mail domains, agencies and their clients (RELIABILITY rule 17).

Nothing of it is copied anywhere: whoever asks walks the graph as it is at that moment.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.companies.events import CompanyEvent
from career_relay.companies.models import Client, Company, CompanyDomain, CompanyGroup

_DOMAIN: Final = re.compile(
    r"(?=.{4,120}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})"
)
# Below these stand the domains of many owners, so that none of them is one company's.
_OF_MANY: Final = (
    "ac.jp ad.jp co.jp ed.jp go.jp gr.jp lg.jp ne.jp or.jp co.uk org.uk com.au co.kr com.cn com.tw"
    " gmail.com googlemail.com yahoo.co.jp yahoo.com ymail.ne.jp outlook.com outlook.jp hotmail.com hotmail.co.jp"
    " live.jp icloud.com me.com docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp nifty.com biglobe.ne.jp"
    " ocn.ne.jp so-net.ne.jp excite.co.jp"
)
SHARED: Final = frozenset(_OF_MANY.split())


def domain_of(said: str) -> str:
    """'Sato@HR.Minato.co.jp' or 'hr.minato.co.jp' → the domain. Raises Refused for what is none, or is everybody's."""
    domain = said.strip().lower().rpartition("@")[2].strip(".").strip()
    if not _DOMAIN.fullmatch(domain):
        raise Refused(_("This is no mail domain. Write what stands after the @ of an address, such as minato.co.jp."))
    if domain in SHARED:
        raise Refused(
            _("Many people have an address under {domain}: it belongs to no single company.").format(domain=domain)
        )
    return domain


def line_of(domain: str) -> list[str]:
    """The domain and everything above it, nearest first."""
    parts = domain.lower().split(".")
    return [".".join(parts[at:]) for at in range(len(parts))]


# --- domains ------------------------------------------------------------------------------------------------------


@transaction.atomic
def claim_domain(company: Company, said: str, *, by: Actor) -> CompanyDomain:
    """Write down a domain of the company. It shows nobody before it is proven. Raises Refused."""
    domain = domain_of(said)
    if (other := _owner_of_line(domain, but=company)) is not None:
        raise Refused(
            _("{domain} is a domain of {company} already. Put both companies into one group first.").format(
                domain=domain, company=other.name
            )
        )
    found, made = CompanyDomain.objects.get_or_create(domain=domain, defaults={"company": company})
    if found.company_id != company.pk:
        raise Refused(_("{domain} is a domain of {company} already.").format(domain=domain, company=found.company.name))
    if made:
        record(CompanyEvent.DOMAIN_CLAIMED, company, by=by, domain=found.pk)
    return found


def _owner_of_line(domain: str, *, but: Company) -> Company | None:
    """Another house that has this domain, one above it or one below it."""
    near = CompanyDomain.objects.filter(domain__in=line_of(domain)) | CompanyDomain.objects.filter(
        domain__endswith=f".{domain}"
    )
    house = family_of([but.pk])
    return next((one.company for one in near.select_related("company") if one.company_id not in house), None)


def staff_signs_in_at(company: Company, domain: str) -> bool:
    """Say whether somebody of the staff has signed in with an address of the domain.

    An account alone proves nothing: anybody may write any address into a form. Its password comes by mail.
    """
    return company.memberships.filter(user__email__iendswith=f"@{domain}", user__last_login__isnull=False).exists()


@transaction.atomic
def prove_domain(domain: CompanyDomain, *, by: Actor) -> CompanyDomain:
    """Take the domain as proven: somebody of the staff signs in with an address of it. Raises Refused.

    The other ways to prove one, a record in the DNS and a code by mail, are in `proofs`.
    """
    domain = CompanyDomain.objects.select_for_update().get(pk=domain.pk)
    if domain.verified_at:
        return domain
    if not staff_signs_in_at(domain.company, domain.domain):
        raise Refused(_("Nobody of the staff signs in with an address of this domain yet."))
    domain.verified_at = timezone.now()
    domain.save(update_fields=["verified_at"])
    record(CompanyEvent.DOMAIN_PROVEN, domain.company, by=by, domain=domain.pk)
    return domain


@transaction.atomic
def drop_domain(domain: CompanyDomain, *, by: Actor) -> None:
    """Forget a domain. A company without any proven one sees nobody through the network."""
    record(CompanyEvent.DOMAIN_DROPPED, domain.company, by=by, domain=domain.pk)
    domain.delete()


def owner_of(address: str) -> Company | None:
    """The company whose proven domain an address is on. Network mail never goes there."""
    line = line_of(address.rpartition("@")[2])
    found = CompanyDomain.objects.filter(domain__in=line, verified_at__isnull=False).select_related("company")
    return next((one.company for one in sorted(found, key=lambda one: line.index(one.domain))), None)


# --- groups -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Branch:
    """One group, how deep it lies (1 is on top), and the companies that are in it themselves."""

    group: CompanyGroup
    depth: int
    companies: list[Company]


def tree() -> list[Branch]:
    """Every group below the one it belongs to, each followed by its own parts, by name."""
    inside: dict[int, list[Company]] = defaultdict(list)
    for one in Company.objects.filter(group__isnull=False):
        inside[one.group_id or 0].append(one)
    below: dict[int | None, list[CompanyGroup]] = defaultdict(list)
    for group in CompanyGroup.objects.select_related("parent").order_by("name", "pk"):
        below[group.parent_id].append(group)
    found, waiting = [], [(group, 1) for group in reversed(below[None])]
    while waiting:
        group, depth = waiting.pop()
        found.append(Branch(group, depth, inside[group.pk]))
        waiting += [(part, depth + 1) for part in reversed(below[group.pk])]
    return found


@transaction.atomic
def make_group(name: str, *, under: CompanyGroup | None = None, by: Actor) -> CompanyGroup:
    """Write down a group, on top or below another one. Raises Refused for a name that is taken."""
    if CompanyGroup.objects.filter(name=name).exists():
        raise Refused(_("There is a group of this name already."))
    group = CompanyGroup.objects.create(name=name, parent=under)
    record(CompanyEvent.GROUP_MADE, group, by=by, under=under.pk if under else None)
    return group


@transaction.atomic
def place_group(group: CompanyGroup, *, under: CompanyGroup | None, by: Actor) -> CompanyGroup:
    """Put a group below another one, or on top. Raises Refused for a circle; the database refuses it as well."""
    list(CompanyGroup.objects.select_for_update().order_by("pk").values_list("pk"))  # one at a time: there are few
    group = CompanyGroup.objects.get(pk=group.pk)
    if under is not None and group.pk in _upwards(under.pk, _parents()):
        raise Refused(_("{group} would lie below itself.").format(group=group.name))
    if group.parent_id == (under.pk if under else None):
        return group
    group.parent = under
    group.save(update_fields=["parent"])
    record(CompanyEvent.GROUP_PLACED, group, by=by, under=under.pk if under else None)
    return group


@transaction.atomic
def join_group(company: Company, group: CompanyGroup | None, *, by: Actor) -> Company:
    """Say to which group a company belongs. Whoever left the house out is hidden from it with this commit."""
    company = Company.objects.select_for_update().get(pk=company.pk)
    if company.group_id != (group.pk if group else None):
        company.group = group
        company.save(update_fields=["group"])
        record(CompanyEvent.GROUP_JOINED, company, by=by, group=group.pk if group else None)
    return company


def _parents() -> dict[int, int | None]:
    return dict(CompanyGroup.objects.values_list("pk", "parent_id"))


def _upwards(group: int | None, parents: dict[int, int | None]) -> list[int]:
    """The group and those above it, up to the top. Ends also where the data lies."""
    way: list[int] = []
    while group is not None and group not in way:
        way.append(group)
        group = parents.get(group)
    return way


def family_of(companies: Iterable[int]) -> set[int]:
    """These companies, and every other one of their houses: all that stand below the same topmost group."""
    wanted, parents = set(companies), _parents()
    groups = dict(Company.objects.filter(group__isnull=False).values_list("pk", "group_id"))
    tops = {one: _upwards(group, parents)[-1] for one, group in groups.items()}
    houses = {tops[one] for one in wanted if one in tops}
    return wanted | {one for one, top in tops.items() if top in houses}


# --- agencies -----------------------------------------------------------------------------------------------------


@transaction.atomic
def act_for(agency: Company, client: Company, *, by: Actor) -> Client:
    """Write down that one company fills positions for another. Raises Refused for itself."""
    if agency.pk == client.pk:
        raise Refused(_("A company does not act for itself."))
    link, made = Client.objects.get_or_create(agency=agency, client=client)
    if made:
        record(CompanyEvent.CLIENT_ADDED, agency, by=by, client=client.pk)
    return link


@transaction.atomic
def stop_acting_for(link: Client, *, by: Actor) -> None:
    record(CompanyEvent.CLIENT_ENDED, link.agency, by=by, client=link.client_id)
    link.delete()


def agents_of(companies: Collection[int]) -> set[int]:
    """Whoever acts for one of these companies, directly or through others."""
    found: set[int] = set()
    next_ones = set(companies)
    while next_ones:
        now = set(Client.objects.filter(client__in=next_ones).values_list("agency_id", flat=True))
        next_ones = now - found
        found |= now
    return found
