"""Which heading fills which field: saved, preset, exact, synonym, then likeness, with a look at the values.

A guess is shown as a guess; what is never imported is named with its reason before anything else is tried.
"""

import difflib
import hashlib
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Rules
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused
from career_relay.base.text.normalise import nfkc

from . import presets
from .columns import BY_KEY, COLUMNS
from .evidence import Evidence
from .layouts import Layout
from .presets import fold_heading, fold_value
from .readers import Table

SURE: Final = 0.9
LIKELY: Final = 0.78
_SHAPED: Final = 0.6
_SHAPE_SHARE: Final = 0.8
_TAIL: Final = 0.92
# A heading with one of these belongs to somebody else unless the synonym says so itself.
_OTHERS = (
    "面接官",
    "担当",
    "推薦者",
    "保護者",
    "緊急",
    "作成者",
    "更新",
    "会社",
    "企業",
    "学校",
    "interviewer",
    "recruiter",
    "owner",
    "manager",
    "希望",
)
_SINGLE_KANJI = 2


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """One heading and where it goes. ``how``: saved preset exact similar shape chosen never skip none."""

    place: int
    heading: str
    target: str = ""
    score: float = 0.0
    how: str = "none"
    never: str = ""

    @property
    def state(self) -> str:
        """``ok``, ``check`` (a guess to look at), ``skip`` (left out on purpose) or ``todo`` (nobody knows)."""
        if self.target:
            return "ok" if self.score >= SURE else "check"
        return "todo" if self.how == "none" and self.heading else "skip"


@dataclass(frozen=True, slots=True)
class Mapping:
    """All headings of a file, and how values are read. Immutable: ``with_target`` gives a changed one."""

    columns: tuple[ColumnMatch, ...]
    preset: str | None = None
    values: Rules[str, Rules[str, str]] = field(default_factory=dict)
    excel_serials: bool = False
    evidence: Evidence | None = None  # the form an owner vouches for
    layout: Layout = field(default_factory=Layout)  # what somebody corrected in how the file is read

    def places(self, target: str) -> tuple[int, ...]:
        return tuple(match.place for match in self.columns if match.target == target)

    def heading(self, target: str) -> str:
        """The (first) heading that fills a field, or nothing."""
        return next((match.heading for match in self.columns if match.target == target), "")

    def with_target(self, place: int, target: str) -> "Mapping":
        """A person chose: this heading fills that field ("" = leave it out). raises Refused."""
        match = next(each for each in self.columns if each.place == place)
        if match.never and target:
            raise Refused(_("This column cannot be imported."), code="NEVER_IMPORTED")
        if target and target not in BY_KEY:
            raise Refused(_("There is no such field."), code="NO_FIELD")
        changed = replace(match, target=target, score=1.0 if target else 0.0, how="chosen")
        return replace(self, columns=tuple(changed if each.place == place else each for each in self.columns))

    def with_value(self, kind: str, value: str, code: str) -> "Mapping":
        """A person chose what one value means: 「2次NG」 is ``interview_2``."""
        table = {**self.values.get(kind, {}), fold_value(value): code}
        return replace(self, values={**self.values, kind: table})

    def default(self, target: str) -> str:
        """What the preset says of a field no column speaks of."""
        return presets.find(self.preset).defaults.get(target, "") if self.preset else ""

    def read(self, kind: str, text: str) -> str | None:
        chosen = self.values.get(kind)
        if chosen and (folded := fold_value(text)) in chosen:
            return chosen[folded]
        return presets.read_value(kind, text, self.preset)

    def as_dict(self) -> dict[str, Any]:
        """For saving: by heading, so that it fits the next export of the same system."""
        return {
            "preset": self.preset,
            "columns": {match.heading: match.target for match in self.columns if match.heading and match.how != "none"},
            "values": {kind: dict(table) for kind, table in self.values.items()},
            "layout": self.layout.as_dict(),
            "evidence": self.evidence.as_dict() if self.evidence else {},
        }


def ensure_usable(mapping: Mapping) -> None:
    """An import needs to know who somebody is. raises Refused."""
    if not any(mapping.places(target) for target in ("name", "family_name", "given_name", "email")):
        raise Refused(
            _(
                "No column holds a name or an e-mail address. Choose at least one of the two, or check that the first row holds the headings."
            ),
            code="NOBODY_NAMED",
        )
    taken = [match.target for match in mapping.columns if match.target and not BY_KEY[match.target].joins]
    twice = next((target for target in taken if taken.count(target) > 1), None)
    if twice:
        raise Refused(
            _("Two columns go to “{field}”. Choose one of them.").format(field=BY_KEY[twice].label), code="FIELD_TWICE"
        )


def suggest(
    headers: Sequence[str],
    sample_rows: Iterable[Sequence[str]] = (),
    preset: str | None = None,
    saved: Rules[str, Any] | None = None,
    *,
    excel_serials: bool = False,
) -> Mapping:
    """The best guess for every heading.

    in: ``preset`` by name (None = recognised by its headings), ``saved`` as ``Mapping.as_dict`` gave it.
    """
    rows = list(sample_rows)
    name = preset or (saved or {}).get("preset") or presets.detect(headers)
    known = {fold_heading(heading): target for heading, target in (saved or {}).get("columns", {}).items()}
    guesses = [_guess(place, heading, name, known, _values(rows, place)) for place, heading in enumerate(headers)]
    matches = _one_each(_id_for_person(guesses))
    return Mapping(
        tuple(matches),
        name,
        (saved or {}).get("values", {}),
        excel_serials,
        Evidence.of((saved or {}).get("evidence")),
        Layout.of((saved or {}).get("layout")),
    )


def suggest_for(table: Table, preset: str | None = None, saved: Rules[str, Any] | None = None) -> Mapping:
    """``suggest`` for an open table: its headings, its first rows, and Excel's dates when it is a sheet."""
    return suggest(table.headers, table.sample(), preset, saved, excel_serials=table.kind == "sheet")


def _values(rows: list[Sequence[str]], place: int) -> list[str]:
    return [row[place].strip() for row in rows if place < len(row) and row[place].strip()]


def _guess(place: int, heading: str, preset: str | None, known: dict[str, str], values: list[str]) -> ColumnMatch:
    folded = fold_heading(heading)
    match = ColumnMatch(place, heading)
    if not heading:
        return match
    layers = presets.layers(preset)
    if reason := _never(folded, layers):
        return replace(match, how="never", never=reason)
    if folded in known and (not known[folded] or known[folded] in BY_KEY):
        return replace(match, target=known[folded], score=1.0, how="saved")
    for layer in layers:
        if target := layer.columns.get(folded):
            return replace(match, target=target, score=1.0, how="preset" if layer.name == preset else "exact")
        if folded in layer.skip:
            return replace(match, how="skip")
    return _similar(match, folded, layers, values)


def _never(folded: str, layers: Sequence[presets.Preset]) -> str:
    """Why a heading is never imported; also when a group stands before it, as in ``custom_fields.gender``."""
    tail = fold_heading(folded.rsplit(".", 1)[-1])
    for word in dict.fromkeys((folded, tail)):
        for layer in layers:
            if reason := layer.never.get(word):
                return reason
            if word in layer.columns:
                break
    for layer in layers:
        for word, reason in layer.never.items():
            if len(word) > 2 and not word.isascii() and word in folded and folded not in layer.columns:
                return reason
    return ""


def _similar(match: ColumnMatch, folded: str, layers: Sequence[presets.Preset], values: list[str]) -> ColumnMatch:
    tail = fold_heading(match.heading.replace("．", ".").rsplit(".", 1)[-1])
    for layer in layers:
        if tail != folded and (target := layer.columns.get(tail)):
            return replace(match, target=target, score=_TAIL, how="similar")
    target, score = _closest(folded, tuple(layer.name for layer in layers))
    if target and _contradicted(target, values):
        target = ""
    if target and score >= LIKELY:
        return replace(match, target=target, score=round(score, 2), how="similar")
    shaped = _by_shape(values)
    if shaped and not any(word in folded for word in _OTHERS):
        return replace(match, target=shaped, score=_SHAPED, how="shape")
    return match


@cache
def _synonyms(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    every = presets.all_presets()
    return tuple(
        (word, target) for name in names for word, target in every[name].columns.items() if len(word) >= _SINGLE_KANJI
    )


@lru_cache(maxsize=2048)
def _closest(folded: str, names: tuple[str, ...]) -> tuple[str, float]:
    best, found = 0.0, ""
    for word, target in _synonyms(names):
        if any(other in folded and other not in word for other in _OTHERS):
            continue
        score = likeness(folded, word)
        if score > best:
            best, found = score, target
    return found, best


def likeness(one: str, other: str) -> float:
    """0 to 1: the better of shared letter pairs and longest common blocks; 1 only for equal texts."""
    if one == other:
        return 1.0
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
    return min(max(blocks, _dice(one, other)), 0.99)


def _dice(one: str, other: str) -> float:
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other)]
    total = len(pairs[0]) + len(pairs[1])
    return 2 * len(pairs[0] & pairs[1]) / total if total else 0.0


def _share(target: str, values: list[str]) -> float:
    shape = BY_KEY[target].shape
    if shape is None or not values:
        return 0.0
    return sum(bool(shape.fullmatch(value)) for value in values) / len(values)


def _contradicted(target: str, values: list[str]) -> bool:
    """The heading sounds right, the values do not look it. Figures may be Excel's dates."""
    figures = bool(values) and all(nfkc(value).replace(".", "").isdigit() for value in values)
    return bool(values) and BY_KEY[target].shape is not None and not figures and _share(target, values) == 0


def _by_shape(values: list[str]) -> str:
    """Only an address tells by itself what it is; a date or a figure could be anything."""
    return "email" if values and _share("email", values) >= _SHAPE_SHARE else ""


def _id_for_person(matches: list[ColumnMatch]) -> list[ColumnMatch]:
    """A file that knows only application IDs: they have to tell people apart."""
    if any(match.target == "external_id" for match in matches):
        return matches
    return [replace(match, target="external_id") if match.target == "application_id" else match for match in matches]


def _one_each(matches: list[ColumnMatch]) -> list[ColumnMatch]:
    """One heading a field, the surest and then the first; fields that join take all of theirs."""
    single = {column.key for column in COLUMNS if not column.joins}
    taken: dict[str, ColumnMatch] = {}
    for match in matches:
        best = taken.get(match.target)
        if match.target in single and (best is None or match.score > best.score):
            taken[match.target] = match
    return [
        replace(match, target="", score=0.0, how="skip" if match.score == 1 else "none")
        if match.target in single and taken[match.target].place != match.place
        else match
        for match in matches
    ]


def fingerprint(headers: Sequence[str]) -> str:
    """Equal for files with the same headings in whatever order: how a saved mapping is found again."""
    words = "\n".join(sorted(fold_heading(heading) for heading in headers if heading))
    return hashlib.sha256(words.encode()).hexdigest()
