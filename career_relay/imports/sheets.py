"""Excel workbooks, by calamine. Cells become text the way a person would have typed them."""

from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook

from .refusals import Unreadable
from .rows import MAX_CELL, Row

Cell = int | float | str | bool | time | date | datetime | timedelta


def choose(file: BinaryIO, wanted: str = "") -> tuple[str, list[str]]:
    """The sheet asked for, or the first one that holds anything; and the names of all. raises Unreadable."""
    file.seek(0)
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            names = book.sheet_names
            if wanted and wanted not in names:
                raise Unreadable("NO_SHEET", sheet=wanted)
            filled = (name for name in names if book.get_sheet_by_name(name).total_height)
            return wanted or next(filled, names[0] if names else ""), names
    except CalamineError as error:
        raise Unreadable("BROKEN_SHEET") from error


def read(file: BinaryIO, sheet: str) -> list[Row]:
    """All rows that hold anything, numbered as the sheet numbers them. raises Unreadable."""
    try:
        with file, CalamineWorkbook.from_filelike(file) as book:
            table = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise Unreadable("BROKEN_SHEET") from error
    rows = (Row(line, tuple(_text(cell) for cell in cells)) for line, cells in enumerate(table, 1))
    return [_bounded(row) for row in rows if any(row.cells)]


def _bounded(row: Row) -> Row:
    if any(len(cell) > MAX_CELL for cell in row.cells):
        raise Unreadable("GIANT_CELL", line=row.line, limit=f"{MAX_CELL:,}")
    return row


def _text(cell: Cell) -> str:
    match cell:
        case str():
            return cell
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(sep=" ", timespec="minutes")
        case date() | time():
            return cell.isoformat()
        case _:
            return str(cell)
