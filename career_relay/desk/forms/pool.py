"""What a recruiter asks of the pool: the conditions in the address of the page, and the choices beside the list."""

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.text.places import REGIONS, prefectures_in
from career_relay.candidates.models import Pool
from career_relay.candidates.queries import SCORES, SORTS, VIEWS, Conditions, Counts
from career_relay.candidates.states import Reached, RecordState, SourceKind
from career_relay.positions.models import Track

Label = str | Promise
LONGEST_QUESTION: Final = 200
LONGEST_WORD: Final = 120
MOST_WORDS: Final = 20  # values of one open condition

STATES: Final[list[tuple[str, Label]]] = [
    (RecordState.CONTACT, pgettext_lazy("record state", "May be written to")),
    (RecordState.POOL, pgettext_lazy("record state", "Pool")),
    (RecordState.RECORD, pgettext_lazy("record state", "Record")),
]
Known = tuple[str, Label, list[tuple[str, Label]]]
CLOSED: Final[list[Known]] = [
    ("state", _("State of the record"), STATES),
    ("source", _("Came through"), [(kind.value, kind.label) for kind in SourceKind]),
    ("track", _("Kind of employment"), [(track.value, track.label) for track in Track]),
    ("reached", _("Reached"), [(step.value, step.label) for step in reversed(Reached)]),
    ("protection", _("Protection"), [("no", _("not protected")), ("yes", _("protected by an agency"))]),
]
MEDAL: Final[Known] = ("silver", _("Silver medal"), [("yes", _("silver medal only"))])
PLACES: Final[Known] = ("place", _("Part of the country"), [(name, name) for name in REGIONS])
SCORE: Final[Known] = ("score", _("Score"), [("4", _("4 or more")), ("3", _("3 or more"))])
TITLES: Final[dict[str, Label]] = {
    **{name: title for name, title, _choices in (*CLOSED, MEDAL, PLACES, SCORE)},
    "position": _("Position applied for"),
    "skill": _("Skills"),
    "pool": _("Pools"),
    "tag": _("Tag"),
    "q": _("Words"),
}
OPEN_AT_FIRST: Final = frozenset({"state", "source", "silver", "reached", "protection"})
SORT_LABELS: Final[dict[str, Label]] = {
    "best": _("best answer"),
    "recent": _("last change"),
    "name": _("name"),
    "contact": _("last contact"),
    "erased": _("day of erasure"),
}
VIEW_LABELS: Final[dict[str, Label]] = {
    "": _("All"),
    "welcome": _("Welcome to apply again"),
    "erased": _("Erased within 30 days"),
    "open": _("In selection"),
    "again": _("To talk to again"),
    "double": _("Perhaps known twice"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    value: str
    label: Label
    count: int | None  # None while the counts are still being made
    is_on: bool

    @property
    def key(self) -> str:
        """A stable part of an element id: values of open lists hold any sign."""
        return f"{self.name}-{zlib.crc32(self.value.encode()):08x}"


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: Label
    choices: list[Choice]
    is_listed: bool = False  # the choices themselves follow the other conditions

    @property
    def is_open(self) -> bool:
        return self.name in OPEN_AT_FIRST or any(choice.is_on for choice in self.choices)


# --- the address --------------------------------------------------------------------------------------------------


def usual_sort(q: str) -> str:
    """Who asks with words sees the best answers first, everybody else the latest changes."""
    return "best" if q else "recent"


def sorts_of(asked: Conditions) -> list[tuple[str, Label]]:
    return [(value, label) for value, label in SORT_LABELS.items() if asked.q or value != "best"]


def conditions(data: QueryDict, *, today: date, user_id: int, may_read_notes: bool = False) -> Conditions:
    """Read the conditions from the address of the page; what nobody knows is ignored."""
    many: dict[str, Any] = {
        name: tuple(dict.fromkeys(value for value in data.getlist(name) if value in dict(choices)))
        for name, _title, choices in CLOSED
    }
    q, view, sort = _clean(data.get("q", ""), LONGEST_QUESTION), data.get("view", ""), data.get("sort", "")
    return Conditions(
        q=q,
        place=tuple(one for one in _words(data, "place") if prefectures_in(one)),
        position=_words(data, "position"),
        skill=_words(data, "skill"),
        score=max((value for value in data.getlist("score") if value in SCORES), default=""),
        silver=data.get("silver") == "yes",
        pool=tuple(_uuids(data.getlist("pool"))),
        tag=_clean(data.get("tag", ""), 30),
        owner=user_id if data.get("owner") == "me" else None,
        view=view if view in VIEWS else "",
        sort=sort if sort in SORTS and (q or sort != "best") else usual_sort(q),
        may_read_notes=may_read_notes,
        today=today,
        **many,
    )


def _clean(text: str, longest: int) -> str:
    return " ".join(text.replace("\x00", "").split())[:longest]


def _words(data: QueryDict, name: str) -> tuple[str, ...]:
    found = (_clean(value, LONGEST_WORD) for value in data.getlist(name)[:MOST_WORDS])
    return tuple(dict.fromkeys(one for one in found if one))


def _uuids(texts: Iterable[str]) -> list[UUID]:
    found = []
    for text in list(texts)[:MOST_WORDS]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def query_of(asked: Conditions, *, sorted_too: bool = True) -> str:
    """The address of a list that asks this: always the same for the same conditions, without the page."""
    pairs: list[tuple[str, str]] = []
    for name in asked.active:
        value = getattr(asked, name)
        match name:
            case "owner":
                pairs.append((name, "me"))
            case "silver":
                pairs.append((name, "yes"))
            case "q" | "tag" | "view" | "score":
                pairs.append((name, value))
            case _:
                pairs += [(name, str(one)) for one in sorted(value, key=str)]
    if sorted_too and asked.sort != usual_sort(asked.q):
        pairs.append(("sort", asked.sort))
    return urlencode(pairs)


def from_query(query: str, *, today: date, user_id: int, may_read_notes: bool = False) -> Conditions:
    return conditions(QueryDict(query), today=today, user_id=user_id, may_read_notes=may_read_notes)


# --- choices beside the list --------------------------------------------------------------------------------------


def facets(asked: Conditions, counts: Counts | None, pools: Iterable[tuple[Pool, int | None]] = ()) -> list[Facet]:
    """The choices with their counts; without counts the open lists hold only what is chosen."""
    state, source, track, reached, protection = (_closed(asked, counts, *one) for one in CLOSED)
    stood = [(str(pool.public_id), pool.name, n) for pool, n in pools]
    chosen = {str(one) for one in asked.pool}
    named = [Choice("pool", value, name, n, value in chosen) for value, name, n in stood]
    return [
        state,
        protection,
        _closed(asked, counts, *MEDAL),
        source,
        track,
        reached,
        _closed(asked, counts, *PLACES),
        _listed(asked, counts, "position"),
        _listed(asked, counts, "skill"),
        _closed(asked, counts, *SCORE),
        *([Facet("pool", TITLES["pool"], named)] if named else []),
    ]


def _closed(
    asked: Conditions,
    counts: Counts | None,
    name: str,
    title: Label,
    choices: list[tuple[str, Label]],
) -> Facet:
    on = _on(asked, name)
    known = {value for value, _label in choices}
    more = [(value, value) for value in on if value not in known]
    found = [(value, label) for value, label in [*choices, *more]]
    return Facet(
        name, title, [Choice(name, value, label, _count(counts, name, value), value in on) for value, label in found]
    )


def _listed(asked: Conditions, counts: Counts | None, name: str) -> Facet:
    """An open list: the commonest values, and what is chosen already."""
    on = _on(asked, name)
    values = dict.fromkeys([*on, *(counts or {}).get(name, {})])
    choices = [Choice(name, value, value, _count(counts, name, value), value in on) for value in values]
    return Facet(name, TITLES[name], choices, is_listed=True)


def _count(counts: Counts | None, name: str, value: str) -> int | None:
    return None if counts is None else counts.get(name, {}).get(value, 0)


def _on(asked: Conditions, name: str) -> tuple[str, ...]:
    value = getattr(asked, name)
    if name == "silver":
        return ("yes",) if value else ()
    return ((value,) if value else ()) if isinstance(value, str) else value


# --- conditions in words ------------------------------------------------------------------------------------------


def named(asked: Conditions, name: str) -> str:
    """How a condition is called in "without …"."""
    if name in _NAMED:
        return str(_NAMED[name](asked))
    labels = {known: dict(choices) for known, _title, choices in CLOSED}.get(name)
    value = getattr(asked, name)
    if isinstance(value, str):
        return value
    return ", ".join(str(labels[one]) if labels else str(one) for one in value)


_NAMED: Final[dict[str, Callable[[Conditions], Label]]] = {
    "view": lambda asked: VIEW_LABELS[asked.view],
    "owner": lambda _asked: _("mine"),
    "silver": lambda _asked: TITLES["silver"],
    "score": lambda asked: f"{TITLES['score']} {dict(SCORE[2])[asked.score]}",
    "pool": lambda asked: ", ".join(Pool.objects.filter(public_id__in=asked.pool).values_list("name", flat=True)),
}


def in_words(asked: Conditions) -> list[str]:
    """Every condition in words, for somebody who was not there when it was chosen."""
    return [named(asked, name) for name in asked.active]
