"""What a card would say of a profile: kind of work, part of the country, band of years, and nothing else.

A fixed coarse grid (LEGAL C-08, RELIABILITY rule 4): shown only in a network with cards, only of people who chose
it, only where at least ten share the same three words. Here the person sees their own.
"""

from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from career_relay.base.text.places import region_of
from career_relay.consents.models import Passport
from career_relay.matching.engine.durations import period, whole_years
from career_relay.matching.engine.folding import folded
from career_relay.matching.engine.roles import role_label, role_of

BANDS = (0, 3, 5, 10, 15)  # years; the last is open
LEAST = 10  # people who share a cell before it is shown (LEGAL C-08)


@dataclass(frozen=True, slots=True)
class Cell:
    """Three words. Empty: the profile does not say."""

    role: str = ""
    region: str = ""
    years: str = ""


def cell_of(passport: Passport) -> Cell:
    """The cell this profile would count into."""
    role = role_of(passport.headline or "")
    regions = {region_of(name) for name in passport.prefectures} - {""}
    return Cell(
        role=role_label(role, get_language() or "ja") if role else "",
        region=regions.pop() if len(regions) == 1 else _("several parts of the country") if regions else "",
        years=band_of(passport),
    )


def band_of(passport: Passport) -> str:
    """The band of years that the periods in the history add up to."""
    lines = (period(folded(line)) for line in (passport.history or "").splitlines())
    years = whole_years(filter(None, lines), passport.as_of or timezone.localdate())
    if years <= 0:
        return ""
    for low, high in pairwise(BANDS):
        if low <= years < high:
            return _("{low} to {high} years").format(low=low, high=high) if low else _("under {n} years").format(n=high)
    return _("{n} years or more").format(n=BANDS[-1])
