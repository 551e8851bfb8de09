"""Whole rows of whatever refers to a record: read, moved to another record, and put back as they were.

Knows no table by name. A table that refers to `Candidate` tomorrow moves with a merge from its first day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from career_relay.accounts.models import Person
from career_relay.base.errors import Refused
from career_relay.candidates.models import Application, Candidate, DuplicateHint

Row = dict[str, Any]  # one row as PostgreSQL tells it in JSON, by column
_FOLLOWING: Final = "person_id"  # belongs to whoever the row belongs to, and may be set while it is moved


@dataclass(frozen=True, slots=True)
class Link:
    """One column that refers to a record."""

    model: type[models.Model]
    column: str  # the attribute of the foreign key, "candidate_id"

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


@dataclass(slots=True)
class Moved:
    """What moving did: the old values of changed rows, and the rows that had no place beside another."""

    changed: dict[str, dict[str, Row]] = field(default_factory=dict)  # label → id → column → value before
    removed: dict[str, list[Row]] = field(default_factory=dict)  # label → whole rows

    def note(self, label: str, row: Row, *columns: str) -> None:
        """Remember the values of these columns, unless they are remembered already."""
        kept = self.changed.setdefault(label, {}).setdefault(str(row["id"]), {})
        for column in columns:
            kept.setdefault(column, row[column])

    def take(self, label: str, row: Row) -> None:
        self.removed.setdefault(label, []).append(row)


@cache
def links_to(model: type[models.Model]) -> tuple[Link, ...]:
    """Every column of every app that refers to this table, in the order in which rows were made to need each other."""
    found = [
        Link(other, field.attname)
        for other in apps.get_models()
        for field in other._meta.concrete_fields
        if field.related_model is model and other._meta.managed and not other._meta.proxy
    ]
    return tuple(found)


def rows_of(link: Link, record_id: int) -> list[Row]:
    """The whole rows of one table that refer to a record."""
    return _rows(link.model, link.column, [record_id])


def row_of(model: type[models.Model], pk: int) -> Row:
    """One whole row. Raises LookupError when it is gone."""
    if not (found := _rows(model, "id", [pk])):
        raise LookupError(pk)
    return found[0]


def _rows(model: type[models.Model], column: str, values: Iterable[int]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT to_jsonb(t) FROM "{model._meta.db_table}" t'  # noqa: S608 — names of our own tables
            f' WHERE t."{column}" = ANY(%s) ORDER BY t.id',
            [list(values)],
        )
        return [_read(one) for (one,) in cursor.fetchall()]


def _read(told: Any) -> Row:
    found: Row = json.loads(told) if isinstance(told, str) else told
    return found


# --- moving -------------------------------------------------------------------------------------------------------


def move_all(gone: Candidate, kept: Candidate) -> Moved:
    """Let everything that refers to one record refer to the other."""
    moved = Moved()
    for link in links_to(Candidate):
        rows = rows_of(link, gone.pk)
        if link.model is DuplicateHint:
            _move_hints(link, rows, gone.pk, kept.pk, moved)
        elif rows:
            _move(link, rows, kept.pk, moved)
    return moved


def _move(link: Link, rows: list[Row], to: int, moved: Moved) -> None:
    """All at once, which is the usual case; one by one when a row like it is there already."""
    try:
        with transaction.atomic():
            _point([row["id"] for row in rows], link, to)
    except IntegrityError:
        for row in rows:
            _move_one(link, row, to, moved)
    else:
        for row in rows:
            moved.note(link.label, row, *_remembered(link))


def _move_one(link: Link, row: Row, to: int, moved: Moved) -> None:
    try:
        with transaction.atomic():
            _point([row["id"]], link, to)
    except IntegrityError:
        # the record that stays has its own: one open request, one place in the pool. A removed row comes back
        # when the merge is taken back
        moved.take(link.label, row)
        _set_aside(link, row["id"])
    else:
        moved.note(link.label, row, *_remembered(link))


def _set_aside(link: Link, pk: int) -> None:
    try:
        with transaction.atomic():
            remove_row(link.model, pk)
    except IntegrityError as error:
        raise Refused(
            _("Both records have an entry of the same kind (%(kind)s). Close one of them first.")
            % {"kind": link.model._meta.verbose_name}
        ) from error


def remove_row(model: type[models.Model], pk: int) -> None:
    """Delete one row and nothing else: rows that hang on it would be lost without a trace. Raises IntegrityError."""
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE id = %s', [pk])  # noqa: S608 — our own table
    _check_references()


def _remembered(link: Link) -> tuple[str, ...]:
    columns = {one.column for one in link.model._meta.concrete_fields}
    return (link.column, _FOLLOWING) if _FOLLOWING in columns else (link.column,)


def _point(ids: list[int], link: Link, to: int) -> None:
    link.model._base_manager.filter(pk__in=ids).update(**{link.column: to})


def _move_hints(link: Link, rows: list[Row], gone: int, kept: int, moved: Moved) -> None:
    """A hint names two records, the older first, and each pair once."""
    for row in rows:
        other = row["second_id"] if row["first_id"] == gone else row["first_id"]
        first, second = sorted((other, kept))
        if other == kept or DuplicateHint.objects.filter(first=first, second=second).exists():
            moved.take(link.label, row)
            DuplicateHint.objects.filter(pk=row["id"]).delete()
            continue
        DuplicateHint.objects.filter(pk=row["id"]).update(first=first, second=second)
        moved.note(link.label, row, "first_id", "second_id")


# --- putting back -------------------------------------------------------------------------------------------------


def put_back(changed: dict[str, dict[str, Row]], removed: dict[str, list[Row]]) -> None:
    """Give rows their old values again, and bring back removed ones. A row erased meanwhile stays erased."""
    for label, rows in changed.items():
        write_columns(apps.get_model(label), rows)
    for label, taken in removed.items():
        insert_rows(apps.get_model(label), [row for row in taken if _has_parents(apps.get_model(label), row)])


def write_columns(model: type[models.Model], rows: dict[str, Row]) -> None:
    """Set columns of rows to values as PostgreSQL told them in JSON: exact for every type."""
    for pk, values in rows.items():
        _without_strangers(model, values, lambda row, pk=pk: _update(model, pk, row))  # type: ignore[misc]


def _update(model: type[models.Model], pk: str, values: Row) -> None:
    table = model._meta.db_table
    columns = ", ".join(f'"{column}" = was."{column}"' for column in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" t SET {columns}'  # noqa: S608 — names of our own tables and columns
            f' FROM jsonb_populate_record(NULL::"{table}", %s::jsonb) was WHERE t.id = %s',
            [json.dumps(values), int(pk)],
        )


def insert_rows(model: type[models.Model], rows: Iterable[Row]) -> None:
    """Insert whole rows with the ids they had."""
    for row in rows:
        _without_strangers(model, row, lambda alive: _insert(model, alive))


def _insert(model: type[models.Model], row: Row) -> None:
    table = model._meta.db_table
    known = [one for one in model._meta.concrete_fields if one.column in row and not one.generated]
    columns = ", ".join(f'"{one.column}"' for one in known)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}) SELECT {columns}'  # noqa: S608 — names of our own tables and columns
            f' FROM jsonb_populate_record(NULL::"{table}", %s::jsonb) ON CONFLICT DO NOTHING',
            [json.dumps(row)],
        )


def _without_strangers(model: type[models.Model], row: Row, write: Callable[[Row], None]) -> None:
    """Write a row; a reference to somebody who left meanwhile becomes empty, where it may be.

    Whether a natural person is still there only the database can say: no company sees them.
    """
    alive = {column: _alive(model, column, value) for column, value in row.items()}
    try:
        with transaction.atomic():
            write(alive)
            _check_references()
    except IntegrityError:
        gone = {column for column, target in _optional_targets(model).items() if target is Person}
        write({column: None if column in gone else value for column, value in alive.items()})


def _check_references() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _alive(model: type[models.Model], column: str, value: Any) -> Any:
    target = _optional_targets(model).get(column)
    if value is None or target is None or target is Person or target._base_manager.filter(pk=value).exists():
        return value
    return None


@cache
def _targets(model: type[models.Model], *, optional: bool) -> dict[str, type[models.Model]]:
    """What the columns of a table refer to: those that may be empty, or those that may not."""
    found: dict[str, type[models.Model]] = {}
    for one in model._meta.concrete_fields:
        if isinstance(one, models.ForeignKey) and one.null is optional:
            found[one.attname] = one.related_model
    return found


def _optional_targets(model: type[models.Model]) -> dict[str, type[models.Model]]:
    return _targets(model, optional=True)


def _has_parents(model: type[models.Model], row: Row) -> bool:
    """Whether everything a row cannot be without is still there."""
    seen = [(name, target) for name, target in _targets(model, optional=False).items() if target is not Person]
    return all(target._base_manager.filter(pk=row[name]).exists() for name, target in seen)


def follow_applications(application_ids: list[int], candidate: Candidate) -> None:
    """Rows about an application name the same record as the application does."""
    for link in links_to(Candidate):
        fields = {one.attname for one in link.model._meta.concrete_fields if one.related_model is Application}
        for name in fields:
            link.model._base_manager.filter(**{f"{name}__in": application_ids}).update(**{link.column: candidate.pk})
