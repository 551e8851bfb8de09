"""The nightly audit: are groups of people treated alike by lists, conditions and what follows (MATCHING, PRODUCT F4).

The rows come from one reviewed function and are gone when the report is made; the report holds rates and no person.
A report only follows another when each group grew or shrank by nobody or by five and more: else what changed between
two nights would tell what one person said (LEGAL A-07).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import operator
from career_relay.base.text.places import PREFECTURES
from career_relay.companies.models import Company
from career_relay.matching.engine import load_weights
from career_relay.matching.engine.fairness import (
    FEWEST_POSITIONS,
    SMALLEST_CELL,
    Case,
    Figures,
    Place,
    Verdict,
    above_median,
    attention,
    compare,
    near_the_top,
)
from career_relay.matching.engine.places import prefecture_of
from career_relay.matching.models import Axis, FairnessReport

TOP: Final = 10  # a page of the list
PERIOD: Final = timedelta(days=365)
_CASES: Final = """
SELECT kind, axis, answer, person, job, stratum, passed, place, points FROM fairness_cases(%s, %s, %s, %s)"""
TOLD_NOTHING: Final = frozenset({Verdict.INSUFFICIENT, Verdict.LEFT_OUT})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of `fairness_cases`."""

    kind: str
    axis: str
    answer: str
    person: int
    job: int
    stratum: str
    passed: bool | None
    place: int | None
    points: float | None


def audit_company(company_id: int, *, at: datetime) -> FairnessReport:
    """Audit a company's lists of its own past applicants. Gives the report that holds, an earlier one if none follows."""
    rows = _rows(company_id, at)
    with acting_for(company_id):
        return _keep(company_id, _own(rows), _people(rows), at)


def audit_network(*, at: datetime) -> FairnessReport:
    """Audit whom questions reach, over all companies: for the operator, since no company may learn who was compared."""
    rows = _rows(None, at)
    with operator():
        return _keep(None, _network(rows), _people(rows), at)


def _rows(company_id: int | None, at: datetime) -> list[Row]:
    with operator(), connection.cursor() as cursor:
        cursor.execute(_CASES, [company_id, load_weights().version, at, json.dumps(_codes())])
        return [Row(*row) for row in cursor.fetchall()]


@lru_cache(maxsize=1)
def _codes() -> dict[str, str | None]:
    """東京都 → 13, for the database."""
    return {name: prefecture_of(name) for name in PREFECTURES}


# From rows to tables


def _own(rows: Sequence[Row]) -> dict[str, Any]:
    return {axis: _own_axis([row for row in rows if row.axis == axis]) for axis in Axis.values}


def _own_axis(rows: Sequence[Row]) -> dict[str, Any]:
    listed = _places(rows)
    top = compare(near_the_top(listed, TOP))
    tables = {"top": top, "score": compare(above_median(listed))}
    tables |= {kind: compare(_cases(rows, kind), fewest_jobs=1) for kind in ("quiet", "contact")}
    tables |= {kind: compare(_cases(rows, kind)) for kind in ("kept", "interview")}
    return _said(tables, listed, top)


def _network(rows: Sequence[Row]) -> dict[str, Any]:
    return {axis: _network_axis([row for row in rows if row.axis == axis]) for axis in Axis.values}


def _network_axis(rows: Sequence[Row]) -> dict[str, Any]:
    listed = _places(rows)
    score = compare(above_median(listed))
    tables = {"score": score, **{kind: compare(_cases(rows, kind)) for kind in ("asked", "place", "pay", "interview")}}
    return _said(tables, listed, score)


def _places(rows: Iterable[Row]) -> list[Place]:
    return [
        Place(row.person, row.job, row.answer, row.place, row.points, row.stratum) for row in rows if row.kind == "list"
    ]


def _cases(rows: Iterable[Row], kind: str) -> list[Case]:
    return [Case(row.person, row.job, row.answer, bool(row.passed), row.stratum) for row in rows if row.kind == kind]


def _said(tables: Mapping[str, list[Figures]], listed: Sequence[Place], judged: Sequence[Figures]) -> dict[str, Any]:
    """What may be kept: small counts gone, and attention only of groups there is enough of."""
    enough = {one.group for one in judged if one.verdict not in TOLD_NOTHING and not one.is_hidden}
    seen = attention([place for place in listed if place.group in enough])
    return {
        "tables": {name: [shown(one) for one in table] for name, table in tables.items()},
        "attention": [
            {"group": one.group, "share": round(one.share, 2), "expected": round(one.expected, 2)} for one in seen
        ],
    }


def shown(one: Figures) -> dict[str, Any]:
    """One group as it may be read. A sign is told even where its counts are too small to be."""
    is_told = one.verdict not in TOLD_NOTHING and not one.is_hidden
    told = {"rate": one.rate, "ratio": one.ratio, "low": one.low, "high": one.high} if is_told else {}
    return {
        "group": one.group,
        "people": one.people if one.people >= SMALLEST_CELL else None,
        "positions": one.jobs if one.people >= SMALLEST_CELL else None,
        "verdict": one.verdict.value,
        **{name: round(value, 3) if value is not None else None for name, value in told.items()},
    }


# Keeping


def _people(rows: Iterable[Row]) -> dict[str, int]:
    """How many people said what, for `may_follow` alone."""
    said = {(row.axis, row.answer, row.person) for row in rows}
    counts: dict[str, int] = {}
    for axis, answer, _person in said:
        counts[f"{axis}:{answer}"] = counts.get(f"{axis}:{answer}", 0) + 1
    return counts


def may_follow(before: Mapping[str, int], after: Mapping[str, int]) -> bool:
    """Whether no group changed by one to four people."""
    changes = (abs(after.get(key, 0) - before.get(key, 0)) for key in {*before, *after})
    return all(change == 0 or change >= SMALLEST_CELL for change in changes)


@transaction.atomic
def _keep(company_id: int | None, found: Mapping[str, Any], counts: Mapping[str, int], at: datetime) -> FairnessReport:
    version, day = load_weights().version, timezone.localdate(at)
    whose = Company.objects.get(pk=company_id) if company_id else None
    before: FairnessReport | None = FairnessReport.objects.filter(company=whose, weights=version).first()
    if before is not None and not may_follow(before.counts, counts):
        return before
    content = {
        "since": (day - PERIOD).isoformat(),
        "until": day.isoformat(),
        "weights": version,
        "top": TOP,
        "fewest_positions": FEWEST_POSITIONS,
        "axes": found,
    }
    kept: FairnessReport = FairnessReport.objects.update_or_create(
        company=whose, weights=version, day=day, defaults={"content": content, "counts": dict(counts)}
    )[0]
    return kept
