"""Skills named in a text, each with its sentence. Who knows the names offers to find them: the engine stands right of here."""

from collections.abc import Callable, Iterator
from typing import Final

from career_relay.candidates.resumes.shapes import Skill

Finder = Callable[[str], Iterator[tuple[str, str]]]  # text → (name of the skill, its sentence)
MOST: Final = 80
_LONGEST: Final = 200
_finders: list[Finder] = []


def offer(find: Finder) -> None:
    """Let `find` be asked about each résumé. Said once, when the program starts."""
    if find not in _finders:
        _finders.append(find)


def skills_in(text: str) -> tuple[Skill, ...]:
    """Every skill once, with the first sentence that names it."""
    found: dict[str, Skill] = {}
    for find in _finders:
        for name, sentence in find(text):
            found.setdefault(name, Skill(name[:60], sentence.strip()[:_LONGEST]))
            if len(found) == MOST:
                break
    return tuple(found.values())
