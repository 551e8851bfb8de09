"""The board of a selection: its columns, moves that nobody overwrites, their undo, and who meets whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from career_relay.accounts.models import User
from career_relay.base.actors import Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates import actions
from career_relay.candidates.clocks import promise_day
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Application, Interview, StageMove
from career_relay.candidates.rules import ensure_fair
from career_relay.candidates.states import DECIDED, IN_PROGRESS, Reached, Stage
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import GRANTS, Permission
from career_relay.positions.models import Position

MOST_CARDS = 100  # of one column on one page; the rest is counted
MOST_MOVED = 200
LONGEST_NOTE = 2_000


class Column(models.TextChoices):
    """Where a card hangs: stage, and for interviews the round."""

    APPLIED = "applied", pgettext_lazy("pipeline", "applied")
    SCREENING = "screening", pgettext_lazy("pipeline", "documents")
    FIRST = "first", pgettext_lazy("pipeline", "first interview")
    SECOND = "second", pgettext_lazy("pipeline", "second interview")
    FINAL = "final", pgettext_lazy("pipeline", "final interview")
    OFFERED = "offered", pgettext_lazy("pipeline", "offer")


C = Column
ROUNDS = {C.FIRST: Reached.FIRST, C.SECOND: Reached.SECOND, C.FINAL: Reached.FINAL}
STAGE_OF = {C.APPLIED: Stage.APPLIED, C.SCREENING: Stage.SCREENING, C.OFFERED: Stage.OFFERED} | dict.fromkeys(
    ROUNDS, Stage.INTERVIEWING
)
# Where a card may go from each column. Results are a decision and no move; back is the undo alone.
NEXT: dict[str, tuple[Column, ...]] = {
    C.APPLIED: (C.SCREENING, C.FIRST, C.SECOND, C.FINAL),
    C.SCREENING: (C.FIRST, C.SECOND, C.FINAL),
    C.FIRST: (C.SECOND, C.FINAL, C.OFFERED),
    C.SECOND: (C.FINAL, C.OFFERED),
    C.FINAL: (C.OFFERED,),
    C.OFFERED: (),
}


def column_of(application: Application) -> str:
    """The column of a running application; empty when it has a result."""
    return column_at(application.stage, application.reached)


def column_at(stage: str, reached: str) -> str:
    if stage != Stage.INTERVIEWING:
        return stage if stage in IN_PROGRESS else ""
    return reached if reached in ROUNDS.values() else C.FIRST


def where(column: str) -> Q:
    """The applications of one column, for the database."""
    if column not in ROUNDS:
        return Q(stage=STAGE_OF[Column(column)])
    reached = [Reached.FIRST, Reached.DOCUMENT] if column == C.FIRST else [column]
    return Q(stage=Stage.INTERVIEWING, reached__in=reached)


# --- reading --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """One application on the board."""

    application: Application
    column: str
    waiting: int  # days since it came here
    is_late: bool  # the promised day has passed
    is_due: bool  # it is today
    is_protected: bool  # an agency may be involved
    by_themselves: bool
    next_interview: Interview | None
    moves: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    column: Column
    cards: list[Card]
    total: int

    @property
    def title(self) -> str | Promise:
        return self.column.label

    @property
    def late(self) -> int:
        return sum(card.is_late for card in self.cards)


def running(position: Position | None = None) -> QuerySet[Application]:
    """Give the selections that have no result yet."""
    found: QuerySet[Application] = Application.objects.filter(stage__in=IN_PROGRESS)
    if position:
        found = found.filter(position=position)
    return found.select_related("candidate", "position")


def lanes(at: datetime, *, position: Position | None = None) -> list[Lane]:
    """Give the board: in each column who has waited longest for an answer comes first."""
    today = timezone.localdate(at)
    rows = running(position).defer("candidate__search", "candidate__history")
    ordered = rows.order_by(models.F("promised_on").asc(nulls_last=True), "last_activity_on", "id")
    told: list[tuple[Column, list[Application], int]] = []
    for column in Column:
        here = list(ordered.filter(where(column))[: MOST_CARDS + 1])
        total = len(here) if len(here) <= MOST_CARDS else rows.filter(where(column)).count()
        told.append((column, here[:MOST_CARDS], total))
    soon = _next_interviews([one for _column, here, _total in told for one in here], at)
    return [
        Lane(column, [_card(one, column, today, soon.get(one.pk)) for one in here], total)
        for column, here, total in told
    ]


def _card(application: Application, column: Column, today: date, interview: Interview | None) -> Card:
    promised, until = application.promised_on, application.candidate.protected_until
    guarded = until is not None and until >= today
    return Card(
        application=application,
        column=column,
        waiting=max((today - application.last_activity_on).days, 0),
        is_late=promised is not None and promised < today,
        is_due=promised == today,
        is_protected=guarded,
        by_themselves=guarded and application.protected_until is None,
        next_interview=interview,
        moves=NEXT[column],
    )


def _next_interviews(applications: Sequence[Application], at: datetime) -> dict[int, Interview]:
    rows = Interview.objects.filter(application__in=[one.pk for one in applications], cancelled_at=None, at__gte=at)
    found: dict[int, Interview] = {}
    for row in rows.select_related("interviewer").order_by("at", "id"):
        found.setdefault(row.application_id, row)
    return found


def interviews_of(user_id: int, at: datetime) -> tuple[list[Interview], list[Interview]]:
    """Give one's own interviews: those to come, and those of running selections that were held."""
    rows = Interview.objects.filter(interviewer_id=user_id, cancelled_at=None).select_related(
        "application__candidate", "application__position"
    )
    held = rows.filter(at__lt=at, application__stage__in=IN_PROGRESS).order_by("-at", "-id")
    return list(rows.filter(at__gte=at).order_by("at", "id")), list(held[:MOST_CARDS])


def interviewers(company: Company) -> QuerySet[User]:
    """Give the staff who may write evaluations."""
    roles = [role for role, granted in GRANTS.items() if Permission.EVALUATE in granted]
    members = Membership.objects.filter(company=company, role__in=roles).values("user_id")
    return User.objects.filter(pk__in=members, is_active=True).order_by("name", "pk")


# --- moving ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def move(application: Application, to: str, *, was: str, by: Actor, batch: UUID | None = None) -> Application:
    """Hang a card into another column, and promise the next answer. Raises Refused when somebody was quicker.

    in: `was` is the column the mover saw it in: compare and set.
    """
    if to not in Column.values or was not in Column.values:
        raise Refused(_("Choose a column of the board."))
    before = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    ensure_still(before, was)
    if to == was:
        return before
    if to not in NEXT[was]:
        raise Refused(
            _("From “{now}” it cannot go to “{then}”. A result is fixed on the candidate’s page.").format(
                now=Column(was).label, then=Column(to).label
            )
        )
    column = Column(to)
    moved = actions.advance(before, STAGE_OF[column], by=by, reached=ROUNDS.get(column, ""))
    _promise_anew(moved)
    StageMove.objects.create(
        company_id=before.company_id,
        application=moved,
        batch=batch or uuid4(),
        from_stage=before.stage,
        from_reached=before.reached,
        from_promised=before.promised_on,
        from_activity=before.last_activity_on,
        from_offered=before.offered_on,
        to_stage=moved.stage,
        to_reached=moved.reached,
        moved_by_id=by.id if by.kind == ActorKind.USER else None,
    )
    return moved


def ensure_still(application: Application, was: str) -> None:
    """Refuse when the card is no longer where the mover saw it."""
    now = column_of(application)
    if now == was:
        return
    place = Column(now).label if now else Stage(application.stage).label
    raise Refused(
        _("Somebody else was quicker: it is now “{place}”. Nothing was changed.").format(place=place),
        code="MOVED_MEANWHILE",
    )


def _promise_anew(application: Application) -> None:
    """Each step promises its own answer; a later day that was promised by hand stays."""
    day = promise_day(application.company, timezone.localdate())
    if application.promised_on is None or application.promised_on < day:
        application.promised_on = day
        application.save(update_fields=["promised_on"])


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of several cards moved together."""

    batch: UUID
    done: int
    refused: list[tuple[Application, str]]


@transaction.atomic
def move_together(cards: Iterable[tuple[Application, str]], to: str, *, by: Actor) -> Moved:
    """Move several cards, each with the column it was seen in. One that cannot go stays; the others go."""
    chosen = list(cards)
    if len(chosen) > MOST_MOVED:
        raise Refused(_("Move at most {most} at once.").format(most=MOST_MOVED))
    batch, done, refused = uuid4(), 0, []
    # always in one order, so that two recruiters never wait for each other
    for application, was in sorted(chosen, key=lambda pair: pair[0].pk):
        try:
            with transaction.atomic():
                move(application, to, was=was, by=by, batch=batch)
        except Refused as refusal:
            refused.append((application, str(refusal)))
        else:
            done += to != was
    return Moved(batch, done, refused)


@transaction.atomic
def undo(batch: UUID, *, by: Actor) -> Moved:
    """Hang the cards of one move back where they were. Those moved or decided since stay, and are named."""
    rows = StageMove.objects.select_for_update(of=("self",)).filter(batch=batch, undone_at=None)
    done, refused = 0, []
    for row in rows.order_by("application_id"):
        application = Application.objects.select_for_update(of=("self",)).get(pk=row.application_id)
        if (application.stage, application.reached) != (row.to_stage, row.to_reached) or _moved_since(row):
            refused.append((application, _("It has gone on since.")))
            continue
        _put_back(application, row, by=by)
        done += 1
    return Moved(batch, done, refused)


def _moved_since(row: StageMove) -> bool:
    return StageMove.objects.filter(application_id=row.application_id, pk__gt=row.pk, undone_at=None).exists()


def _put_back(application: Application, row: StageMove, *, by: Actor) -> None:
    application.stage, application.reached = row.from_stage, row.from_reached
    application.promised_on, application.last_activity_on = row.from_promised, row.from_activity
    application.offered_on = row.from_offered
    application.save(update_fields=["stage", "reached", "promised_on", "last_activity_on", "offered_on"])
    row.undone_at = timezone.now()
    row.save(update_fields=["undone_at"])
    application.candidate.save(update_fields=["updated_at"])
    record(CandidateEvent.MOVE_UNDONE, application, by=by, stage=row.from_stage, reached=row.from_reached)


# --- interviews -----------------------------------------------------------------------------------------------------


@transaction.atomic
def set_interview(
    application: Application,
    interviewer: User,
    *,
    at: datetime,
    by: Actor,
    minutes: int = 60,
    place: str = "",
    note: str = "",
) -> Interview:
    """Say who meets the candidate, when and where. Raises Refused, also for a note about what may not be asked."""
    application = Application.objects.select_for_update(of=("self",)).select_related("company").get(pk=application.pk)
    if application.stage in DECIDED:
        raise Refused(_("The result is fixed already."))
    if not interviewers(application.company).filter(pk=interviewer.pk).exists():
        raise Refused(_("Choose somebody of your company who may write evaluations."))
    if at <= timezone.now():
        raise Refused(_("Choose a time that is still to come."))
    if len(note) > LONGEST_NOTE:
        raise Refused(_("Please keep it under %(limit)s characters.") % {"limit": f"{LONGEST_NOTE:,}"})
    ensure_fair(note, place)
    interview = Interview.objects.create(
        company_id=application.company_id,
        application=application,
        interviewer=interviewer,
        reached=application.reached if application.reached in ROUNDS.values() else Reached.FIRST,
        at=at,
        minutes=minutes,
        place=place.strip(),
        note=note.strip(),
    )
    application.candidate.save(update_fields=["updated_at"])
    record(CandidateEvent.INTERVIEW_SET, application, by=by, interview=interview.pk, interviewer=interviewer.pk)
    return interview


@transaction.atomic
def cancel_interview(interview: Interview, *, by: Actor) -> Interview:
    """Call an interview off. Twice is once."""
    interview = Interview.objects.select_for_update(of=("self",)).select_related("application").get(pk=interview.pk)
    if interview.cancelled_at:
        return interview
    interview.cancelled_at = timezone.now()
    interview.save(update_fields=["cancelled_at"])
    record(CandidateEvent.INTERVIEW_CANCELLED, interview.application, by=by, interview=interview.pk)
    return interview


COLUMN_NOTES: dict[str, str | Promise] = {
    C.APPLIED: gettext_lazy("just come in"),
    C.SCREENING: gettext_lazy("being read"),
    C.FIRST: gettext_lazy("get to know each other"),
    C.SECOND: gettext_lazy("look closer"),
    C.FINAL: gettext_lazy("decide together"),
    C.OFFERED: gettext_lazy("waiting for their answer"),
}
