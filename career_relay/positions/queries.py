"""Questions about a company's own positions."""

from datetime import date, datetime, time, timedelta

from django.db.models import Case, IntegerField, Max, Q, QuerySet, Value, When
from django.utils import timezone

from career_relay.companies.models import Circle
from career_relay.positions.models import Position, PositionCircle
from career_relay.positions.states import State

ORDER = (State.OPEN, State.PAUSED, State.DRAFT, State.FILLED, State.CLOSED)


def by_state(*, state: str = "", q: str = "") -> QuerySet[Position]:
    """Give the positions, live ones first, with the circles they are shown in."""
    rank = Case(*(When(state=one, then=Value(n)) for n, one in enumerate(ORDER)), output_field=IntegerField())
    found: QuerySet[Position] = Position.objects.annotate(rank=rank).order_by("rank", "-updated_at", "-id")
    if state:
        found = found.filter(state=state)
    if q:
        found = found.filter(Q(title__icontains=q) | Q(summary__icontains=q))
    return found.prefetch_related("circle_links__circle")


def open_positions() -> QuerySet[Position]:
    found: QuerySet[Position] = Position.objects.filter(state=State.OPEN)
    return found


def circles_of(position: Position) -> list[Circle]:
    links = PositionCircle.objects.filter(position=position).select_related("circle").order_by("circle__name")
    return [link.circle for link in links]


def is_listed(position: Position, on: date) -> bool:
    """Tell whether people outside the company may read it (the company being live and the mode allowing it)."""
    return position.state == State.OPEN and position.listed_until is not None and position.listed_until >= on


def on_careers_page(on: date) -> QuerySet[Position]:
    """Give what the company's own careers page lists: open, and confirmed within thirty days (LEGAL J-05)."""
    found: QuerySet[Position] = open_positions().filter(careers_until__gte=on).order_by("title", "id")
    return found


def last_change(now: datetime) -> datetime | None:
    """When the company's careers page last became another: a position was changed, or its time ran out."""
    today = timezone.localdate(now)
    changed = Position.objects.aggregate(at=Max("updated_at"))["at"]
    over = Position.objects.filter(careers_until__lt=today).aggregate(day=Max("careers_until"))["day"]
    ended = timezone.make_aware(datetime.combine(over + timedelta(days=1), time.min)) if over else None
    return max(filter(None, (changed, ended)), default=None)


def ending_soon(first: date, last: date) -> QuerySet[Position]:
    """Give the open positions that leave the lists of the network after a day from `first` to `last`."""
    found: QuerySet[Position] = (
        open_positions().filter(listed_until__range=(first, last)).order_by("listed_until", "id")
    )
    return found


def to_confirm(until: date) -> QuerySet[Position]:
    """Give the open positions that leave the lists of the network or the careers page by a day, or have left them."""
    ends = Q(listed_until__lte=until) | Q(careers_until__lte=until)
    found: QuerySet[Position] = open_positions().filter(ends).order_by("listed_until", "careers_until", "id")
    return found
