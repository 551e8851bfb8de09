"""Which of the company's own past applicants fit a position: everybody eligible, best first, with reasons.

The company's own data, so with names and in every mode. Retrieval by words in PostgreSQL, the first few hundred compared
by the engine, the rest after them in the order of retrieval: a low score hides nobody (PRODUCT F4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final, overload

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from career_relay.candidates.models import Application, Candidate, Evaluation
from career_relay.candidates.search import words
from career_relay.candidates.sources import is_protected, reachable
from career_relay.candidates.states import IN_PROGRESS, RecordState, Stage
from career_relay.matching.engine import Opening, Profile, Reason, rank_all
from career_relay.matching.models import Dismissal, FairnessReport
from career_relay.matching.readings import opening_of, profile_of_candidate
from career_relay.matching.reasons import Fit, reasons_of
from career_relay.matching.retrieval import retrieve
from career_relay.positions.models import Position

PER_PAGE: Final = 10
COMPARED: Final = 100  # by the engine; beyond that the order is the one of retrieval
_COMMON = (  # words that every posting has
    "経験 業務 年 以上 程度 知識 能力 力 方 有る 出来る 為る 等 歓迎 必須 実務 尚可 持つ 活かす 使う 担当 理解 可能 の お ご"
    " 1 2 3 4 5 10 experience with of in and or years the a"
)
_SAID_BY_ALL: Final = frozenset(_COMMON.split())


@dataclass(frozen=True, slots=True)
class OwnMatch:
    """One past applicant with the reasons. `rank` counts from 1 over all pages."""

    rank: int
    candidate: Candidate
    last: Application | None
    fit: Fit
    is_protected: bool
    is_dismissed: bool
    score: float
    features: tuple[Reason, ...]

    @property
    def may_be_written_to(self) -> bool:
        return not self.is_protected and self.candidate.state == RecordState.CONTACT


@dataclass(frozen=True, slots=True)
class OwnFilters:
    """What the recruiter chose. Dismissed people are a list of their own, so that nobody is lost."""

    contact_only: bool = False
    dismissed: bool = False

    @property
    def name(self) -> str:
        """Which list it gives, for the log."""
        return "aside" if self.dismissed else "contact" if self.contact_only else "all"


EVERYBODY: Final = OwnFilters()


def matches_in_own_pool(
    position: Position, *, at: datetime, filters: OwnFilters = EVERYBODY, page: int | str = 1
) -> Page[OwnMatch]:
    """Give a page of the company's own past applicants for a position, best first."""
    found: Sequence[OwnMatch] = _OwnMatches(position, at, filters)
    return Paginator(found, PER_PAGE).get_page(page)


def first_matches(position: Position, count: int, *, at: datetime) -> list[OwnMatch]:
    """Give the best `count` of them at once."""
    found = _OwnMatches(position, at, OwnFilters())
    return found[0 : min(count, len(found))]


def eligible(position: Position, *, on: date, filters: OwnFilters = EVERYBODY) -> QuerySet[Candidate]:
    """Give past applicants who may be thought of: not hired, not in a selection now, not asking for quiet."""
    gone = Application.objects.filter(stage__in=[Stage.HIRED, *sorted(IN_PROGRESS)]).values("candidate_id")
    set_aside = Dismissal.objects.filter(position=position, candidate=OuterRef("pk"))
    found: QuerySet[Candidate] = Candidate.objects.filter(do_not_contact=False, purge_after__gte=on).exclude(
        pk__in=gone
    )
    found = found.filter(Exists(set_aside) if filters.dismissed else ~Exists(set_aside))
    if filters.contact_only:
        found = reachable(found.filter(state=RecordState.CONTACT), on).exclude(snoozed_until__gt=on)
    return found


def latest_report() -> FairnessReport | None:
    """Give the audit that holds for whoever is active: a company's own, or the network's for the operator."""
    return FairnessReport.objects.first()


class _OwnMatches(Sequence[OwnMatch]):
    """What a paginator needs: a length, and slices that explain only what they show."""

    def __init__(self, position: Position, at: datetime, filters: OwnFilters) -> None:
        self.position, self.filters = position, filters
        self.on = timezone.localdate(at)
        self.opening = opening_of(position)

    def __len__(self) -> int:
        return self._length

    @cached_property
    def _length(self) -> int:
        return eligible(self.position, on=self.on, filters=self.filters).count()

    @overload
    def __getitem__(self, wanted: int) -> OwnMatch: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[OwnMatch]: ...
    def __getitem__(self, wanted: int | slice) -> OwnMatch | list[OwnMatch]:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        start, stop = wanted.start or 0, wanted.stop if wanted.stop is not None else len(self)
        compared = self._compared[start:stop]
        rest = self._retrieved(max(start, COMPARED), stop) if stop > COMPARED else []
        return self._explained([*compared, *_unranked(self._profiles(rest))], first=start + 1)

    def _retrieved(self, start: int, stop: int) -> list[Candidate]:
        """Give candidates by the words of the position they share, the newest first among equals."""
        everybody = eligible(self.position, on=self.on, filters=self.filters).defer("search")
        return retrieve(everybody, _words(self.opening), size=len(self), start=start, stop=stop)

    @cached_property
    def _compared(self) -> list[_Ranked]:
        pairs = self._profiles(self._retrieved(0, COMPARED))
        by_ref = {profile.ref: candidate for candidate, profile in pairs}
        ranked = rank_all([profile for _candidate, profile in pairs], self.opening)
        return [_Ranked(by_ref[m.profile.ref], m.profile, m.score, m.reasons) for m in ranked]

    def _profiles(self, candidates: list[Candidate]) -> list[tuple[Candidate, Profile]]:
        ids = [one.pk for one in candidates]
        titles, seen = _titles(ids), _evaluations(ids)
        return [(one, profile_of_candidate(one, titles.get(one.pk, ()), seen.get(one.pk, ()))) for one in candidates]

    def _explained(self, rows: list[_Ranked], *, first: int) -> list[OwnMatch]:
        last = _last_applications([row.candidate.pk for row in rows])
        return [
            OwnMatch(
                rank=first + n,
                candidate=row.candidate,
                last=last.get(row.candidate.pk),
                fit=Fit(reasons_of(row.profile, self.opening)),
                is_protected=is_protected(row.candidate, self.on),
                is_dismissed=self.filters.dismissed,
                score=row.score,
                features=row.reasons,
            )
            for n, row in enumerate(rows)
        ]


@dataclass(frozen=True, slots=True)
class _Ranked:
    candidate: Candidate
    profile: Profile
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()


def _unranked(pairs: Iterable[tuple[Candidate, Profile]]) -> list[_Ranked]:
    return [_Ranked(candidate, profile) for candidate, profile in pairs]


def _words(opening: Opening) -> list[str]:
    """Give the words the position names, without those that every posting has."""
    said = words("\n".join((opening.title, *(wanted.text for wanted in (*opening.must, *opening.nice)))))
    return [word for word in dict.fromkeys(said) if word not in _SAID_BY_ALL and len(word) <= 60]


def _titles(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Application.objects.filter(candidate__in=ids).order_by("-applied_on", "-id")
    for candidate_id, title in rows.values_list("candidate_id", "position_title"):
        found.setdefault(candidate_id, []).append(title)
    return found


def _evaluations(ids: list[int]) -> dict[int, list[Evaluation]]:
    found: dict[int, list[Evaluation]] = {}
    rows = Evaluation.objects.filter(application__candidate__in=ids).annotate(whose=F("application__candidate_id"))
    for row in rows.order_by("-created_at", "-id"):
        found.setdefault(row.whose, []).append(row)
    return found


def _last_applications(ids: list[int]) -> dict[int, Application]:
    rows: models.QuerySet[Application] = Application.objects.filter(candidate__in=ids).order_by("applied_on", "id")
    return {row.candidate_id: row for row in rows}
