"""Handing one person over: checked again, sealed, recorded, granted, told. One transaction, committed.

Baseline: one row inserted and committed, which is what the disk costs here.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.test import override_settings

from bench.load import fill
from bench.load.clock import in_turns
from bench.load.owner import owner
from bench.load.sizes import ROUNDS, Sizes
from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.consents.gates import may_show
from career_relay.consents.models import Passport
from career_relay.consents.states import Purpose
from career_relay.matching.pool import openings_of
from career_relay.positions.models import Position
from career_relay.relay import actions
from career_relay.relay.disclosure import disclose
from career_relay.relay.models import Introduction
from career_relay.relay.previews import preview
from career_relay.relay.states import Stage

ITEMS = ["contact", "history", "skills", "wishes"]
Due = tuple[int, int]


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Measure as many disclosures as calls; each happens once and stays."""
    with override_settings(COOLING_OFF_SECONDS=0, QUIET_HOURS=False):
        needed = (sizes.a_round.calls + sizes.a_round.warm_up) * ROUNDS
        due = list(islice(_accepted(), needed))
        waiting = iter(due)
        with owner(autocommit=True) as to:
            to.execute("CREATE TABLE IF NOT EXISTS bench_row (n integer)")
            row = in_turns(
                "disclose",
                lambda _any: _hand_over(next(waiting)),
                lambda n: to.execute("INSERT INTO bench_row VALUES (%s)", [n]),
                [(n, n) for n in range(needed)],
                sizes,
                "one row inserted and committed",
            )
            to.execute("DROP TABLE bench_row")
    _ensure_handed_over(due)
    return [row.told()]


def _accepted() -> Iterator[Due]:
    """People who said yes a moment ago: they sent themselves to an opening of the company they may be shown to."""
    company = fill.company()
    with acting_for(company.pk):
        positions = fill.open_positions()
    for person_id in _somebody():
        if found := _say_yes(person_id, company.pk, positions):
            yield found


def _somebody() -> Iterator[int]:
    free = (
        "SELECT id FROM accounts_person p WHERE NOT EXISTS (SELECT FROM relay_introduction i WHERE i.person_id = p.id)"
    )
    with owner() as to:
        found = to.execute(f"{free} ORDER BY id".encode()).fetchall()
    yield from (person_id for (person_id,) in found)


def _say_yes(person_id: int, company_id: int, positions: list[Position]) -> Due | None:
    position = positions[person_id % len(positions)]
    with acting_as(person_id):
        if not (may_show(person_id, company_id, Purpose.TEASER) and Passport.objects.exists()):
            return None
        card = openings_of([position.pk])[position.pk]
        seen = preview(person_id, card, ITEMS)
        by = person_actor(person_id)
        sent = actions.send_self(position.public_id, person_id=person_id, items=ITEMS, package_hash=seen.hash, by=by)
    return person_id, sent.pk


def _hand_over(due: Due) -> None:
    with acting_as(due[0]):
        disclose(due[1])


def _ensure_handed_over(due: list[Due]) -> None:
    """A quick refusal would look fast."""
    for person_id, pk in due:
        with acting_as(person_id):
            if Introduction.objects.get(pk=pk).stage != Stage.DISCLOSED:
                raise RuntimeError(f"introduction {pk} was not disclosed")
