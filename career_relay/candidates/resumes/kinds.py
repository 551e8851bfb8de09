"""What a file is: told by its first bytes, never by its name. The name has to agree."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from career_relay.candidates.resumes.refusals import LARGEST, Unwelcome

LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class Media:
    """One kind of file that may come in. `name` is what the readers know it by."""

    name: str
    mime: str
    ending: str
    called: str


PDF: Final = Media("pdf", "application/pdf", ".pdf", "PDF")
DOCX: Final = Media("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", "Word")
TEXT: Final = Media("text", "text/plain", ".txt", "text")
JSON: Final = Media("json", "application/json", ".json", "JSON")
ALL: Final = (PDF, DOCX, TEXT, JSON)
BY_MIME: Final = {one.mime: one for one in ALL}
ACCEPT: Final = ",".join(one.ending for one in ALL)

_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN: Final = (b"PK", b"\x7fELF", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"%!PS")
_PAGES: Final = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<script")


def media_of(data: bytes, name: str) -> Media:
    """The kind of a file. raises Unwelcome when it may not come in, or when its name says something else."""
    if not data:
        raise Unwelcome("EMPTY")
    if len(data) > LARGEST:
        raise Unwelcome("TOO_BIG")
    ending = PurePosixPath(name).suffix.lower()
    media = _by_content(data, ending)
    if ending and ending != media.ending and not (media is TEXT and ending == ".text"):
        raise Unwelcome("WRONG_NAME", given=ending[:10], kind=media.called, wanted=media.ending)
    return media


def _by_content(data: bytes, ending: str) -> Media:
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"PK\x03\x04"):
        if b"word/document.xml" in data:
            return DOCX
        raise Unwelcome("OTHER_KIND")
    _refuse_foreign(data)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if ending == JSON.ending or (start.startswith(b"{") and ending != TEXT.ending):
        return JSON
    return TEXT


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(_PICTURES) or data[4:12] in {b"ftypheic", b"ftypmif1"} or data[8:12] == b"WEBP":
        raise Unwelcome("PICTURE")
    if data.startswith(_OLE):
        raise Unwelcome("OLD_WORD")
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(_FOREIGN) or start.startswith(_PAGES):
        raise Unwelcome("OTHER_KIND")
    if b"%PDF-" in data[:1024]:  # something stands before the PDF: one file that is two
        raise Unwelcome("OTHER_KIND")


def plain_name(name: str, media: Media) -> str:
    """A name safe to show and to hand out: no folders, no controls, not too long, the right ending."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(mark for mark in last if mark.isprintable() and mark not in '<>:"|?*').strip(" .")
    stem = PurePosixPath(shown).stem if PurePosixPath(shown).suffix.lower() == media.ending else shown
    return f"{stem[: LONGEST_NAME - len(media.ending)].strip() or 'file'}{media.ending}"
