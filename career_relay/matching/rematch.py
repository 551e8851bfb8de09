"""All open positions of the network compared with whom they could reach, as one walk that can be stopped and resumed.

What is found is kept for the people themselves (`Suggestion`): openings that ask for what they have. A question of a
company never reads it; `pool.pick_for_ask` looks anew. The walk knows the last position that is done. Each position is a
transaction of its own that replaces what stood for it, so a piece that was cut off is done again and leaves the same rows.
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from time import monotonic
from typing import Final

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.base.actors import SYSTEM, Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.garbage import uncollected
from career_relay.base.queue import later_once
from career_relay.base.tenancy import company, operator
from career_relay.companies.licences import ALLOWS, Feature, ensure_allowed
from career_relay.companies.queries import current_mode, live_members
from career_relay.matching.engine import Match, fits, load_weights, rank_all
from career_relay.matching.events import MatchingEvent
from career_relay.matching.models import Rematch, RunState, WhyStopped
from career_relay.matching.openings import OpeningFilters
from career_relay.matching.pool import find_openings, retrieve_for
from career_relay.matching.readings import opening_of
from career_relay.matching.reasons import Fit, Reason, reasons_of
from career_relay.matching.tasks import rematch_on
from career_relay.positions.models import Position
from career_relay.positions.queries import is_listed
from career_relay.positions.states import State

KEPT: Final = 20  # people an opening is suggested to
PIECE: Final = 20  # positions of one job at most
PIECE_SECONDS: Final = 2.0  # a code to sign in must not wait for a comparison
_KEEP = "SELECT keep_suggestions(%s, %s::bigint[], %s::integer[], %s, %s)"
Place = tuple[int, int]  # company and position, in the order of the walk


# What the operator does. Each needs the operator to be active.


@transaction.atomic
def start(*, by: Actor, queued: bool = True) -> Rematch:
    """Begin a walk from the first position. Raises Refused where the mode has no ranking, or when one is running."""
    ensure_allowed(Feature.RANKING, current_mode())
    if Rematch.objects.filter(state=RunState.RUNNING).exists():
        raise Refused(_already_running())
    total = find_openings(OpeningFilters(), at=timezone.now()).paginator.count
    try:
        with transaction.atomic():
            run: Rematch = Rematch.objects.create(asked_by=by.id, weights=load_weights().version, total=total)
    except IntegrityError:  # somebody else pressed the button at the same moment
        raise Refused(_already_running()) from None
    record(MatchingEvent.REMATCH_STARTED, run, by=by)
    if queued:
        hand_over(run.pk)
    return run


@transaction.atomic
def stop(run: Rematch, *, by: Actor) -> Rematch:
    """Stop a running walk after the position it is at. Raises Refused when it is not running."""
    run = _locked(run)
    if run.state != RunState.RUNNING:
        raise Refused(_("This comparison is not running."))
    return _stop(run, WhyStopped.OPERATOR, by=by)


@transaction.atomic
def resume(run: Rematch, *, by: Actor, queued: bool = True) -> Rematch:
    """Go on behind the last position that is done. Raises Refused when it is at its end, or another one is running."""
    ensure_allowed(Feature.RANKING, current_mode())
    run = _locked(run)
    if run.state == RunState.DONE:
        raise Refused(_("This comparison is at its end. Start a new one."))
    if run.state == RunState.RUNNING and is_worked_on(run):
        raise Refused(_already_running())
    if Rematch.objects.filter(state=RunState.RUNNING).exclude(pk=run.pk).exists():
        raise Refused(_("Another comparison of all openings is running."))
    run.state, run.why_stopped = RunState.RUNNING, ""
    run.save(update_fields=["state", "why_stopped"])
    record(MatchingEvent.REMATCH_RESUMED, run, by=by)
    if queued:
        hand_over(run.pk)
    return run


def newest() -> Rematch | None:
    found: Rematch | None = Rematch.objects.first()
    return found


def is_worked_on(run: Rematch) -> bool:
    """Whether a job of it waits or runs: a walk whose job failed for good stands still and may be resumed."""
    jobs = ProcrastinateJob.objects.filter(task_name=rematch_on.name, status__in=("todo", "doing"))
    return bool(jobs.filter(args__rematch_id=run.pk).exists())


def begin_night(at: datetime) -> None:
    """Start the walk of this night, or see to it that one that runs is worked on. Without ranking nothing is kept."""
    allowed = Feature.RANKING in ALLOWS[current_mode(timezone.localdate(at))]
    with operator():
        running = Rematch.objects.filter(state=RunState.RUNNING).first()
        if not allowed:
            sweep(allowed=False)
        elif running is None:
            start(by=SYSTEM)
        elif not is_worked_on(running):
            hand_over(running.pk)


def hand_over(rematch_id: int) -> None:
    later_once(rematch_on, lock=f"rematch {rematch_id}", rematch_id=rematch_id)


def sweep(*, allowed: bool = True) -> None:
    """Take away what nobody can read any more. Needs the operator."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sweep_suggestions(%s)", [allowed])


def _already_running() -> str:
    return _("A comparison of all openings is running already. Stop it first, or let it come to its end.")


def _locked(run: Rematch) -> Rematch:
    found: Rematch = Rematch.objects.select_for_update().get(pk=run.pk)
    return found


def _stop(run: Rematch, why: WhyStopped, *, by: Actor) -> Rematch:
    run.state, run.why_stopped = RunState.STOPPED, why
    run.save(update_fields=["state", "why_stopped"])
    record(MatchingEvent.REMATCH_STOPPED, run, by=by, why=why.value)
    return run


# The walk


def work(rematch_id: int) -> bool:
    """Compare the next few positions. Tells whether the caller should go on. Nobody needs to be active."""
    began = monotonic()
    place = _place_of(rematch_id)
    if place is None:
        return False
    done: list[Place] = []
    for one in islice(positions_after(place, timezone.localdate()), PIECE):
        compare(*one)
        done.append(one)
        if monotonic() - began > PIECE_SECONDS:
            break
    return _move(rematch_id, place, done) if done else _finish(rematch_id)


def _place_of(rematch_id: int) -> Place | None:
    """Where the walk is; None when it is not running. It stops here when the licence ended meanwhile."""
    with operator():
        run = Rematch.objects.select_for_update().filter(pk=rematch_id, state=RunState.RUNNING).first()
        if run is None:
            return None
        if Feature.RANKING not in ALLOWS[current_mode()]:
            _stop(run, WhyStopped.MODE, by=SYSTEM)
            sweep(allowed=False)
            return None
        return run.company_id, run.position_id


def positions_after(place: Place, on: date) -> Iterator[Place]:
    """Give the listed positions behind this one, company by company: each is asked for its own."""
    first, last = place
    for company_id in live_members().filter(pk__gte=first).order_by("pk").values_list("pk", flat=True):
        with company(company_id):
            listed = Position.objects.filter(state=State.OPEN, listed_until__gte=on).order_by("pk")
            if company_id == first:
                listed = listed.filter(pk__gt=last)
            ids = list(listed.values_list("pk", flat=True)[:PIECE])
        yield from ((company_id, position_id) for position_id in ids)


def _move(rematch_id: int, place: Place, done: list[Place]) -> bool:
    """Say how far it came. Of two workers who did the same piece one counts it, and the other leaves."""
    company_id, position_id = done[-1]
    with operator():
        still = Rematch.objects.filter(pk=rematch_id, company_id=place[0], position_id=place[1])
        moved = still.update(company_id=company_id, position_id=position_id, done=F("done") + len(done), moved_at=Now())
        return bool(moved)


def _finish(rematch_id: int) -> bool:
    with operator():
        run = Rematch.objects.select_for_update().filter(pk=rematch_id, state=RunState.RUNNING).first()
        if run is not None:
            run.state, run.moved_at = RunState.DONE, timezone.now()
            run.save(update_fields=["state", "moved_at"])
            sweep()
            record(MatchingEvent.REMATCH_DONE, run, by=SYSTEM, positions=run.done)
    return False


# One position


def compare(company_id: int, position_id: int) -> None:
    """Find anew to whom this position is suggested. One that was closed or hidden meanwhile is suggested to nobody."""
    at = timezone.now()
    with company(company_id), uncollected():
        position = Position.objects.filter(pk=position_id).first()
        if position is not None:
            keep(position, best_for(position, at=at) if _counts(position, at) else [], at=at)


def _counts(position: Position, at: datetime) -> bool:
    today = timezone.localdate(at)
    return is_listed(position, today) and Feature.RANKING in ALLOWS[current_mode(today)]


def best_for(position: Position, *, at: datetime) -> list[tuple[int, int]]:
    """Give the people whom the engine puts first, with how much speaks for it. Whom no word speaks for is left out."""
    opening = opening_of(position)
    people = [profile for _ref, profile in retrieve_for(position, at=at)]
    ranked: list[Match] = rank_all([one for one in people if fits(one, opening).fits], opening, top=KEPT)
    found = ((match.profile.ref, Fit(reasons_of(match.profile, opening))) for match in ranked)
    return [(int(ref), strength(fit)) for ref, fit in found if fit.shown]


def strength(fit: Fit) -> int:
    """How much of what is asked for was found: must-haves first. Orders a person's own list, and is shown nowhere."""
    return 1_000 * _share(fit.must) + _share(fit.nice)


def _share(reasons: list[Reason]) -> int:
    """From 0 to 100; what is partly there counts half. Nothing asked for is nothing missing."""
    points = sum(2 if one.is_met else 1 for one in reasons if one.is_shown)
    return 50 * points // len(reasons) if reasons else 100


def keep(position: Position, found: list[tuple[int, int]], *, at: datetime) -> None:
    """Replace what stood for the active company's position. It is written through a door that cannot be read."""
    people, strengths = [person_id for person_id, _fit in found], [fit for _person, fit in found]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [position.pk, people, strengths, load_weights().version, at])
