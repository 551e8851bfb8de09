"""Questions about records: the pool with its facets, what waits for an answer, whom nobody told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Avg, Count, Exists, F, Func, OuterRef, Q, QuerySet
from django.utils import timezone

from career_relay.base.text.places import REGIONS, prefectures_in, region_of
from career_relay.candidates import search
from career_relay.candidates.models import Application, Candidate, DuplicateHint, Evaluation, PoolMember
from career_relay.candidates.states import IN_PROGRESS

ERASED_SOON: Final = timedelta(days=30)
STALE: Final = timedelta(days=60)
SORTS: Final[dict[str, tuple[Any, ...]]] = {
    "recent": ("-updated_at", "-id"),
    "name": ("kana", "name_folded", "id"),
    "contact": (F("last_contact_at").desc(nulls_last=True), "-id"),
    "erased": ("purge_after", "id"),
}
SCORES: Final = ("4", "3")  # what "at least" can be asked of the mean score
VIEWS: Final = ("", "open", "erased", "again", "double")  # ready-made selections; "double": perhaps known twice


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


def pool(asked: Conditions) -> QuerySet[Candidate]:
    """The records that answer the conditions, in the order asked for."""
    return matching(asked).order_by(*SORTS.get(asked.sort, SORTS["recent"])).defer("search", "history", "details")


def ids(asked: Conditions) -> QuerySet[Candidate, int]:
    """The same list as ids alone: far down a long list the index answers, without reading what is not shown."""
    return pool(asked).values_list("pk", flat=True)


def records(found: Iterable[int]) -> list[Candidate]:
    """Give the records with these ids, in this order."""
    chosen = list(found)
    held = Candidate.objects.defer("search", "history", "details").in_bulk(chosen)
    return [held[pk] for pk in chosen if pk in held]


def matching(asked: Conditions) -> QuerySet[Candidate]:
    found: QuerySet[Candidate] = Candidate.objects.all()
    if asked.q:
        answers = search.matching(asked.q)
        found = found.filter(answers) if answers is not None else found.none()
    for name, values in (("state", asked.state), ("track", asked.track)):
        if values:
            found = found.filter(**{f"{name}__in": values})
    for name, values in (("source", asked.source), ("reached", asked.reached)):
        if values:
            found = found.filter(_has_application(**{f"{name}__in": values}))
    if len(asked.protection) == 1:
        found = found.filter(_protected(asked.today) if asked.protection == ("yes",) else ~_protected(asked.today))
    if asked.tag:
        found = found.filter(tags__contains=[asked.tag])
    if asked.owner:
        found = found.filter(owner_id=asked.owner)
    return _view(_of_the_person(found, asked), asked)


def _of_the_person(found: QuerySet[Candidate], asked: Conditions) -> QuerySet[Candidate]:
    if asked.place:
        found = found.filter(prefecture__in={one for place in asked.place for one in prefectures_in(place)})
    if asked.position:
        found = found.filter(_has_application(position_title__in=asked.position))
    if asked.skill:
        found = found.filter(skills__overlap=list(asked.skill))
    if asked.silver:
        found = found.filter(is_silver=True)
    if asked.pool:
        found = found.filter(
            Exists(PoolMember.objects.filter(candidate=OuterRef("pk"), pool__public_id__in=asked.pool))
        )
    if asked.score in SCORES:
        found = found.filter(pk__in=_scored().filter(mean__gte=int(asked.score)).values("application__candidate_id"))
    return found


def _scored() -> QuerySet[Evaluation, dict[str, Any]]:
    rows = Evaluation.objects.filter(score__isnull=False).values("application__candidate_id")
    return rows.annotate(mean=Avg("score"))


def _view(found: QuerySet[Candidate], asked: Conditions) -> QuerySet[Candidate]:
    match asked.view:
        case "open":
            return found.filter(_has_application(stage__in=IN_PROGRESS))
        case "erased":
            return found.filter(purge_after__lte=asked.today + ERASED_SOON)
        case "again":
            return found.filter(snoozed_until__lte=asked.today + ERASED_SOON)
        case "double":
            return found.filter(Exists(_hints(OuterRef("pk"))))
        case _:
            return found


def _hints(candidate: Any) -> QuerySet[DuplicateHint]:
    """Suggestions that this record and another are one person, which nobody has put aside."""
    return DuplicateHint.objects.filter(Q(first=candidate) | Q(second=candidate), dismissed_at=None)


def namesakes(candidate: Candidate) -> list[tuple[UUID, Candidate]]:
    """The records that may be the same person, each with the id of its suggestion."""
    rows = _hints(candidate).select_related("first", "second").order_by("id")
    return [(one.public_id, one.second if one.first_id == candidate.pk else one.first) for one in rows]


def _has_application(**conditions: Any) -> Exists:
    return Exists(Application.objects.filter(candidate_id=OuterRef("pk"), **conditions))


def _protected(today: date) -> Q:
    return Q(protected_until__isnull=False, protected_until__gte=today)


# --- facets -------------------------------------------------------------------------------------------------------

OF_THE_RECORD: Final = ("state", "track")
MOST_CHOICES: Final = 12  # of an open list: titles, skills
OF_APPLICATIONS: Final = ("source", "reached")


def facets(asked: Conditions) -> dict[str, dict[str, int]]:
    """How many records each choice would give, the other conditions standing."""
    counts = {name: _tally(matching(asked.without(name)).values_list(name), "pk") for name in OF_THE_RECORD}
    for name in OF_APPLICATIONS:
        rows = Application.objects.filter(candidate__in=matching(asked.without(name)).values("pk"))
        if not asked.without(name).active:
            rows = Application.objects.all()
        counts[name] = _tally(rows.values_list(name), "candidate_id", distinct=True)
    guarded = matching(asked.without("protection"))
    whole = guarded.aggregate(all=Count("pk"), yes=Count("pk", filter=_protected(asked.today)))
    counts["protection"] = {"yes": whole["yes"], "no": whole["all"] - whole["yes"]}
    counts["silver"] = {"yes": matching(asked.without("silver")).filter(is_silver=True).count()}
    counts["score"] = {one: matching(replace(asked, score=one)).count() for one in SCORES}
    counts["place"] = _by_region(_tally(matching(asked.without("place")).values_list("prefecture"), "pk"))
    titled = Application.objects.filter(candidate__in=matching(asked.without("position")).values("pk"))
    counts["position"] = _most(_tally(titled.values_list("position_title"), "candidate_id", distinct=True))
    skilled = matching(asked.without("skill")).annotate(one=Func("skills", function="unnest"))
    counts["skill"] = _most(_tally(skilled.values_list("one"), "pk", distinct=True))
    return counts


def _by_region(prefectures: dict[str, int]) -> dict[str, int]:
    counts = dict.fromkeys(REGIONS, 0)
    for prefecture, n in prefectures.items():
        if region := region_of(prefecture):
            counts[region] += n
    return counts


def _most(counts: dict[str, int]) -> dict[str, int]:
    """The choices of an open list that most people have, the commonest first."""
    ordered = sorted(((n, value) for value, n in counts.items() if value), key=lambda pair: (-pair[0], pair[1]))
    return {value: n for n, value in ordered[:MOST_CHOICES]}


def _tally(rows: Any, what: str, *, distinct: bool = False) -> dict[str, int]:
    return dict(rows.order_by().annotate(n=Count(what, distinct=distinct)))


def helpful_to_drop(asked: Conditions) -> list[tuple[str, int]]:
    """When nothing was found: the conditions whose removal helps, with what they would give."""
    tried = ((name, matching(asked.without(name)).count()) for name in asked.active)
    return sorted(((name, count) for name, count in tried if count), key=lambda pair: -pair[1])


# --- what a row of the list shows ---------------------------------------------------------------------------------


def latest_applications(ids: Iterable[int]) -> dict[int, Application]:
    rows = Application.objects.filter(candidate_id__in=list(ids)).order_by("applied_on", "id")
    return {one.candidate_id: one for one in rows}


def scores(ids: Iterable[int]) -> dict[int, float]:
    """The mean score of each record that has one, in steps of a half."""
    rows = Evaluation.objects.filter(application__candidate_id__in=list(ids), score__isnull=False)
    means = rows.values_list("application__candidate_id").annotate(mean=Avg("score"))
    return {pk: round(float(mean) * 2) / 2 for pk, mean in means}


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
