"""Files for spreadsheets: what a person typed never becomes a formula there, and comes back as it was.

CSV has no types, so text that a spreadsheet would run gets an apostrophe in front: the guard mark. `original` takes
it off again, and the import does so with every cell. A workbook (.xlsx) says of each cell that it is text, so it needs
no mark.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from xlsxwriter import Workbook

STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNSEEN: Final = " \x0b\x0c\u00a0\u200b\u200c\u200d\u2060\u3000\ufeff"  # a spreadsheet may look past these
_PASSED_OVER: Final = f"{UNSEEN}'\"’;|,"  # and a program that cuts or unquotes otherwise, past these
_MARK: Final = "'"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST: Final = 32_767  # characters of one cell in Excel
_MOST_ROWS: Final = 1_048_576  # of one sheet in Excel
_NO_FORMULAS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "remove_timezone": True,
}


# --- CSV ----------------------------------------------------------------------------------------------------------


def cell(value: object) -> str:
    """Write one value. Text that a spreadsheet would run gets the guard mark in front; numbers stay numbers."""
    if value is None:
        return ""
    text = str(value)
    is_number = isinstance(value, int | float | Decimal)
    return f"{_MARK}{text}" if not is_number and _would_run(text) else text


def original(text: str) -> str:
    """What `cell` was given: without the guard mark, if there is one. Every other text stays as it is."""
    return text[1:] if text.startswith(_MARK) and _would_run(text[1:]) else text


def _would_run(text: str) -> bool:
    """Marks in front count as passed over, so a text that looks guarded already gets one more and loses only that."""
    return text.lstrip(_PASSED_OVER).startswith(STARTS_A_FORMULA)


class _Echo:
    """A file that hands each line on instead of keeping it: `writerow` gives what `write` gives."""

    def write(self, line: str) -> str:
        return line


def sheet(rows: Iterable[Sequence[object]]) -> str:
    """Give CSV text with the mark by which Excel knows UTF-8."""
    return "".join(sheet_lines(rows))


def sheet_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The same, a line at a time: a long table is on its way before its end is written."""
    yield "\ufeff"
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def streamed_sheet(rows: Iterable[Sequence[object]], name: str) -> StreamingHttpResponse:
    """Answer with a CSV file line by line. `rows` may not ask the database: nobody is active any more by then."""
    response = StreamingHttpResponse(sheet_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def sheet_response(rows: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """Answer with a CSV file to keep. `name` is ours, in ASCII, without the ending."""
    return _file(sheet(rows), "text/csv; charset=utf-8", f"{name}.csv")


# --- XLSX ---------------------------------------------------------------------------------------------------------


def workbook(rows: Iterable[Sequence[object]], *, title: str = "") -> bytes:
    """Give a workbook of one sheet whose first row holds the headings. Text is text, figures and days are theirs.

    raises ValueError for more rows than a sheet can have. A text longer than a cell can hold ends with “…”.
    """
    packed = BytesIO()
    with Workbook(packed, _NO_FORMULAS) as book:
        book.set_properties({"created": timezone.now()})  # the program's clock: the same rows give the same file
        page = book.add_worksheet(_title(title))
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy/mm/dd"})
        moment = book.add_format({"num_format": "yyyy/mm/dd hh:mm"})
        page.freeze_panes(1, 0)
        for line, row in enumerate(rows):
            if line >= _MOST_ROWS:
                raise ValueError(f"more than {_MOST_ROWS} rows")
            for place, value in enumerate(row):
                _put(page, line, place, value, (bold, bold) if line == 0 else (day, moment))
    return packed.getvalue()


def xlsx_response(rows: Iterable[Sequence[object]], name: str, *, title: str = "") -> HttpResponse:
    """Answer with a workbook to keep. `name` is ours, in ASCII, without the ending; `title` names the sheet."""
    return _file(workbook(rows, title=title), XLSX, f"{name}.xlsx")


def _put(page: Any, line: int, place: int, value: object, formats: tuple[Any, Any]) -> None:
    """Write one cell by its type. A text goes through `write_string` alone, which knows no formulas."""
    match value:
        case None | "":
            return
        case bool():
            page.write_boolean(line, place, value)
        case int() | float() | Decimal():
            page.write_number(line, place, value)
        case datetime():
            page.write_datetime(line, place, timezone.make_naive(value) if value.tzinfo else value, formats[1])
        case date():
            page.write_datetime(line, place, value, formats[0])
        case _:
            page.write_string(line, place, _bounded(str(value)), formats[0] if line == 0 else None)


def _bounded(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _title(title: str) -> str | None:
    """A name Excel allows for a sheet, or its own choice."""
    clean = "".join(" " if mark in "[]:*?/\\" else mark for mark in title).strip("' ")[:31].rstrip("' ")
    return None if not clean or clean.casefold() == "history" else clean


def _file(content: str | bytes, content_type: str, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
