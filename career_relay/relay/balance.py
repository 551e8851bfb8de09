"""The relay balance (PRODUCT E9, E12): for information only. No reward, no pressure, no priority, and never money."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from career_relay.base.tenancy import current_company
from career_relay.relay.models import Introduction
from career_relay.relay.states import Stage

IN_TIME_FROM = 90  # per cent of answers by the day promised, for the badge
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Of the answers promised in twelve months, how many were there by their day. Known from five on."""

    due: int
    kept: int

    @property
    def percent(self) -> int:
        """Rounded down: nobody is told more than was kept."""
        return self.kept * 100 // self.due

    @property
    def has_badge(self) -> bool:
        return self.percent >= IN_TIME_FROM


@dataclass(frozen=True, slots=True)
class Balance:
    """What one company received and gave. None: fewer than five, or none at all; the two look the same."""

    received: int
    hired: int
    in_time: Punctuality | None
    letters: int | None
    carried: int | None
    joined: int | None
    since: date
    until: date  # of what was given: whole months, so that no single act shows


def balance_of(*, today: date) -> Balance:
    """Give the active company's balance of twelve months. What it received is its own; what it gave comes as totals."""
    first = today.replace(day=1)
    since = first.replace(year=first.year - 1)
    begun = timezone.make_aware(datetime.combine(since, datetime.min.time()))
    rows = Introduction.objects.filter(disclosed_at__gte=begun)
    counted = rows.aggregate(received=Count("pk"), hired=Count("pk", filter=Q(stage=Stage.HIRED)))
    given = _given(since, first)
    return Balance(
        received=counted["received"],
        hired=counted["hired"],
        in_time=punctuality([current_company()], today=today).get(current_company()),
        letters=given.get("handed"),
        carried=given.get("carried"),
        joined=given.get("joined"),
        since=since,
        until=first,
    )


def _given(since: date, until: date) -> dict[str, int | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, total FROM given_by_us(%s, %s)", [since, until])
        return dict(cursor.fetchall())


def punctuality(companies: Iterable[int], *, today: date) -> dict[int, Punctuality]:
    """Give how these companies answer, where five answers or more were due. A public fact of a company."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT company_id, due, kept FROM answers_in_time(%s, %s)", [sorted(companies), today])
        return {company: Punctuality(due, kept) for company, due, kept in cursor.fetchall()}
