"""Excel workbooks, by calamine. Cells become text the way a person would have typed them."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import BinaryIO, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from . import presets
from .refusals import Unreadable
from .rows import MAX_CELL, Row

Cell = int | float | str | bool | time | date | datetime | timedelta
Range = tuple[tuple[int, int], tuple[int, int]]  # first and last (row, column)

_LOOKED_AT: Final = 20  # sheets of a workbook, and rows of a sheet, to find the people in
_MANY: Final = 2
_NAMES: Final = frozenset({"name", "family_name", "given_name", "email"})


def choose(file: BinaryIO, wanted: str = "") -> tuple[str, list[str]]:
    """The sheet asked for, or the one that looks most like a list of people; and the names of all. raises Unreadable."""
    file.seek(0)
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            names = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet] or book.sheet_names
            if wanted and wanted not in names:
                raise Unreadable("NO_SHEET", sheet=wanted)
            return wanted or _likeliest(book, names), names
    except CalamineError as error:
        raise Unreadable("BROKEN_SHEET") from error


def _likeliest(book: CalamineWorkbook, names: list[str]) -> str:
    """The sheet with the most headings we know, someone's name or address among them; else the first that is filled."""
    if len(names) == 1:
        return names[0]
    filled = [name for name in names[:_LOOKED_AT] if book.get_sheet_by_name(name).total_height]
    return max(filled, key=lambda name: _merit(book.get_sheet_by_name(name)), default=names[0] if names else "")


def _merit(page: CalamineSheet) -> int:
    """How many headings of the best of the first rows we know; none without a name or an address."""
    return max((_known(row) for row in page.to_python(nrows=_LOOKED_AT)), default=0)


def _known(cells: Iterable[Cell]) -> int:
    words = [presets.fold_heading(cell) for cell in cells if isinstance(cell, str) and cell]
    layers = presets.all_presets().values()
    targets = [
        target for word in words if (target := next((one.columns[word] for one in layers if word in one.columns), ""))
    ]
    return len(targets) if _NAMES.intersection(targets) else 0


def read(file: BinaryIO, sheet: str) -> list[Row]:
    """All rows that hold anything, numbered as the sheet numbers them. raises Unreadable."""
    try:
        with file, CalamineWorkbook.from_filelike(file) as book:
            page = book.get_sheet_by_name(sheet)
            merged = page.merged_cell_ranges or []
            table = page.to_python(skip_empty_area=False)
    except CalamineError as error:
        raise Unreadable("BROKEN_SHEET") from error
    cells = [[_text(cell) for cell in row] for row in table]
    if merged:
        _part(cells, merged)
    return [_bounded(Row(line, tuple(row))) for line, row in enumerate(cells, 1) if any(row)]


# --- merged cells -------------------------------------------------------------------------------------------------


def _part(cells: list[list[str]], merged: list[Range]) -> None:
    """Give every cell of a merged one its text: down the rows, and a group heading to the headings under it."""
    for (top, left), (bottom, right) in merged:
        if left == right:
            for row in cells[top + 1 : bottom + 1]:
                row[left] = cells[top][left]
    place = next((place for place, row in enumerate(cells[:_LOOKED_AT]) if sum(map(bool, row)) >= _MANY), None)
    if place is not None and any(top == bottom == place and right > left for (top, left), (bottom, right) in merged):
        _join_headings(cells, place, merged)


def _join_headings(cells: list[list[str]], place: int, merged: list[Range]) -> None:
    """候補者基本 above 氏名 becomes 候補者基本.氏名; a heading merged over both rows stays as it is."""
    if place + 1 >= len(cells):
        return
    groups, names = list(cells[place]), cells[place + 1]
    for (top, left), (bottom, right) in merged:
        if top == bottom == place:
            groups[left : right + 1] = [cells[place][left]] * (right - left + 1)
    for column, (group, name) in enumerate(zip(groups, names, strict=True)):
        if group and name and group != name:
            names[column] = f"{group}.{name}"
        elif group and not name:
            names[column] = group
    cells[place] = [""] * len(groups)


# --- cells --------------------------------------------------------------------------------------------------------


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
