"""The one way in: a draft becomes a record, or changes one, or is seen to be known already.

File, form and API all come through `take_in`; a file comes in batches, so that a thousand rows cost a dozen queries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.text.normalise import fold
from career_relay.candidates import bulk
from career_relay.candidates.agencies import Terms
from career_relay.candidates.clocks import after_grace, purge_day
from career_relay.candidates.duplicates import birth_key
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.identity import Book, Held, fingerprint
from career_relay.candidates.merging import absorb
from career_relay.candidates.models import Application, Candidate, ImportRun
from career_relay.candidates.states import DECIDED
from career_relay.candidates.writing import CREATED, UNCHANGED, UPDATED, Settled, keep, may_look_alike
from career_relay.companies.models import Company
from career_relay.imports.shapes import CandidateDraft

__all__ = ["CREATED", "UNCHANGED", "UPDATED", "Verdict", "keep", "lock", "settle", "take_in"]

_LOCK: Final = 0x1A_0000_0000  # advisory lock of one company's intake: key + company id


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a draft."""

    outcome: str  # created, updated, unchanged
    candidate: Candidate
    application: Application | None


@transaction.atomic
def take_in(draft: CandidateDraft, *, company: Company, by: Actor, run: ImportRun | None = None) -> Verdict:
    """Take in one draft and write it."""
    lock(company)
    book = Book()
    [settled] = settle([(0, draft)], book, company)
    keep([settled], company, run)
    candidate = settled.held.candidate
    if settled.outcome != UNCHANGED:
        record(CandidateEvent.TAKEN_IN, candidate, by=by, outcome=settled.outcome)
    return Verdict(settled.outcome, candidate, settled.application)


def lock(company: Company) -> None:
    """Two batches of one company never decide at the same time who is new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK + company.pk])


def settle(
    rows: Sequence[tuple[int, CandidateDraft]], book: Book, company: Company, *, may_contact: bool = True
) -> list[Settled]:
    """Compare drafts with the book, in order. A dry run ends here; a run goes on to `keep`.

    in: `may_contact` False when no owner attested the evidence: "may be contacted" then stays "record".
    """
    marked = [_marked(line, draft, company) for line, draft in rows]
    book.load([(row.mark, row.draft) for row in marked])
    today = timezone.localdate()
    return [_settle_one(row, book, company, today, may_contact=may_contact) for row in marked]


@dataclass(frozen=True, slots=True)
class _Marked:
    """A draft with what it is recognised by. The birth date itself ends here."""

    line: int
    mark: UUID
    draft: CandidateDraft
    born: str


def _marked(line: int, draft: CandidateDraft, company: Company) -> _Marked:
    born = birth_key(draft.born_on, company.pk) if draft.born_on else ""
    return _Marked(line, fingerprint(draft, born), draft, born)


def _settle_one(row: _Marked, book: Book, company: Company, today: date, *, may_contact: bool) -> Settled:
    line, mark, draft = row.line, row.mark, row.draft
    if same := book.seen.get(mark):
        return Settled(line, mark, book.woken(same), UNCHANGED, same.applications[-1] if same.applications else None)
    held = book.find(draft, draft.application.applied_on or today if draft.application else today)
    settled = Settled(line, mark, held or Held(bulk.fresh(Candidate, company_id=company.pk), is_new=True), UNCHANGED)
    settled.held.begin_row()
    known = {id(one) for one in settled.held.applications}
    told = draft if may_contact or draft.state != "contact" else _without_state(draft)
    _absorb_row(settled, told, company, today, book.terms)
    settled.held.put("birth_key", settled.held.candidate.birth_key or row.born)
    settled.added = [one for one in settled.held.applications if id(one) not in known]
    for application in settled.added:
        application.position_id = book.positions.get(fold(application.position_title))
    settled.held.is_dirty |= settled.held.has_changed
    settled.outcome = CREATED if held is None else UPDATED if settled.held.has_changed else UNCHANGED
    settled.before = {} if held is None else _before(settled.held)
    if held is None:
        book.add(settled.held)
    else:
        book.moved(held)
    book.seen[mark] = settled.held
    settled.is_lookalike = may_look_alike(settled.held)
    return settled


def _absorb_row(settled: Settled, draft: CandidateDraft, company: Company, today: date, terms: Terms) -> None:
    held = settled.held
    settled.application = absorb(held, draft, company, today, terms)
    if draft.note and draft.note not in held.notes:
        held.notes.add(draft.note)
        held.was.setdefault("note", "")
        settled.note = draft.note
    if settled.application and not settled.application.pk and draft.application:
        settled.scores, settled.scorecards = draft.application.scores, draft.application.scorecards
    if held.is_new or held.has_changed:
        held.put("purge_after", _purge_after(held, company, today))


def _without_state(draft: CandidateDraft) -> CandidateDraft:
    return replace(draft, state="record", state_evidence="", state_form="", state_on=None, state_until=None)


def _purge_after(held: Held, company: Company, today: date) -> date:
    ended = [_result_day(one) for one in held.applications if one.stage in DECIDED]
    still_open = [one.last_activity_on for one in held.applications if one.stage not in DECIDED]
    made = held.candidate.created_at
    since = timezone.localdate(made) if isinstance(made, datetime) else today
    return after_grace(purge_day(company, ended, still_open, held.candidate.state_until), since)


def _result_day(application: Application) -> date:
    return timezone.localdate(application.decided_at) if application.decided_at else application.last_activity_on


def _before(held: Held) -> dict[str, Any]:
    """What an undo puts back: the old values of the record and of its applications."""
    if not held.has_changed:
        return {}
    fields = {name: value for name, value in held.was.items() if name not in {"application", "note"}}
    return {"record": _plain(fields), "applications": {pk: _plain(was) for pk, was in held.applications_were.items()}}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
