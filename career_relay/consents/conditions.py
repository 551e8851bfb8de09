"""A person's own conditions for openings, and their place on the cards. Nobody else reads them; each act needs the person."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.consents.events import Event
from career_relay.consents.models import CardLine, Rhythm, SavedConditions

MOST_KEPT = 10


def kept(person_id: int) -> list[SavedConditions]:
    return list(SavedConditions.objects.filter(person_id=person_id))


@transaction.atomic
def keep_conditions(
    person_id: int,
    conditions: Mapping[str, Any],
    *,
    name: str,
    rhythm: str,
    seen: Collection[int],
    by: Actor,
) -> SavedConditions:
    """Keep conditions under a name; said again, they are renamed. What fits now counts as seen. Raises Refused."""
    if not conditions:
        raise Refused(_("Choose at least one condition first: without one, every opening would fit."))
    found = SavedConditions.objects.select_for_update().filter(person_id=person_id, conditions=dict(conditions)).first()
    if found is None and SavedConditions.objects.filter(person_id=person_id).count() >= MOST_KEPT:
        raise Refused(_("You keep ten sets of conditions already. Delete one first."))
    kept_one: SavedConditions = SavedConditions.objects.update_or_create(
        person_id=person_id,
        conditions=dict(conditions),
        defaults={"name": name, "rhythm": rhythm, "seen": sorted(seen)},
    )[0]
    record(Event.CONDITIONS_SAVED, kept_one, by=by)
    return kept_one


@transaction.atomic
def change_rhythm(saved: SavedConditions, rhythm: str, *, by: Actor) -> SavedConditions:
    """How often to write about them. Raises Refused for a rhythm there is not."""
    if rhythm not in Rhythm.values:
        raise Refused(_("Please choose one of the rhythms on the page."))
    saved = SavedConditions.objects.select_for_update().get(pk=saved.pk)
    if saved.rhythm != rhythm:
        saved.rhythm = rhythm
        saved.save(update_fields=["rhythm"])
        record(Event.CONDITIONS_CHANGED, saved, by=by)
    return saved


@transaction.atomic
def drop_conditions(saved: SavedConditions, *, by: Actor) -> None:
    record(Event.CONDITIONS_DROPPED, saved, by=by)
    saved.delete()


@transaction.atomic
def choose_card(person_id: int, *, role_family: str, region: str, years: str, by: Actor) -> CardLine:
    """Put oneself into one cell of the grid. It counts from a week later on, so that nobody sees who came just now."""
    before = CardLine.objects.filter(person_id=person_id).first()
    if before and (before.role_family, before.region, before.years) == (role_family, region, years):
        return before
    CardLine.objects.filter(person_id=person_id).delete()
    line: CardLine = CardLine.objects.create(person_id=person_id, role_family=role_family, region=region, years=years)
    record(Event.CARD_CHOSEN, line, by=by)
    return line


@transaction.atomic
def leave_cards(person_id: int, *, by: Actor) -> None:
    """Be in no cell any more; the cells of the day stay until the night, as for everybody."""
    for line in CardLine.objects.filter(person_id=person_id):
        record(Event.CARD_LEFT, line, by=by)
        line.delete()
