"""An audit in words: what each table asks, what can be said of each group. Shared by desk, console, file and command."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from career_relay.matching.declarations import ANSWERS
from career_relay.matching.engine.fairness import Verdict
from career_relay.matching.models import Axis, FairnessReport

VERDICTS: Final[Mapping[str, str | Promise]] = {
    Verdict.INSUFFICIENT: _("insufficient data"),
    Verdict.LEFT_OUT: _("too small a share to compare"),
    Verdict.BEST: _("highest rate: the others are held against it"),
    Verdict.NO_SIGN: _("no sign of a difference"),
    Verdict.SIGN: _("sign of a difference: please look into it"),
}
QUESTIONS: Final[Mapping[str, tuple[str | Promise, str | Promise]]] = {
    "top": (
        _("Shown on the first page"),
        _("Of all past applicants who could be shown for a position, who stood among the first ten?"),
    ),
    "score": (_("In the upper half"), _("Of all who were compared, who scored above the middle of the list?")),
    "asked": (_("Asked"), _("Of all who fit a position, whom did the lot choose to be asked?")),
    "quiet": (_("Condition: no wish for quiet"), _("Who is left when people who asked for quiet are left in peace?")),
    "contact": (_("Condition: may be written to"), _("Who is left when only people who allowed mails are looked at?")),
    "place": (_("Condition: place of work"), _("Of all who may be asked, who is left by the place of work?")),
    "pay": (_("Condition: pay"), _("And who of them is left by the pay?")),
    "kept": (_("Not set aside"), _("Of all who were shown, whom did recruiters leave in the list?")),
    "interview": (_("Came to an interview"), _("Of those who went on, who was interviewed?")),
}

OF_THE_POOL: Final = frozenset({"quiet", "contact"})  # conditions that hold for all positions alike


@dataclass(frozen=True, slots=True)
class Line:
    """One group of one table. What may not be told, or cannot, is None."""

    group: str
    people: int | None
    positions: int | None
    verdict: str
    verdict_words: str
    rate: float | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_sign(self) -> bool:
        return self.verdict == Verdict.SIGN

    @property
    def is_told(self) -> bool:
        return self.rate is not None

    @property
    def percent(self) -> float | None:
        return None if self.rate is None else round(100 * self.rate, 1)


@dataclass(frozen=True, slots=True)
class Table:
    """One question by one distinction."""

    key: str
    axis: str
    axis_words: str
    title: str
    question: str
    lines: tuple[Line, ...]

    @property
    def signs(self) -> int:
        return sum(line.is_sign for line in self.lines)


@dataclass(frozen=True, slots=True)
class Attention:
    """A group's share of attention beside its share of who could be shown, in whole per cent."""

    group: str
    share: int
    expected: int


@dataclass(frozen=True, slots=True)
class Distinction:
    """All tables by one distinction."""

    axis: str
    words: str
    tables: tuple[Table, ...]
    attention: tuple[Attention, ...]


def tables_of(report: FairnessReport) -> list[Distinction]:
    """Give the report as it is read, in the active language."""
    return [_distinction(axis, found) for axis, found in report.content["axes"].items()]


def _distinction(axis: str, found: Mapping[str, Any]) -> Distinction:
    words, groups = str(Axis(axis).label), {key: str(label) for key, label in ANSWERS[axis]}
    order = [name for name in QUESTIONS if name in found["tables"]]
    tables = (_table(name, axis, words, groups, found["tables"][name]) for name in order)
    seen = (
        Attention(groups[one["group"]], round(100 * one["share"]), round(100 * one["expected"]))
        for one in _in_order(groups, found["attention"])
    )
    return Distinction(axis, words, tuple(tables), tuple(seen))


def _table(name: str, axis: str, words: str, groups: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> Table:
    title, question = QUESTIONS[name]
    lines = (
        Line(**{**row, "group": groups[row["group"]]}, verdict_words=str(VERDICTS[row["verdict"]]))
        for row in _in_order(groups, rows)
    )
    told = (replace(line, positions=None) if name in OF_THE_POOL else line for line in lines)
    return Table(name, axis, words, str(title), str(question), tuple(told))


def _in_order(groups: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """As the answers stand on the form."""
    return sorted(rows, key=lambda row: list(groups).index(row["group"]))


def rows_of(found: Sequence[Distinction]) -> Iterator[list[object]]:
    """The report as lines of a table, the first with the headings."""
    yield [
        pgettext("audit", "by"), pgettext("audit", "question"), pgettext("audit", "group"), pgettext("audit", "people"), pgettext("audit", "positions"), pgettext("audit", "rate"), pgettext("audit", "ratio"), pgettext("audit", "from"),
        pgettext("audit", "to"), pgettext("audit", "what can be said"),
    ]  # fmt: skip
    for table in (one for distinction in found for one in distinction.tables):
        for line in table.lines:
            people = pgettext("audit", "under 5") if line.people is None else line.people
            figures = [line.rate, line.ratio, line.low, line.high]
            yield [table.axis_words, table.title, line.group, people, line.positions, *figures, line.verdict_words]


def lines_of(found: Sequence[Distinction]) -> list[str]:
    """The report for a terminal."""
    return ["  ".join("–" if value is None else str(value) for value in row) for row in rows_of(found)]
