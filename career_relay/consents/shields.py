"""Where a person works now, and whom all of their shields keep out. Needs the person to be active.

The rule itself is `sql/shuts_out.sql`. What is here is the same answer worked out a second time in Python, from the
person's own rows: for the page that tells them, and for what runs already and has to end.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from career_relay.accounts.models import VerifiedAddress
from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.text.normalise import digits_of, nfkc
from career_relay.companies.graph import agents_of, domain_of, family_of, line_of, owner_of
from career_relay.companies.models import Company, CompanyDomain
from career_relay.companies.verification import CORPORATE_NUMBER_LENGTH, has_valid_check_digit
from career_relay.consents.events import Event
from career_relay.consents.models import Block, Employer
from career_relay.consents.signals import block_changed

MOST_EMPLOYERS = 10
NO_NUMBER = _(
    "This is no corporate number (法人番号): its thirteen digits do not fit together. Please look it up again."
)
TOO_MANY = _("You named ten employers already. Take one off the list first.")


@dataclass(frozen=True, slots=True)
class Workplace:
    """What the person wrote, understood: a corporate number or a mail domain."""

    corporate_number: str = ""
    domain: str = ""


def workplace_of(said: str) -> Workplace:
    """Read a corporate number, a mail domain or an address. Raises Refused with what is wrong with it."""
    digits = digits_of(nfkc(said))
    if digits and not any(mark.isalpha() for mark in said):
        if len(digits) != CORPORATE_NUMBER_LENGTH or not has_valid_check_digit(digits):
            raise Refused(NO_NUMBER, code="CORPORATE_NUMBER")
        return Workplace(corporate_number=digits)
    return Workplace(domain=domain_of(nfkc(said)))


@transaction.atomic
def declare_employer(
    person_id: int, *, by: Actor, member: Company | None = None, at: Workplace = Workplace()
) -> Employer:
    """Say where one works now: that company, its house and whoever acts for it see nothing from this moment on.

    A number or a domain of a company that joins later holds as well. Nobody is told. Raises Refused.
    """
    said = {"member": member, "corporate_number": at.corporate_number, "domain": at.domain}
    if found := Employer.objects.filter(person_id=person_id, **said).first():
        return found
    if Employer.objects.filter(person_id=person_id).count() >= MOST_EMPLOYERS:
        raise Refused(TOO_MANY)
    employer = Employer.objects.create(person_id=person_id, **said)
    record(Event.EMPLOYER_NAMED, employer, by=by)
    block_changed.send(sender=Employer, person_id=person_id)
    return employer


@transaction.atomic
def drop_employer(employer: Employer, *, by: Actor) -> None:
    """Take one place of work off the list."""
    record(Event.EMPLOYER_DROPPED, employer, by=by)
    person_id = employer.person_id
    employer.delete()
    block_changed.send(sender=Employer, person_id=person_id)


def employers(person_id: int) -> list[Employer]:
    return list(Employer.objects.filter(person_id=person_id).select_related("member", "member__group"))


# --- whom it keeps out --------------------------------------------------------------------------------------------


def shut_out(person_id: int) -> set[int]:
    """Every company the network hides this person from, by what is known of who belongs to whom at this moment."""
    alone = set(Block.objects.filter(person_id=person_id, with_group=False).values_list("company_blocked", flat=True))
    with_house = set(
        Block.objects.filter(person_id=person_id, with_group=True).values_list("company_blocked", flat=True)
    )
    kept_out = alone | family_of(with_house | workplaces(person_id))
    return kept_out | agents_of(kept_out)


def workplaces(person_id: int) -> set[int]:
    """The members that are a present employer: declared, or by the domain of an address the person has proven."""
    declared = employers(person_id)
    numbers = [one.corporate_number for one in declared if one.corporate_number]
    found = {one.member_id for one in declared if one.member_id}
    found |= set(Company.objects.filter(corporate_number__in=numbers).values_list("pk", flat=True))
    return found | _holders([one.domain for one in declared if one.domain], addresses=_domains_of(person_id))


def _domains_of(person_id: int) -> list[str]:
    known = VerifiedAddress.objects.filter(person_id=person_id).values_list("address", flat=True)
    return [address.rpartition("@")[2].lower() for address in known]


def _holders(declared: list[str], *, addresses: list[str]) -> set[int]:
    """Who holds one of these domains, one above it, or one below a declared one. A claim is enough."""
    above = {part for domain in [*declared, *addresses] for part in line_of(domain)}
    found = set(CompanyDomain.objects.filter(domain__in=above).values_list("company_id", flat=True))
    for domain in declared:
        found |= set(CompanyDomain.objects.filter(domain__endswith=f".{domain}").values_list("company_id", flat=True))
    return found


# --- addresses ----------------------------------------------------------------------------------------------------


def ensure_own_address(address: str) -> None:
    """Raise Refused for an address that a member of the network can read: nothing of the network goes there."""
    if (owner := owner_of(address)) is not None:
        raise Refused(
            _("This address is one of {company}, which takes part here. Please use an address of your own.").format(
                company=owner.name
            ),
            code="WORK_ADDRESS",
        )


def ensure_reachable(person_id: int) -> None:
    """Raise Refused when every address the person has proven is on a domain of a member (RELIABILITY rule 17)."""
    known = list(VerifiedAddress.objects.filter(person_id=person_id).values_list("address", flat=True))
    if known and all(owner_of(one) for one in known):
        ensure_own_address(known[0])
