"""What runs in the jail: bytes in, text out. Everything a reader needs is loaded here, before the doors close.

Only `base.jail.run_jailed` calls these, by name. Nothing here knows Django, a company or a person.
"""

import codecs
from collections.abc import Callable
from typing import Any, BinaryIO, Final

from career_relay.candidates.resumes import docx, extraction, json_resume, pdf, plain
from career_relay.candidates.resumes.stops import Stop

LOOK: Final = f"{__name__}:look"
READ: Final = f"{__name__}:read"
_READERS: Final[dict[str, Callable[[BinaryIO], dict[str, Any]]]] = {
    "pdf": pdf.read,
    "docx": docx.read,
    "text": plain.read,
    "json": json_resume.read,
}
_LEAST: Final = 20  # letters of a résumé that can be read

for _name in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp932", "euc_jis_2004", "iso2022_jp_ext"):
    codecs.lookup(_name)  # in the jail no module can be opened any more


def look(file: BinaryIO, media: str) -> dict[str, Any]:
    """The text of a file, to decide whether it may come in: {"text", "unreadable"} or {"stopped": code}."""
    try:
        found = _READERS[media](file)
    except Stop as stop:
        return {"stopped": stop.code}
    found.pop("resume", None)
    return {**found, "unreadable": _unreadable(found)}


def read(file: BinaryIO, media: str) -> dict[str, Any]:
    """The text and what stands in it: as `look`, and "extracted" (`shapes.Extracted` as a document)."""
    try:
        found = _READERS[media](file)
    except Stop as stop:
        return {"stopped": stop.code}
    resume = found.pop("resume", None)
    extracted = json_resume.extract(resume) if resume is not None else extraction.extract(found["text"])
    return {**found, "unreadable": _unreadable(found), "extracted": extracted.as_document()}


def _unreadable(found: dict[str, Any]) -> str:
    if sum(not mark.isspace() for mark in found["text"]) >= _LEAST:
        return ""
    return "PICTURES" if found["pictures"] else "NO_TEXT"
