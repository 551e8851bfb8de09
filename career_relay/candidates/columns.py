"""What a file of the list can hold of a person, column by column."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from career_relay.candidates import queries
from career_relay.candidates.models import Application, Candidate, PoolMember
from career_relay.candidates.pools import guarded

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """One person with what a row of the file may need."""

    person: Candidate
    last: Application | None
    score: float | None
    pools: str
    is_protected: bool
    today: date


def _of_last(read: Callable[[Application], object]) -> Callable[[Line], object]:
    return lambda line: read(line.last) if line.last else ""


def _flag(line: Line) -> str:
    """Nobody is to be written to past an agency: every file says so."""
    if not line.is_protected:
        return ""
    day = line.person.protected_until
    until = f"{day:%Y/%m/%d}" if day and day >= line.today else "—"
    return _("protected until %(day)s: do not contact directly") % {"day": until}


COLUMNS: Final[dict[str, tuple[str | Promise, Callable[[Line], object]]]] = {
    "name": (pgettext_lazy("column", "Name"), lambda line: line.person.name),
    "kana": (gettext_lazy("Name in kana"), lambda line: line.person.kana),
    "email": (gettext_lazy("e-mail"), lambda line: line.person.email),
    "phone": (gettext_lazy("Phone"), lambda line: line.person.phone),
    "place": (gettext_lazy("prefecture"), lambda line: line.person.prefecture),
    "position": (gettext_lazy("Position"), _of_last(lambda one: one.position_title)),
    "applied": (gettext_lazy("Applied on"), _of_last(lambda one: one.applied_on)),
    "reached": (gettext_lazy("Reached"), _of_last(lambda one: str(one.get_reached_display()))),
    "result": (gettext_lazy("Result"), _of_last(lambda one: str(one.get_stage_display()))),
    "source": (gettext_lazy("Came through"), _of_last(lambda one: str(one.get_source_display()))),
    "score": (gettext_lazy("Score"), lambda line: "" if line.score is None else line.score),
    "state": (gettext_lazy("State of the record"), lambda line: str(line.person.get_state_display())),
    "until": (gettext_lazy("Permission until"), lambda line: line.person.state_until or ""),
    "skills": (gettext_lazy("Skills"), lambda line: ", ".join(line.person.skills)),
    "silver": (gettext_lazy("Silver medal"), lambda line: _("yes") if line.person.is_silver else ""),
    "pools": (gettext_lazy("Pools"), lambda line: line.pools),
    "tags": (gettext_lazy("Tags"), lambda line: ", ".join(line.person.tags)),
    "owner": (gettext_lazy("In charge"), lambda line: line.person.owner.name if line.person.owner else ""),
    "snoozed": (gettext_lazy("Talk again on"), lambda line: line.person.snoozed_until or ""),
    "quiet": (gettext_lazy("Do not contact"), lambda line: _("yes") if line.person.do_not_contact else ""),
    "erased": (gettext_lazy("Erased on"), lambda line: line.person.purge_after),
}
USUAL: Final = ("name", "kana", "position", "applied", "reached", "source", "state", "erased")
PROTECTION: Final = gettext_lazy("Protection")


def known(names: Iterable[str]) -> tuple[str, ...]:
    """The columns among these that there are, in our order; the usual ones when there are none."""
    wanted = set(names)
    return tuple(name for name in COLUMNS if name in wanted) or USUAL


def heads(names: Sequence[str]) -> list[object]:
    return [*(str(COLUMNS[name][0]) for name in known(names)), str(PROTECTION)]


def lines(people: Sequence[int], names: Sequence[str]) -> Iterator[list[object]]:
    """The rows of these people in this order, a thousand at a time. Who is erased by now is left out."""
    cells = [COLUMNS[name][1] for name in known(names)]
    for start in range(0, len(people), AT_ONCE):
        for line in _lines(people[start : start + AT_ONCE]):
            yield [*(cell(line) for cell in cells), _flag(line)]


def _lines(ids: Sequence[int]) -> Iterator[Line]:
    today = timezone.localdate()
    held = Candidate.objects.select_related("owner").defer("search", "history", "details").in_bulk(list(ids))
    last, shielded = queries.latest_applications(ids), guarded(ids, today)
    pools = pool_names(ids)
    for pk in ids:
        if one := held.get(pk):
            yield Line(one, last.get(pk), queries.score_of(one), ", ".join(pools.get(pk, [])), pk in shielded, today)


def pool_names(ids: Iterable[int]) -> dict[int, list[str]]:
    """The names of the pools each of these people stands in."""
    found: dict[int, list[str]] = {}
    rows = PoolMember.objects.filter(candidate_id__in=list(ids)).order_by("pool__name")
    for pk, name in rows.values_list("candidate_id", "pool__name"):
        found.setdefault(pk, []).append(name)
    return found
