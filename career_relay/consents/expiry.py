"""A choice that had an end: the word before it, and the end. Behind tasks, safe to run twice."""

from career_relay.base.actors import Actor
from career_relay.consents.actions import expire
from career_relay.consents.models import ConsentEntry, ConsentNow
from career_relay.consents.signals import consent_ending


def end(entry_id: int, *, by: Actor) -> None:
    """Expire the choice if it is still the one that holds. Needs the person to be active."""
    entry = ConsentEntry.objects.filter(pk=entry_id).first()
    if entry is not None:
        expire(entry, by=by)


def tell(entry_id: int) -> None:
    """Let the person know, if the choice is still the one that holds. Withdrawn or renewed since: nothing."""
    held = ConsentNow.objects.select_related("entry").filter(entry_id=entry_id).first()
    if held is not None:
        consent_ending.send(sender=ConsentEntry, entry=held.entry)
