"""Looking at the ledger: is every chain whole, does what holds say what the ledger says, and do the anchors agree?"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db import connection

from career_relay.accounts.models import Person
from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.base.tenancy import person
from career_relay.consents import anchors, ledger
from career_relay.consents.events import Event
from career_relay.consents.models import ConsentEntry, ConsentNow

AT_ONCE = 200  # people a job; each has a transaction of their own


def people_after(person_id: int) -> list[int]:
    """Give the next people who have lines."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM ledger_people(%s, %s)", [person_id, AT_ONCE])
        return [found for (found,) in cursor.fetchall()]


def watch(people: Iterable[int]) -> int:
    """Look at each. A broken chain is reported and left as it is; what drifted is reported and made anew. Gives how many."""
    return sum(_watch(one) for one in people)


def _watch(person_id: int) -> bool:
    with person(person_id):
        faults = ledger.verify(person_id)
        who = Person(pk=person_id)
        if faults:
            record(Event.LEDGER_BROKEN, who, by=SYSTEM, lines=[fault.entry_id for fault in faults])
        if has_drifted := ledger.rebuild(person_id):
            record(Event.LEDGER_DRIFTED, who, by=SYSTEM)
        return bool(faults) or has_drifted


@dataclass(frozen=True, slots=True)
class Report:
    """What a look at everything found."""

    lines: int
    chains: int
    faults: list[ledger.Fault]
    anchors: list[anchors.Mismatch]
    drifted: list[int]  # people for whom something else holds than the ledger says

    @property
    def is_whole(self) -> bool:
        return not (self.faults or self.anchors or self.drifted)


def look_at_everything() -> Report:
    """Walk every chain, those of forgotten people too, and compare it with the anchors. Needs the owner role; mends nothing."""
    rows = ConsentEntry._base_manager.all()
    return Report(
        lines=rows.count(),
        chains=rows.order_by().values("subject").distinct().count(),
        faults=ledger.verify(),
        anchors=anchors.compare(),
        drifted=_drifted(),
    )


def _drifted() -> list[int]:
    said = {
        person_id: {entry.pk for entry in ledger.fold(lines).values()}
        for person_id, lines in groupby(
            ConsentEntry._base_manager.filter(person__isnull=False).order_by("person_id", "id").iterator(), _whose
        )
    }
    held: dict[int, set[int]] = {}
    for person_id, entry_id in ConsentNow._base_manager.values_list("person_id", "entry_id"):
        held.setdefault(person_id, set()).add(entry_id)
    return sorted(one for one in said.keys() | held.keys() if said.get(one, set()) != held.get(one, set()))


_whose = attrgetter("person_id")
