"""Window 1: the openings anybody may read, and whom a question may reach. Hands out frozen dataclasses only.

Nothing here tells a company how many people there are or who they are: `pick_for_ask` is called by the task that
asks, and its answer goes to the people, never to a screen.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any, overload
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import connection
from django.utils import timezone

from career_relay.base.garbage import uncollected
from career_relay.base.text.places import PREFECTURES
from career_relay.companies.licences import ALLOWS, Feature, ensure_allowed
from career_relay.companies.queries import current_mode
from career_relay.matching.engine import Match, Profile, fits, rank_all
from career_relay.matching.engine.retrieve import opening_words
from career_relay.matching.lexical import wanted_abilities
from career_relay.matching.meanings import meaning_of_opening
from career_relay.matching.openings import Employer, OpeningCard, OpeningFilters, Sort
from career_relay.matching.readings import code_of, from_document, opening_of
from career_relay.matching.reasons import Reason, reasons_of
from career_relay.positions.models import Position

__all__ = [
    "Employer",
    "Matched",
    "OpeningCard",
    "OpeningFilters",
    "Picked",
    "Sort",
    "find_openings",
    "match_people",
    "newest",
    "opening",
    "openings_in_reach",
    "openings_of",
    "pick_for_ask",
    "retrieve_for",
]

PER_PAGE = 20
LONGEST_NUMBER = 6  # digits of a page that is looked at without counting first
RETRIEVED = 300  # compared by the engine at most (MATCHING, "Where it runs")
_POOL = "SELECT person_id, document FROM pool_for(%s, %s, %s, %s::text[], %s::text[], %s::real[], %s::halfvec, %s)"
_IN_REACH = "SELECT position_id FROM openings_in_reach(%s, %s, %s::jsonb, %s::bigint[], %s::text[], %s)"
_OPENINGS = "SELECT facts, employer, listed, total FROM openings(%s, %s, %s::bigint[], %s::uuid, %s::text[], %s::jsonb, %s, %s, %s)"


@dataclass
class _Openings(Sequence[OpeningCard]):
    """What a paginator needs: a length, and a slice. Both come with one question when the slice begins at `start`."""

    filters: OpeningFilters
    at: datetime
    start: int = 0

    def __len__(self) -> int:
        found = self._page or (self._read(0, 1) if self.start else [])
        return found[0][1] if found else 0

    @cached_property
    def _page(self) -> list[tuple[OpeningCard, int]]:
        return self._read(self.start, PER_PAGE)

    def _read(self, start: int, many: int) -> list[tuple[OpeningCard, int]]:
        return _ask(self.filters, self.at, limit=many, offset=start)

    @overload
    def __getitem__(self, wanted: int) -> OpeningCard: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[OpeningCard]: ...
    def __getitem__(self, wanted: int | slice) -> OpeningCard | list[OpeningCard]:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        start, stop = wanted.start or 0, wanted.stop if wanted.stop is not None else len(self)
        known = start == self.start and stop - start <= PER_PAGE
        return [card for card, _total in (self._page[: stop - start] if known else self._read(start, stop - start))]


def find_openings(filters: OpeningFilters, *, at: datetime, page: int | str = 1) -> Page[OpeningCard]:
    """Give a page of the openings that are listed, in a plain order. Empty in mode 0."""
    return Paginator(_Openings(filters, at, _start(str(page))), PER_PAGE).get_page(page)


def _start(page: str) -> int:
    """Where the page most likely begins. What is no page, or lies too far back, is settled by the paginator."""
    number = int(page) if page.isdecimal() and len(page) <= LONGEST_NUMBER else 1
    return (max(number, 1) - 1) * PER_PAGE


def newest(most: int, *, at: datetime) -> list[OpeningCard]:
    """Give the newest openings that are listed, for readers of feeds. None in mode 0."""
    return [card for card, _total in _ask(OpeningFilters(), at, limit=most)]


def opening(public_id: UUID | str, *, at: datetime | None = None) -> OpeningCard | None:
    """Give one opening that is listed, or that the active person was introduced to; else None."""
    found = _ask(OpeningFilters(), at or timezone.now(), public_id=UUID(str(public_id)))
    return found[0][0] if found else None


def openings_of(position_ids: Iterable[int], *, at: datetime | None = None) -> dict[int, OpeningCard]:
    """Give the openings with these ids by id, as far as they may be read."""
    ids = sorted(set(position_ids))
    found = _ask(OpeningFilters(), at or timezone.now(), ids=ids, limit=len(ids)) if ids else []
    return {card.id: card for card, _total in found}


def _openings_allowed(at: datetime) -> bool:
    return Feature.OPENINGS in ALLOWS[current_mode(timezone.localdate(at))]


def _ask(
    filters: OpeningFilters,
    at: datetime,
    *,
    ids: list[int] | None = None,
    public_id: UUID | None = None,
    limit: int = 1,
    offset: int = 0,
) -> list[tuple[OpeningCard, int]]:
    conditions = [filters.words, json.dumps(filters.as_json()), filters.sort]
    given: list[Any] = [timezone.localdate(at), _openings_allowed(at), ids, public_id, *conditions, limit, offset]
    with connection.cursor() as cursor:
        cursor.execute(_OPENINGS, given)
        rows = cursor.fetchall()
    return [
        (OpeningCard.of(json.loads(facts), json.loads(employer), is_listed=listed), total)
        for facts, employer, listed, total in rows
    ]


def openings_in_reach(
    words: Iterable[str] = (), *, at: datetime, ids: Iterable[int] | None = None, limit: int = RETRIEVED
) -> list[int]:
    """Give the openings about which the active person could be asked, nearest by words first; `ids`: only among these.

    The other side of `retrieve_for`: the same visibility, the same conditions. Nothing in modes without ranking.
    """
    if Feature.RANKING not in ALLOWS[current_mode(timezone.localdate(at))]:
        return []
    places = json.dumps({name: code for name in PREFECTURES if (code := code_of(name))})
    among = None if ids is None else sorted(set(ids))
    with connection.cursor() as cursor:
        cursor.execute(_IN_REACH, [at, timezone.localdate(at), places, among, list(words), limit])
        return [position_id for (position_id,) in cursor.fetchall()]


# Whom to ask


@dataclass(frozen=True, slots=True)
class Matched:
    """Somebody a position may fit, with each of its requirements against what they wrote. Reaches no screen."""

    match: Match
    reasons: tuple[Reason, ...]

    @property
    def person_id(self) -> int:
        return int(self.match.profile.ref)


@dataclass(frozen=True, slots=True)
class Picked:
    """Somebody a question goes to, with the reasons they will read. Never handed to a screen of the company."""

    person_id: int
    reasons: list[dict[str, Any]]
    score: float = 0.0  # these two for the log alone
    features: Mapping[str, float] = field(default_factory=dict)


def pick_for_ask(position: Position, upto: int, *, at: datetime) -> list[Picked]:
    """Give up to that many people who may be asked about the active company's position, best first.

    Raises Refused in modes without selection. Who meets no requirement at all is left in peace.
    """
    ensure_allowed(Feature.ASK, current_mode(timezone.localdate(at)))
    fitting = (one for one in _explained(position, at) if any(why.is_shown for why in one.reasons))
    return [_picked(one) for one in islice(fitting, upto)]


def _picked(one: Matched) -> Picked:
    points = {reason.label: round(reason.points, 4) for reason in one.match.reasons}
    return Picked(one.person_id, [why.to_json() for why in one.reasons], one.match.score, points)


def match_people(position: Position, *, top: int, at: datetime) -> list[Matched]:
    """Give the people whom the active company's open position fits best, among all whom it may ask."""
    return list(islice(_explained(position, at), top))


def _explained(position: Position, at: datetime) -> Iterator[Matched]:
    """Best first; each is explained when it is taken."""
    opening = opening_of(position)
    with uncollected():  # three hundred careers are many objects and no circle: a third of the time
        people = [profile for _ref, profile in retrieve_for(position, at=at)]
        ranked = rank_all([one for one in people if fits(one, opening).fits], opening)
    for match in ranked:
        yield Matched(match, reasons_of(match.profile, opening))


def retrieve_for(position: Position, *, at: datetime, limit: int = RETRIEVED) -> list[tuple[int, Profile]]:
    """Give up to so many people who may be asked about the active company's open position, nearest first.

    Retrieval alone: visible, and no condition in the way as far as columns say; not yet compared by the engine.
    """
    opening = opening_of(position)
    place = int(opening.prefecture) if opening.prefecture else None
    abilities = wanted_abilities(opening)
    wanted: list[Any] = [list(dict.fromkeys(opening_words(opening))), list(abilities), list(abilities.values())]
    wanted += [meaning_of_opening(opening), limit]
    with connection.cursor() as cursor:
        cursor.execute(_POOL, [position.pk, at, place, *wanted])
        rows = cursor.fetchall()
    return [(person_id, from_document(str(person_id), json.loads(document))) for person_id, document in rows]
