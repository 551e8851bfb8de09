"""Everything, on paper: the same rows as `my-data.json` in words, without what only a machine follows."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable

from career_relay.base import telling, wording
from career_relay.base.telling import Row, Table
from career_relay.portal.exports import paper
from career_relay.portal.exports.labels import FOR_MACHINES, label_of
from career_relay.portal.exports.lines import lines_of

DEEP = 4 * mm


def pdf_of(everything: dict[str, Any]) -> bytes:
    """Print what `mydata.everything` gave, in the language that is active."""
    paper.ensure_fonts()
    title = pgettext("my data", "Everything kept of you")
    return paper.printed(list(_story(everything["data"], title)), title=title, day=timezone.localdate())


def _story(data: dict[str, list[Row]], title: str) -> Iterator[Flowable]:
    head, part, small = paper.style(16, spaceAfter=6), _part(), paper.style(9, spaceAfter=3)
    yield paper.words(title, head)
    yield paper.words(
        _("Each section is one kind of thing kept of you. Numbers, hashes and empty fields stand in my-data.json."),
        small,
    )
    for table in telling.tables():
        rows = data[table.key]
        if not rows:
            continue
        count = ngettext("{n} entry", "{n} entries", len(rows)).format(n=len(rows))
        yield paper.words(f"{table.title}  ({count})", part)
        for row in rows:
            yield from printed_row(table, row)
            yield HRFlowable(width="100%", thickness=0.4, color=paper.LINE, spaceBefore=2, spaceAfter=4)
    if not any(data.values()):
        yield paper.words(_("Nothing is kept of you."), small)


def _part() -> Any:
    return paper.style(12, font=paper.FONT, spaceBefore=10, spaceAfter=4, keepWithNext=1)


def printed_row(table: Table, row: Row) -> Iterator[Flowable]:
    """One row: a line for each thing said, deeper where it is made of parts."""
    line, deeper = paper.style(9), paper.style(9, leftIndent=DEEP)
    for name, value in row.items():
        if name in FOR_MACHINES or value in (None, "", [], {}):
            continue
        said = spoken(table, name, value)
        if isinstance(said, str):
            yield paper.words(pgettext("my data", "{label}: {said}").format(label=label_of(name), said=said), line)
            continue
        yield paper.words(label_of(name), line)
        for depth, words in lines_of(said):
            yield paper.words(words, paper.style(9, leftIndent=DEEP * (depth + 1)) if depth else deeper)


def spoken(table: Table, name: str, value: Any) -> Any:
    """A value in words: a string for a line of its own, or its parts."""
    value = table.words(name, value)
    if isinstance(value, bool):
        return pgettext("my data", "yes") if value else pgettext("my data", "no")
    if isinstance(value, list) and all(isinstance(one, str | int) for one in value):
        return _(", ").join(map(str, value))
    if isinstance(value, dict | list):
        return named(value)
    return _day(table, name, value) if isinstance(value, str) else str(value)


def named(value: Any) -> Any:
    """Parts under the names people read, where we have one."""
    if isinstance(value, dict):
        return {label_of(str(name)): named(one) for name, one in value.items()}
    return [named(one) for one in value] if isinstance(value, list) else value


def _day(table: Table, name: str, value: str) -> str:
    if name in table.more:
        return value
    column = table.model._meta.get_field(name)
    if isinstance(column, models.DateTimeField):
        return wording.moment(datetime.fromisoformat(value))
    return wording.day(date.fromisoformat(value)) if isinstance(column, models.DateField) else value
