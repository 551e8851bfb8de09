"""What a person may read of each table: every column is either told or left out with a reason (LEGAL D-02).

Each app says so in its `told.py`, for every table its `erasure.py` calls readable. One walk gives the rows of the person
who is active (`of_person`), another what one company keeps in one record (`of_record`); nobody writes a query for an
export anywhere else. `tests/house/test_told.py` puts a marker into every told column of every table and looks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, Model, QuerySet
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import current_person

Rows = QuerySet[Any]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One table as its person reads it.

    `person` and `record`: the way from a row to whose it is. Rows with a way to a record are asked of the company that
    keeps it, the others of the person themself. `only` leaves rows out, `hidden` empties columns of single rows, `more`
    adds what is worked out. `meaning`: labels of codes that are no choices of the column.
    """

    model: type[Model]
    key: str
    title: str | Promise
    columns: tuple[str, ...]
    withheld: Mapping[str, str]
    person: str = ""
    record: str = ""
    only: Callable[[Rows], Rows] | None = None
    hidden: Callable[[Any], frozenset[str]] | None = None
    more: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    meaning: Mapping[str, Mapping[str, str | Promise]] = field(default_factory=dict)
    by_company: bool = True  # whether a company's own answer to a request brings it along

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of a row, in order."""
        return (*(key_of(name) for name in self.columns), *self.more)

    def undecided(self) -> set[str]:
        """Columns nobody decided on."""
        whose = {way.split("__")[0] for way in (self.person, self.record)}
        known = {"id", "person", "company", *self.columns, *self.withheld, *whose}
        return {one.name for one in self.model._meta.concrete_fields} - known

    def rows(self, **whose: Any) -> list[Row]:
        """The rows that are somebody's, oldest first. Needs somebody active who may see them."""
        links = [name for name in self.columns if isinstance(_column(self.model, name), ForeignKey)]
        found: Rows = self.model._default_manager.filter(**whose).order_by("pk").select_related(*links)
        return [self._told(row) for row in (self.only(found) if self.only else found)]

    def _told(self, row: Any) -> Row:
        hidden = self.hidden(row) if self.hidden else frozenset()
        said = {key_of(name): None if name in hidden else _value(row, name) for name in self.columns}
        return {"_pk": row.pk, **said, **{name: as_json(work(row)) for name, work in self.more.items()}}

    def words(self, name: str, value: Any) -> Any:
        """A value as a person reads it: the label of a code, else the value itself."""
        if isinstance(value, list):
            return [self.words(name, one) for one in value]
        labels = self.meaning.get(name) or ({} if name in self.more else _labels(self.model, name))
        return str(labels.get(value, value)) if isinstance(value, str) else value


_tables: dict[str, Table] = {}


def tell(
    model: type[Model],
    key: str,
    title: str | Promise,
    columns: str,
    *,
    withheld: Mapping[str, str] | None = None,
    **more: Any,
) -> None:
    """Say which columns of a table its person reads, and why not the others.

    Raises ValueError for a table or a key that was said before.
    """
    label = model._meta.label_lower
    if label in _tables or any(one.key == key for one in _tables.values()):
        raise ValueError(label)
    _tables[label] = Table(model, key, title, tuple(columns.split()), withheld or {}, **more)


def tables() -> list[Table]:
    _discover()
    return list(_tables.values())


@cache
def _discover() -> None:
    """Load each app's `told.py`, once."""
    autodiscover_modules("told")


# --- the two walks --------------------------------------------------------------------------------------------------


def of_person(records: Sequence[tuple[int, int]]) -> dict[str, list[Row]]:
    """Every row the active person may read, by key of its table. `records`: (candidate, company) of each record.

    A company's own rows are asked for in its name and by the record alone, so that none of anybody else's can come.
    """
    me, found = current_person(), {one.key: list[Row]() for one in tables()}
    for one in tables():
        if one.person:
            found[one.key] += one.rows(**{one.person: me})
    for candidate, owner in records:
        for key, rows in of_record(candidate, owner, whole=True).items():
            found[key] += rows
    return {key: _once(rows) for key, rows in found.items()}


def of_record(candidate: int, owner: int, *, whole: bool = False) -> dict[str, list[Row]]:
    """What one company keeps with one record, by key. Unless it is `whole`, without what the company may not see."""
    with acting_for(owner):
        return {
            one.key: one.rows(**{one.record: candidate}) for one in tables() if one.record and (whole or one.by_company)
        }


def without_keys(found: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """The rows without our own numbers."""
    return {key: [{k: v for k, v in row.items() if k != "_pk"} for row in rows] for key, rows in found.items()}


def _once(rows: list[Row]) -> list[Row]:
    """A row that was found by two ways is one."""
    return [rows[n] for n in sorted({row["_pk"]: n for n, row in enumerate(rows)}.values())]


# --- values ---------------------------------------------------------------------------------------------------------


def as_json(value: Any) -> Any:
    """A value as JSON writes it. Moments are in UTC, numbers with a point stay exact."""
    if isinstance(value, Mapping):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal | Promise | Model) else value


def _column(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name)


def key_of(name: str) -> str:
    return "id" if name == "public_id" else name


def _value(row: Any, name: str) -> Any:
    value = getattr(row, name)
    if isinstance(value, Model):
        return str(getattr(value, "name", "")) if _is_public(value) else as_json(getattr(value, "public_id", None))
    return as_json(value)


def _is_public(row: Model) -> bool:
    """Companies and circles go by their names; whatever else is referred to, by its number."""
    return row._meta.app_label == "companies"


def _labels(model: type[Model], name: str) -> Mapping[str, str | Promise]:
    column = _column(model, name)
    return dict(getattr(getattr(column, "base_field", column), "flatchoices", ()))
