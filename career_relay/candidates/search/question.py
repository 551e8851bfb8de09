"""From what was asked to what PostgreSQL is asked: a tsquery for words, conditions for the fields that are facets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from career_relay.base.text.normalise import fold, fold_kana, fold_name
from career_relay.base.text.places import prefectures_in
from career_relay.base.text.romaji import fold_romaji
from career_relay.candidates.search.asking import Asked, Term
from career_relay.candidates.search.document import quoted
from career_relay.candidates.search.words import LONGEST_WORD, is_kana, says, whole, words
from career_relay.candidates.states import SOURCE_BITS, STEP_BITS

# What people call the values of fields that are facets, besides the values themselves (compared folded, as a beginning).
_CALLED: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "reached": {
        "document": ("書類", "応募"),
        "first": ("一次", "1次"),
        "second": ("二次", "2次"),
        "final": ("最終", "役員"),
    },
    "source": {
        "own": ("自社", "採用サイト", "直接"),
        "media": ("求人媒体", "媒体", "求人広告"),
        "agency": ("人材紹介", "紹介会社", "エージェント"),
        "dispatch": ("派遣", "紹介予定"),
        "referral": ("社員紹介", "リファラル"),
        "school": ("学校", "大学", "キャリアセンター"),
        "unknown": ("不明",),
    },
    "state": {
        "record": ("記録",),
        "pool": ("プール", "人材プール"),
        "contact": ("連絡可", "連絡してよい", "may contact"),
    },
    "track": {
        "new_graduate": ("新卒",),
        "mid_career": ("中途", "キャリア"),
        "part_time": ("アルバイト", "パート"),
        "internship": ("インターン",),
    },
}
BITS: Final = {"reached": STEP_BITS, "source": SOURCE_BITS}
# Stands for the company until a question is asked; nothing typed can hold it (asking drops private characters).
HERE: Final = "\ue000"
_FACETS: Final = frozenset({"reached", "source", "state", "track", "place"})


@dataclass(frozen=True, slots=True)
class Question:
    """What PostgreSQL is asked.

    `words` says who answers, `strong` who answers by name, skill, title or tag, `weighed` what the order weighs and
    `together` which words stand next to each other. `where` are conditions as find_candidates takes them.
    `unknown`: fields nobody knows, and values a field does not have; both were searched as words.
    """

    words: str = ""
    strong: str = ""
    weighed: str = ""
    together: str = ""
    where: tuple[dict[str, Any], ...] = ()
    unknown: tuple[str, ...] = ()
    is_impossible: bool = False


def question_of(asked: Asked, *, may_read_notes: bool = False) -> Question:
    """Translate. Notes are searched for those who may read them; for others the field finds nobody."""
    where: list[dict[str, Any]] = []
    unknown = list(asked.unknown)
    groups: list[tuple[Term, ...]] = []
    for group in asked.groups:
        if group[0].field not in _FACETS and not any(term.field in _FACETS for term in group):
            groups.append(group)
        elif found := _facet(group):
            where.append(found)
        else:
            unknown += [str(term) for term in group if term.field in _FACETS]
            groups.append(tuple(_as_words(term) for term in group))
    hidden = not may_read_notes and any(term.field == "note" for group in groups for term in group)
    return Question(
        words=_all(groups, _ways),
        strong=_all(groups, _strong_ways),
        weighed=" | ".join(dict.fromkeys(one for group in groups for term in group for one in _weighed(term))),
        together=" & ".join(dict.fromkeys(one for group in groups for term in group if (one := _together(term)))),
        where=tuple(where),
        unknown=tuple(unknown),
        is_impossible=hidden,
    )


def _as_words(term: Term) -> Term:
    return Term(term.text, "", term.is_phrase, term.is_excluded) if term.field in _FACETS else term


# --- facets -------------------------------------------------------------------------------------------------------


def _facet(group: tuple[Term, ...]) -> dict[str, Any] | None:
    """The condition of a group of one facet field; None when a value is not one of its values."""
    kinds = {(term.field, term.is_excluded) for term in group}
    if len(kinds) > 1:
        return None
    [(name, is_excluded)] = kinds
    found = [values_of(name, term.text) for term in group]
    if not all(found):
        return None
    values = [value for one in found for value in one]
    return {"of": name, "is": coded(name, values), "not": is_excluded, "facet": False}


def values_of(name: str, text: str) -> tuple[str, ...]:
    """The values of a facet that a word means: 「最終面接」 is final, 「関西」 seven prefectures."""
    if name == "place":
        return prefectures_in(text)
    said = fold(text)
    for value, called in _CALLED[name].items():
        if said == value or any(said.startswith(fold(one)) or fold(one).startswith(said) for one in called):
            return (value,)
    return ()


def coded(name: str, values: Iterable[str]) -> Any:
    """The values as the columns hold them: bits for what one person has several of."""
    bits = BITS.get(name)
    return sum({bits[value] for value in values if value in bits}) if bits else sorted(set(values))


# --- words --------------------------------------------------------------------------------------------------------


def _all(groups: Iterable[tuple[Term, ...]], ways: Callable[[Term], str]) -> str:
    groups = tuple(groups)
    only_excluded = all(any(term.is_excluded for term in group) for group in groups)
    said = [_marked("c", "")] if groups and only_excluded else []  # the index needs a word that is there
    for group in groups:
        either = [_negated(term, ways(term)) for term in group]
        said.append("(" + " | ".join(either) + ")")
    return " & ".join(said)


def _negated(term: Term, said: str) -> str:
    return f"!({said})" if term.is_excluded else f"({said})"


def _ways(term: Term) -> str:
    """Every way in which a record can answer a term."""
    if term.field:
        return " | ".join(_in_field(term))
    split = words(term.text)
    if term.is_phrase:
        return _phrase(split) or _exactly(whole(term.text))
    ways = {_begins(fold_name(term.text)), _begins(whole(term.text)), _both(split)}
    if is_kana(term.text):
        ways.add(_begins(fold_kana(term.text)))
    if letters := fold_romaji(term.text):
        ways.add(_marked("r", letters, begins=len(letters) > 2))
    return " | ".join(sorted(ways - {""}))


def _in_field(term: Term) -> list[str]:
    text, split = term.text, words(term.text)
    match term.field:
        case "name":
            letters = fold_romaji(text)
            ways = [_marked("n", fold_name(part), begins=True) for part in text.split()]
            return ["(" + " & ".join(ways) + ")", *([_marked("r", letters, begins=True)] if letters else [])]
        case "skill" | "position":
            kind = term.field[0]
            return _whole_or_words(kind, kind.upper(), text, split)
        case "employer":
            return _whole_or_words("o", "o", text, split)
        case "tag":
            return [_marked("T", whole(text), begins=not term.is_phrase)]
        case _:
            marked = [_marked("m", word) for word in split] or [_marked("m", whole(text))]
            return ["(" + " & ".join(marked) + ")"]


def _whole_or_words(kind: str, complete: str, text: str, split: tuple[str, ...]) -> list[str]:
    one = whole(text)
    found = [_marked(complete, one, begins=len(one) > 2 or not one.isascii())]
    if split:
        found.append("(" + " & ".join(_marked(kind, word) for word in split) + ")")
    return found


def _strong_ways(term: Term) -> str:
    if term.field or term.is_excluded:
        return _ways(term)
    name = Term(term.text, "name")
    fields = (name, Term(term.text, "skill"), Term(term.text, "position"), Term(term.text, "tag", is_phrase=True))
    return " | ".join(way for one in fields for way in _in_field(one))


def _weighed(term: Term) -> list[str]:
    if term.is_excluded:
        return []
    if term.field:
        return _in_field(term)
    exact = [_exactly(word) for word in (*words(term.text), whole(term.text))]
    return [*dict.fromkeys(exact), _begins(fold_name(term.text)), _strong_ways(term)]


def _together(term: Term) -> str:
    split = words(term.text)
    return f"({_phrase(split)})" if len(split) > 1 and not term.is_excluded and not term.field else ""


def _both(split: tuple[str, ...]) -> str:
    return "(" + " & ".join(_exactly(word) for word in split) + ")" if split else ""


def _phrase(split: tuple[str, ...]) -> str:
    return " <-> ".join(_exactly(word) for word in split)


def _exactly(word: str) -> str:
    return _marked("", word)


def _begins(word: str) -> str:
    """A word as a beginning. A single Latin letter begins too many words: it stands for itself."""
    return _marked("", word, begins=len(word) > 1 or not word.isascii()) if says(word) else ""


def any_whole(kind: str, values: Iterable[str]) -> str:
    """The tsquery of a list of whole skills (S), titles (P) or tags (T): any of them."""
    return " | ".join(_marked(kind, whole(value)) for value in values)


def _marked(kind: str, word: str, *, begins: bool = False) -> str:
    return quoted(f"{HERE}{kind}.{word[:LONGEST_WORD]}") + (":*" if begins else "")
