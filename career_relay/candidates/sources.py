"""Where people came from, and whom an agency protects (PRODUCT A11)."""

from datetime import date

from career_relay.candidates.clocks import months_later
from career_relay.candidates.models import Candidate
from career_relay.candidates.states import PROTECTING

PROTECTION_MONTHS = 12  # what published agency terms ask for, unless the file says another date


def protection_end(source: str, introduced_on: date, until: date | None) -> date | None:
    """Until when an agency protects: the date given, else twelve months after the introduction."""
    if source not in PROTECTING:
        return None
    return until or months_later(introduced_on, PROTECTION_MONTHS)


def is_protected(candidate: Candidate, at: date) -> bool:
    return candidate.protected_until is not None and candidate.protected_until >= at


def may_contact_directly(candidate: Candidate, at: date) -> bool:
    """The agency gate: nobody whom an agency protects, and nobody who asked for quiet."""
    return not is_protected(candidate, at) and not candidate.do_not_contact
