"""Of the candidate page: what the person chose to hear of, and what keeps us from writing."""

from typing import Any

from career_relay.candidates.models import Candidate
from career_relay.desk.access import DeskRequest


def panel(request: DeskRequest, candidate: Candidate) -> dict[str, Any]:
    """What the template of this part needs."""
    return {}
