"""Why answers were a no, counted: a list that is used well has few “other” (PRODUCT B2)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from career_relay.candidates.models import Application
from career_relay.candidates.states import Reason, Stage

DAYS = 90
ENOUGH = 10  # below this a share says nothing


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the noes of the last ninety days were “other”."""

    other: int
    decided: int

    @property
    def percent(self) -> int:
        return round(100 * self.other / self.decided)


def share_of_other(today: date | None = None) -> Share | None:
    """Give the share of “other” among the reasons given, or nothing while there are too few."""
    since = (today or timezone.localdate()) - timedelta(days=DAYS)
    rows = Application.objects.filter(stage=Stage.REJECTED, decided_at__date__gte=since).exclude(reason="")
    found = rows.aggregate(decided=Count("pk"), other=Count("pk", filter=Q(reason=Reason.OTHER)))
    return Share(found["other"], found["decided"]) if found["decided"] >= ENOUGH else None
