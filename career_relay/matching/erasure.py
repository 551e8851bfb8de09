"""How long what the engine reads and what was shown live."""

from django.utils.translation import gettext_lazy as _

from career_relay.base.erasure import Kept, Own, Through, registry
from career_relay.matching.models import (
    Dismissal,
    Exposure,
    MatchFilter,
    MatchingProfile,
    MatchVector,
    Rematch,
    Suggestion,
)

for shadow in (MatchingProfile, MatchFilter, MatchVector):
    registry.declare(
        shadow,
        clock=Kept(_("A shadow of the profile, made anew with each change of it."), _("with the profile")),
        why="the passport in another shape",
        with_person="person_id",
    )
registry.declare(Exposure, clock=Own("shown_at", "log"), why="what a list showed, and why (LEGAL §3.16)")
registry.declare(Dismissal, clock=Through("candidate"), why="set aside on a list of the company's own")
registry.declare(
    Suggestion,
    clock=Kept(_("Openings that fit the profile, found anew with each change of it."), _("with the profile")),
    why="an order of the person's own list; gone with the consent",
    with_person="person_id",
)
registry.declare(Rematch, clock=Own("started_at", "log"), why="what the operator let run, and how far it came")
