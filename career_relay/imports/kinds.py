"""What is this file really? The first bytes say it; the name does not."""

import re
import zipfile
from typing import BinaryIO

from .refusals import Unreadable

_MB = 1_000_000
MAX_UNPACKED = 600 * _MB
MAX_ENTRIES = 5_000
_OLD_DIRECTORY = 4 * _MB  # the directory of an old container may stand behind its content
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM6", b"II*\x00", b"MM\x00*")
_PACKED = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ")
_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|\?xml[^>]*>\s*<html)", re.IGNORECASE)


def kind_of(file: BinaryIO, filename: str) -> str:
    """``sheet``, ``json`` or ``text``. raises Unreadable for everything else."""
    file.seek(0)
    head = file.read(4096)
    if not head:
        raise Unreadable("EMPTY")
    if b"%PDF-" in head[:1024]:
        raise Unreadable("PDF")
    if (
        head.startswith(_PICTURES)
        or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")
        or head[4:12] in {b"ftypheic", b"ftypmif1"}
    ):
        raise Unreadable("IMAGE")
    if head.startswith((b"{\\rtf",)):
        raise Unreadable("WORD")
    if head.startswith(_PACKED):
        raise Unreadable("ZIP")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _inside(file)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_old_office(file))
    if _HTML.match(head):
        raise Unreadable("HTML")
    return "json" if _is_json(head, filename) else "text"


def _is_json(head: bytes, filename: str) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] in {b"[", b"{"} and (
        filename.lower().endswith((".json", ".jsonl", ".ndjson")) or b'"' in start[:200]
    )


def _inside(file: BinaryIO) -> str:
    """Look into a zip: only an Excel workbook may pass, and only one that unpacks to what it declares."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            names = packed.namelist()
            if "xl/workbook.xml" not in names and "xl/workbook.bin" not in names:
                raise Unreadable(_other_zip(names))
            _count(packed)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        raise Unreadable("BROKEN_SHEET") from error
    return "sheet"


def _old_office(file: BinaryIO) -> str:
    """Excel wraps a workbook with a password in the old container, under a name of its own."""
    file.seek(0)
    head = file.read(_OLD_DIRECTORY)
    return "PASSWORD" if "EncryptedPackage".encode("utf-16-le") in head else "OLD_OFFICE"


def _other_zip(names: list[str]) -> str:
    if "word/document.xml" in names:
        return "WORD"
    if any(name.startswith("Index/") or name == "content.xml" for name in names):
        return "NUMBERS"
    return "ZIP"


def _count(packed: zipfile.ZipFile) -> None:
    """Declared sizes first, then a counted inflate, because declared sizes lie (the checksum then fails)."""
    entries = packed.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Unreadable("SHEET_TOO_LARGE", limit=MAX_UNPACKED // _MB)
    for entry in entries:
        with packed.open(entry) as stream:
            while stream.read(1 << 20):
                pass
