"""The log of what was shown and who was compared: written in one statement a page, read by the audit (LEGAL §3.16)."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from django.core.paginator import Page
from django.db import connection

from career_relay.base import wording
from career_relay.matching.engine import Result, load_weights
from career_relay.matching.models import Exposure
from career_relay.matching.pool import Picked
from career_relay.matching.queries import OwnFilters, OwnMatch
from career_relay.matching.reasons import Fit
from career_relay.positions.models import Position

_PICKS = """
INSERT INTO matching_pick (company_id, position_id, person_id, rank, score, weights, features, asked, shown_at)
SELECT %s, %s, p.person_id, p.rank, p.score, %s, p.features, p.asked, now()
FROM jsonb_to_recordset(%s) AS p(person_id bigint, rank integer, score float8, features jsonb, asked boolean)"""


def log_exposures(position: Position, page: Page[OwnMatch], filters: OwnFilters, *, viewer_id: int) -> None:
    """Write down a page of a list as a recruiter was shown it."""
    version, total = load_weights().version, page.paginator.count
    Exposure.objects.bulk_create(
        Exposure(
            company_id=position.company_id,
            position=position,
            candidate=match.candidate,
            rank=match.rank,
            out_of=total,
            listing=filters.name,
            score=match.score,
            weights=version,
            features={reason.label: round(reason.points, 4) for reason in match.features},
            results=results_of(match.fit),
            viewer_id=viewer_id,
        )
        for match in page.object_list
    )


def results_of(fit: Fit) -> list[list[str]]:
    """What was said of each requirement, and which source was quoted; the words themselves stay in the record."""
    return [[one.result, one.source] for one in fit.reasons]


def log_picks(position: Position, compared: Sequence[Picked], asked: Collection[Picked]) -> None:
    """Write down who was compared for a question and whom it reaches. Needs the company; it cannot read the rows."""
    reached = {one.person_id for one in asked}
    rows = [
        {
            "person_id": one.person_id,
            "rank": rank,
            "score": one.score,
            "features": dict(one.features),
            "asked": one.person_id in reached,
        }
        for rank, one in enumerate(compared, 1)
    ]
    if rows:  # not by the ORM: it reads back the key, which the wall refuses
        with connection.cursor() as cursor:
            cursor.execute(_PICKS, [position.company_id, position.pk, load_weights().version, json.dumps(rows)])


def log_rows(since: datetime) -> Iterator[list[object]]:
    """The log of the active company since then as lines of a table, newest first, without whom each line is about."""
    found = Exposure.objects.filter(shown_at__gte=since).select_related("position").order_by("-id")
    for row in found.defer("position__must", "position__nice").iterator(chunk_size=2_000):
        yield [
            wording.moment(row.shown_at),
            row.position.title,
            row.listing,
            row.rank,
            row.out_of,
            row.weights,
            row.score,
            row.viewer_id,
            *(sum(result == wanted for result, _source in row.results) for wanted in Result),
            *(row.features.get(name) for name in load_weights().features),
        ]
