"""The text of a PDF, line by line, columns parted by tabs. Runs in the jail."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from pypdf import PageObject, PdfReader
from pypdf.errors import FileNotDecryptedError, PdfReadError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from career_relay.candidates.resumes.stops import Stop

MOST_PAGES: Final = 100
MOST_TEXT: Final = 200_000
_COLUMNS: Final = re.compile(r" {2,}|\u3000{2,}")
_NEAR: Final = 4  # letters on either side of a gap
_JAPANESE: Final = "\u3005-\u3007\u3041-\u30ff\u4e00-\u9fff\uff66-\uff9f\u3400-\u4dbf"
_APART: Final = re.compile(rf"(?<=[{_JAPANESE}]) (?=[{_JAPANESE}])")
_TOGETHER: Final = re.compile(rf"(?<=[{_JAPANESE}])(?=[{_JAPANESE}])")
_PROGRAMS: Final = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMedia"})
_FAULTS: Final = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, NotImplementedError)  # fmt: skip


def read(file: BinaryIO) -> dict[str, Any]:
    """Give `text`, `pages` and how many of them show `pictures`. raises Stop."""
    try:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Stop("PASSWORD")
        pages = _pages(reader)
        _refuse_programs(reader, pages)
    except (FileNotDecryptedError, NotImplementedError):
        raise Stop("PASSWORD") from None
    except _FAULTS:
        raise Stop("UNREADABLE") from None
    text = "\n".join(_bounded(pages))
    if len(_APART.findall(text)) > len(_TOGETHER.findall(text)):  # a font without widths: every letter stands alone
        text = _APART.sub("", text)
    return {"text": text, "pages": len(pages), "pictures": sum(map(_shows_picture, pages))}


def _pages(reader: PdfReader) -> list[PageObject]:
    pages: list[PageObject] = []
    for page in reader.pages:
        if len(pages) == MOST_PAGES:
            raise Stop("TOO_MANY_PAGES")
        pages.append(page)
    if not pages:
        raise PdfReadError("no pages")
    return pages


def _bounded(pages: list[PageObject]) -> Iterator[str]:
    length = 0
    for page in pages:
        text = _text(page)
        length += len(text)
        if length > MOST_TEXT:
            raise Stop("TOO_LONG")
        yield text


def _text(page: PageObject) -> str:
    """As it lies on the page; where that fails, as it was written."""
    try:
        written = page.extract_text()
    except _FAULTS:
        raise Stop("UNREADABLE") from None
    try:
        laid_out = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    except _FAULTS:
        laid_out = written
    lines = (_parted(line.strip(), written) for line in (laid_out if laid_out.strip() else written).splitlines())
    return "\n".join(line for line in lines if line)


def _parted(line: str, written: str) -> str:
    """Wide gaps become tabs, unless the words beside them were written as one: then it was the font, not a column."""
    parts = _COLUMNS.split(line)
    told = parts[0]
    for part in parts[1:]:
        is_one = told[-_NEAR:] + part[:_NEAR] in written
        told += part if is_one else f"\t{part}"
    return told


def _shows_picture(page: PageObject) -> bool:
    try:
        shown = _dictionary(_dictionary(page.get("/Resources")).get("/XObject"))
        return any(_dictionary(one).get("/Subtype") == "/Image" for one in shown.values())
    except _FAULTS:
        return False


# --- what a PDF does when it is opened ----------------------------------------------------------------------------


def _refuse_programs(reader: PdfReader, pages: list[PageObject]) -> None:
    """A résumé is paper: no scripts, nothing started, no files inside. The original is opened by people."""
    root = _dictionary(reader.trailer.get("/Root"))
    names = _dictionary(root.get("/Names"))
    holders = [root, *pages, *(note for page in pages for note in _notes(page))]
    if "/JavaScript" in names or "/EmbeddedFiles" in names or any(_acts(one) for one in holders):
        raise Stop("SCRIPTS")


def _notes(page: PageObject) -> Iterator[DictionaryObject]:
    notes = _resolved(page.get("/Annots"))
    for note in notes if isinstance(notes, ArrayObject) else []:
        found = _dictionary(note)
        if found.get("/Subtype") in {"/FileAttachment", "/RichMedia", "/Movie", "/Screen"}:
            raise Stop("SCRIPTS")
        yield found


def _acts(holder: DictionaryObject) -> bool:
    actions = [_resolved(holder.get(key)) for key in ("/OpenAction", "/A")]
    actions += [_resolved(one) for one in _dictionary(holder.get("/AA")).values()]
    return any(_is_program(one, 0) for one in actions)


def _is_program(action: object, depth: int) -> bool:
    """One action and those that follow it; a chain without end is one too."""
    if not isinstance(action, DictionaryObject):
        return False
    if depth > 8 or action.get("/S") in _PROGRAMS or "/JS" in action:
        return True
    following = _resolved(action.get("/Next"))
    several = following if isinstance(following, ArrayObject) else [following]
    return any(_is_program(_resolved(one), depth + 1) for one in several[:20])


def _resolved(thing: object) -> object:
    return thing.get_object() if isinstance(thing, IndirectObject) else thing


def _dictionary(thing: object) -> DictionaryObject:
    found = _resolved(thing)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
