"""What a settled batch writes: records, applications, evaluations, notes, hints, and what each row did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any, Final
from uuid import UUID

from career_relay.base.text.normalise import fold
from career_relay.candidates import bulk, pairs, texts
from career_relay.candidates.identity import Held
from career_relay.candidates.models import Application, Evaluation, ImportedRow, ImportRun, Note
from career_relay.candidates.states import DECIDED, SOURCE_BITS, STEP_BITS
from career_relay.companies.models import Company
from career_relay.imports.shapes import ScorecardDraft, Scores

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
_LOWEST, _HIGHEST = Decimal(1), Decimal(5)
_SHARED: Final = frozenset({"name_folded", "kana", "email_key", "phone_key", "birth_key"})  # what a hint goes by


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
    scorecards: tuple[ScorecardDraft, ...] = ()
    is_lookalike: bool = False  # something changed by which two records are found to be one person


def may_look_alike(held: Held) -> bool:
    """Whether a row told something new by which records are compared."""
    return held.is_new or not _SHARED.isdisjoint(held.was)


def keep(rows: Sequence[Settled], company: Company, run: ImportRun | None) -> None:
    """Write a settled batch. A run leaves long texts to the task that follows it; a single record is whole at once."""
    helds = list(dict.fromkeys(row.held for row in rows))
    changed = [held for held in helds if held.is_new or held.is_dirty]
    longest = texts.LONG if run is not None else texts.ENDLESS
    _keep_new([held for held in changed if held.is_new], _remarks(rows), longest)
    known = [held.candidate for held in changed if not held.is_new]
    bulk.rewrite(known, but={"search"})
    _keep_applications(helds)
    _keep_words(rows, company)
    texts.write(known, longest=longest)
    if run is not None:
        _keep_rows(rows, company, run)
    if alike := {row.held.candidate.pk for row in rows if row.is_lookalike}:
        pairs.suggest_many(alike)
    for held in helds:
        held.is_new = held.is_dirty = False
        held.dirty_applications.clear()


def _keep_new(helds: Collection[Held], remarks: Mapping[Held, set[str]], longest: int) -> None:
    for held in helds:
        candidate, applications = held.candidate, held.applications
        candidate.is_open = any(one.stage not in DECIDED for one in applications)
        candidate.sources = reduce(or_, (SOURCE_BITS[one.source] for one in applications), 0)
        candidate.steps = reduce(or_, (STEP_BITS[one.reached] for one in applications), 0)
        said = texts.Said({one.position_title for one in applications} - {""}, set(), remarks.get(held, set()))
        texts.tell(candidate, said, longest=longest)
    bulk.insert([held.candidate for held in helds])


def _remarks(rows: Iterable[Settled]) -> dict[Held, set[str]]:
    """What the rows say that only some of the staff may search by."""
    found: dict[Held, set[str]] = {}
    for row in rows:
        if row.note or row.scorecards:
            comments = (card.comment for card in row.scorecards)
            found.setdefault(row.held, set()).update({row.note, *comments} - {""})
    return found


def _keep_applications(helds: Iterable[Held]) -> None:
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


def _keep_rows(rows: Iterable[Settled], company: Company, run: ImportRun) -> None:
    bulk.insert(
        [
            bulk.fresh(
                ImportedRow,
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


# --- notes and evaluations ----------------------------------------------------------------------------------------


def _keep_words(rows: Iterable[Settled], company: Company) -> None:
    taken = list(rows)
    bulk.insert(
        [Note(company_id=company.pk, candidate_id=row.held.candidate.pk, text=row.note) for row in taken if row.note]
    )
    bulk.insert([one for row in taken if row.application for one in _evaluations(row, row.application)])


def _evaluations(row: Settled, application: Application) -> Iterator[Evaluation]:
    if row.scores:
        yield _from_scores(row.scores, application)
    for card in row.scorecards:
        yield _from_card(card, application)


def _from_scores(scores: Scores, application: Application) -> Evaluation:
    """The scores a file tells in columns. Letters and other scales are kept as words, not turned into figures."""
    figures = [(heading, figure) for heading, text in scores if (figure := _figure(text)) is not None]
    told = "\n".join(f"{heading}: {text}" for heading, text in scores if _figure(text) is None)
    return Evaluation(
        company_id=application.company_id,
        application_id=application.pk,
        reached=application.reached,
        score=_mean([figure for _heading, figure in figures]),
        criteria=[{"criterion": heading, "score": float(figure), "behaviour": ""} for heading, figure in figures],
        comment=told,
    )


def _from_card(card: ScorecardDraft, application: Application) -> Evaluation:
    """What one reviewer wrote in another system. Without an overall figure the criteria make one."""
    marks = [mark for mark in card.marks if mark.score is not None or mark.behaviour]
    figures = [Decimal(mark.score) for mark in marks if mark.score is not None]
    return Evaluation(
        company_id=application.company_id,
        application_id=application.pk,
        reached=application.reached,
        reviewer_name=card.reviewer,
        score=Decimal(card.score) if card.score is not None else _mean(figures),
        criteria=[{"criterion": mark.criterion, "score": mark.score, "behaviour": mark.behaviour} for mark in marks],
        comment=card.comment,
    )


def _mean(figures: Sequence[Decimal]) -> Decimal | None:
    return round(sum(figures, Decimal()) / len(figures), 1) if figures else None


def _figure(text: str) -> Decimal | None:
    try:
        figure = Decimal(fold(text))
    except ArithmeticError:
        return None
    return figure if figure.is_finite() and _LOWEST <= figure <= _HIGHEST else None
