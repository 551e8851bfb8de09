"""Of the candidate page: what interviewers saw, by criterion."""

from typing import Any

from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.rules import is_open
from career_relay.candidates.scorecards import evaluations_for, scorecard_for, table_of
from career_relay.candidates.states import Reached
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest
from career_relay.desk.forms.scorecards import EvaluationForm


def panel(request: DeskRequest, candidate: Candidate) -> dict[str, Any]:
    """What the template of this part needs."""
    read = evaluations_for(candidate, request.membership)
    rows = list(candidate.applications.all())
    of = next((one for one in rows if is_open(one)), rows[0] if rows else None)
    return {
        "table": table_of(read.shown),
        "evaluations": read.shown,
        "hidden": len(read.hidden),
        "hidden_ids": read.hidden,
        "application": of,
        "strengths": [one for one in rows if one.strengths or one.good_for or one.strengths_skipped],
        "form": _form(of) if of and may(request.membership.role, Permission.EVALUATE) else None,
    }


def _form(of: Application) -> EvaluationForm:
    reached = of.reached or Reached.FIRST
    return EvaluationForm(prefix="evaluation", scorecard=scorecard_for(of.position), initial={"reached": reached})
