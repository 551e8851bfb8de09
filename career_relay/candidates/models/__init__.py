"""One company's record of people, one module a noun."""

from career_relay.candidates.models.doubles import DuplicateHint
from career_relay.candidates.models.imports import ImportedRow, ImportFault, ImportRun, RunState
from career_relay.candidates.models.records import Application, Candidate, Evaluation, Note
from career_relay.candidates.models.selections import (
    BulkAct,
    BulkChange,
    Export,
    Pool,
    PoolMember,
    Reminder,
    Segment,
    Verb,
)

__all__ = [
    "Application",
    "BulkAct",
    "BulkChange",
    "Candidate",
    "DuplicateHint",
    "Evaluation",
    "Export",
    "ImportFault",
    "ImportRun",
    "ImportedRow",
    "Note",
    "Pool",
    "PoolMember",
    "Reminder",
    "RunState",
    "Segment",
    "Verb",
]
