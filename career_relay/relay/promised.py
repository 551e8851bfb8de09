"""Whether companies keep what their positions promise to people who say yes: counted, and shown from five on."""

from dataclasses import dataclass
from datetime import date

from django.db import connection


@dataclass(frozen=True, slots=True)
class Kept:
    """In the last 365 days: how many answers were due, and how many came as promised."""

    kept: int
    given: int

    @property
    def percent(self) -> int:
        return 100 * self.kept // self.given


def promises_kept(company_id: int, on: date) -> Kept | None:
    """Give the figures of any company, or None below five: a handful says more of people than of promises."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept, given FROM promises_kept(%s, %s)", [company_id, on])
        found = cursor.fetchone()
    return Kept(*found) if found else None
