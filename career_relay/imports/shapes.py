"""What a row becomes: frozen drafts, and the verdict that carries them.

A draft never says that somebody may be shown to other companies: an import cannot give that.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from .faults import Fault, Remark

Scores = tuple[tuple[str, str], ...]
Told = tuple[tuple[str, str], ...]

_STAGE: Final = {
    "applied": "applied",
    "casual": "applied",
    "screening": "screening",
    "test": "screening",
    "interview_1": "interviewing",
    "interview_2": "interviewing",
    "interview_3": "interviewing",
    "interview_final": "interviewing",
    "offered": "offered",
    "hired": "hired",
}
_REACHED: Final = {
    "interview_1": "first",
    "interview_2": "second",
    "interview_3": "second",
    "interview_final": "final",
    "offered": "final",
    "hired": "final",
}
DECIDED: Final = frozenset({"rejected", "withdrawn", "hired"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One criterion of a scorecard. ``score`` is 1 to 5, or nothing when the file has words we cannot count."""

    criterion: str
    score: int | None = None
    behaviour: str = ""


@dataclass(frozen=True, slots=True)
class ScorecardDraft:
    """What one reviewer wrote, as the system it comes from keeps it."""

    reviewer: str = ""
    score: int | None = None  # the overall recommendation, 1 to 5
    marks: tuple[Mark, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """One application as the file tells it. Words are those of ``positions.Track`` and ``candidates.states``."""

    external_id: str = ""
    position: str = ""
    track: str = ""  # new_graduate, mid_career, part_time or nothing
    graduation_year: int | None = None
    applied_on: date | None = None
    step: str = ""  # the finer stage: applied casual screening test interview_1 _2 _3 _final offered hired
    step_label: str = ""  # as it stood in the file
    outcome: str = "in_progress"  # rejected withdrawn hired in_progress
    decided_on: date | None = None
    hired_on: date | None = None
    reason: str = ""  # internal; never leaves the company
    source: str = "unknown"  # own media agency dispatch referral school unknown
    source_name: str = ""
    agency_firm: str = ""
    introduced_on: date | None = None
    protected_until: date | None = None
    scores: Scores = ()
    scorecards: tuple[ScorecardDraft, ...] = ()

    @property
    def stage(self) -> str:
        """Where the application stands now."""
        return self.outcome if self.outcome in DECIDED else _STAGE.get(self.step, "applied")

    @property
    def reached(self) -> str:
        """How far it came: document, first, second, final."""
        return _REACHED.get(self.step, "final" if self.outcome == "hired" else "document")


@dataclass(frozen=True, slots=True)
class CandidateDraft:
    """One person as the file tells it, with at most one application."""

    external_id: str = ""
    name: str = ""
    name_key: str = ""  # folded: what two names are compared by
    kana: str = ""
    email: str = ""  # as we write to it
    email_key: str = ""  # what two addresses are compared by
    other_email: str = ""
    phone: str = ""  # as typed, tidied
    phone_key: str = ""  # +81…
    other_phone: str = ""
    postal_code: str = ""
    prefecture: str = ""
    address: str = ""
    track: str = ""
    graduation_year: int | None = None
    skills: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    work_history: str = ""
    summary: str = ""
    current_company: str = ""
    education: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    state: str = "record"  # record pool contact
    state_evidence: str = ""
    state_form: str = ""
    state_on: date | None = None
    state_until: date | None = None  # when the permission ends, if the file says so
    do_not_contact: bool = False
    last_contact_on: date | None = None
    told: Told = ()  # heading and text of what we write otherwise than the file: telephone, postal code, dates
    application: ApplicationDraft | None = None
    # for the keyed hash that tells two people apart; never written down, so never shown either
    born_on: date | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class RowResult:
    """The verdict on one row: a draft, or faults. ``raw`` is the row as it stood, for the file of rejected rows."""

    line: int
    draft: CandidateDraft | None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Remark, ...] = ()
    raw: tuple[str, ...] = field(default=(), repr=False)
