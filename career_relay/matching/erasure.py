"""How long what the engine reads and what was shown live."""

from django.utils.translation import gettext_lazy as _

from career_relay.base.erasure import Kept, NoPersonalData, Own, Scope, Through, registry
from career_relay.matching.models import (
    Declaration,
    Dismissal,
    Exposure,
    FairnessReport,
    MatchFilter,
    MatchingProfile,
    MatchVector,
    Pick,
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
registry.declare(
    Pick, clock=Own("shown_at", "log"), why="who was compared without being asked: it would tell of positions nobody told of",
    with_person="person_id", acts_for=Scope.PERSON,
)  # fmt: skip
registry.declare(
    Declaration, clock=Kept(_("It is the person's own place."), _("until the person deletes it or leaves")),
    person_may_read=True, with_person="person",
)  # fmt: skip
registry.declare(FairnessReport, clock=NoPersonalData())
