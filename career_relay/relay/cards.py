"""Cards: cells of a fixed grid in which ten people or more are (PRODUCT E14). Mode 2 only, and off until the operator says so.

A viewer types conditions over three coarse columns and reads whole cells: no number, no text of anybody, no requirement
met or unmet, one order for all, renewed once a day. Nobody can be asked from here; a position can be written for them.
"""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.text.places import REGIONS
from career_relay.companies.licences import ALLOWS, Feature, ensure_allowed
from career_relay.companies.queries import current_mode
from career_relay.consents.models import Years
from career_relay.relay.events import RelayEvent
from career_relay.relay.models import CardCell, CardSwitch


def are_on() -> bool:
    newest = CardSwitch.objects.first()
    return newest is not None and newest.is_on


def may_be_shown(on: date) -> bool:
    return Feature.CARDS in ALLOWS[current_mode(on)] and are_on()


def ensure_shown(on: date) -> bool:
    """Tell whether there are cards to look at. Raises Refused(MODE_FORBIDS_SELECTION) in every other mode."""
    ensure_allowed(Feature.CARDS, current_mode(on))
    return are_on()


def refresh(day: date) -> None:
    """Make the day's cells, once, from whoever chose one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT refresh_cards(%s, %s, %s, %s, %s)",
            [day, settings.CARDS_LEAST_IN_A_CELL, settings.CARDS_SPREAD, _secret(), settings.CARDS_LEAST_PEOPLE],
        )


def _secret() -> str:
    """What the limits of the cells are made with. Not the key itself: the database's own log may keep it."""
    return salted_hmac("career_relay.relay.cards", "limits", algorithm="sha256").hexdigest()


def find_cells(*, role_family: str = "", region: str = "", years: str = "") -> Sequence[CardCell]:
    """Give the cells of the newest day by conditions, in the one order there is. Nothing typed gives nothing."""
    given = {"role_family": role_family, "region": region, "years": years}
    typed = {name: value for name, value in given.items() if value}
    newest = CardCell.objects.order_by("-day").values_list("day", flat=True).first()
    if not typed or newest is None:
        return []
    return sorted(CardCell.objects.filter(day=newest, **typed), key=_place)


def _place(cell: CardCell) -> tuple[str, int, int]:
    regions, bands = list(REGIONS), Years.values
    place = regions.index(cell.region) if cell.region in regions else len(regions)
    return cell.role_family, place, bands.index(cell.years)


@transaction.atomic
def switch(*, on: bool, by: Actor) -> None:
    """Let cards be shown, or not. Needs the operator; said twice, it is one change."""
    if are_on() != on:
        line = CardSwitch.objects.create(is_on=on)
        record(RelayEvent.CARDS_SWITCHED, line, by=by, on=on)
