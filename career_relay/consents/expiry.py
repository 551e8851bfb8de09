"""The end of a choice that had an end: behind `tasks.end_consent`, safe to run twice."""

from career_relay.base.actors import Actor
from career_relay.consents.actions import expire
from career_relay.consents.models import ConsentEntry


def end(entry_id: int, *, by: Actor) -> None:
    """Expire the choice if it is still the one that holds. Needs the person to be active."""
    entry = ConsentEntry.objects.filter(pk=entry_id).first()
    if entry is not None:
        expire(entry, by=by)
