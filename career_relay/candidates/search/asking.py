"""What somebody typed into the one box, read kindly: words, "phrases", -exclusions, fields and OR.

    法人営業 スキル:Go            both must be there
    「在庫 管理」 "cloud infra"    these words next to each other
    -管理職  －パート              not these
    東京 OR 大阪   または  |       either
    職種:営業 状態:連絡可 地域:関西  fields, in Japanese or English, with either colon

Nothing typed is an error. An unknown field is searched as words, a quotation that does not end ends with the line.
`Asked.text()` says the same again in one spelling, so that a saved question is the question.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from career_relay.base.text.normalise import fold
from career_relay.candidates.search.words import says

MOST_TERMS: Final = 24
# Key → the name we write, then the other names we understand (compared folded).
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("氏名", "名前", "name"),
    "position": ("職種", "応募職種", "ポジション", "position", "title"),
    "skill": ("スキル", "資格", "skill"),
    "tag": ("タグ", "tag"),
    "employer": ("会社", "現職", "勤務先", "employer"),
    "note": ("メモ", "所見", "note"),
    "reached": ("最終選考", "到達", "選考", "段階", "reached", "stage"),
    "source": ("経路", "応募経路", "source"),
    "state": ("状態", "記録", "state"),
    "track": ("区分", "雇用区分", "track"),
    "place": ("地域", "勤務地", "都道府県", "place"),
}
_KEYS: Final = {fold(name): key for key, names in FIELDS.items() for name in names}
_QUOTES: Final = {'"': '"', "“": "”", "”": "”", "「": "」", "『": "』", "＂": "＂"}
_OPEN: Final = "".join(_QUOTES)
_CLOSING: Final = frozenset('"“”」』＂')
_MINUS: Final = "-－−‐‑–—"
_EITHER: Final = frozenset({"or", "|", "または", "又は", "もしくは"})
_NAME: Final = re.compile(rf"([^\s:：|｜{_OPEN}”」』]{{1,12}})[:：]")
_BARE: Final = re.compile(rf"[^\s|｜{_OPEN}”」』]*")


@dataclass(frozen=True, slots=True)
class Term:
    """One word, phrase or field."""

    text: str
    field: str = ""
    is_phrase: bool = False
    is_excluded: bool = False

    def __str__(self) -> str:
        name = FIELDS[self.field][0] + ":" if self.field else ""
        said = f'"{self.text}"' if self.is_phrase else self.text
        return ("-" if self.is_excluded else "") + name + said


@dataclass(frozen=True, slots=True)
class Asked:
    """All groups must be there; of a group any one. `unknown`: names of fields nobody knows."""

    groups: tuple[tuple[Term, ...], ...] = ()
    unknown: tuple[str, ...] = ()

    def text(self) -> str:
        """Say it again; read once more it is the same."""
        return " ".join(" OR ".join(str(term) for term in group) for group in self.groups)

    @property
    def terms(self) -> Iterator[Term]:
        return (term for group in self.groups for term in group)


def read(typed: str) -> Asked:
    """Read what was typed."""
    groups: list[list[Term]] = []
    unknown: dict[str, None] = {}
    joins = False
    for one in _pieces(_plain(typed)):
        if one is None:
            joins = bool(groups)
            continue
        term, stranger = one
        if stranger:
            unknown.setdefault(stranger)
        if joins:
            groups[-1].append(term)
        else:
            groups.append([term])
        joins = False
        if sum(map(len, groups)) >= MOST_TERMS:
            break
    return Asked(tuple(tuple(dict.fromkeys(group)) for group in groups), tuple(unknown))


def _plain(typed: str) -> str:
    """Without marks that no keyboard makes: controls, halves of characters, unassigned ones."""
    kept = (mark if unicodedata.category(mark)[0] != "C" else " " for mark in typed)
    return "".join(kept).strip()


def _pieces(typed: str) -> Iterator[tuple[Term, str] | None]:
    """Each term with the name of a field nobody knows; None for OR."""
    place = 0
    while place < len(typed):
        if typed[place] in "|｜":
            yield None
        elif not typed[place].isspace() and typed[place] not in "”」』":
            term, stranger, place = _piece(typed, place)
            if not (term.field or term.is_phrase or term.is_excluded) and fold(term.text) in _EITHER:
                yield None
            elif says(term.text):
                yield term, stranger
            continue
        place += 1


def _piece(typed: str, start: int) -> tuple[Term, str, int]:
    """The term that begins here, the field nobody knows, and where it ends."""
    place = start
    while place < len(typed) and typed[place] in _MINUS:
        place += 1
    is_excluded = place > start
    name, key = "", ""
    if found := _NAME.match(typed, place):
        name, place = found[1], found.end()
        key = _KEYS.get(fold(name), "")
    if place < len(typed) and typed[place] in _QUOTES:
        said, place = _quoted(typed, place + 1, _QUOTES[typed[place]])
        return Term(said, key, is_phrase=True, is_excluded=is_excluded), "" if key else name, place
    bare = _BARE.match(typed, place)
    said, place = bare[0] if bare else "", bare.end() if bare else place
    stranger = name if name and not key and says(name) and not said.startswith("//") else ""
    told = f"{name}:{said}" if name and not key else said  # 09:30 and unknown:words stay one word
    return Term(told, key, is_excluded=is_excluded), stranger, max(place, start + 1)


def _quoted(typed: str, start: int, closing: str) -> tuple[str, int]:
    """What stands in quotation marks; up to the end when they are never closed."""
    end = typed.find(closing, start)
    inside = typed[start:] if end < 0 else typed[start:end]
    said = "".join(" " if mark in _OPEN or mark in _CLOSING else mark for mark in inside)
    return " ".join(said.split()), len(typed) if end < 0 else end + 1
