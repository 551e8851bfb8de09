"""The rows that were not taken, as a file in the format they came in, with the reason in the first column.

The reason stands first so that a row with too many cells keeps them where they were. Uploading the mended file
works at once: the reason column is recognised and left out.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext as _

from career_relay.base.sheets import XLSX, cell, original, workbook

from .presets import fold_heading
from .readers import Table
from .shapes import RowResult

# In every language we write: a file may be rejected in one and mended in another.
REASON_HEADINGS: Final = frozenset(map(fold_heading, ("取り込めない理由", "Reason not imported")))
_TYPES: Final = {"csv": "text/csv", "json": "application/json", "sheet": XLSX}


@dataclass(frozen=True, slots=True)
class Rejects:
    filename: str
    content_type: str
    content: bytes


def problems_of(results: Iterable[RowResult]) -> dict[int, list[str]]:
    """Line → sentences, for the rows that have faults."""
    return {result.line: [fault.problem for fault in result.faults] for result in results if result.faults}


def faulty_rows_file(table: Table, problems: Mapping[int, Sequence[str]]) -> Rejects:
    """The rows of ``table`` that begin on the lines of ``problems``, with their reasons."""
    rows = _rows(table, problems)
    match table.kind:
        case "json":
            content = _json(rows)
        case "sheet":
            content = workbook(rows, title=table.sheet)
        case _:
            content = _csv(table, rows)
    return Rejects(_name(table), _TYPES[table.kind], content)


def _name(table: Table) -> str:
    path = PurePath(table.filename or "import.csv")
    ending = "_" + _("rejected_rows")
    return f"{path.stem.removesuffix(ending)}{ending}{path.suffix or '.csv'}"


def _rows(table: Table, problems: Mapping[int, Sequence[str]]) -> Iterator[list[str]]:
    ours = {place for place, name in enumerate(table.headers) if fold_heading(name) in REASON_HEADINGS}
    width = len(table.headers)

    def without(cells: Sequence[str]) -> list[str]:
        return [cell for place, cell in enumerate(cells) if place not in ours]

    yield [_("Reason not imported"), *without(table.headers)]
    for row in table.rows():
        if row.line in problems:
            padded = (*row.cells, *[""] * (width - len(row.cells)))
            yield [" ".join(problems[row.line]), *without(padded)]


def _csv(table: Table, rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    guarded = ([cell(original(told)) for told in row] for row in rows)  # people open this file in a spreadsheet
    csv.writer(text, delimiter=table.delimiter, lineterminator=table.newline).writerows(guarded)
    # The cells came from this encoding; only a character of the reason may be missing from it.
    return text.getvalue().encode(table.encoding, errors="replace")


def _json(rows: Iterator[list[str]]) -> bytes:
    headings = next(rows)
    people = [dict(zip(headings, row, strict=False)) for row in rows]
    return json.dumps(people, ensure_ascii=False, indent=1).encode()
