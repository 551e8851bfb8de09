"""Of the candidate page: who this may be as well, and what a second application brings."""

from typing import Any

from career_relay.candidates.models import Candidate
from career_relay.desk.access import DeskRequest


def panel(_request: DeskRequest, _candidate: Candidate) -> dict[str, Any]:
    """What the template of this part needs."""
    return {}
