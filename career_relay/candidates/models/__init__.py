"""One company's record of people, one module a noun."""

from career_relay.candidates.models.doubles import DuplicateHint
from career_relay.candidates.models.imports import ImportedRow, ImportFault, ImportRun, RunState
from career_relay.candidates.models.records import Application, Candidate, Evaluation, Note

__all__ = [
    "Application",
    "Candidate",
    "DuplicateHint",
    "Evaluation",
    "ImportFault",
    "ImportRun",
    "ImportedRow",
    "Note",
    "RunState",
]
