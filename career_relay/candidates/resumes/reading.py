"""What runs in the jail: bytes in, text out. Everything a reader needs is loaded here, before the doors close.

Only `base.jail.run_jailed` calls these, by name. Nothing here knows Django, a company or a person.
"""

import codecs
import encodings
import pkgutil
import re
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any, BinaryIO, Final

import pypdf

from career_relay.candidates.resumes import docx, extraction, json_resume, pdf, plain
from career_relay.candidates.resumes.stops import Stop

_READERS: Final[dict[str, Callable[[BinaryIO], dict[str, Any]]]] = {
    "pdf": pdf.read,
    "docx": docx.read,
    "text": plain.read,
    "json": json_resume.read,
}
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LEAST: Final = 20  # letters of a résumé that can be read


def _load_everything() -> None:
    """In the jail no module can be opened any more, and both pypdf and the codecs like to come late."""
    for found in pkgutil.walk_packages(pypdf.__path__, "pypdf."):
        with suppress(ImportError):  # parts for pictures ask for a library we do not need
            import_module(found.name)
    for found in pkgutil.iter_modules(encodings.__path__):
        with suppress(ImportError, LookupError):  # codecs of other systems
            codecs.lookup(found.name)


_load_everything()


def look(file: BinaryIO, media: str) -> dict[str, Any]:
    """The text of a file, to decide whether it may come in: {"text", "unreadable"} or {"stopped": code}."""
    try:
        found = _READERS[media](file)
    except Stop as stop:
        return {"stopped": stop.code}
    return {"text": _plain(found["text"]), "unreadable": _unreadable(found)}


def read(file: BinaryIO, media: str) -> dict[str, Any]:
    """What stands in a file: {"unreadable", "extracted": `shapes.Extracted` as a document} or {"stopped": code}."""
    try:
        found = _READERS[media](file)
    except Stop as stop:
        return {"stopped": stop.code}
    resume = found.get("resume")
    extracted = json_resume.extract(resume) if resume is not None else extraction.extract(_plain(found["text"]))
    return {"unreadable": _unreadable(found), "extracted": _plain(extracted.as_document())}


def _plain(thing: Any) -> Any:
    """Without control characters: a database keeps no NUL, and nobody means one."""
    match thing:
        case str():
            return _CONTROLS.sub("", thing)
        case dict():
            return {_plain(key): _plain(value) for key, value in thing.items()}
        case list() | tuple():
            return [_plain(one) for one in thing]
    return thing


def _unreadable(found: dict[str, Any]) -> str:
    if sum(not mark.isspace() for mark in found["text"]) >= _LEAST:
        return ""
    return "PICTURES" if found["pictures"] else "NO_TEXT"
