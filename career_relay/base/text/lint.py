"""Fair-selection and posting lint: words that may not be kept or published, found by rule packs.

A pack is a data file in ``packs/`` with its own test vectors, more of them in ``packs/<pack>/vectors/``. Of a rule:
``clear`` blanks what is work and no hit (宗教法人, 父の日; the pack has its own for all rules), then ``re``: any match is a hit; ``unless``: any match takes
all hits of that rule back. ``{name}`` in a pattern stands for the pack's ``words: name``. ``level: flag`` only says
so, everything else stops the text. Before matching, text is narrowed (NFKC) and spaces between Japanese characters
are removed, so that 「家 族 構 成」 is found too. Law: LEGAL F-01…F-05, J-03.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .literals import needed
from .normalise import nfkc

FOLDER: Final = Path(__file__).parent / "packs"
FAIR: Final = "fair"
JOBAD: Final = "jobad"
LETTER: Final = "letter"  # what has no place in a letter handed to a person
FEE: Final = "fee"  # money or gifts for handing somebody on
CONTACT: Final = "contact"  # telephones and social networks before talks begin
QUESTIONS: Final = "questions"  # what may be written of a candidate's own accord but not asked for
BLOCK, FLAG = "block", "flag"

_JAPANESE: Final = "\u3005-\u3007\u3041-\u30ff\u4e00-\u9fff\uff66-\uff9f\u3400-\u4dbf"
_GAPS: Final = re.compile(rf"(?<=[{_JAPANESE}])[ \t\u3000]+(?=[{_JAPANESE}])")
_MARKS: Final = "\u3099\u309a\uff9e\uff9f"  # sound marks that melt into the letter before them


@dataclass(frozen=True, slots=True)
class Finding:
    """One hit. ``span`` and ``quote`` are of the text as given; ``why`` and ``instead`` may be empty."""

    code: str
    item: str
    span: tuple[int, int]
    quote: str
    message: str
    level: str = BLOCK
    why: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Probe:
    """A pattern, and words one of which has to be there for it to match (None: try it)."""

    pattern: re.Pattern[str]
    words: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    items: Mapping[str, str]
    hits: tuple["Probe", ...]
    unless: tuple[re.Pattern[str], ...]
    clear: tuple[re.Pattern[str], ...]
    detector: str
    level: str
    reasons: Mapping[str, str]
    others: Mapping[str, str]
    vectors: Mapping[str, tuple[str, ...]]

    @property
    def item(self) -> str:
        """What the rule is about, in the active language."""
        return _said(self.items)

    @property
    def why(self) -> str:
        return _said(self.reasons)

    @property
    def instead(self) -> str:
        """What to write instead."""
        return _said(self.others)


def _said(words: Mapping[str, str]) -> str:
    return words.get((get_language() or "ja")[:2], words.get("en", ""))


@dataclass(frozen=True, slots=True)
class Pack:
    name: str
    rules: tuple[Rule, ...]
    clear: tuple[re.Pattern[str], ...]
    clean: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]  # of all probes, by their first letter


def check(text: str, pack: str = FAIR, *, flags: bool = False) -> list[Finding]:
    """Everything in the text that may not be there, in the order of the pack's rules.

    flags: also what is only worth a second look, after what stops the text.
    """
    if not (hits := _hits(text, pack)):
        return []
    rules = {rule.code: rule for rule in load(pack).rules}
    found = [_finding(text, pack, rules[code], span) for code, span in hits]
    return [one for one in found if one.level == BLOCK] + [one for one in found if flags and one.level == FLAG]


def lint_question(text: str) -> list[Finding]:
    """What may not be asked of a candidate, by a form, an interview kit or a criterion (LEGAL F-02).

    Stricter than a note: what would only be flagged there stops a question.
    """
    found = [*check(text, QUESTIONS), *check(text, FAIR, flags=True)]
    return list({one.code: one for one in reversed(found)}.values())[::-1]


def items_hit(text: str, pack: str = FAIR, *, flags: bool = False) -> tuple[str, ...]:
    """Only the codes, for bulk work; no language."""
    levels = {rule.code: rule.level for rule in load(pack).rules}
    return tuple(dict.fromkeys(code for code, _span in _hits(text, pack) if flags or levels[code] == BLOCK))


def level_of(code: str, pack: str = FAIR) -> str:
    """Whether a rule stops a text or only says so. Raises StopIteration for a rule nobody wrote."""
    return next(rule.level for rule in load(pack).rules if rule.code == code)


def vectors(pack: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """All test vectors by rule and kind: those in the pack and those beside it, one file a rule."""
    return {rule.code: _with_those_beside(pack, rule) for rule in load(pack).rules}


def _with_those_beside(pack: str, rule: Rule) -> dict[str, tuple[str, ...]]:
    file = FOLDER / pack / "vectors" / f"{rule.code}.yaml"
    more = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {kind: (*given, *more.get(kind, ())) for kind, given in rule.vectors.items()}


def item_of(code: str, pack: str = FAIR) -> str:
    """The name of a rule's item in the active language."""
    return next(rule.item for rule in load(pack).rules if rule.code == code)


@cache
def load(pack: str) -> Pack:
    """The rules of a pack. raises FileNotFoundError for a pack nobody wrote."""
    data = yaml.safe_load((FOLDER / f"{pack}.yaml").read_text(encoding="utf-8"))
    words = data.get("words", {})
    clear = tuple(_compiled(one, words) for one in data.get("clear", ()))
    rules = tuple(_rule(row, words) for row in data["rules"])
    every = sorted({word for rule in rules for probe in rule.hits for word in probe.words or ()})
    by_letter = {letter: tuple(group) for letter, group in groupby(every, key=itemgetter(0))}
    return Pack(data["name"], rules, clear, tuple(data["clean"]), by_letter)


def _rule(row: Mapping[str, Any], words: Mapping[str, str]) -> Rule:
    patterns = {kind: tuple(_compiled(one, words) for one in row.get(kind, ())) for kind in ("re", "unless", "clear")}
    return Rule(
        row["id"],
        row["item"],
        tuple(Probe(one, needed(one.pattern)) for one in patterns["re"]),
        patterns["unless"],
        patterns["clear"],
        row.get("detect", ""),
        row.get("level", BLOCK),
        row.get("why", {}),
        row.get("instead", {}),
        {kind: tuple(row.get(kind, ())) for kind in ("hit", "ok")},
    )


def _compiled(pattern: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern anchored at the start judges the whole text, line breaks included."""
    for name, meant in words.items():
        pattern = pattern.replace(f"{{{name}}}", f"(?:{meant})")
    return re.compile(pattern, re.DOTALL if pattern.startswith("^") else 0)


@lru_cache(maxsize=4096)
def _hits(text: str, pack: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    plain = flatten(text)
    read = load(pack)
    letters = read.words.keys() & set(plain)
    present = frozenset(word for letter in letters for word in read.words[letter] if word in plain)
    found = [(rule.code, span) for rule in read.rules for span in _spans(rule, plain, present, read.clear)]
    if not found:
        return ()
    origin = _origins(text, plain)
    return tuple((code, (origin[start][0], origin[end - 1][1])) for code, (start, end) in found)


def _spans(
    rule: Rule, plain: str, present: frozenset[str], clear: tuple[re.Pattern[str], ...]
) -> list[tuple[int, int]]:
    if rule.detector:
        return list(DETECTORS[rule.detector](plain))
    worth_trying = [one.pattern for one in rule.hits if one.words is None or not present.isdisjoint(one.words)]
    matching = [pattern for pattern in worth_trying if pattern.search(plain)]
    if not matching or any(pattern.search(plain) for pattern in rule.unless):
        return []
    for pattern in (*clear, *rule.clear):
        plain = pattern.sub(_blank, plain)
    spans = [found.span() for pattern in matching for found in pattern.finditer(plain) if found.end() > found.start()]
    return _merged(spans)


def _blank(found: re.Match[str]) -> str:
    """As long as what it stands for, so that places stay where they are; no pattern speaks of it."""
    return "\x1f" * len(found.group())


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping hits of one rule are one hit."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _finding(text: str, pack: str, rule: Rule, span: tuple[int, int]) -> Finding:
    quote = text[span[0] : span[1]]
    message = _MESSAGES.get((pack, rule.level), _MESSAGES[pack, BLOCK])().format(quote=quote, item=rule.item)
    return Finding(rule.code, rule.item, span, quote, message, rule.level, rule.why, rule.instead)


_MESSAGES: Final = {
    (FAIR, BLOCK): lambda: _("“{quote}” is about {item}. It may not be kept in a selection: leave it out."),
    (FAIR, FLAG): lambda: _("“{quote}” is about {item}. Keep it only where the work asks for it."),
    (QUESTIONS, BLOCK): lambda: _("“{quote}” asks about {item}. It may not be asked in a selection."),
    (LETTER, BLOCK): lambda: _(
        "“{quote}” cannot stand in a letter for a person ({item}). Write what was seen and good."
    ),
    (FEE, BLOCK): lambda: _(
        "“{quote}” is about {item}. Leave it out: an introduction is never tied to money or gifts."
    ),
    (CONTACT, BLOCK): lambda: _("“{quote}” is {item}. Until talks begin, write here or offer times to meet."),
    (JOBAD, BLOCK): lambda: _("“{quote}” cannot stand in a posting ({item}). Write it another way."),
}


def flatten(text: str) -> str:
    """The text the patterns see."""
    return _GAPS.sub("", nfkc(text))


def _origins(text: str, plain: str) -> list[tuple[int, int]]:
    """For each character of ``plain``, the span of ``text`` it came from."""
    wide: list[tuple[str, tuple[int, int]]] = []
    for start, end in _clusters(text):
        wide += [(mark, (start, end)) for mark in nfkc(text[start:end])]
    joined = "".join(mark for mark, _span in wide)
    gone = {place for gap in _GAPS.finditer(joined) for place in range(*gap.span())}
    kept = [span for place, (_mark, span) in enumerate(wide) if place not in gone]
    # NFKC of the parts is NFKC of the whole but for rare reordered marks; then a finding quotes the whole text
    return kept if len(kept) == len(plain) else [(0, len(text))] * len(plain)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or text[place] not in _MARKS:
            yield start, place
            start = place


_TWELVE: Final = re.compile(r"(?<![\d-])\d{4}[ -]?\d{4}[ -]?\d{4}(?![\d-])")
_FACTORS: Final = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def is_my_number(digits: str) -> bool:
    """Twelve digits whose last is the check digit of an Individual Number (番号法施行令8条, 省令5条)."""
    if len(digits) != 12 or not digits.isdigit() or len(set(digits)) == 1:
        return False
    rest = sum(int(digit) * factor for digit, factor in zip(digits, _FACTORS, strict=False)) % 11
    return int(digits[-1]) == (0 if rest <= 1 else 11 - rest)


def my_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where Individual Numbers stand in a (flattened) text."""
    for found in _TWELVE.finditer(text):
        if is_my_number(re.sub(r"\D", "", found.group())):
            yield found.span()


DETECTORS: Final = {"my_number": my_numbers}
