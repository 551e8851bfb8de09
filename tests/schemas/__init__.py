"""The part of JSON Schema (2020-12) our own schemas use: what does not fit is named by its place."""

import re
from collections.abc import Iterator
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float),
    "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
KNOWN = {
    *("$schema", "$id", "$comment", "$defs", "title", "description", "type", "required", "properties", "items"),
    *("additionalProperties", "enum", "const", "pattern", "minItems", "anyOf", "$ref", "contains", "format"),
}


def faults(thing: Any, schema: dict[str, Any]) -> list[str]:
    """Give every place that does not fit; raises for a word of the schema this does not know."""
    return list(_faults(thing, schema, schema, "$"))


def _faults(thing: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is_a(thing, kind) for kind in kinds):
        yield f"{at}: not {' or '.join(kinds)}"
        return
    if "const" in schema and thing != schema["const"]:
        yield f"{at}: not {schema['const']}"
    if "enum" in schema and thing not in schema["enum"]:
        yield f"{at}: not one of {schema['enum']}"
    if "pattern" in schema and isinstance(thing, str) and not re.search(schema["pattern"], thing):
        yield f"{at}: does not look like {schema['pattern']}"
    if "anyOf" in schema and all(list(_faults(thing, one, root, at)) for one in schema["anyOf"]):
        yield f"{at}: none of the shapes"
    if isinstance(thing, dict):
        yield from _of_object(thing, schema, root, at)
    if isinstance(thing, list):
        yield from _of_list(thing, schema, root, at)


def _is_a(thing: Any, kind: str) -> bool:
    return isinstance(thing, TYPES[kind]) and not (isinstance(thing, bool) and kind in {"integer", "number"})


def _of_object(thing: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    for name in schema.get("required", []):
        if name not in thing:
            yield f"{at}: {name} is missing"
    known, more = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name, value in thing.items():
        if name in known:
            yield from _faults(value, known[name], root, f"{at}.{name}")
        elif more is False:
            yield f"{at}: {name} is not known"
        elif isinstance(more, dict):
            yield from _faults(value, more, root, f"{at}.{name}")


def _of_list(thing: list[Any], schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    if len(thing) < schema.get("minItems", 0):
        yield f"{at}: too few"
    if "contains" in schema and all(list(_faults(one, schema["contains"], root, at)) for one in thing):
        yield f"{at}: {schema['contains']} is missing"
    for place, one in enumerate(thing):
        yield from _faults(one, schema.get("items", {}), root, f"{at}[{place}]")
