"""Putting people into the order a recruiter works by: tags over a selection, and when to talk again."""

from collections.abc import Iterable

from career_relay.base.actors import Actor
from career_relay.candidates.actions import set_tags
from career_relay.candidates.models import Candidate


def tag_all(candidates: Iterable[Candidate], tag: str, *, by: Actor) -> int:
    """Add one tag to many records. Gives how many did not have it."""
    fresh = [one for one in candidates if tag not in one.tags]
    for candidate in fresh:
        set_tags(candidate, [*candidate.tags, tag], by=by)
    return len(fresh)
