"""The shape of `my-data.json` as JSON Schema 2020-12, made from what is told: published in `docs/formats/`."""

from typing import Any

from django.db import models
from django.utils import translation

from career_relay.base import telling
from career_relay.base.telling import Table
from career_relay.portal.mydata import FORMAT

ADDRESS = "https://career-relay.example/formats/my-data.schema.json"
DAY, MOMENT = r"^\d{4}-\d\d-\d\d$", r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$"
KINDS: tuple[tuple[type[Any], dict[str, Any]], ...] = (
    (models.DateTimeField, {"type": "string", "pattern": MOMENT}),
    (models.DateField, {"type": "string", "pattern": DAY}),
    (models.BooleanField, {"type": "boolean"}),
    (models.IntegerField, {"type": "integer"}),
    (models.CharField, {"type": "string"}),
    (models.TextField, {"type": "string"}),
    (models.UUIDField, {"type": "string"}),
    (models.ForeignKey, {"type": "string"}),
)


def schema() -> dict[str, Any]:
    """Every section is there, empty or not, and every row has every key: nothing has to be guessed."""
    with translation.override("en"):
        sections = {one.key: _section(one) for one in telling.tables()}
    data = {"type": "object", "required": list(sections), "additionalProperties": False, "properties": sections}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ADDRESS,
        "title": "Everything Career Relay keeps of a person and lets them read",
        "type": "object",
        "required": ["format", "made_at", "data"],
        "additionalProperties": False,
        "properties": {"format": {"const": FORMAT}, "made_at": {"type": "string", "pattern": MOMENT}, "data": data},
    }


def _section(table: Table) -> dict[str, Any]:
    columns = {telling.key_of(name): _column(table, name) for name in table.columns}
    keys: dict[str, Any] = {**columns, **{name: {} for name in table.more}}
    row = {"type": "object", "required": list(keys), "additionalProperties": False, "properties": keys}
    return {"type": "array", "title": str(table.title), "items": row}


def _column(table: Table, name: str) -> dict[str, Any]:
    column = table.model._meta.get_field(name)
    if isinstance(column, models.JSONField):
        return {}
    inner = getattr(column, "base_field", None)
    said = {"type": "array", "items": _kind(inner)} if inner is not None else _kind(column)
    may_be_empty = getattr(column, "null", False) or table.hidden is not None or column.is_relation
    return {**said, "type": [said["type"], "null"]} if may_be_empty else said


def _kind(column: Any) -> dict[str, Any]:
    return dict(next(said for kind, said in KINDS if isinstance(column, kind)))
