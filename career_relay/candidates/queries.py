"""Questions about records: the pool with its facets, what waits for an answer, whom nobody told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final, overload
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from career_relay.base.text.places import REGIONS, prefectures_in, region_of
from career_relay.candidates import search
from career_relay.candidates.models import Application, Candidate, DuplicateHint
from career_relay.candidates.states import IN_PROGRESS

ERASED_SOON: Final = timedelta(days=30)
STALE: Final = timedelta(days=60)
PAGE: Final = 25
LONGEST_NUMBER: Final = 8  # of a page
SORTS: Final[dict[str, tuple[Any, ...]]] = {
    "best": ("-updated_at", "-id"),  # by relevance: search/finding.py knows how
    "recent": ("-updated_at", "-id"),
    "name": ("kana", "name_folded", "id"),
    "contact": (F("last_contact_at").desc(nulls_last=True), "-id"),
    "erased": ("purge_after", "id"),
}
SCORES: Final = ("4", "3")  # what "at least" can be asked of the mean score
# ready-made selections; "welcome": the day to apply again has come; "double": perhaps known twice
VIEWS: Final = ("", "welcome", "open", "erased", "again", "double")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What somebody asked of the pool. The address of the list page says exactly this."""

    q: str = ""
    state: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    track: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    protection: tuple[str, ...] = ()
    place: tuple[str, ...] = ()  # prefectures, and parts of the country such as 関西
    position: tuple[str, ...] = ()  # titles applied for, as they stand in the records
    skill: tuple[str, ...] = ()
    score: str = ""  # "4": the mean score is 4 or more
    silver: bool = False
    pool: tuple[UUID, ...] = ()  # named pools
    tag: str = ""
    owner: int | None = None
    view: str = ""
    sort: str = "recent"
    may_read_notes: bool = False  # whether the field for notes finds anybody: for those who may read them
    today: date = field(default_factory=timezone.localdate)

    def without(self, name: str) -> Conditions:
        return replace(self, **{name: getattr(NOTHING_ASKED, name)})

    @property
    def active(self) -> list[str]:
        return [name for name in NARROWING if getattr(self, name)]


NARROWING: Final = (
    *(
        "q",
        "state",
        "source",
        "track",
        "reached",
        "protection",
        "place",
        "position",
        "skill",
        "score",
        "silver",
        "pool",
    ),
    *("tag", "owner", "view"),
)
NOTHING_ASKED: Final = Conditions()


def asked_for(asked: Conditions) -> dict[str, Any]:
    """The conditions as find_candidates and tally_candidates take them. Each is written down here and nowhere else."""
    said = search.ask(asked.q, may_read_notes=asked.may_read_notes)
    whole = _whole_words(asked)
    words = [one for one in (said.words, *whole) if one]
    where = [*said.where, *_facets_of(asked), *_rest_of(asked)]
    told: dict[str, Any] = {"today": asked.today.isoformat(), "where": where}
    if words:
        told["words"] = _all_of(words)
    if said.words:
        told |= {"strong": _all_of([said.strong, *whole]), "weighed": search.here(said.weighed)}
        told["together"] = search.here(said.together)
    if said.is_impossible:
        where.append(_is("state", []))
    return told


def _all_of(parts: Iterable[str]) -> str:
    return search.here(" & ".join(f"({one})" for one in parts))


def _whole_words(asked: Conditions) -> list[str]:
    """Titles, skills and tags are words of the index too: whole ones, of each list any."""
    lists = (("P", asked.position), ("S", asked.skill), ("T", (asked.tag,) if asked.tag else ()))
    return [search.any_whole(kind, values) for kind, values in lists if values]


def _is(name: str, values: Any, *, facet: bool = False) -> dict[str, Any]:
    return {"of": name, "is": values, "not": False, "facet": facet}


def _facets_of(asked: Conditions) -> list[dict[str, Any]]:
    found = [
        _is(name, search.coded(name, values), facet=True)
        for name in ("state", "track", "source", "reached")
        if (values := getattr(asked, name))
    ]
    if asked.place:
        found.append(_is("place", [one for place in asked.place for one in prefectures_in(place)], facet=True))
    if len(asked.protection) == 1:
        found.append(_is("protection", str(asked.protection == ("yes",)), facet=True))
    if asked.score in SCORES:
        found.append(_is("score", asked.score, facet=True))
    if asked.silver:
        found.append(_is("silver", "yes", facet=True))
    return found


def _rest_of(asked: Conditions) -> list[dict[str, Any]]:
    found = [_is("owner", str(asked.owner))] if asked.owner else []
    if asked.pool:
        found.append(_is("pool", [str(one) for one in asked.pool]))
    if asked.view and asked.view in VIEWS:
        day = asked.today if asked.view == "welcome" else asked.today + ERASED_SOON
        found.append(_is(asked.view, day.isoformat()))
    return found


def pool(asked: Conditions) -> QuerySet[Candidate]:
    """The records that answer the conditions, in the order asked for; by relevance only `ids` knows."""
    return matching(asked).order_by(*SORTS.get(asked.sort, SORTS["recent"])).defer("search", "history", "details")


def matching(asked: Conditions) -> QuerySet[Candidate]:
    """The records that answer the conditions, to go on with."""
    everybody: QuerySet[Candidate] = Candidate.objects.all()
    return everybody.filter(search.answering(asked_for(asked))) if asked.active else everybody


class Listing(Sequence[int]):
    """The ids of a list, part by part, for Django's paginator. Counting it brings the page along.

    in: `expecting` the page somebody will look at, so that one question to PostgreSQL answers both; `counted` whether
    the number matters at once, or may say "more than 500" until it is asked for. Whoever reads on is told more.
    """

    def __init__(self, asked: Conditions, *, expecting: int = 1, per_page: int = PAGE, counted: bool = True) -> None:
        self._told, self._sort, self._many = asked_for(asked), asked.sort, per_page
        in_order = "<->" in self._told.get("words", "")
        glanced = search.GLANCED_IN_ORDER if in_order else search.GLANCED
        self._steps = (search.COUNTED,) if counted else (glanced, search.COUNTED)
        self._skip = (max(expecting, 1) - 1) * per_page
        self._parts: dict[tuple[int, int], search.Found] = {}

    def _part(self, skip: int, many: int) -> search.Found:
        if (skip, many) not in self._parts:
            most = next((one for one in self._steps if (skip + many) * 2 <= one), search.ALL)
            self._parts[skip, many] = search.find(self._told, sort=self._sort, skip=skip, many=many, most=most)
        return self._parts[skip, many]

    @property
    def is_capped(self) -> bool:
        """Whether there are more than `len` says."""
        return self._part(self._skip, self._many).is_capped

    def __iter__(self) -> Iterator[int]:
        return iter(self[:])

    def __len__(self) -> int:
        return self._part(self._skip, self._many).total

    @overload
    def __getitem__(self, wanted: int) -> int: ...
    @overload
    def __getitem__(self, wanted: slice) -> tuple[int, ...]: ...
    def __getitem__(self, wanted: int | slice) -> int | tuple[int, ...]:
        if isinstance(wanted, int):
            return self._part(wanted, 1).ids[0]
        start, stop = wanted.start or 0, len(self) if wanted.stop is None else wanted.stop
        known = self._part(self._skip, self._many)
        is_last = stop >= known.total and known.total - start <= self._many
        if start == self._skip and (stop - start == self._many or is_last):
            return known.ids[: stop - start]
        return self._part(start, max(stop - start, 0)).ids


def ids(asked: Conditions, *, expecting: Any = 1, counted: bool = True) -> Listing:
    """The list as ids alone, in the order asked for.

    in: `expecting` the number of the page that will be shown, as it came with the address; `counted` as in Listing.
    """
    said = str(expecting)
    page = int(said) if said.isdecimal() and len(said) < LONGEST_NUMBER else 1
    return Listing(asked, expecting=page, counted=counted)


# What a row of the list says: a record has three times as many columns, and each takes its time
SHOWN: Final = (
    *("company_id", "public_id", "name", "kana", "email", "prefecture", "skills", "tags", "owner_id"),
    *("state", "state_until", "protected_until", "protected_by", "snoozed_until", "do_not_contact", "is_silver"),
    *("mean_score", "last_contact_at", "purge_after"),
)
TOLD: Final = (
    *("company_id", "candidate_id", "position_title", "track", "stage", "reached", "source", "applied_on"),
    *("strengths", "good_for"),
)


def records(found: Iterable[int], *, with_texts: bool = False) -> list[Candidate]:
    """Give the records with these ids, in this order; `with_texts`: with their careers too."""
    chosen = list(found)
    held = Candidate.objects.only(*SHOWN, *(("history",) if with_texts else ())).in_bulk(chosen)
    return [held[pk] for pk in chosen if pk in held]


def unknown_words(asked: Conditions) -> tuple[str, ...]:
    """Fields that nobody knows and values that a field does not have; both were searched as words."""
    return search.ask(asked.q, may_read_notes=asked.may_read_notes).unknown


def _hints(candidate: Any) -> QuerySet[DuplicateHint]:
    """Suggestions that this record and another are one person, which nobody has put aside."""
    return DuplicateHint.objects.filter(Q(first=candidate) | Q(second=candidate), dismissed_at=None)


def namesakes(candidate: Candidate) -> list[tuple[UUID, Candidate]]:
    """The records that may be the same person, each with the id of its suggestion."""
    rows = _hints(candidate).select_related("first", "second").order_by("id")
    return [(one.public_id, one.second if one.first_id == candidate.pk else one.first) for one in rows]


# --- facets -------------------------------------------------------------------------------------------------------

MOST_CHOICES: Final = 12  # of an open list: titles, skills
LOOKED_AT: Final = 500  # records, the newest, from which open lists take their choices
Counts = dict[str, dict[str, int | None]]  # facet → choice → how many; None: not counted
FIXED: Final = {"score": SCORES, "silver": ("yes",), "protection": ("yes", "no")}  # shown also when nobody answers


def facets(asked: Conditions) -> Counts:
    """How many records each choice would give, the other conditions standing; under "all" how many the list has.

    Open lists (titles, skills) take their choices from the newest records, see `_open_lists`.
    """
    counts = search.tally(asked_for(asked))
    return {
        "all": {"": counts.get("all", {}).get("", 0)},
        **{name: dict(counts.get(name, {})) for name in ("state", "track", "source", "reached")},
        **{name: {one: counts.get(name, {}).get(one, 0) for one in values} for name, values in FIXED.items()},
        "place": _by_region(counts.get("place", {})),
        **_open_lists(asked),
    }


def _by_region(prefectures: dict[str, int]) -> dict[str, int | None]:
    counts = dict.fromkeys(REGIONS, 0)
    for prefecture, n in prefectures.items():
        if region := region_of(prefecture):
            counts[region] += n
    return {**counts}


def _open_lists(asked: Conditions) -> Counts:
    """The choices most of the newest records have; counted when those are the whole list, else without a figure."""
    looked: dict[Conditions, search.Found] = {}
    counts: Counts = {}
    for name, values in (("position", _titles), ("skill", _skills)):
        without = asked.without(name)
        if without not in looked:
            looked[without] = search.find(asked_for(without), many=LOOKED_AT)
        found = looked[without]
        common = Counter(value for value in values(list(found.ids)) if value)
        chosen = sorted(common, key=lambda value: (-common[value], value))[:MOST_CHOICES]
        counts[name] = {value: common[value] if found.total <= LOOKED_AT else None for value in chosen}
    return counts


def _titles(ids: list[int]) -> Iterable[str]:
    rows = Application.objects.filter(candidate_id__in=ids).order_by().values_list("candidate_id", "position_title")
    return (title for _pk, title in rows.distinct())


def _skills(ids: list[int]) -> Iterable[str]:
    rows = Candidate.objects.filter(pk__in=ids).values_list("skills", flat=True)
    return (skill for skills in rows for skill in dict.fromkeys(skills))


def _count(asked: Conditions) -> int:
    """How many there are, exactly up to `search.COUNTED`."""
    return search.find(asked_for(asked), many=0).total


def helpful_to_drop(asked: Conditions) -> list[tuple[str, int]]:
    """When nothing was found: the conditions whose removal helps, with what they would give."""
    tried = ((name, _count(asked.without(name))) for name in asked.active)
    return sorted(((name, count) for name, count in tried if count), key=lambda pair: -pair[1])


# --- what a row of the list shows ---------------------------------------------------------------------------------


def latest_applications(ids: Iterable[int]) -> dict[int, Application]:
    return {pk: rows[-1] for pk, rows in applications_of(ids).items()}


def applications_of(ids: Iterable[int], *, only: tuple[str, ...] = ()) -> dict[int, list[Application]]:
    """The applications of each record, the earliest first; `only` these columns of them."""
    found: dict[int, list[Application]] = {}
    rows = Application.objects.only(*only) if only else Application.objects.all()
    for one in rows.filter(candidate_id__in=list(ids)).order_by("applied_on", "id"):
        found.setdefault(one.candidate_id, []).append(one)
    return found


def score_of(candidate: Candidate) -> float | None:
    """The mean score of a record that has one, in steps of a half."""
    return None if candidate.mean_score is None else round(float(candidate.mean_score) * 2) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """What the list knows about one person."""

    candidate: Candidate
    latest: Application | None
    why: search.Snippet | None = None  # the text in which the asked words stand


def lines(asked: Conditions, found: Iterable[int]) -> list[Line]:
    """What a page of the list shows: two questions to PostgreSQL, three when words were asked."""
    typed = search.read(asked.q)
    people = records(found, with_texts=bool(typed.groups))
    ids = [one.pk for one in people]
    applied = applications_of(ids, only=TOLD)
    valued = search.valued_in(applied, ids) if typed.groups else {}
    return [_line(typed, one, applied.get(one.pk, []), valued.get(one.pk, ())) for one in people]


def _line(typed: search.Asked, one: Candidate, applied: list[Application], valued: Iterable[str]) -> Line:
    titles = dict.fromkeys(row.position_title for row in applied if row.position_title)
    why = search.why(typed, one, titles, valued) if typed.groups else None
    return Line(one, applied[-1] if applied else None, why)


# --- what waits ---------------------------------------------------------------------------------------------------


def undecided(today: date) -> QuerySet[Application]:
    """Selections that wait for an answer, the one promised first on top."""
    rows = Application.objects.filter(stage__in=IN_PROGRESS, promised_on__isnull=False)
    return rows.filter(last_activity_on__gte=today - STALE).order_by("promised_on", "id")


def with_names(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Applications with their candidates, without the long texts of the records."""
    return rows.select_related("candidate").defer("candidate__search", "candidate__history", "candidate__details")


def open_application(candidate: Candidate) -> Application | None:
    rows = candidate.applications.filter(stage__in=IN_PROGRESS)
    found: Application | None = rows.order_by("-applied_on", "-id").first()
    return found
