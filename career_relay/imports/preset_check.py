"""Is a preset file right? Its own test vectors say so, in words for somebody who writes no Python.

`python -m career_relay.imports.preset_check FILE` tries one file, or every preset without an argument.
How to write one: docs/guide/presets.md.
"""

import csv
import io
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import django
import yaml

from . import presets
from .columns import BY_KEY, NEVER

TODAY: Final = date(2026, 11, 23)  # vectors are judged on one day for ever
CODES: Final[Mapping[str, frozenset[str]]] = {
    "stage": frozenset({
        "", "applied", "casual", "screening", "test", "interview_1", "interview_2", "interview_3", "interview_final",
        "offered", "hired",
    }),
    "outcome": frozenset({"", "rejected", "withdrawn", "hired", "in_progress"}),
    "source": frozenset({"own", "media", "agency", "dispatch", "referral", "school", "unknown"}),
    "track": frozenset({"new_graduate", "mid_career", "part_time", "school_leaver"}),
    "state": frozenset({"record", "pool", "contact", "do_not_contact"}),
}  # fmt: skip
KEYS: Final = frozenset(
    {"name", "title", "signature", "columns", "never", "skip", "values", "patterns", "defaults", "vectors"}
)
VECTORS: Final = frozenset({"columns", "detect", "rows", *presets.KINDS})
_DEFAULTS: Final = frozenset({"source_name"})


def problems(path: Path) -> list[str]:
    """What is wrong with a preset file, one sentence each; nothing when it is right."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return [f"{path.name} is not YAML: {error}"]
    if not isinstance(data, dict):
        return [f"{path.name} should begin with “name:”."]
    found = [*_shape(path, data), *_names(data)]
    return found or [*_columns(data), *_values(data), *_detected(data), *_rows(data)]


def _shape(path: Path, data: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted(data.keys() - KEYS):
        yield f"“{key}” means nothing in a preset. Use one of {', '.join(sorted(KEYS))}."
    if data.get("name") != path.stem:
        yield f"“name” should be “{path.stem}”, as the file is called."
    if not {"ja", "en"} <= (data.get("title") or {}).keys():
        yield "“title” needs both “ja” and “en”."
    vectors = data.get("vectors") or {}
    for key in sorted(vectors.keys() - VECTORS):
        yield f"“vectors” has no part called “{key}”."
    if not vectors.get("columns") or not vectors.get("rows"):
        yield "“vectors” needs at least one of “columns” and one of “rows”."
    if data.get("name") not in presets.BASE and not (data.get("signature") and vectors.get("detect")):
        yield "Give a “signature” and a vector under “detect”, or nobody's file is ever recognised."


def _names(data: Mapping[str, Any]) -> Iterator[str]:
    for target in sorted(data.get("columns", {}).keys() - BY_KEY.keys()):
        yield f"columns: there is no field “{target}”."
    for reason in sorted(data.get("never", {}).keys() - NEVER.keys()):
        yield f"never: there is no reason “{reason}”."
    for target in sorted(data.get("defaults", {}).keys() - _DEFAULTS):
        yield f"defaults: “{target}” cannot have one."
    for kind, table in data.get("values", {}).items():
        yield from _unknown_codes(f"values.{kind}", kind, table.values())
    for kind, rows in data.get("patterns", {}).items():
        yield from _unknown_codes(f"patterns.{kind}", kind, (code for _pattern, code in rows))


def _unknown_codes(where: str, kind: str, codes: Any) -> Iterator[str]:
    allowed = CODES.get(kind)
    if allowed is None:
        yield f"{where}: values are read for {', '.join(CODES)} only."
        return
    for code in dict.fromkeys(codes):
        if code not in allowed:
            yield f"{where}: “{code}” is not one of {', '.join(sorted(filter(None, allowed)))}."


# --- the vectors --------------------------------------------------------------------------------------------------


def _columns(data: Mapping[str, Any]) -> Iterator[str]:
    from .mapping import suggest  # the mapping asks the presets

    for vector in data["vectors"]["columns"]:
        match = suggest([vector["heading"]], preset=data["name"]).columns[0]
        got, wanted = (match.target, match.never), (vector["to"], vector.get("never", ""))
        if got != wanted:
            yield f"columns: “{vector['heading']}” goes to {got}, not {wanted}."


def _values(data: Mapping[str, Any]) -> Iterator[str]:
    for kind in presets.KINDS:
        for vector in data["vectors"].get(kind, ()):
            got = presets.read_value(kind, vector["value"], data["name"]) or ""
            if got != vector["is"]:
                yield f"{kind}: “{vector['value']}” is read as “{got}”, not “{vector['is']}”."


def _detected(data: Mapping[str, Any]) -> Iterator[str]:
    for headings in data["vectors"].get("detect", ()):
        if (got := presets.detect(headings)) != data["name"]:
            yield f"detect: {', '.join(headings)} is recognised as {got}."


def _rows(data: Mapping[str, Any]) -> Iterator[str]:
    for number, vector in enumerate(data["vectors"]["rows"], 1):
        yield from (f"rows, number {number}: {said}" for said in _row(vector, data["name"]))


def _row(vector: Mapping[str, Any], preset: str) -> Iterator[str]:
    """A row of the file, and what becomes of it."""
    from .drafts import draft_rows
    from .mapping import suggest_for
    from .readers import open_table

    text = io.StringIO()
    csv.writer(text).writerows([list(vector["given"]), [str(value) for value in vector["given"].values()]])
    table = open_table(text.getvalue().encode(), f"{preset}.csv")
    (result,) = draft_rows(table, suggest_for(table, preset), today=TODAY)
    fault = vector.get("fault")
    got = [{"column": one.column, "code": one.code} for one in result.faults]
    if got != ([fault] if fault else []):
        yield f"faults are {got}, not {[fault] if fault else []}."
    for field, wanted in vector.get("becomes", {}).items():
        if (value := field_of(result.draft, field)) != wanted:
            yield f"“{field}” is “{value}”, not “{wanted}”."
    remarks = [one.code for one in result.warnings]
    if "remarks" in vector and remarks != vector["remarks"]:
        yield f"remarks are {remarks}, not {vector['remarks']}."


def field_of(draft: Any, name: str) -> Any:
    """A field of a draft or of its application, as it is written in a vector."""
    value = getattr(draft, name, None)
    if value is None and draft is not None:
        value = getattr(draft.application, name, None)
    return value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value


def main(names: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "career_relay.settings")
    django.setup()
    paths = [Path(name) for name in names] or sorted(presets.FOLDER.glob("*.yaml"))
    said = [f"{path.name}: {problem}" for path in paths for problem in problems(path)]
    sys.stdout.write("".join(f"{line}\n" for line in said) or f"{len(paths)} presets are right.\n")
    return bool(said)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
