"""The text of a Word document. Runs in the jail: it looks at the archive first, counts what it unpacks, builds no tree.

A row of a table becomes one line with tabs between its cells. A document type declaration, where every trick of XML
begins, ends the reading.
"""

import re
import stat
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO, Final
from xml.parsers import expat  # streaming; a DOCTYPE is refused at its first sign, so no entity can exist

from career_relay.candidates.resumes.stops import Stop

MOST_ENTRIES: Final = 1_000
MOST_BYTES: Final = 50 * 2**20
MOST_RATIO: Final = 100
SMALL: Final = 2**20  # a little XML may pack very well
LONGEST_TAG: Final = 2**20
DEEPEST: Final = 400
MOST_LINES: Final = 20_000
MOST_TEXT: Final = 200_000
_PARTS: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PICTURE: Final = re.compile(r"word/media/.+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf)", re.IGNORECASE)
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_FALLBACK: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_CHUNK: Final = 1 << 16
_SHORT: Final = 30
_YEAR_OR_MONTH: Final = re.compile(r"\s*(?:(?:明治|大正|昭和|平成|令和|[MTSHR])?\s?(?:\d{1,4}|元)\s?[年月]?|[〃々])\s*")


def read(file: BinaryIO) -> dict[str, Any]:
    """Give `text` and how many `pictures` there are. raises Stop."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            ensure_modest(entries)
            budget = [MOST_BYTES]
            parts = sorted((one for one in entries if _PARTS.fullmatch(one.filename)), key=_order)
            text = "\n".join(_text(archive, part, budget) for part in parts)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zipfile.LargeZipFile):
        raise Stop("UNREADABLE") from None
    if len(text) > MOST_TEXT:
        raise Stop("TOO_LONG")
    return {"text": text, "pictures": sum(bool(_PICTURE.fullmatch(one.filename)) for one in entries)}


def _order(part: zipfile.ZipInfo) -> tuple[bool, str]:
    return part.filename != "word/document.xml", part.filename


def ensure_modest(entries: list[zipfile.ZipInfo]) -> None:
    """Look at the directory of the archive before anything is unpacked. raises Stop."""
    if len(entries) > MOST_ENTRIES:
        raise Stop("ODD_ARCHIVE")
    names = [one.filename for one in entries]
    if len(set(names)) < len(names) or "word/document.xml" not in names:
        raise Stop("ODD_ARCHIVE")
    if any(_is_odd(one) for one in entries):
        raise Stop("ODD_ARCHIVE")
    if any(one.flag_bits & 1 for one in entries):
        raise Stop("PASSWORD")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Stop("MACROS")
    packed = sum(one.compress_size for one in entries)
    unpacked = sum(one.file_size for one in entries)
    if unpacked > MOST_BYTES or (unpacked > SMALL and unpacked > MOST_RATIO * max(packed, 1)):
        raise Stop("MEMORY")


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    """A name that leads outside, a link, or an archive in the archive."""
    name = entry.filename.replace("\\", "/")
    outside = name.startswith("/") or ".." in name.split("/") or ":" in name
    return outside or stat.S_ISLNK(entry.external_attr >> 16) or name.lower().endswith((".zip", ".docx", ".jar"))


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: list[int]) -> Iterator[bytes]:
    """The unpacked bytes, counted: what the directory says about sizes may be a lie."""
    with archive.open(part) as packed:
        while chunk := packed.read(_CHUNK):
            budget[0] -= len(chunk)
            if budget[0] < 0:
                raise Stop("MEMORY")
            yield chunk


def _text(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: list[int]) -> str:
    page = _Page()
    reader = expat.ParserCreate(namespace_separator=" ")
    reader.buffer_text = True
    reader.StartDoctypeDeclHandler = _refuse_doctype
    reader.StartElementHandler = page.begin
    reader.EndElementHandler = page.end
    reader.CharacterDataHandler = page.say
    try:
        fed = 0
        for chunk in _chunks(archive, part, budget):
            reader.Parse(chunk, False)
            fed += len(chunk)
            if fed - reader.CurrentByteIndex > LONGEST_TAG:  # what has no end yet is read from its start each time
                raise Stop("ODD_ARCHIVE")
        reader.Parse(b"", True)
    except expat.ExpatError:
        raise Stop("UNREADABLE") from None
    return "\n".join(page.lines)


def _refuse_doctype(*_told: object) -> None:
    raise Stop("ODD_ARCHIVE")


class _Page:
    """Hears the document and writes lines. Cells of a row are kept until the row ends."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._words: list[str] = []
        self._cells: list[list[list[str]]] = []  # open tables, the cells of their row, the paragraphs of a cell
        self._in_text = self._skipped = 0
        self._length = self._depth = 0

    def begin(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Stop("ODD_ARCHIVE")
        if name == _FALLBACK:
            self._skipped += 1
        match name.removeprefix(_WORD):
            case "t":
                self._in_text += 1
            case "tab":
                self._words.append("\t")
            case "br" | "cr":
                self._words.append("\n")
            case "tr":
                self._cells.append([])
            case "tc" if self._cells:
                self._cells[-1].append([])

    def say(self, text: str) -> None:
        if self._in_text and not self._skipped:
            self._length += len(text)
            if self._length > MOST_TEXT:
                raise Stop("TOO_LONG")
            self._words.append(text)

    def end(self, name: str) -> None:
        self._depth -= 1
        if name == _FALLBACK:
            self._skipped -= 1
        match name.removeprefix(_WORD):
            case "t":
                self._in_text -= 1
            case "p":
                self._end_paragraph()
            case "tr" if self._cells:
                self._put(_row(self._cells.pop()))

    def _end_paragraph(self) -> None:
        said, self._words = "".join(self._words), []
        self._put(said.split("\n"))

    def _put(self, lines: list[str]) -> None:
        if self._cells and self._cells[-1]:
            self._cells[-1][-1].extend(line for line in lines if line.strip())
            return
        self.lines.extend(lines)
        if len(self.lines) > MOST_LINES:
            raise Stop("TOO_LONG")


def _row(cells: list[list[str]]) -> list[str]:
    """Lines of one row. Under a column of years, as many lines as years are as many rows."""
    tall = {len(cell) for cell in cells if len(cell) > 1}
    if len(tall) == 1 and any(all(map(_YEAR_OR_MONTH.fullmatch, cell)) for cell in cells if len(cell) > 1):
        height = tall.pop()
        even = [cell if len(cell) == height else [*cell, *[""] * (height - len(cell))] for cell in cells]
        return ["\t".join(parts).rstrip() for parts in zip(*even, strict=True)]
    told = [cell for cell in cells if cell]
    narrow = [sum(map(len, cell)) <= _SHORT and cell is not told[-1] for cell in told]
    heads = [" ".join(cell) if is_narrow else cell[0] for cell, is_narrow in zip(told, narrow, strict=True)]
    rest = [line for cell, is_narrow in zip(told, narrow, strict=True) if not is_narrow for line in cell[1:]]
    return ["\t".join(heads), *rest]
