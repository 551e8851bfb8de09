"""Import presets: one data file each, with its own test vectors. A new one needs no Python.

``generic-ja`` and ``generic-en`` stand under every import; a preset adds what one system calls things.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.text.normalise import nfkc

FOLDER = Path(__file__).parent / "presets"
BASE = ("generic-ja", "generic-en")
KINDS = ("stage", "outcome", "source", "track", "state")

_MOST_NUMBERED = 20
_SIGNED = 3  # headings of a signature that have to be there

_REQUIRED = re.compile(r"[(\[【<]?(?:必須|任意|required|optional)[)\]】>]?|[*※＊]")
_MARKS = re.compile(r"[\s_\-・/:：（）()\[\]【】「」<>|,、。#]+")


@lru_cache(maxsize=8192)
def fold_heading(heading: str) -> str:
    """A heading for comparing: narrow, lower case, without marks, spaces and 「必須」."""
    plain = _REQUIRED.sub("", nfkc(heading).lower())
    return _MARKS.sub("", plain) or nfkc(heading).strip().lower()


@lru_cache(maxsize=8192)
def fold_value(value: str) -> str:
    """A value for comparing: narrow, lower case, without spaces."""
    return "".join(nfkc(value).lower().split())


@dataclass(frozen=True, slots=True)
class Preset:
    """What one system calls its columns and values. Headings and values are folded."""

    name: str
    title: Mapping[str, str]
    columns: Mapping[str, str]  # heading → target
    never: Mapping[str, str]  # heading → reason why it is not taken
    skip: frozenset[str]
    values: Mapping[str, Mapping[str, str]]
    patterns: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]
    signature: frozenset[str]
    defaults: Mapping[str, str]  # field → what holds when no column says otherwise
    vectors: Mapping[str, Any]


def _turned(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {
        fold_heading(spelled): target
        for target, headings in groups.items()
        for heading in headings
        for spelled in _spelled(str(heading))
    }


def _spelled(heading: str) -> Iterator[str]:
    """A heading as it stands; with ``{n}`` in it, once for each number."""
    if "{n}" not in heading:
        yield heading
        return
    yield from (heading.replace("{n}", str(number)) for number in range(1, _MOST_NUMBERED + 1))


def _built(data: Mapping[str, Any]) -> Preset:
    return Preset(
        name=data["name"],
        title=data["title"],
        columns=_turned(data.get("columns", {})),
        never=_turned(data.get("never", {})),
        skip=frozenset(fold_heading(str(heading)) for heading in data.get("skip", ())),
        values={
            kind: {fold_value(str(value)): code for value, code in table.items()}
            for kind, table in data.get("values", {}).items()
        },
        patterns={
            kind: tuple((re.compile(pattern), code) for pattern, code in rows)
            for kind, rows in data.get("patterns", {}).items()
        },
        signature=frozenset(fold_heading(str(heading)) for heading in data.get("signature", ())),
        defaults=data.get("defaults", {}),
        vectors=data.get("vectors", {}),
    )


@cache
def all_presets() -> dict[str, Preset]:
    """Every preset by name, generic ones first."""
    files = sorted(FOLDER.glob("*.yaml"), key=lambda path: (path.stem not in BASE, path.stem))
    presets = (_built(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in files)
    return {preset.name: preset for preset in presets}


def find(name: str) -> Preset:
    """The preset of that name. raises Refused."""
    try:
        return all_presets()[name]
    except KeyError:
        raise Refused(
            _("There is no preset called “{name}”. Choose one of: {names}.").format(
                name=name, names=", ".join(all_presets())
            ),
            code="NO_PRESET",
        ) from None


def layers(name: str | None) -> tuple[Preset, ...]:
    """The presets to ask, the special one first. raises Refused."""
    base = tuple(all_presets()[each] for each in BASE)
    return base if not name or name in BASE else (find(name), *base)


@dataclass(frozen=True, slots=True)
class Recognised:
    """Which system a file seems to come from, and the headings that say so, as they stand in the file."""

    name: str
    by: tuple[str, ...]


def recognise(headers: Iterable[str]) -> Recognised | None:
    """The preset whose signature most of these headings belong to: at least three, and the largest share."""
    seen = {fold_heading(heading): heading for heading in headers if heading}

    def merit(preset: Preset) -> tuple[int, float]:
        hits = len(preset.signature & seen.keys())
        return hits, hits / len(preset.signature)

    signed = [preset for preset in all_presets().values() if len(preset.signature & seen.keys()) >= _SIGNED]
    if not signed:
        return None
    best = max(signed, key=merit)
    return Recognised(best.name, tuple(heading for word, heading in seen.items() if word in best.signature))


def detect(headers: Iterable[str]) -> str | None:
    """The name of the preset these headings belong to."""
    found = recognise(headers)
    return found.name if found else None


def is_listed(kind: str, text: str, preset: str | None = None) -> bool:
    """Whether a table names this very value; a pattern may read it all the same."""
    return any(fold_value(text) in layer.values.get(kind, {}) for layer in layers(preset))


@lru_cache(maxsize=65536)
def read_value(kind: str, text: str, preset: str | None = None) -> str | None:
    """What a value means (``interview_1``, ``rejected`` …): by table, then by pattern. None = nobody knows."""
    folded = fold_value(text)
    if not folded:
        return ""
    asked = layers(preset)
    for layer in asked:
        if folded in layer.values.get(kind, {}):
            return layer.values[kind][folded]
    for layer in asked:
        for pattern, code in layer.patterns.get(kind, ()):
            if pattern.search(folded):
                return code
    return None
