"""A connection as the owner of the tables: to fill and clear set by set, and to measure without the wall."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.types.json import Jsonb

from career_relay.settings.database import APP, OWNER

Owner = psycopg.Connection[tuple[Any, ...]]


@contextmanager
def owner(*, autocommit: bool = False) -> Iterator[Owner]:
    """Open a connection of our own; it commits at the end."""
    with psycopg.connect(conninfo(), autocommit=autocommit) as mine:
        yield mine


def conninfo(role: str = OWNER) -> str:
    """Say where the measured database is, for the owner or for the app."""
    place = connection.settings_dict
    if url := os.environ.get("DATABASE_OWNER_URL"):
        return make_conninfo(url, dbname=place["NAME"])
    said = {"host": place["HOST"], "port": place["PORT"], "dbname": place["NAME"], "user": role}
    return make_conninfo(**{key: str(value) for key, value in said.items() if value})


@contextmanager
def without_the_wall() -> Iterator[None]:
    """Let Django itself log in as the owner, to whom no policy applies. The queries still name their company."""
    _log_in_as(OWNER)
    try:
        yield
    finally:
        _log_in_as(APP)


def _log_in_as(role: str) -> None:
    connection.close()
    connection.close_pool()
    connection.settings_dict["USER"] = role


def insert(to: Owner, model: type[models.Model], source: str, /, **columns: str) -> int:
    """Fill a table by one statement: an expression a column, the model's own defaults for the rest."""
    said = {**_defaults(model), **columns}
    names, values = ", ".join(f'"{name}"' for name in said), ", ".join(said.values())
    done = to.execute(f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {values} {source}'.encode())
    return done.rowcount


def _defaults(model: type[models.Model]) -> dict[str, str]:
    fields = [one for one in model._meta.concrete_fields if not one.primary_key and one.db_default is NOT_PROVIDED]
    return {one.column: _default(one) for one in fields}


def _default(field: Any) -> str:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return "now()"
    if isinstance(field, models.UUIDField):
        return "gen_random_uuid()"
    value = field.get_default()
    if isinstance(field, models.JSONField):
        value = Jsonb(value)
    literal = sql.Literal(value).as_string(None)
    return f"{literal}::{field.db_type(connection)}" if isinstance(value, list | Jsonb) else literal
