"""JSON Resume (jsonresume.org): text to look at, and what stands in it. Runs in the jail. The picture is not read."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from career_relay.candidates.resumes.periods import month_of
from career_relay.candidates.resumes.plain import decoded
from career_relay.candidates.resumes.shapes import Extracted, Job, Qualification, School, Skill
from career_relay.candidates.resumes.stops import Stop

_PARTS: Final = ("basics", "work", "education", "skills", "certificates", "languages", "projects", "volunteer")
_UNSAID: Final = frozenset({"image", "picture", "url", "meta", "$schema", "location", "profiles", "interests"})
MOST_TEXT: Final = 200_000
MOST_ROWS: Final = 200


def read(file: BinaryIO) -> dict[str, Any]:
    """Give `text` and the `resume`. raises Stop."""
    try:
        found = json.loads(decoded(file), parse_int=_number, parse_float=_number, parse_constant=str)
    except (ValueError, RecursionError):
        raise Stop("JSON") from None
    if not isinstance(found, dict) or not any(isinstance(found.get(part), dict | list) for part in _PARTS):
        raise Stop("JSON")
    text = "\n".join(_lines(found, 0))
    if len(text) > MOST_TEXT:
        raise Stop("TOO_LONG")
    return {"text": text, "pictures": 0, "resume": found}


def _number(digits: str) -> str:
    """Numbers stay what was written: one of a million digits is no work to anybody."""
    return digits


def _lines(thing: object, depth: int) -> Iterator[str]:
    if depth > 8:
        return
    match thing:
        case dict():
            for key, value in thing.items():
                if key not in _UNSAID:
                    yield from _lines(value, depth + 1)
        case list():
            for one in thing:
                yield from _lines(one, depth + 1)
        case str() if thing.strip():
            yield thing.strip()


def extract(resume: Mapping[str, Any]) -> Extracted:
    """What the file says in its own fields."""
    languages = (
        " ".join(filter(None, (_said(one, "language"), _said(one, "fluency")))) for one in _rows(resume, "languages")
    )
    return Extracted(
        jobs=tuple(_job(one) for one in _rows(resume, "work")),
        schools=tuple(_school(one) for one in _rows(resume, "education")),
        qualifications=tuple(
            Qualification(_said(one, "name")[:120], month_of(_said(one, "date")))
            for one in _rows(resume, "certificates")
            if _said(one, "name")
        ),
        languages=tuple(filter(None, languages)),
        skills=tuple(_skill(one) for one in _rows(resume, "skills") if _said(one, "name")),
        text="\n".join(_lines(resume, 0)),
    )


def _rows(resume: Mapping[str, Any], part: str) -> list[dict[str, Any]]:
    found = resume.get(part)
    return [one for one in found if isinstance(one, dict)][:MOST_ROWS] if isinstance(found, list) else []


def _said(row: Mapping[str, Any], *names: str) -> str:
    values = (row.get(name) for name in names)
    return next((value.strip()[:4_000] for value in values if isinstance(value, str) and value.strip()), "")


def _job(row: Mapping[str, Any]) -> Job:
    begin, end = month_of(_said(row, "startDate")), month_of(_said(row, "endDate"))
    highlights = row.get("highlights")
    told = [one.strip() for one in highlights if isinstance(one, str)] if isinstance(highlights, list) else []
    what = "\n".join(filter(None, (_said(row, "summary", "description"), *told)))
    return Job(
        begin,
        end,
        bool(begin) and not end,
        _said(row, "name", "company")[:120],
        _said(row, "position")[:120],
        what[:4_000],
    )


def _skill(row: Mapping[str, Any]) -> Skill:
    """A skill as the person names it, with the level and the words they put beside it."""
    keywords = row.get("keywords")
    beside = [one for one in keywords if isinstance(one, str)] if isinstance(keywords, list) else []
    name = _said(row, "name")[:60]
    return Skill(name, " ".join(filter(None, (name, _said(row, "level"), "・".join(beside))))[:200])


def _school(row: Mapping[str, Any]) -> School:
    return School(
        month_of(_said(row, "startDate")),
        month_of(_said(row, "endDate")),
        _said(row, "institution")[:120],
        _said(row, "studyType")[:60],
        _said(row, "area")[:120],
    )
