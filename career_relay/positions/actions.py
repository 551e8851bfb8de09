"""What a company does with its positions."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.companies.licences import Feature, Mode, ensure_allowed
from career_relay.companies.models import Circle, Company
from career_relay.companies.queries import current_mode
from career_relay.positions.changes import CONDITIONS, note_changes
from career_relay.positions.events import PositionEvent
from career_relay.positions.lint import ensure_clean, ensure_in_scope
from career_relay.positions.models import Position, PositionCircle
from career_relay.positions.signals import conditions_changed, position_changing, position_shown
from career_relay.positions.states import State, ensure_next
from career_relay.positions.statutory import ensure_complete
from career_relay.positions.structure import terms_of

LISTED_FOR = timedelta(days=30)  # LEGAL J-05
READ_BY_OTHERS = frozenset({State.OPEN, State.PAUSED})
DECIDES = (  # whom a question about the position would reach
    *(
        "title",
        "role_family",
        "track",
        "summary",
        "must",
        "nice",
        "duties",
        "prefecture",
        "remote",
        "pay_min",
        "pay_max",
    ),
)


@transaction.atomic
def save_position(position: Position, *, by: Actor) -> Position:
    """Keep what a form wrote. A draft may be unfinished; what others can read stays complete and clean.

    Raises Refused, also from whoever listens: a position people are being asked about is not changed for nothing.
    """
    position.terms, became_others = terms_of(position), False
    if position.state in READ_BY_OTHERS:
        _ensure_publishable(position)
        if position.listed_until:
            ensure_scope(position)
        position.as_of = timezone.localdate()
        before = _as_it_was(position)
        _announce(position, before)
        became_others = note_changes(position, before, at=timezone.now())
    position.save()
    record(PositionEvent.SAVED, position, by=by)
    if became_others:
        conditions_changed.send(Position, position=position)
    if position.state == State.OPEN:
        position_shown.send(Position, position=position)
    return position


def _as_it_was(position: Position) -> dict[str, Any]:
    """Give the words that are about to change. Locks the row."""
    names = {*DECIDES, *CONDITIONS, "changes"}
    found: dict[str, Any] | None = (
        Position.objects.select_for_update(of=("self",)).filter(pk=position.pk).values(*names).first()
    )
    return found or {name: getattr(position, name) for name in names}


def _announce(position: Position, before: dict[str, Any]) -> None:
    """Say which of the words that decide whom it fits become others."""
    changed = [name for name in DECIDES if before[name] != getattr(position, name)]
    if changed:
        position_changing.send(Position, position=position, fields=changed)


def ensure_scope(position: Position) -> None:
    if current_mode() is Mode.PAID_PLACEMENT:
        ensure_in_scope(position)


@transaction.atomic
def publish_position(position: Position, *, circles: Iterable[Circle], by: Actor) -> Position:
    """Open the position, to the chosen circles or, without any, for the company's own pool alone."""
    position, circles = _locked(position), list(circles)
    ensure_next(position.state, State.OPEN)
    company = _ensure_publishable(position)
    _ensure_members(company, circles)
    if circles:
        ensure_scope(position)

    before = set(PositionCircle.objects.filter(position=position).values_list("circle_id", flat=True))
    if before and before != {circle.pk for circle in circles}:
        position_changing.send(Position, position=position, fields=["circles"])
    _show_in(position, circles)
    _stamp(position, listed=bool(circles))
    position.state = State.OPEN
    position.save(update_fields=["state", "as_of", "listed_until", "updated_at"])
    record(PositionEvent.PUBLISHED, position, by=by, circles=[circle.pk for circle in circles])
    position_shown.send(Position, position=position)
    return position


@transaction.atomic
def confirm_position(position: Position, *, by: Actor) -> Position:
    """Say that it is still true: listed for another 30 days."""
    position = _locked(position)
    if position.state != State.OPEN:
        raise Refused(_("Only an open position can be confirmed."))
    _ensure_publishable(position)
    _stamp(position, listed=PositionCircle.objects.filter(position=position).exists())
    if position.careers_until:
        position.careers_until = timezone.localdate() + LISTED_FOR
    position.save(update_fields=["as_of", "listed_until", "careers_until", "updated_at"])
    record(PositionEvent.CONFIRMED, position, by=by)
    return position


@transaction.atomic
def show_on_careers(position: Position, *, by: Actor) -> Position:
    """Show an open position on the company's own careers page for thirty days."""
    position = _locked(position)
    if position.state != State.OPEN:
        raise Refused(_("Publish the position first. Only an open one is shown on the careers page."))
    _ensure_publishable(position)
    position.as_of = timezone.localdate()
    position.careers_until = position.as_of + LISTED_FOR
    position.save(update_fields=["as_of", "careers_until", "updated_at"])
    record(PositionEvent.CAREERS_SHOWN, position, by=by)
    return position


@transaction.atomic
def hide_from_careers(position: Position, *, by: Actor) -> Position:
    position = _locked(position)
    if position.careers_until is None:
        return position
    position.careers_until = None
    position.save(update_fields=["careers_until", "updated_at"])
    record(PositionEvent.CAREERS_HIDDEN, position, by=by)
    return position


def pause_position(position: Position, *, by: Actor) -> Position:
    return _move(position, State.PAUSED, PositionEvent.PAUSED, by=by)


def fill_position(position: Position, *, by: Actor) -> Position:
    return _move(position, State.FILLED, PositionEvent.FILLED, by=by)


def close_position(position: Position, *, by: Actor) -> Position:
    return _move(position, State.CLOSED, PositionEvent.CLOSED, by=by)


@transaction.atomic
def _move(position: Position, then: State, event: PositionEvent, *, by: Actor) -> Position:
    position = _locked(position)
    ensure_next(position.state, then)
    position.state = then
    position.save(update_fields=["state", "updated_at"])
    record(event, position, by=by)
    return position


def _locked(position: Position) -> Position:
    found: Position = Position.objects.select_for_update(of=("self",)).get(pk=position.pk)
    return found


def _ensure_publishable(position: Position) -> Company:
    company = Company.objects.get(pk=position.company_id)
    ensure_complete(position, company)
    ensure_clean(position)
    return company


def _ensure_members(company: Company, circles: list[Circle]) -> None:
    """Circles need a mode that knows other companies, and the company as their member."""
    if not circles:
        return
    ensure_allowed(Feature.OPENINGS, current_mode())
    if not company.is_live:
        raise Refused(_("The operator has not admitted your company to the network yet."))
    mine = set(company.circle_memberships.values_list("circle_id", flat=True))
    if any(circle.pk not in mine for circle in circles):
        raise Refused(_("Your company is not in one of these circles."))


def _show_in(position: Position, circles: list[Circle]) -> None:
    PositionCircle.objects.filter(position=position).delete()
    PositionCircle.objects.bulk_create(
        PositionCircle(company_id=position.company_id, position=position, circle=circle) for circle in circles
    )


def _stamp(position: Position, *, listed: bool) -> None:
    position.as_of = timezone.localdate()
    position.listed_until = position.as_of + LISTED_FOR if listed else None
