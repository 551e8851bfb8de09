"""Many rows in one statement with one parameter. Django's own bulk insert spends most of its time on placeholders.

PostgreSQL reads the rows from one JSON document with the table's own types (`jsonb_populate_recordset`).
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection, models


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


def rewrite(rows: Sequence[models.Model]) -> None:
    """Save many changed rows: every column but the id, the company and what the database fills."""
    if not rows:
        return
    model = type(rows[0])
    fields = [one for one in model._meta.concrete_fields if not _by_database(one)]
    kept = {"id", "public_id", "company_id"}
    changes = ", ".join(f'"{one.column}" = excluded."{one.column}"' for one in fields if one.column not in kept)
    with connection.cursor() as cursor:
        cursor.execute(
            _statement(model, fields, f' ON CONFLICT ("id") DO UPDATE SET {changes}'),
            [_document(rows, fields, add=False)],
        )


Field = Any  # models.Field of any kind


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
    told = [{one.column: getattr(row, one.attname) for one in fields} for row in rows]
    return json.dumps(told, default=_plain, ensure_ascii=False)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
