"""Queries, documents and judgements from files. What cannot be read is refused with the file and the line."""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from career_relay.embedded.errors import CannotRun
from career_relay.embedded.words import translate as _

TEXTS: Final = ("title", "text", "lang")
Judged = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Item:
    """A query or a document: `{"id", "title"?, "text"?, "skills"?: […], "lang"?}`."""

    id: str
    title: str = ""
    text: str = ""
    skills: tuple[str, ...] = ()
    lang: str = ""

    @property
    def whole(self) -> str:
        return "\n".join(filter(None, (self.title, self.text, "、".join(self.skills))))

    @property
    def body(self) -> str:
        """All but the title."""
        return "\n".join(filter(None, (self.text, "、".join(self.skills))))


def read_items(path: Path) -> list[Item]:
    """One item a line, at least one; ids are unique and hold no blank, as TREC files want it."""
    found: dict[str, Item] = {}
    for number, row in read_rows(path):
        item = _item(row, path, number)
        if item.id in found:
            raise _broken(path, number, _("the id “{id}” stands there twice").format(id=item.id))
        found[item.id] = item
    if not found:
        raise CannotRun(_("{file} holds no line.").format(file=path))
    return list(found.values())


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON-lines file (`.gz` too), each with the number of its line."""
    for number, line in _lines(path):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise _broken(path, number, _("this is no JSON")) from None
        if not isinstance(row, dict):
            raise _broken(path, number, _("a JSON object is expected"))
        yield number, row


def read_judgements(path: Path) -> Judged:
    """TREC's form: query, a number nobody uses, document, grade."""
    found: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        cells = line.split()
        try:
            query, _unused, document, grade = cells
            found.setdefault(query, {})[document] = int(grade)
        except ValueError:
            expected = _("expected are query, 0, document and a whole number")
            raise _broken(path, number, expected) from None
    return found


def _item(row: dict[str, Any], path: Path, number: int) -> Item:
    key = row.get("id")
    if isinstance(key, bool) or not isinstance(key, str | int) or not str(key) or str(key).split() != [str(key)]:
        raise _broken(path, number, _("“id” must be a text without blanks, or a whole number"))
    texts = {name: row.get(name) or "" for name in TEXTS}
    for name, said in texts.items():
        if not isinstance(said, str):
            raise _broken(path, number, _("“{name}” must be a text").format(name=name))
    skills = row.get("skills") or []
    if not isinstance(skills, list) or not all(isinstance(skill, str) for skill in skills):
        raise _broken(path, number, _("“skills” must be a list of texts"))
    item = Item(str(key), skills=tuple(skills), **texts)
    if not item.whole.strip():
        raise _broken(path, number, _("there is neither title nor text nor skills"))
    return item


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Every line that is not empty. Read as a whole: a broken end must not be found after minutes of work."""
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotRun(_("{file} is not in UTF-8.").format(file=path)) from None
    except (OSError, EOFError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise CannotRun(_("{file} cannot be read: {reason}").format(file=path, reason=reason)) from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def _broken(path: Path, line: int, problem: str) -> CannotRun:
    return CannotRun(_("{file}, line {line}: {problem}.").format(file=path, line=line, problem=problem))
