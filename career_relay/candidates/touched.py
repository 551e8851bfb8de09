"""Whom something touched, by the log: what an account did in a window of time, and what it could have opened.

The log knows acts and not looks: a page that was only read leaves no line. So there are two questions. Whose records did
this account act on; and, for an account that was taken over, whose records could it have opened.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min, Q, QuerySet

from career_relay.base.models import AuditEvent
from career_relay.candidates.models import (
    Application,
    Candidate,
    Document,
    DuplicateHint,
    Evaluation,
    Export,
    Interview,
    Merge,
    Note,
)


@dataclass(frozen=True, slots=True)
class Window:
    """Whose acts, and when. An empty actor or session asks for all."""

    since: datetime
    until: datetime
    user_id: int | None = None
    session: str = ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """One sign-in that acted in a window: from the first to the last act."""

    session: str
    first: datetime
    last: datetime


def events_in(window: Window) -> QuerySet[AuditEvent]:
    """The lines of the active company's log that fit."""
    found: QuerySet[AuditEvent] = AuditEvent.objects.filter(at__gte=window.since, at__lt=window.until)
    if window.user_id is not None:
        found = found.filter(actor_kind="user", actor_id=window.user_id)
    return found.filter(session=window.session) if window.session else found


def sign_ins(window: Window) -> list[SignIn]:
    """Which sign-ins of the account acted in the window, the oldest first: a stolen one stands beside the real ones."""
    rows = events_in(window).exclude(session="").values("session").annotate(first=Min("at"), last=Max("at"))
    return [SignIn(row["session"], row["first"], row["last"]) for row in rows.order_by("first")]


def acted_on(window: Window) -> set[int]:
    """The ids of candidates whose records the log names in this window, erased ones among them."""
    by_type: dict[str, set[int]] = defaultdict(set)
    named: set[int] = set()
    lines = events_in(window).values_list("subject_type", "subject_id", "data").iterator(chunk_size=2_000)
    for kind, pk, data in lines:
        if pk is not None:
            by_type[kind].add(pk)
        if isinstance(said := data.get("candidate"), int):
            named.add(said)
        named |= {one for one in data.get("people", ()) if isinstance(one, int)}
    found = named | by_type.pop("candidates.candidate", set())
    for kind, ids in by_type.items():
        if kind in LEADS:
            found |= set(LEADS[kind](ids))
    return found


def could_open() -> set[int]:
    """Everybody whose record the active company holds: any account of it could have opened them."""
    return set(Candidate.objects.values_list("pk", flat=True))


Lead = Callable[[Iterable[int]], Iterable[int]]


def _by_candidate(model: type) -> Lead:
    return lambda ids: model.objects.filter(pk__in=ids).values_list("candidate_id", flat=True)  # type: ignore[attr-defined]


def _by_application(model: type) -> Lead:
    return lambda ids: model.objects.filter(pk__in=ids).values_list(  # type: ignore[attr-defined]
        "application__candidate_id", flat=True
    )


def _of_export(ids: Iterable[int]) -> Iterable[int]:
    return (pk for people in Export.objects.filter(pk__in=ids).values_list("people", flat=True) for pk in people)


def _of_hint(ids: Iterable[int]) -> Iterable[int]:
    rows = DuplicateHint.objects.filter(Q(pk__in=ids)).values_list("first_id", "second_id")
    return (pk for pair in rows for pk in pair)


LEADS: dict[str, Lead] = {
    "candidates.application": _by_candidate(Application),
    "candidates.document": _by_candidate(Document),
    "candidates.note": _by_candidate(Note),
    "candidates.evaluation": _by_application(Evaluation),
    "candidates.interview": _by_application(Interview),
    "candidates.export": _of_export,
    "candidates.duplicatehint": _of_hint,
    "candidates.merge": lambda ids: Merge.objects.filter(pk__in=ids).values_list("kept_id", flat=True),
}  # fmt: skip


def lead(subject_type: str, find: Lead) -> None:
    """Let a room to the right say to whose records its own rows lead."""
    LEADS[subject_type] = find
