"""One company's record of people, one module a noun."""

from career_relay.candidates.models.agencies import AgencyContract
from career_relay.candidates.models.documents import Document, DocumentKind, DocumentState
from career_relay.candidates.models.doubles import DuplicateHint
from career_relay.candidates.models.fairness import FairCount, FairException, FairOfficer
from career_relay.candidates.models.holds import LegalHold
from career_relay.candidates.models.imports import ImportedRow, ImportFault, ImportRun, RunState
from career_relay.candidates.models.merges import Merge
from career_relay.candidates.models.pipeline import FormPermission, Interview, StageMove, Submission
from career_relay.candidates.models.records import Application, Candidate, Evaluation, Note
from career_relay.candidates.models.scorecards import GoodForWords, ScorecardTemplate
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
    "AgencyContract",
    "Application",
    "BulkAct",
    "BulkChange",
    "Candidate",
    "Document",
    "DocumentKind",
    "DocumentState",
    "DuplicateHint",
    "Evaluation",
    "Export",
    "FairCount",
    "FairException",
    "FairOfficer",
    "FormPermission",
    "GoodForWords",
    "ImportFault",
    "ImportRun",
    "ImportedRow",
    "Interview",
    "LegalHold",
    "Merge",
    "Note",
    "Pool",
    "PoolMember",
    "Reminder",
    "RunState",
    "ScorecardTemplate",
    "Segment",
    "StageMove",
    "Submission",
    "Verb",
]
