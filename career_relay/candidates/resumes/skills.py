"""Skills named in a text, each with its sentence. Who knows the names offers to find them: the engine stands right of here."""

from collections.abc import Callable, Iterator
from typing import Final

from career_relay.candidates.resumes.sections import (
    ABOUT_FIRM,
    EDUCATION,
    END,
    FAMILY,
    PERSONAL,
    QUALIFICATIONS,
    TITLE,
    WISHES,
    lines_of,
)
from career_relay.candidates.resumes.shapes import Skill

Finder = Callable[[str], Iterator[tuple[str, str]]]  # text → (name of the skill, its sentence)
MOST: Final = 80
_LONGEST: Final = 200
_ELSEWHERE: Final = frozenset({PERSONAL, FAMILY, WISHES, EDUCATION, QUALIFICATIONS, END})
_finders: list[Finder] = []


def offer(find: Finder) -> None:
    """Let `find` be asked about each résumé. Said once, when the program starts."""
    if find not in _finders:
        _finders.append(find)


def work_text(text: str) -> str:
    """The lines in which somebody tells of their work: no headings, no wishes, nothing about the firm itself.

    A text without a single heading is told as one.
    """
    lines = [line for line in lines_of(text) if not line.is_heading]
    elsewhere = _ELSEWHERE if any(line.section != PERSONAL for line in lines) else _ELSEWHERE - {PERSONAL}
    told = (line.text.strip() for line in lines if line.section not in elsewhere)
    return "\n".join(line for line in told if not ABOUT_FIRM.match(line) and not TITLE.match(line))


def skills_in(text: str) -> tuple[Skill, ...]:
    """Every skill once, with the first sentence that names it."""
    found: dict[str, Skill] = {}
    for find in _finders:
        for name, sentence in find(text):
            found.setdefault(name, Skill(name[:60], sentence.strip()[:_LONGEST]))
            if len(found) == MOST:
                break
    return tuple(found.values())
