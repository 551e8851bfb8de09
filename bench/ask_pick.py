"""Whom a question may reach: one choice of twenty people out of the network, with every shield, compared and explained.

Baseline: the nearest twenty by vector alone, whoever they are and whatever they consented to.
"""

from typing import Any

from django.utils import timezone

from bench.load import fill
from bench.load.clock import in_turns
from bench.load.network import vectors
from bench.load.owner import owner
from bench.load.sizes import Sizes
from career_relay.base.tenancy import company as acting_for
from career_relay.matching.pool import pick_for_ask
from career_relay.positions.models import Position

PEOPLE = 20
NEAREST = "SELECT person_id FROM matching_matchvector ORDER BY meaning <=> %s::halfvec LIMIT 20"


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Measure the choice for each open position of the company."""
    company = fill.company()
    with acting_for(company.pk):
        positions = fill.open_positions()

    def pick(position: Position) -> None:
        with acting_for(company.pk):
            pick_for_ask(position, PEOPLE, at=timezone.now())

    subjects = list(zip(positions, vectors(len(positions)), strict=True))
    baseline = "nearest by vector, without consent, blocks, shields, reasons"
    with owner(autocommit=True) as mine:
        return [
            in_turns(
                "ask_pick", pick, lambda vector: mine.execute(NEAREST, [vector]).fetchall(), subjects, sizes, baseline
            ).told()
        ]
