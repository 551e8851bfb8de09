"""Whom a position fits in a network of passports: filter, score, compare and explain, with every shield.

Sizes of its own: 10,000 people, `--full` 100,000, `--million`. Once with conditions that every tenth person passes, once
with none. Baseline: the fifty nearest by vector, with the same conditions, without shields or reasons. Beside them:
`recall_50`, of the fifty best by the same measures computed exactly from the documents, in numpy, over everybody who passes,
how many retrieval hands to the engine. The vectors are generated and say nothing about the texts, so nothing here tells how
well people are ranked: that is `career-relay eval`.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils import timezone
from numpy.typing import NDArray

from bench.load import fill
from bench.load.clock import in_turns
from bench.load.owner import Owner, owner
from bench.load.sizes import USUAL, Sizes
from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Circle, CircleMember
from career_relay.matching.engine import Opening, Profile
from career_relay.matching.engine.fuse import Scores, z_scores
from career_relay.matching.engine.retrieve import text_scores
from career_relay.matching.lexical import abilities, wanted_abilities
from career_relay.matching.meanings import meaning_of_opening
from career_relay.matching.pool import match_people, retrieve_for
from career_relay.matching.readings import bits_of, from_document, opening_of
from career_relay.positions.models import Position, PositionCircle, Remote

SHOWN, EXACT = 20, 50
CHECKED = 3  # positions whose recall is computed
READ = 20_000  # people at most of whom everybody is read for that
CONDITIONS = {
    "10": Remote.NONE,
    "all": Remote.FULL,
}  # every sixth wishes for a place, every fourth works from home alone
PASSES = "f.net_until > now() AND (%(anywhere)s OR (NOT f.home_only AND f.places & %(place)s <> 0))"
NEAREST = f"""
SELECT v.person_id FROM matching_matchvector v JOIN matching_matchfilter f USING (person_id)
WHERE {PASSES} ORDER BY v.meaning <=> %(meaning)s::halfvec LIMIT {EXACT}"""
EVERYBODY = f"""
SELECT m.person_id, m.document::text, v.meaning::text
FROM matching_matchfilter f JOIN matching_matchingprofile m USING (person_id) JOIN matching_matchvector v USING (person_id)
WHERE {PASSES} AND m.person_id = ANY (%(people)s)"""
MAY_SHOW = "SELECT n FROM unnest(%s::bigint[]) AS n WHERE may_show(n, %s, 'teaser', now())"
NEAREST_IS = "the nearest fifty by vector under the same conditions, without shields, words or reasons"


def sizes_for(*, full: bool = False, million: bool = False, **_others: bool) -> Sizes:
    """People of the network beside small companies: filled in a minute, or in some for a hundred thousand."""
    people = 1_000_000 if million else 100_000 if full else USUAL.people
    return replace(USUAL, candidates=10_000, candidates_elsewhere=24_000, people=people)


def run(sizes: Sizes) -> list[dict[str, Any]]:
    """Measure with few and with all passing."""
    return [_measured(share, sizes) for share in CONDITIONS]


def _measured(share: str, sizes: Sizes) -> dict[str, Any]:
    with asking_everybody(CONDITIONS[share]) as positions, owner(autocommit=True) as mine:
        subjects = [(one, _given(one)) for one in positions]

        def match(position: Position) -> None:
            match_people(position, top=SHOWN, at=timezone.now())

        def nearest(given: dict[str, Any]) -> None:
            mine.execute(NEAREST, given).fetchall()

        row = in_turns(f"match_people_{share}", match, nearest, subjects, sizes, NEAREST_IS).told()
        return row | _recalls(subjects[:CHECKED], sizes, mine)


@contextmanager
def asking_everybody(remote: Remote) -> Iterator[list[Position]]:
    """Give open positions with those conditions, shown in every circle. Nothing of it stays."""
    company = fill.company()
    with acting_for(company.pk), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")  # while everybody is read
        positions = fill.open_positions()
        for circle in Circle.objects.all():
            CircleMember.objects.get_or_create(circle=circle, company=company)
            for one in positions:
                PositionCircle.objects.get_or_create(position=one, circle=circle)
        for one in positions:
            one.remote, one.pay_min, one.pay_max = remote, None, None
            one.save(update_fields=["remote", "pay_min", "pay_max"])
        yield positions
        transaction.set_rollback(True)


def _given(position: Position) -> dict[str, Any]:
    opening = opening_of(position)
    place = bits_of([opening.prefecture] if opening.prefecture else [])
    return {"anywhere": position.remote == Remote.FULL, "place": place, "meaning": meaning_of_opening(opening)}


# What exact scoring finds


def _recalls(subjects: Sequence[tuple[Position, dict[str, Any]]], sizes: Sizes, mine: Owner) -> dict[str, Any]:
    """Nothing where everybody is too many to be read."""
    is_too_much = sizes.people > READ and subjects[0][0].remote == Remote.FULL
    found = [] if is_too_much else [_recall(position, given, mine) for position, given in subjects]
    return {"recall_50": round(float(np.mean(found)), 4) if found else None}


def _recall(position: Position, given: dict[str, Any], mine: Owner) -> float:
    opening, at = opening_of(position), timezone.now()
    rows = mine.execute(EVERYBODY, {**given, "people": _visible(position, mine)}).fetchall()
    everybody = [from_document(str(ref), json.loads(document)) for ref, document, _vector in rows]
    vectors = np.array([json.loads(vector) for _ref, _document, vector in rows], dtype=np.float64)
    exact = dict(zip((ref for ref, *_rest in rows), _exact(everybody, vectors, opening, given), strict=True))
    return _share([ref for ref, _profile in retrieve_for(position, at=at)], exact, EXACT)


def _visible(position: Position, mine: Owner) -> list[int]:
    """Everybody who may be shown to the company, by the one definition, which is asked as the company asks it."""
    known = [one for (one,) in mine.execute("SELECT person_id FROM matching_matchfilter").fetchall()]
    with connection.cursor() as cursor:
        cursor.execute(MAY_SHOW, [known, position.company_id])
        return [one for (one,) in cursor.fetchall()]


def _exact(people: Sequence[Profile], vectors: NDArray[Any], opening: Opening, given: dict[str, Any]) -> list[float]:
    """Score everybody by the measures of `pool_for`: the whole texts, the true rarity of words, no rounding."""
    meaning = vectors @ np.array(json.loads(given["meaning"]))
    wanted = wanted_abilities(opening)
    able: Scores = np.array([sum(wanted.get(one, 0.0) for one in abilities(person)) for person in people])
    parts = (meaning, text_scores(people, opening), able)
    return list(np.sum([z_scores(part) for part in parts], axis=0))


def _share(found: Sequence[int], scores: dict[int, float], best: int) -> float:
    """Of so many best, those that were found; whoever scores the same as the last of them is as good."""
    last = sorted(scores.values(), reverse=True)[:best][-1]
    return min(sum(scores.get(one, last - 1) >= last - 1e-9 for one in found), best) / best
