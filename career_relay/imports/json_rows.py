"""JSON → rows. A list of objects, an object that holds one, JSON Lines, or JSON Resume.

Nested objects become headings with dots (``contact.email``), lists become text, one item a line.
"""

import json
from collections.abc import Iterator
from typing import Any

from . import ats_json
from .ats_json import ALONE, Siblings
from .refusals import Unreadable
from .rows import MAX_CELL, MAX_COLUMNS, Row

_LISTS = ("candidates", "opportunities", "applicants", "applications", "data", "items", "results")
_VALUES = ("value", "email", "phone_number")  # what the rest of an item only describes
_NAMED = ("name", "text")
_LEFT_OUT = ("volunteer", "awards", "publications", "interests", "references", "projects")  # of JSON Resume
_FEW = 2  # an id and a name
_DECODER = json.JSONDecoder()
_BLANK = " \t\r\n"


def read(text: str) -> tuple[tuple[str, ...], list[Row]]:
    """Headings in order of first appearance, and the rows. raises Unreadable."""
    headers: dict[str, None] = {}
    people: list[tuple[int, dict[str, str]]] = []
    try:
        for line, person, beside in _objects(text):
            for flat in _rows_of(person, beside):
                people.append((line, flat))
                headers |= dict.fromkeys(flat)
            if len(headers) > MAX_COLUMNS:
                raise Unreadable("TOO_MANY_COLUMNS", count=len(headers), limit=MAX_COLUMNS)
    except json.JSONDecodeError as error:
        raise Unreadable("JSON", line=error.lineno) from error
    except (RecursionError, ValueError) as error:  # nested without end, or a number nobody can mean
        raise Unreadable("JSON_SHAPE") from error
    lines = [line for line, _flat in people]
    if len(set(lines)) < len(lines):  # several people on one line: only counting tells them apart
        lines = list(range(1, len(people) + 1))
    cells = (tuple(flat.get(name, "") for name in headers) for _line, flat in people)
    return tuple(headers), [Row(line, row) for line, row in zip(lines, cells, strict=True)]


def _objects(text: str) -> Iterator[tuple[int, dict[str, Any], Siblings]]:
    """Each object with the line where it begins, and what stands beside the list it is in."""
    start = _skip(text, 0)
    if text[start : start + 1] == "[":
        yield from ((line, item, ALONE) for line, item in _items(text, start))
        return
    first, end = _DECODER.raw_decode(text, start)
    if not isinstance(first, dict):
        raise Unreadable("JSON_SHAPE")
    if _skip(text, end) >= len(text):
        yield from _holder(text, start, first)
        return
    yield from ((line, item, ALONE) for line, item in _stream(text, start))


def _holder(text: str, start: int, whole: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any], Siblings]]:
    """One object: a résumé, one person, or a wrapper around the list."""
    for name in _LISTS:
        if isinstance(whole.get(name), list) and all(isinstance(item, dict) for item in whole[name]):
            at = text.find("[", text.find(f'"{name}"', start))
            beside = Siblings.of(whole)
            yield from ((line, item, beside) for line, item in _items(text, at))
            return
    if not whole:
        raise Unreadable("EMPTY")
    yield text.count("\n", 0, start) + 1, whole, ALONE


def _items(text: str, start: int) -> Iterator[tuple[int, dict[str, Any]]]:
    at, line, counted = _skip(text, start + 1), 1, 0
    while text[at : at + 1] not in ("]", ""):
        item, end = _DECODER.raw_decode(text, at)
        if not isinstance(item, dict):
            raise Unreadable("JSON_SHAPE")
        line, counted = line + text.count("\n", counted, at), at
        yield line, item
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
    if at >= len(text):
        raise Unreadable("JSON", line=text.count("\n") + 1)


def _stream(text: str, start: int) -> Iterator[tuple[int, dict[str, Any]]]:
    at, line, counted = start, 1, 0
    while at < len(text):
        item, end = _DECODER.raw_decode(text, at)
        if not isinstance(item, dict):
            raise Unreadable("JSON_SHAPE")
        line, counted = line + text.count("\n", counted, at), at
        yield line, item
        at = _skip(text, end)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at


def _rows_of(person: dict[str, Any], beside: Siblings) -> list[dict[str, str]]:
    """One row; one for each application when a person brings several."""
    if "basics" in person:
        return [_resume(person)]
    if (known := ats_json.rows_of(person, beside)) is not None:
        return [{key: _bounded(text) for key, text in flat.items()} for flat in known]
    several = person.get("applications")
    if not isinstance(several, list) or not several or not all(isinstance(each, dict) for each in several):
        return [_flat(person)]
    alone = _flat({key: value for key, value in person.items() if key != "applications"})
    return [alone | _flat(each, "application.") for each in several]


def _flat(thing: dict[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in thing.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = _bounded(_words(value))
    return flat


def _bounded(text: str) -> str:
    if len(text) > MAX_CELL:
        raise Unreadable("GIANT_CELL", line=1, limit=f"{MAX_CELL:,}")
    return text


def _words(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return "\n".join(filter(None, (_item(item) for item in value)))
        case _:
            return str(value)


def _item(item: object) -> str:
    """One item of a list: its telling field, or all of its fields on one line."""
    if not isinstance(item, dict):
        return _words(item)
    if found := next((item[key] for key in _VALUES if item.get(key)), None):
        return _words(found)
    if len(item) <= _FEW and (found := next((item[key] for key in _NAMED if item.get(key)), None)):
        return _words(found)
    return " ".join(filter(None, (_words(part) for part in item.values() if not isinstance(part, dict | list))))


def _resume(person: dict[str, Any]) -> dict[str, str]:
    """JSON Resume: what the import has a field for, and the names of what is left out."""
    basics = _dict(person.get("basics"))
    place = _dict(basics.get("location"))
    told = {
        "basics.name": _words(basics.get("name")),
        "basics.email": _words(basics.get("email")),
        "basics.phone": _words(basics.get("phone")),
        "basics.summary": "\n".join(filter(None, (_words(basics.get("label")), _words(basics.get("summary"))))),
        "basics.location.region": _words(place.get("region") or place.get("city")),
        "basics.location.postalCode": _words(place.get("postalCode")),
        "basics.location.address": _words(place.get("address")),
        "work": "\n".join(map(_job, _listed(person, "work"))),
        "education": "\n".join(map(_school, _listed(person, "education"))),
        "skills": "\n".join(_words(one.get("name")) for one in _listed(person, "skills")),
        "skills.keywords": "\n".join(_words(one.get("keywords")) for one in _listed(person, "skills")),
        "certificates": "\n".join(_words(one.get("name")) for one in _listed(person, "certificates")),
        "languages": "\n".join(
            " ".join(filter(None, (_words(one.get("language")), _words(one.get("fluency")))))
            for one in _listed(person, "languages")
        ),
    }
    left = {f"basics.{key}": "" for key in ("image", "url", "profiles") if basics.get(key)}
    return (
        {key: _bounded(text) for key, text in told.items()} | left | {key: "" for key in _LEFT_OUT if person.get(key)}
    )


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(person: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [one for one in person.get(key) or [] if isinstance(one, dict)]


def _span(part: dict[str, Any]) -> str:
    return f"{_words(part.get('startDate'))}–{_words(part.get('endDate'))}".strip("–")


def _job(job: dict[str, Any]) -> str:
    words = (_span(job), _words(job.get("name")), _words(job.get("position")), _words(job.get("summary")))
    return " ".join(filter(None, (*words, *map(str, job.get("highlights") or []))))


def _school(school: dict[str, Any]) -> str:
    words = (
        _span(school),
        _words(school.get("institution")),
        _words(school.get("studyType")),
        _words(school.get("area")),
    )
    return " ".join(filter(None, words))
