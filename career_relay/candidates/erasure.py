"""Forgetting one record for good: the person's rights end it before its clock does (LEGAL D-07)."""

from django.db import transaction

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.candidates import exports
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Candidate


@transaction.atomic
def erase(candidate: Candidate, *, by: Actor) -> None:
    """Delete a record with all that hangs on it: applications, evaluations, notes, notices and answers.

    The log keeps that it happened, by id alone. What the person holds themself, and what the law wants kept of a
    hand-over, is not the company's record and stays.
    """
    candidate = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    record(CandidateEvent.ERASED, candidate, by=by)
    exports.forget(candidate, by=by)
    candidate.delete()
