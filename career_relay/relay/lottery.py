"""Whom a question reaches among those who fit: everybody by a lot of their own, so that nobody's lot says who else is there.

The best N would be watched through people a company plants: whoever stands just below somebody hears nothing when that
somebody is in the network, and is asked when not. A lot that depends on the others does the same. So the chance is one
for all, from the limit and from a size that is fixed for a month and coarse (`sql/ask_room.sql`), and each lot is drawn
alone. The limit itself is a last stop that hardly ever binds (docs/adr/0046).
"""

import secrets
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import TypeVar

from django.conf import settings
from django.db import connection

from career_relay.base.text.places import REGIONS, region_of
from career_relay.matching.engine.places import prefecture_of
from career_relay.positions.models import Position, Remote

T = TypeVar("T")
DICE: Random = secrets.SystemRandom()


def places_for(position: Position, on: date) -> int:
    """Give among how many places the question is drawn. Writes the month's size when it is the first of its month."""
    region = "" if position.remote == Remote.FULL else region_of(position.prefecture)
    codes = [code for name in REGIONS.get(region, ()) if (code := prefecture_of(name))]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ask_room(%s, %s, %s, %s::text[], %s)",
            [on.replace(day=1), position.role_family, region, codes, settings.ASK_LEAST_PLACES],
        )
        (places,) = cursor.fetchone()
    return int(places)


def draw(fitting: Sequence[T], upto: int, places: int, *, dice: Random = DICE) -> list[T]:
    """Draw each alone; never more than the limit, and in no order."""
    chance = upto / places
    drawn = [one for one in fitting if dice.random() < chance]
    return dice.sample(drawn, min(len(drawn), upto))
