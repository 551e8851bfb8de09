"""The nightly look at the ledger: is every chain whole, and does what holds say what the ledger says?"""

from collections.abc import Iterable

from career_relay.accounts.models import Person
from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.base.tenancy import person
from career_relay.consents import ledger
from career_relay.consents.events import Event

AT_ONCE = 200  # people a job; each has a transaction of their own


def people_after(person_id: int) -> list[int]:
    """Give the next people to look at."""
    return list(Person.objects.filter(pk__gt=person_id).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def watch(people: Iterable[int]) -> int:
    """Look at each. A broken chain is reported and left as it is; what drifted is reported and made anew. Gives how many."""
    return sum(_watch(one) for one in people)


def _watch(person_id: int) -> bool:
    with person(person_id):
        faults = ledger.verify(person_id)
        who = Person.objects.get(pk=person_id)
        if faults:
            record(Event.LEDGER_BROKEN, who, by=SYSTEM, lines=[fault.entry_id for fault in faults])
        if has_drifted := ledger.rebuild(person_id):
            record(Event.LEDGER_DRIFTED, who, by=SYSTEM)
        return bool(faults) or has_drifted
