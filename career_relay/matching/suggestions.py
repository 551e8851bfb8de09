"""A person's own side of matching: the openings that ask for what they have, best first, and why (PRODUCT E3, F3).

Only with a passport, the consent to be asked, and a mode that has an order by fit. Found by two ways: from the opening,
when it was compared with people (`rematch`), and from the passport, when it changed. What is kept is an order; whether an
opening may still reach the person, and why it fits, is asked when the page is read.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from django.db.models import Max
from django.utils import timezone

from career_relay.companies.licences import ALLOWS, Feature
from career_relay.companies.queries import current_mode
from career_relay.matching.engine import Profile, fits, load_weights
from career_relay.matching.engine.skills import skill_label
from career_relay.matching.models import FoundFrom, MatchingProfile, Suggestion
from career_relay.matching.openings import OpeningCard
from career_relay.matching.pool import openings_in_reach, openings_of
from career_relay.matching.readings import from_document, opening_of
from career_relay.matching.reasons import Fit, reasons_of
from career_relay.matching.rematch import strength

MOST: Final = 60  # openings that stand first, three pages
COMPARED: Final = 200  # openings that are looked at for one passport
MOST_WORDS: Final = 60


def profile_of(person_id: int, *, at: datetime) -> Profile | None:
    """Give the active person as the engine reads them; None without a projection, or where nothing is ordered by fit."""
    if Feature.RANKING not in ALLOWS[current_mode(timezone.localdate(at))]:
        return None
    found = MatchingProfile.objects.filter(person_id=person_id, net_until__gt=at).first()
    return from_document(str(person_id), found.document) if found else None


def openings_that_fit(person_id: int, profile: Profile, *, at: datetime) -> list[int]:
    """Give the openings that stand first on the active person's list. Found on the spot when nothing is kept yet."""
    kept = Suggestion.objects.filter(person_id=person_id).values("position_id").annotate(best=Max("fit"))
    order = [row["position_id"] for row in kept.order_by("-best", "position_id")]
    if not order:
        return [position_id for position_id, _fit in _found(profile, at)][:MOST]
    in_reach = set(openings_in_reach(at=at, ids=order, limit=len(order)))
    return [position_id for position_id in order if position_id in in_reach][:MOST]


def suggest_openings(person_id: int) -> None:
    """Find openings for the active person anew, from the passport's side. Safe to run twice, and after the consent ended."""
    at = timezone.now()
    profile = profile_of(person_id, at=at)
    Suggestion.objects.filter(person_id=person_id, found_from=FoundFrom.PASSPORT).delete()
    if profile is None:
        return
    said = {"found_from": FoundFrom.PASSPORT, "weights": load_weights().version, "found_at": at}
    Suggestion.objects.bulk_create(
        [
            Suggestion(person_id=person_id, position_id=position_id, fit=fit, **said)
            for position_id, fit in _found(profile, at)[:MOST]
        ],
        ignore_conflicts=True,  # another worker was quicker with the same
    )


def _found(profile: Profile, at: datetime) -> list[tuple[int, int]]:
    """Openings with something in them that a quote of the person speaks for, most of it first."""
    cards = openings_of(openings_in_reach(_words(profile), at=at, limit=COMPARED), at=at)
    told = [(position_id, fit) for position_id, fit in fits_of(profile, cards.values()).items() if fit.shown]
    return sorted(((position_id, strength(fit)) for position_id, fit in told), key=lambda one: (-one[1], one[0]))


def _words(profile: Profile) -> list[str]:
    """What the person can do, as postings write it: in their own words, and each skill's name in both languages."""
    ids = sorted(profile.skill_ids)
    named = (skill_label(skill, language) for skill in ids for language in ("ja", "en"))
    return list(dict.fromkeys(word.lower() for word in (*profile.skills, *named) if len(word) > 1))[:MOST_WORDS]


def fits_of(profile: Profile, cards: Iterable[OpeningCard]) -> Mapping[int, Fit]:
    """Say for each opening what of it the person's own words speak for. Where a wish of theirs is in the way: nothing."""
    read = ((card.id, opening_of(card)) for card in cards)
    return {number: Fit(reasons_of(profile, opening)) for number, opening in read if fits(profile, opening).fits}
