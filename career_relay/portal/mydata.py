"""Everything a person may take with them (LEGAL D-02), table by table. What a table tells stands in its app's `told.py`."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from career_relay.base import telling
from career_relay.candidates.models import Candidate

FORMAT = "career-relay/my-data/2"


def everything() -> dict[str, Any]:
    """Give every row the active person may read, as JSON writes it. `portal/exports/schema.py` says its shape."""
    return wrapped(telling.without_keys(telling.of_person(records())))


def records() -> list[tuple[int, int]]:
    """Give each record of the active person with the company that keeps it."""
    return list(Candidate.objects.order_by("id").values_list("pk", "company_id"))


def wrapped(found: Mapping[str, Any]) -> dict[str, Any]:
    return {"format": FORMAT, "made_at": telling.as_json(timezone.now()), "data": dict(found)}
