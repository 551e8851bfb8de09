"""Somebody who applies again: what was before, how long ago, and how the company may shorten their way (PRODUCT C6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.candidates.clocks import months_later
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Application, Candidate, ImportedRow
from career_relay.candidates.states import DECIDED, Stage

_MOST_ROWS = 50
BEFORE_INTERVIEWS = frozenset({Stage.APPLIED, Stage.SCREENING})


@dataclass(frozen=True, slots=True)
class WelcomeBack:
    """A later application beside the one before it."""

    now: Application
    before: Application
    count: int  # which application of theirs this is
    years: int
    months: int
    is_early: bool  # before the day from which they were asked to apply again
    may_fast_track: bool


def welcome_back(candidate: Candidate, applications: Sequence[Application]) -> WelcomeBack | None:
    """The newest application and the last one decided before it; None for a first application.

    in: the record's applications in any order. Pure.
    """
    rows = sorted(applications, key=lambda one: (one.applied_on, one.pk))
    if not rows:
        return None
    now = rows[-1]
    ended = [one for one in rows[:-1] if _ended_before(one, now)]
    if not ended:
        return None
    before = ended[-1]
    months = months_between(before.applied_on, now.applied_on)
    return WelcomeBack(
        now=now,
        before=before,
        count=len(rows),
        years=months // 12,
        months=months % 12,
        is_early=before.reapply_from is not None and now.applied_on < before.reapply_from,
        may_fast_track=why_no_fast_track(candidate, now) == "",
    )


def _ended_before(one: Application, now: Application) -> bool:
    return one.stage in DECIDED and result_day(one) <= now.applied_on


def result_day(application: Application) -> date:
    return timezone.localdate(application.decided_at) if application.decided_at else application.last_activity_on


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to a later one."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - 1 if months_later(earlier, months) > later else months


def changed_since(candidate: Candidate, since: date) -> list[str]:
    """The fields of the record that files or corrections have changed since a day: what is new about the person."""
    rows = ImportedRow.objects.filter(candidate=candidate, verdict="updated", run__created_at__date__gte=since)
    files = [row.get("record", {}) for row in rows.order_by("-id").values_list("before", flat=True)[:_MOST_ROWS]]
    log = log_of(candidate).filter(event=CandidateEvent.CORRECTED, at__date__gte=since)
    told = [event.data.get("fields", ()) for event in log.order_by("-id")[:_MOST_ROWS]]
    return list(dict.fromkeys(name for names in (*files, *told) for name in names))


def why_no_fast_track(candidate: Candidate, application: Application) -> str:
    """Why document screening cannot be skipped; empty when it can."""
    if not candidate.is_silver:
        return _("Only people with a silver medal go on without document screening.")
    if application.stage not in BEFORE_INTERVIEWS:
        return _("Document screening is over already.")
    return ""


def ensure_fast_track(application: Application) -> None:
    if why := why_no_fast_track(application.candidate, application):
        raise Refused(why, code="NO_FAST_TRACK")


def reapply_from(applications: Sequence[Application]) -> date | None:
    """The day from which somebody may apply again; None while a selection goes on or nothing was said."""
    if any(one.stage not in DECIDED for one in applications):
        return None
    return max((one.reapply_from for one in applications if one.reapply_from), default=None)
