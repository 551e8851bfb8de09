"""The one way in: a draft becomes a record, or changes one, or is seen to be known already.

File, form and API all come through `take_in`; a file comes in batches, so that a thousand rows cost a dozen queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.text.normalise import fold
from career_relay.candidates import bulk, search
from career_relay.candidates.agencies import Terms
from career_relay.candidates.clocks import after_grace, purge_day
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.identity import Book, Held, fingerprint
from career_relay.candidates.merging import absorb
from career_relay.candidates.models import (
    Application,
    Candidate,
    DuplicateHint,
    Evaluation,
    ImportedRow,
    ImportRun,
    Note,
)
from career_relay.candidates.states import DECIDED
from career_relay.companies.models import Company
from career_relay.imports.shapes import CandidateDraft, Scores

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
_LOCK: Final = 0x1A_0000_0000  # advisory lock of one company's intake: key + company id
_LOWEST, _HIGHEST = Decimal(1), Decimal(5)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a draft."""

    outcome: str  # created, updated, unchanged
    candidate: Candidate
    application: Application | None


@dataclass(eq=False, slots=True)
class Settled:
    """One row after it was compared with what is known; nothing is written yet."""

    line: int
    mark: UUID
    held: Held
    outcome: str
    application: Application | None = None
    before: dict[str, Any] = field(default_factory=dict)
    added: list[Application] = field(default_factory=list)
    note: str = ""
    scores: Scores = ()
    namesake: Held | None = None


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
    marked = [(line, fingerprint(draft), draft) for line, draft in rows]
    book.load([(mark, draft) for _line, mark, draft in marked])
    today = timezone.localdate()
    return [_settle_one(row, book, company, today, may_contact=may_contact) for row in marked]


def _settle_one(
    row: tuple[int, UUID, CandidateDraft], book: Book, company: Company, today: date, *, may_contact: bool
) -> Settled:
    line, mark, draft = row
    if same := book.seen.get(mark):
        return Settled(line, mark, same, UNCHANGED, same.applications[-1] if same.applications else None)
    held = book.find(draft, draft.application.applied_on or today if draft.application else today)
    settled = Settled(line, mark, held or Held(Candidate(company_id=company.pk), is_new=True), UNCHANGED)
    settled.held.begin_row()
    known = {id(one) for one in settled.held.applications}
    told = draft if may_contact or draft.state != "contact" else _without_state(draft)
    _absorb_row(settled, told, company, today, book.terms)
    settled.added = [one for one in settled.held.applications if id(one) not in known]
    for application in settled.added:
        application.position_id = book.positions.get(fold(application.position_title))
    settled.outcome = CREATED if held is None else UPDATED if settled.held.has_changed else UNCHANGED
    settled.before = {} if held is None else _before(settled.held)
    if held is None:
        settled.namesake = next(iter(book.namesakes(draft)), None)
        book.add(settled.held)
    else:
        book.moved(held)
    book.seen[mark] = settled.held
    return settled


def _absorb_row(settled: Settled, draft: CandidateDraft, company: Company, today: date, terms: Terms) -> None:
    held = settled.held
    settled.application = absorb(held, draft, company, today, terms)
    if draft.note and draft.note not in held.notes:
        held.notes.add(draft.note)
        held.was.setdefault("note", "")
        settled.note = draft.note
    if settled.application and not settled.application.pk and draft.application:
        settled.scores = draft.application.scores
    if held.is_new or held.has_changed:
        held.put("purge_after", _purge_after(held, company, today))


def _without_state(draft: CandidateDraft) -> CandidateDraft:
    return replace(draft, state="record", state_evidence="", state_form="", state_on=None)


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


# --- writing ------------------------------------------------------------------------------------------------------


def keep(rows: Sequence[Settled], company: Company, run: ImportRun | None) -> None:
    """Write a settled batch: records, applications, evaluations, notes, hints, and what each row did."""
    helds = list(dict.fromkeys(row.held for row in rows))
    _keep_candidates([held for held in helds if held.is_new or held.is_dirty])
    _keep_applications(helds, company)
    _keep_words(rows, company)
    _keep_hints(rows, company)
    if run is not None:
        _keep_rows(rows, company, run)
    for held in helds:
        held.is_new = held.is_dirty = False
        held.dirty_applications.clear()


def _keep_candidates(helds: Iterable[Held]) -> None:
    changed = list(helds)
    strengths = _strengths([held.candidate.pk for held in changed if not held.is_new])
    for held in changed:
        titles = dict.fromkeys(one.position_title for one in held.applications)
        held.candidate.search = search.document(held.candidate, titles, strengths.get(held.candidate.pk, ()))
    bulk.insert([held.candidate for held in changed if held.is_new])
    bulk.rewrite([held.candidate for held in changed if not held.is_new])


def _strengths(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    if ids:
        rows = Evaluation.objects.filter(application__candidate_id__in=ids).exclude(strengths="")
        for pk, strengths in rows.values_list("application__candidate_id", "strengths"):
            found.setdefault(pk, []).append(strengths)
    return found


def _keep_applications(helds: Iterable[Held], company: Company) -> None:
    fresh: list[Application] = []
    changed: list[Application] = []
    for held in helds:
        changed += held.dirty_applications.values()
        for application in held.applications:
            if application._state.adding:
                application.candidate_id = held.candidate.pk
                application.person_id = held.candidate.person_id
                fresh.append(application)
    bulk.insert(fresh)
    bulk.rewrite(changed)


def _keep_words(rows: Iterable[Settled], company: Company) -> None:
    taken = list(rows)
    bulk.insert(
        [Note(company_id=company.pk, candidate_id=row.held.candidate.pk, text=row.note) for row in taken if row.note]
    )
    bulk.insert([one for row in taken if row.scores for one in _evaluations(row, company)])


def _evaluations(row: Settled, company: Company) -> Iterator[Evaluation]:
    """The scores a file tells. Letters and other scales are kept as words, not turned into figures."""
    application = row.application
    if application is None:
        return
    figures: list[tuple[str, Decimal]] = [
        (heading, figure) for heading, text in row.scores if (figure := _figure(text)) is not None
    ]
    told = "\n".join(f"{heading}: {text}" for heading, text in row.scores if _figure(text) is None)
    yield Evaluation(
        company_id=company.pk,
        application_id=application.pk,
        reached=application.reached,
        score=round(sum((figure for _heading, figure in figures), Decimal()) / len(figures), 1) if figures else None,
        criteria=[{"criterion": heading, "score": float(figure), "behaviour": ""} for heading, figure in figures],
        comment=told,
    )


def _figure(text: str) -> Decimal | None:
    try:
        figure = Decimal(fold(text))
    except ArithmeticError:
        return None
    return figure if figure.is_finite() and _LOWEST <= figure <= _HIGHEST else None


def _keep_hints(rows: Iterable[Settled], company: Company) -> None:
    DuplicateHint.objects.bulk_create(
        (
            DuplicateHint(company=company, first=row.namesake.candidate, second=row.held.candidate, reasons=["email"])
            for row in rows
            if row.namesake
        ),
        ignore_conflicts=True,
    )


def _keep_rows(rows: Iterable[Settled], company: Company, run: ImportRun) -> None:
    bulk.insert(
        [
            ImportedRow(
                company_id=company.pk,
                run_id=run.pk,
                line=row.line,
                candidate_id=row.held.candidate.pk,
                verdict=row.outcome,
                fingerprint=row.mark,
                before={**row.before, "added": [one.pk for one in row.added]} if row.outcome == UPDATED else {},
            )
            for row in rows
        ]
    )
