"""The skill dictionary: what a skill is called, what it belongs to, and where it stands in a text."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from career_relay.matching.engine.folding import fold
from career_relay.matching.engine.tables import fingerprint, parts, read_table

_MASK = "-"
_WIDE = "~"


@dataclass(frozen=True, slots=True)
class Skill:
    id: str
    kind: str
    ja: str
    en: str
    parents: tuple[str, ...]
    # The parents whose other children are near.
    family: tuple[str, ...]

    def label(self, language: str) -> str:
        return self.ja if language.startswith("ja") else self.en


class SkillBook:
    """All skills, and what each name means: written in any letters (`loose`, by the folded lower case) or only in
    exactly these ("Go", never "go"). A name that means more than one skill names them all.
    """

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.skills = {row["id"]: _skill(row) for row in rows if row["id"] != _MASK}
        self.loose: dict[str, tuple[str, ...]] = {}
        self.exact: dict[str, tuple[str, ...]] = {}
        for row in rows:
            # Most names mean one skill: they share its tuple.
            alone = (row["id"],)
            for name, exact in _names(row):
                names = self.exact if exact else self.loose
                meant = names.setdefault(name, alone)
                if row["id"] not in meant:
                    names[name] = meant + alone
        self._lengths = _lengths_by_start(chain(self.loose, (name.lower() for name in self.exact)))

    def find(self, text: str, lower: str, edges: AbstractSet[int]) -> Iterator[tuple[tuple[str, ...], int, int]]:
        """Skills named in a folded text, longest name first: (ids, begin, end)."""
        position = 0
        while position < len(lower):
            found = self._at(position, text, lower, edges)
            if found is None:
                position += 1
                continue
            ids, end = found
            if ids:
                yield ids, position, end
            position = end

    def _at(self, position: int, text: str, lower: str, edges: AbstractSet[int]) -> tuple[tuple[str, ...], int] | None:
        """What the longest name that stands here means, and where it ends.

        However many names there are, only the lengths of those that begin with the same two letters are tried.
        """
        lengths = self._lengths.get(lower[position : position + 2])
        if lengths is None or not _is_edge(lower, position, edges):
            return None
        for length in lengths:
            end = position + length
            meant = [*self.exact.get(text[position:end], ()), *self.loose.get(lower[position:end], ())]
            if meant and end <= len(lower) and _is_edge(lower, end, edges):
                return tuple(skill for skill in dict.fromkeys(meant) if skill != _MASK), end
        return None

    @cached_property
    def ancestors(self) -> dict[str, frozenset[str]]:
        """Each skill with itself and everything it implies."""
        return {skill: frozenset(self._climb(skill)) for skill in self.skills}

    @cached_property
    def siblings(self) -> dict[str, frozenset[str]]:
        """Skills that share a parent, and the parent itself: not the same, but near.

        Who says "payroll" may well know the year-end adjustment: a reason to ask, not to pass over.
        """
        children: dict[str, set[str]] = {}
        for skill in self.skills.values():
            for parent in skill.family:
                children.setdefault(parent, set()).add(skill.id)
        return {
            skill.id: frozenset(skill.family).union(*(children[parent] for parent in skill.family)) - {skill.id}
            for skill in self.skills.values()
        }

    def _climb(self, skill: str) -> Iterator[str]:
        yield skill
        for parent in self.skills[skill].parents:
            yield from self._climb(parent)


@lru_cache(maxsize=1)
def skill_book() -> SkillBook:
    return SkillBook(list(read_table("skills.tsv")))


@lru_cache(maxsize=1)
def data_version() -> str:
    """Changes when a data file that an analysis depends on does."""
    return fingerprint("skills.tsv", "gendered_titles.tsv")


def skill_label(skill: str, language: str) -> str:
    return skill_book().skills[skill].label(language)


def _lengths_by_start(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each beginning of two letters: how long the names are that begin so, the longest first."""
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[:2], set()).add(len(name))
    return {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}


def _skill(row: dict[str, str]) -> Skill:
    parents = parts(row["parents"], None)
    family = tuple(parent for parent in parents if not parent.startswith(_WIDE))
    implied = tuple(parent.removeprefix(_WIDE) for parent in parents)
    return Skill(row["id"], row["kind"], row["ja"], row["en"], implied, family)


def _names(row: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Every way to write a skill, and whether it must be written in exactly these letters.

    The names of a skill are folded in one go: folding thousands of short names one by one costs a start 50 ms.
    """
    written = fold(f"{row['ja']}|{row['en']}|{row['synonyms']}")
    ja, en, *synonyms = written.text.split("|")
    exact = {name.removeprefix("=") for name in synonyms if name.startswith("=")}
    yield from ((name, True) for name in exact if len(name) > 1)
    lower = dict.fromkeys(written.lower.split("|")[2:])
    labels = (label.lower() for label in (ja, en) if label not in exact)
    for name in (*labels, *lower):
        if not name.startswith("="):
            yield from ((spelling, False) for spelling in _spellings(name) if len(spelling) > 1)


def _spellings(text: str) -> Iterator[str]:
    yield text
    if " " in text and text.isascii():
        yield text.replace(" ", "")
        yield text.replace(" ", "-")
    if len(text) > 4 and text.endswith("ー"):
        yield text[:-1]
    if len(text) > 3 and text.isascii() and text[-1].isalpha() and text[-1] != "s":
        yield f"{text}s"


def _is_edge(text: str, position: int, edges: AbstractSet[int]) -> bool:
    """Whether a name may begin or end here: between kinds of letters, or between two words."""
    if position in {0, len(text)}:
        return True
    before, after = _kind(text[position - 1]), _kind(text[position])
    if before != after:
        return True
    return position in edges and before != "latin"


def _kind(letter: str) -> str:
    if letter.isascii():
        return "latin" if letter.isalnum() or letter in "+#" else "sign"
    if "\u30a1" <= letter <= "\u30fa" or letter == "ー":
        return "katakana"
    if "\u3041" <= letter <= "\u309f":
        return "hiragana"
    return "kanji" if letter.isalnum() else "sign"
