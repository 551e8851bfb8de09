"""A file → a table of text. The whole structure is checked when it is opened, so reading rows cannot fail later.

``line`` is the line of the file, as an editor shows it, where a row begins; in a spreadsheet the row number.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from . import encodings, json_rows, sheets
from .kinds import kind_of
from .layouts import Layout
from .refusals import Unreadable
from .rows import MAX_CELL, MAX_COLUMNS, Row

__all__ = ["MAX_BYTES", "Row", "Table", "Unreadable", "open_table"]

_MB = 1_000_000
MAX_BYTES = 200 * _MB
_DELIMITERS = (",", "\t", ";", "|")
_SNIFF_ROWS = 50
_HEADER_SEARCH = 20
_TOP_ROWS = 10

csv.field_size_limit(MAX_CELL + 1)  # process-wide; nothing else here reads CSV with larger cells

Source = str | Path | bytes | BinaryIO
RECOGNISED = Layout()


@dataclass(frozen=True, slots=True)
class Table:
    """A file that can be read again and again. ``kind`` is csv, sheet or json."""

    filename: str
    kind: str
    headers: tuple[str, ...]
    header_line: int
    total: int
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    newline: str = "\r\n"
    top: tuple[Row, ...] = field(default=(), repr=False, compare=False)  # the first rows as they stand
    broken_line: int = 0  # the first line that cannot be read in an encoding somebody chose
    _again: Callable[[], Iterator[Row]] = field(default=lambda: iter(()), repr=False, compare=False)

    def rows(self) -> Iterator[Row]:
        """The data rows, blank ones left out, each time from the start."""
        return self._again()

    def sample(self, count: int = 20) -> list[tuple[str, ...]]:
        """The cells of the first rows, for guessing columns and for the preview."""
        return [row.cells for row, _ in zip(self.rows(), range(count), strict=False)]


def open_table(source: Source, filename: str = "", *, layout: Layout = RECOGNISED, max_bytes: int = MAX_BYTES) -> Table:
    """Read headings and check the structure of a CSV, TSV, XLSX or JSON file.

    in: path, bytes or an open binary file; ``layout`` says what is not to be recognised but taken as told.
    raises Unreadable: the whole file is refused, with a sentence that helps.
    """
    name = filename or (Path(source).name if isinstance(source, str | Path) else "")
    opened = _Opened(source)
    if (size := opened.size()) >= max_bytes:
        raise Unreadable("TOO_LARGE", size=round(size / _MB), limit=max_bytes // _MB)
    with opened.binary() as file:
        kind = kind_of(file, name)
        if kind == "sheet":
            return _sheet_table(opened, file, name, layout)
        encoding = encodings.readable(file, layout.encoding) if layout.encoding else encodings.detect(file)
        broken = encodings.broken_line(file, encoding) if layout.encoding else 0
    if kind == "json":
        return _json_table(opened, name, encoding)
    return _text_table(opened, name, encoding, layout, broken)


class _Opened:
    """The bytes of a source, as often as needed."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def size(self) -> int:
        if isinstance(self._source, bytes):
            return len(self._source)
        if isinstance(self._source, str | Path):
            return Path(self._source).stat().st_size
        return self._source.seek(0, io.SEEK_END)

    def binary(self) -> BinaryIO:
        if isinstance(self._source, bytes):
            return io.BytesIO(self._source)
        if isinstance(self._source, str | Path):
            return Path(self._source).open("rb")
        self._source.seek(0)
        return cast("BinaryIO", _Unclosed(self._source))

    def text(self, encoding: str) -> TextIO:
        """Lines with their own ends: CSV cells may hold line breaks."""
        return io.TextIOWrapper(self.binary(), encoding=encoding, errors="replace", newline="")


class _Unclosed(io.BufferedIOBase):
    """Somebody else's open file: read it, never close it."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self._inner.read(-1 if size is None else size)

    def read1(self, size: int = -1, /) -> bytes:
        return self._inner.read(size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        return self._inner.tell()


# --- delimited text ---------------------------------------------------------------------------------------------


class _Lines:
    """Lines of bounded length for the csv module, counted, with the ends a row had."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.count = 0
        self.quotes = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_CELL + 1)
        if not line:
            raise StopIteration
        self.count += 1
        self.quotes += line.count('"')
        if len(line) > MAX_CELL:
            raise Unreadable("GIANT_CELL", line=self.count, limit=f"{MAX_CELL:,}")
        return line


def _records(text: TextIO, delimiter: str) -> Iterator[Row]:
    """Every record with the line where it begins. raises Unreadable for a cell without end."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter)
    begins = 1
    try:
        for cells in reader:
            yield Row(begins, tuple(cells))
            last, begins, lines.quotes = (begins, lines.quotes), lines.count + 1, 0
    except csv.Error:
        raise Unreadable("GIANT_CELL", line=begins, limit=f"{MAX_CELL:,}") from None
    if lines.count and last[1] % 2 and begins - last[0] > 1:
        raise Unreadable("OPEN_QUOTE", line=last[0])


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if cell and not cell.isspace())


def _sniff(opened: _Opened, encoding: str) -> str:
    """The delimiter that cuts the first records into the most columns, evenly."""

    def merit(delimiter: str) -> tuple[float, int]:
        try:
            with opened.text(encoding) as text:
                widths = [len(row.cells) for row, _ in zip(_records(text, delimiter), range(_SNIFF_ROWS), strict=False)]
        except Unreadable:  # cut wrongly, a quotation mark may seem open
            widths = []
        common = max(set(widths), key=widths.count, default=0)
        return (widths.count(common) / len(widths) * (common - 1) if widths else 0.0, -_DELIMITERS.index(delimiter))

    return max(_DELIMITERS, key=merit)


def _declared(opened: _Opened, encoding: str) -> str | None:
    """Excel's own hint: a first line ``sep=;``."""
    with opened.text(encoding) as text:
        first = text.readline(10).strip().lower()
    return first[4] if first.startswith("sep=") and len(first) == 5 else None


def _text_table(opened: _Opened, name: str, encoding: str, layout: Layout, broken: int) -> Table:
    declared = _declared(opened, encoding)
    delimiter = layout.delimiter or declared or _sniff(opened, encoding)

    def records() -> Iterator[Row]:
        with opened.text(encoding) as text:
            rows = _records(text, delimiter)
            if declared:
                next(rows)
            yield from rows

    with opened.text(encoding) as text:
        first = text.readline(MAX_CELL)
    newline = "\r\n" if first.endswith("\r\n") else "\n" if first.endswith("\n") else "\r\n"
    draft = Table(name, "csv", (), layout.header_line, 0, encoding, delimiter, newline=newline, broken_line=broken)
    return _table(records, draft)


# --- spreadsheets and JSON --------------------------------------------------------------------------------------


def _sheet_table(opened: _Opened, file: BinaryIO, name: str, layout: Layout) -> Table:
    chosen, names = sheets.choose(file, layout.sheet)
    rows = sheets.read(opened.binary(), chosen)
    draft = Table(name, "sheet", (), layout.header_line, 0, sheet=chosen, sheets=tuple(names))
    return _table(lambda: iter(rows), draft)


def _json_table(opened: _Opened, name: str, encoding: str) -> Table:
    with opened.text(encoding) as text:
        headers, rows = json_rows.read(text.read())
    _ensure_headers(headers)
    if not rows:
        raise Unreadable("HEADER_ONLY" if headers else "EMPTY")
    return Table(name, "json", headers, 1, len(rows), encoding, newline="\n", _again=lambda: iter(rows))


# --- headings ---------------------------------------------------------------------------------------------------


def _table(records: Callable[[], Iterator[Row]], draft: Table) -> Table:
    header, width, total, top = _survey(records(), draft.header_line)
    names = tuple(cell.strip().strip("\ufeff").strip() for cell in header.cells)
    names = names + ("",) * (width - len(names)) if width > len(names) and total == 0 else names
    names = _without_tail(names)
    _ensure_headers(names)
    if not total:
        raise Unreadable("HEADER_ONLY")

    def again() -> Iterator[Row]:
        return (row for row in records() if row.line > header.line and _filled(row))

    return replace(draft, headers=names, header_line=header.line, total=total, top=top, _again=again)


def _survey(records: Iterable[Row], header_line: int) -> tuple[Row, int, int, tuple[Row, ...]]:
    """One pass over the whole file: the heading row, the widest row, how many rows follow, and the first rows.

    in: ``header_line`` where somebody says the headings stand, else 0. raises Unreadable.
    """
    early: list[tuple[Row, int]] = []
    width = total = 0
    anything = False
    for row in records:
        anything = True
        width = max(width, len(row.cells))
        if width > MAX_COLUMNS:
            raise Unreadable("TOO_MANY_COLUMNS", count=width, limit=MAX_COLUMNS)
        filled = _filled(row)
        if filled and len(early) < _HEADER_SEARCH:
            early.append((row, filled))
        total += bool(filled)
    if not anything:
        raise Unreadable("EMPTY")
    if not early:
        raise Unreadable("NO_COLUMNS")
    skipped = _header_place(early, header_line)
    return early[skipped][0], width, total - skipped - 1, tuple(row for row, _ in early[:_TOP_ROWS])


def _header_place(early: list[tuple[Row, int]], header_line: int) -> int:
    """The headings: where somebody says, else the first row at least half as full as the fullest. raises Unreadable."""
    if header_line:
        told = (place for place, (row, _) in enumerate(early) if row.line == header_line)
        place = next(told, None)
        if place is None:
            raise Unreadable("NO_HEADER_LINE", line=header_line)
        return place
    most = max(filled for _, filled in early)
    return next(place for place, (_, filled) in enumerate(early) if filled * 2 >= most)


def _without_tail(names: tuple[str, ...]) -> tuple[str, ...]:
    last = max((place for place, name in enumerate(names) if name), default=-1)
    return names[: last + 1]


def _ensure_headers(names: tuple[str, ...]) -> None:
    if not any(names):
        raise Unreadable("NO_COLUMNS")
    if len(names) > MAX_COLUMNS:
        raise Unreadable("TOO_MANY_COLUMNS", count=len(names), limit=MAX_COLUMNS)
    seen: set[str] = set()
    for name in names:
        if name and name in seen and "\ufffd" not in name:  # garbled ones are shown, and refused before the check
            raise Unreadable("DUPLICATE_HEADING", heading=name[:40])
        seen.add(name)
