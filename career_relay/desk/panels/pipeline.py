"""Of the candidate page: interviews, and where the selection stands."""

from typing import Any

from django.utils import timezone

from career_relay.candidates.models import Candidate, Interview, Submission
from career_relay.candidates.pipeline import NEXT, Column, column_of
from career_relay.candidates.sources import is_guarded
from career_relay.candidates.states import IN_PROGRESS
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest
from career_relay.desk.forms.pipeline import InterviewForm


def panel(request: DeskRequest, candidate: Candidate) -> dict[str, Any]:
    """What the template of this part needs. Boxes ticked on the form are no part of it (LEGAL C-03)."""
    current = next((one for one in candidate.applications.all() if one.stage in IN_PROGRESS), None)
    here = column_of(current) if current else ""
    sent = list(Submission.objects.filter(candidate=candidate).select_related("application").order_by("-id"))
    guarded = is_guarded(candidate, timezone.localdate())
    return {
        "current": current,
        "here": here,
        "columns": [(column, _place(column, here)) for column in Column] if current else [],
        "moves": NEXT.get(here, ()),
        "interviews": _interviews(candidate),
        "submissions": sent,
        "agency_perhaps": bool(sent) and guarded,
        "form": InterviewForm(company=request.company, prefix="interview"),
        "now": timezone.now(),
        "may_edit": may(request.membership.role, Permission.EDIT_CANDIDATES),
    }


def _place(column: Column, here: str) -> str:
    order = list(Column)
    if column == here:
        return "now"
    return "done" if order.index(column) < order.index(Column(here)) else ""


def _interviews(candidate: Candidate) -> list[Interview]:
    rows = Interview.objects.filter(application__candidate=candidate, cancelled_at=None)
    return list(rows.select_related("interviewer", "application").order_by("-at", "-id"))
