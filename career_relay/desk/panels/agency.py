"""Of the candidate page: where the person came from and whom an agency protects."""

from typing import Any

from career_relay.candidates.models import Candidate
from career_relay.desk.access import DeskRequest


def panel(_request: DeskRequest, _candidate: Candidate) -> dict[str, Any]:
    """What the template of this part needs."""
    return {}
