"""Fair-selection and posting lint: words that may not be kept or published, found by rule packs.

A pack is a data file in ``packs/`` with its own test vectors. ``re``: any match is a hit; ``unless``: any match
takes all hits of that rule back. Before matching, text is narrowed (NFKC) and spaces between Japanese characters
are removed, so that 「家 族 構 成」 is found too. Law: LEGAL F-01…F-05, J-03.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .normalise import nfkc

FOLDER: Final = Path(__file__).parent / "packs"
FAIR: Final = "fair"
JOBAD: Final = "jobad"

_JAPANESE: Final = "\u3005-\u3007\u3041-\u30ff\u4e00-\u9fff\uff66-\uff9f\u3400-\u4dbf"
_GAPS: Final = re.compile(rf"(?<=[{_JAPANESE}])[ \t\u3000]+(?=[{_JAPANESE}])")
_MARKS: Final = "\u3099\u309a\uff9e\uff9f"  # sound marks that melt into the letter before them


@dataclass(frozen=True, slots=True)
class Finding:
    """One hit. ``span`` and ``quote`` are of the text as given."""

    code: str
    item: str
    span: tuple[int, int]
    quote: str
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    items: Mapping[str, str]
    hits: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    detector: str
    vectors: Mapping[str, tuple[str, ...]]

    @property
    def item(self) -> str:
        """What the rule is about, in the active language."""
        return self.items.get((get_language() or "ja")[:2], self.items["en"])


@dataclass(frozen=True, slots=True)
class Pack:
    name: str
    rules: tuple[Rule, ...]
    clean: tuple[str, ...]


def check(text: str, pack: str = FAIR) -> list[Finding]:
    """Everything in the text that may not be there, in the order of the pack's rules."""
    if not (hits := _hits(text, pack)):
        return []
    rules = {rule.code: rule for rule in load(pack).rules}
    return [_finding(text, pack, rules[code], span) for code, span in hits]


def items_hit(text: str, pack: str = FAIR) -> tuple[str, ...]:
    """Only the codes, for bulk work; cached, no language."""
    return tuple(dict.fromkeys(code for code, _span in _hits(text, pack)))


def item_of(code: str, pack: str = FAIR) -> str:
    """The name of a rule's item in the active language."""
    return next(rule.item for rule in load(pack).rules if rule.code == code)


@cache
def load(pack: str) -> Pack:
    """The rules of a pack. raises FileNotFoundError for a pack nobody wrote."""
    data = yaml.safe_load((FOLDER / f"{pack}.yaml").read_text(encoding="utf-8"))
    return Pack(data["name"], tuple(map(_rule, data["rules"])), tuple(data["clean"]))


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        row["id"],
        row["item"],
        tuple(_compiled(pattern) for pattern in row.get("re", ())),
        tuple(_compiled(pattern) for pattern in row.get("unless", ())),
        row.get("detect", ""),
        {kind: tuple(row.get(kind, ())) for kind in ("hit", "ok")},
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern anchored at the start judges the whole text, line breaks included."""
    return re.compile(pattern, re.DOTALL if pattern.startswith("^") else 0)


@lru_cache(maxsize=4096)
def _hits(text: str, pack: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    plain = flatten(text)
    found = [(rule.code, span) for rule in load(pack).rules for span in _spans(rule, plain)]
    if not found:
        return ()
    origin = _origins(text, plain)
    return tuple((code, (origin[start][0], origin[end - 1][1])) for code, (start, end) in found)


def _spans(rule: Rule, plain: str) -> list[tuple[int, int]]:
    if rule.detector:
        return list(DETECTORS[rule.detector](plain))
    matching = [pattern for pattern in rule.hits if pattern.search(plain)]
    if not matching or any(pattern.search(plain) for pattern in rule.unless):
        return []
    spans = [found.span() for pattern in matching for found in pattern.finditer(plain) if found.end() > found.start()]
    return _merged(spans)


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
    message = (
        _("“{quote}” is about {item}. It may not be kept in a selection: leave it out.")
        if pack == FAIR
        else _("“{quote}” cannot stand in a posting ({item}). Write it another way.")
    )
    return Finding(rule.code, rule.item, span, quote, message.format(quote=quote, item=rule.item))


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
