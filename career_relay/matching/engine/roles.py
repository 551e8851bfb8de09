"""Role families (職種): which one a job title names, and how close two of them are.

Each family carries the codes it has in the ministry's classification of occupations (厚生労働省編職業分類, revision of
2022; the same numbers stand in public job offers and in job tag). A code is a 中分類 of three digits, "014", or a 小分類
under it, "009-01"; the 大分類 follows from the number. We keep numbers only, no text of the classification; families are
ours, so one may stand under several codes and a code under several families. A 中分類 alone stands where no 小分類 fits.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from career_relay.matching.engine.folding import folded
from career_relay.matching.engine.tables import parts, read_table

_NEAR = 0.6
_SAME_GROUP = 0.3
# The last 中分類 of each 大分類, 01 to 15.
_LAST_OF_MAJOR = (3, 11, 20, 28, 32, 43, 48, 51, 58, 63, 66, 81, 89, 94, 99)
_LATIN = re.compile(r"[a-z0-9]")
_BRACKETS = re.compile(r"[(\[【<《〔].*?[)\]】>》〕]")


@dataclass(frozen=True, slots=True)
class Role:
    id: str
    group: str
    ja: str
    en: str
    near: frozenset[str]
    skills: tuple[str, ...]
    # 厚生労働省編職業分類: 中分類 or 中分類-小分類.
    codes: tuple[str, ...]

    def label(self, language: str) -> str:
        return self.ja if language.startswith("ja") else self.en


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    rows = list(read_table("roles.tsv"))
    near: dict[str, set[str]] = {row["id"]: set(parts(row["near"], None)) for row in rows}
    # Said once, it holds both ways.
    for one, others in list(near.items()):
        for other in others:
            near.setdefault(other, set()).add(one)
    return {
        row["id"]: Role(
            row["id"],
            row["group"],
            row["ja"],
            row["en"],
            frozenset(near[row["id"]]),
            parts(row["skills"], None),
            parts(row["codes"], None),
        )
        for row in rows
    }


@lru_cache(maxsize=20_000)
def role_of(title: str) -> str | None:
    """The role family a job title names: the longest name found wins, then the last one, as Japanese titles end in it."""
    whole = folded(title)
    for text in (_BRACKETS.sub(" ", whole), whole):
        found = [
            (len(name), text.rfind(name), role) for name, role in _names() if name in text and _stands_alone(name, text)
        ]
        if found:
            return max(found, key=lambda match: match[:2])[2]
    return None


def role_label(role: str, language: str) -> str:
    return roles()[role].label(language)


def closeness(one: str, other: str) -> float:
    """1 for the same family, less for a neighbour or the same shelf, else 0."""
    if one == other:
        return 1.0
    known = roles()
    if other in known[one].near:
        return _NEAR
    return _SAME_GROUP if known[one].group == known[other].group else 0.0


def major_of(code: str) -> str:
    """The 大分類 of a code: "009-01" stands in "02"."""
    return f"{bisect_left(_LAST_OF_MAJOR, int(code[:3])) + 1:02}"


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for row in read_table("roles.tsv"):
        for name in (row["ja"], row["en"], *parts(row["synonyms"])):
            found.setdefault(folded(name), row["id"])
    return tuple(found.items())


def _stands_alone(name: str, text: str) -> bool:
    """An English name is a word of its own: "pm" is not in "shipment"."""
    if _LATIN.search(name) is None:
        return True
    return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text) is not None
