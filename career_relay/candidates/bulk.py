"""Many rows in one statement with one parameter. Django's own bulk insert spends most of its time on placeholders.

PostgreSQL reads the rows from one JSON document with the table's own types (`jsonb_populate_recordset`).
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models.base import ModelState

M = TypeVar("M", bound=models.Model)
Field = Any  # models.Field of any kind
TEXT, WHOLE, UUIDS = models.TextField(), models.BigIntegerField(), models.UUIDField()


# --- asking -------------------------------------------------------------------------------------------------------


class _IsAnyOf(models.Func):
    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()


def any_of(name: str, values: Iterable[Any], of: Field = TEXT) -> models.Q:
    """What `name__in=values` says, in one parameter however many values there are."""
    return models.Q(_IsAnyOf(models.F(name), models.Value(list(values), ArrayField(of))))


# --- making -------------------------------------------------------------------------------------------------------


def fresh(model: type[M], **values: Any) -> M:
    """What `model(**values)` gives, for ids and plain values: Django asks each of forty fields for its default, each
    time, and a file has a hundred thousand rows."""
    plain, makers = _defaults(model)
    row = model.__new__(model)
    row._state = ModelState()
    row.__dict__.update(plain)
    for name, make in makers:
        row.__dict__[name] = make()
    row.__dict__.update(values)
    return row


@cache
def _defaults(model: type[models.Model]) -> tuple[dict[str, Any], tuple[tuple[str, Callable[[], Any]], ...]]:
    """Defaults that stay the same, and those that are made anew for each row."""
    fields = model._meta.concrete_fields
    makers = tuple((one.attname, one.default) for one in fields if callable(one.default) and one.has_default())
    made = {name for name, _make in makers}
    return {one.attname: one.get_default() for one in fields if one.attname not in made}, makers


def constants(model: type[models.Model]) -> dict[str, Any]:
    """The defaults that are one and the same object for every row."""
    return _defaults(model)[0]


# --- writing ------------------------------------------------------------------------------------------------------


def insert(rows: Sequence[models.Model]) -> None:
    """Insert unsaved rows of one model. Rows with a `public_id` learn their id."""
    if not rows:
        return
    model = type(rows[0])
    fields = [one for one in model._meta.concrete_fields if not one.primary_key and not _by_database(one)]
    knows_id = any(one.name == "public_id" for one in fields)
    returning = ' RETURNING "public_id", "id"' if knows_id else " ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(_statement(model, fields, returning), [_document(rows, fields, add=True)])
        ids = dict(cursor.fetchall()) if knows_id else {}
    for row in rows:
        row.pk = ids.get(getattr(row, "public_id", None))
        row._state.adding = False


def rewrite(rows: Sequence[models.Model], *, but: Collection[str] = ()) -> None:
    """Save many changed rows: every column but the id, the company, what the database fills, and those named."""
    if not rows:
        return
    model = type(rows[0])
    fields = [one for one in model._meta.concrete_fields if not _by_database(one)]
    kept = {"id", "public_id", "company_id", *but}
    changes = ", ".join(f'"{one.column}" = excluded."{one.column}"' for one in fields if one.column not in kept)
    with connection.cursor() as cursor:
        cursor.execute(
            _statement(model, fields, f' ON CONFLICT ("id") DO UPDATE SET {changes}'),
            [_document(rows, fields, add=False)],
        )


def _by_database(field: Field) -> bool:
    return field.db_default is not models.NOT_PROVIDED


def _statement(model: type[models.Model], fields: Sequence[Field], rest: str) -> str:
    table, columns = model._meta.db_table, ", ".join(f'"{one.column}"' for one in fields)
    return (
        f'INSERT INTO "{table}" ({columns}) SELECT {columns}'  # noqa: S608 — names of our own tables and columns
        f' FROM jsonb_populate_recordset(NULL::"{table}", %s::jsonb){rest}'
    )


def _document(rows: Sequence[models.Model], fields: Sequence[Field], *, add: bool) -> str:
    stamped = [one for one in fields if getattr(one, "auto_now", False)]
    for row in rows:
        for one in stamped:
            one.pre_save(row, add)
    names = [(one.column, one.attname) for one in fields]
    told = [
        {column: value for column, name in names if (value := row.__dict__.get(name)) is not None} for row in rows
    ]  # what is left out is NULL there
    return json.dumps(told, default=_plain, ensure_ascii=False)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
