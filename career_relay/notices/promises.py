"""How a company keeps its promises, counted for the public page (PRODUCT B12). Written by the figures, by nobody else.

The figures move only when at least five people have come in or gone out, so no two readings differ by one person.
The formulas are in docs/guide/answers.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from career_relay.base.business_days import business_days_until
from career_relay.candidates.models import Application
from career_relay.candidates.states import IN_PROGRESS, Reached, Stage
from career_relay.companies.models import Company, PromiseFigures
from career_relay.notices.models import Delay, Message
from career_relay.notices.states import DELIVERED, LegalClass

YEAR = timedelta(days=365)
FEWEST = 20  # below that a share says nothing
STEP = 5  # the figures move by so many people at least (LEGAL A-07)
ANSWERED_BY_OFFER = frozenset({Stage.OFFERED, Stage.HIRED})


@dataclass(frozen=True, slots=True)
class Kept:
    """One promise whose day has passed, without anything that tells who it was."""

    due: date
    applied_on: date
    answered_on: date | None
    is_after_interview: bool
    has_point: bool

    @property
    def is_on_time(self) -> bool:
        return self.answered_on is not None and self.answered_on <= self.due

    @property
    def days(self) -> int:
        """Business days from the application to the answer."""
        return business_days_until(self.answered_on or self.applied_on, today=self.applied_on)


@dataclass(frozen=True, slots=True)
class Window:
    since: date
    until: date


def promises(since: date, until: date) -> list[Kept]:
    """Give the promises of the active company that fell due in these days. Who went away before has no answer to get."""
    went_away = Q(stage=Stage.WITHDRAWN, decided_at__date__lte=F("due"))
    rows = _due_rows().filter(~went_away, due__gte=since, due__lte=until)
    fields = ("due", "applied_on", "told_at", "offered_on", "stage", "reached", "has_point")
    return [_kept(*row) for row in rows.values_list(*fields)]


def _due_rows() -> QuerySet[Any]:
    """Each promise as it was first named at its step: a later day, however kindly told, does not make it kept."""
    moved = Delay.objects.filter(application_id=OuterRef("pk"), reached=OuterRef("reached"), undone_at=None)
    first = moved.order_by().values("application_id").annotate(day=Min("before")).values("day")
    mine = Message.objects.filter(application_id=OuterRef("pk"), legal_class=LegalClass.NOTICE, state__in=DELIVERED)
    mine = mine.exclude(for_stage__in=IN_PROGRESS)  # a no that was taken back is no answer
    rows: QuerySet[Any] = Application.objects.filter(promised_on__isnull=False).annotate(
        due=Least("promised_on", Coalesce(Subquery(first), "promised_on")),
        told_at=Subquery(mine.order_by("sent_at").values("sent_at")[:1]),
        has_point=Exists(mine.exclude(personal_point="")),
    )
    return rows


def _kept(
    due: date,
    applied_on: date,
    told_at: datetime | None,
    offered_on: date | None,
    stage: str,
    reached: str,
    has_point: bool,
) -> Kept:
    told = timezone.localdate(told_at) if told_at else None
    offered = offered_on if stage in ANSWERED_BY_OFFER else None
    answered = min(filter(None, (told, offered)), default=None)
    is_no = stage == Stage.REJECTED and told is not None and reached != Reached.DOCUMENT
    return Kept(due, applied_on, answered, is_no, is_no and has_point)


@transaction.atomic
def count_promises(company: Company, at: datetime | None = None) -> PromiseFigures:
    """Count anew and keep the totals, if enough people have come in or gone out since. Needs the company to be active."""
    now = at or timezone.now()
    today = timezone.localdate(now)
    old = PromiseFigures.objects.select_for_update().filter(company=company).first()
    before = Window(old.since, old.until) if old else None
    rows = promises(min(before.since if before else today - YEAR, today - YEAR), today - timedelta(days=1))
    window = next_window([row.due for row in rows], before, today)
    if old and window == before:
        return old
    figures = figures_of([row for row in rows if window.since <= row.due <= window.until])
    kept, _is_new = PromiseFigures.objects.update_or_create(
        company=company, defaults={"since": window.since, "until": window.until, "counted_at": now, **figures}
    )
    return kept


def next_window(days: Sequence[date], before: Window | None, today: date) -> Window:
    """Give the days to count: twelve months up to yesterday, moved at either end by nobody or by at least five."""
    since, until = today - YEAR, today - timedelta(days=1)
    if before is None:
        return Window(since, until)
    joined = sum(before.until < day <= until for day in days)
    left = sum(before.since <= day < since for day in days)
    return Window(since if left >= STEP else before.since, until if joined >= STEP else before.until)


def figures_of(rows: Sequence[Kept]) -> dict[str, int | Decimal | None]:
    told = [row for row in rows if row.answered_on]
    met = [row for row in rows if row.is_after_interview]
    return {
        "due": len(rows),
        "on_time": sum(row.is_on_time for row in rows),
        "told": len(told),
        "median_days": Decimal(str(round(median(row.days for row in told), 1))) if told else None,
        "met": len(met),
        "with_feedback": sum(row.has_point for row in met),
    }


@dataclass(frozen=True, slots=True)
class Share:
    """A share as the page says it: nothing below twenty."""

    part: int
    n: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.part / self.n) if self.n >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Page:
    """What the public page says of a company."""

    since: date
    until: date
    on_time: Share
    median_days: Decimal | None
    told: int
    feedback: Share

    @property
    def is_enough(self) -> bool:
        return self.on_time.percent is not None


def page_of(company: Company) -> Page | None:
    """Give what may be shown of a company; none before its figures were counted."""
    kept = PromiseFigures.objects.filter(company=company).first()
    if kept is None:
        return None
    return Page(
        since=kept.since,
        until=kept.until,
        on_time=Share(kept.on_time, kept.due),
        median_days=kept.median_days if kept.told >= FEWEST else None,
        told=kept.told,
        feedback=Share(kept.with_feedback, kept.met),
    )
