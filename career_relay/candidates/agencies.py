"""Agency firms and what was agreed with each: how long they protect, and where their notices go (PRODUCT A11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.text.normalise import fold
from career_relay.candidates.clocks import months_later
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import AgencyContract, Application
from career_relay.candidates.sources import latest_protection
from career_relay.candidates.states import PROTECTING, ProtectedBy

_FORM: Final = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|一般社団法人|\((?:株|有|同)\)|\b(?:inc|ltd|llc|co)\b\.?"
)
_NOISE: Final = re.compile(r"[\s・･,.、。]+")


@lru_cache(maxsize=4_096)
def firm_key(firm: str) -> str:
    """A firm's name without its legal form, width and spaces: 「㈱ブリッジ 人材」 and 「ブリッジ人材株式会社」 are one."""
    return _NOISE.sub("", _FORM.sub("", fold(firm)))[:100]


@dataclass(frozen=True, slots=True)
class Terms:
    """Every contract of one company, the newest first, read once for a whole batch."""

    contracts: tuple[AgencyContract, ...] = ()

    @classmethod
    def now(cls) -> Terms:
        return cls(tuple(AgencyContract.objects.order_by("-starts_on", "-id")))

    def with_(self, contract: AgencyContract) -> Terms:
        """The same terms with this contract in place of its kept form."""
        contract.firm_key = firm_key(contract.firm)
        return Terms((contract, *(one for one in self.contracts if one.pk != contract.pk)))

    def contract(self, firm: str, on: date) -> AgencyContract | None:
        """The contract with this firm in force on that day. A firm may be written with more words behind its name."""
        key = firm_key(firm)
        named = (one for one in self.contracts if key == one.firm_key or key.startswith(one.firm_key))
        in_force = [one for one in named if one.starts_on <= on and (one.ends_on is None or one.ends_on >= on)]
        return max(in_force, key=lambda one: (len(one.firm_key), one.starts_on), default=None)

    def months(self, firm: str, on: date) -> int | None:
        found = self.contract(firm, on)
        return found.months if found else None


def address_of(firm: str, on: date) -> str:
    """Where the notices to a firm go, by its contract or its last one; empty when nobody wrote it down."""
    terms = Terms.now()
    if (found := terms.contract(firm, on)) and found.email:
        return found.email
    key = firm_key(firm)
    return next((one.email for one in terms.contracts if one.firm_key == key and one.email), "")


# --- changing a contract ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm as the records know it."""

    name: str
    people: int
    contract: AgencyContract | None


def firms(on: date) -> list[Firm]:
    """Every firm that introduced somebody, with the contract in force; those without one first."""
    rows = Application.objects.filter(source__in=PROTECTING).exclude(source_detail="")
    terms = Terms.now()
    found: dict[str, Firm] = {}
    counted = rows.values_list("source_detail").annotate(people=Count("candidate", distinct=True)).order_by("-people")
    for name, people in counted:
        key = firm_key(name)
        before = found.get(key)
        found[key] = Firm(before.name if before else name, people + (before.people if before else 0), None)
    named = [replace(one, contract=terms.contract(one.name, on)) for one in found.values()]
    return sorted(named, key=lambda one: (one.contract is not None, -one.people, one.name))


@dataclass(frozen=True, slots=True)
class Move:
    """What a contract changes for one application."""

    application: Application
    until: date


def save_contract(contract: AgencyContract, *, by: Actor) -> list[Move]:
    """Keep a contract and move the protections that rest on it; those a person or a file set stay as they are.

    raises Refused for a nameless firm, a term that ends before it starts, a second contract of the same firm at once.
    """
    ensure_contract(contract)
    moves = list(moves_of(contract))
    try:
        with transaction.atomic():
            contract.save()
            _apply(moves)
            record(CandidateEvent.CONTRACT_SAVED, contract, by=by, months=contract.months, moved=len(moves))
    except IntegrityError:
        raise Refused(_("There is a contract of this firm from that day already. Change that one.")) from None
    return moves


def ensure_contract(contract: AgencyContract) -> None:
    if not firm_key(contract.firm):
        raise Refused(_("Write the name of the agency firm."))
    if contract.ends_on and contract.ends_on < contract.starts_on:
        raise Refused(_("The contract ends before it starts. Check the two days."))
    others = AgencyContract.objects.filter(firm_key=firm_key(contract.firm)).exclude(pk=contract.pk)
    open_end = Q(ends_on__isnull=True) | Q(ends_on__gte=contract.starts_on)
    begun = Q(starts_on__lte=contract.ends_on) if contract.ends_on else Q()
    if other := others.filter(open_end & begun).first():
        raise Refused(
            _("The contract from %(day)s with this firm is in force at the same time. End that one first.")
            % {"day": other.starts_on.isoformat()}
        )


def moves_of(contract: AgencyContract) -> Iterator[Move]:
    """The applications whose protection this contract, kept or only thought of, would end on another day."""
    terms = Terms.now().with_(contract)
    for application in _resting_on_terms():
        introduced = application.introduced_on or application.applied_on
        if terms.contract(application.source_detail, introduced) is not contract:
            continue
        until = months_later(introduced, contract.months)
        if until != application.protected_until:
            yield Move(application, until)


def _resting_on_terms() -> Iterator[Application]:
    rows = Application.objects.filter(source__in=PROTECTING).exclude(
        protection_from__in=[ProtectedBy.HAND, ProtectedBy.FILE]
    )
    return rows.select_related("candidate").order_by("id").iterator(chunk_size=1_000)


def _apply(moves: list[Move]) -> None:
    for move in moves:
        move.application.protected_until = move.until
        move.application.protection_from = ProtectedBy.CONTRACT
    Application.objects.bulk_update(
        [move.application for move in moves], ["protected_until", "protection_from"], batch_size=1_000
    )
    for candidate in dict.fromkeys(move.application.candidate for move in moves):
        candidate.protected_until, candidate.protected_by = latest_protection(candidate.applications.all())
        candidate.save(update_fields=["protected_until", "protected_by", "updated_at"])
