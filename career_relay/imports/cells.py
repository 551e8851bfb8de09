"""The cells of one row, read through a mapping: text, dates, lists, and words that may not be kept."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from career_relay.base.sheets import original
from career_relay.base.text import lint, sentences
from career_relay.base.text.normalise import Malformed, fold, nfkc, parse_date, squeeze, tidy

from .columns import BY_KEY
from .faults import Fault, Remark, fault, malformed, remark
from .mapping import Mapping
from .rows import Row

_BLANKS: Final = frozenset(
    {
        "",
        "-",
        "--",
        "'",  # what a Google sheet of HRMOS holds in an empty cell
        "ー",
        "―",
        "—",
        "−",
        "なし",
        "無し",
        "無",
        "未登録",
        "未入力",
        "未定",
        "不明",
        "n/a",
        "#n/a",
        "null",
        "none",
        "nan",
    }
)
_LONGEST_BLANK: Final = max(map(len, _BLANKS))
_NO_CELLS: Final[list[tuple[str, str]]] = []
_BETWEEN: Final = re.compile(r"[、,;；\n\t|/／]+")
_DOTS: Final = re.compile(r"[・･]")
_SENTENCE: Final = re.compile(r"(?<=[。\n])")
_MAX_ITEMS: Final = 60
_ITEM_LIMIT: Final = {"skills": 60, "qualifications": 60, "tags": 30}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a mapping means for every row of one file."""

    width: int
    mapping: Mapping
    today: date
    targets: tuple[tuple[int, str, str], ...]  # place, field, heading
    headings: dict[str, str]  # field → its first heading
    source_name: str = ""  # where everybody in such a file comes from

    @classmethod
    def of(cls, width: int, mapping: Mapping, today: date) -> Self:
        targets = tuple((match.place, match.target, match.heading) for match in mapping.columns if match.target)
        headings = {field: heading for _place, field, heading in reversed(targets)}
        return cls(width, mapping, today, targets, headings, mapping.default("source_name"))


class Cells:
    """One row, its faults and its remarks."""

    def __init__(self, plan: Plan, row: Row) -> None:
        self.plan = plan
        self.row = row
        self.faults: list[Fault] = []
        self.warnings: list[Remark] = []
        self.filled: dict[str, list[tuple[str, str]]] = {}
        width = len(row.cells)
        for place, target, heading in plan.targets:
            if place < width and says_something(text := original(row.cells[place]).strip()):
                self.filled.setdefault(target, []).append((heading, text))

    def cells(self, key: str) -> list[tuple[str, str]]:
        """Heading and text of every filled cell of a field."""
        return self.filled.get(key, _NO_CELLS)

    def cell(self, key: str) -> tuple[str, str]:
        found = self.filled.get(key)
        return found[0] if found else (self.plan.headings.get(key, ""), "")

    def fail(self, column: str, value: str, code: str, **facts: object) -> None:
        self.faults.append(fault(self.row.line, column, value, code, **facts))

    def warn(self, column: str, value: str, code: str, **facts: object) -> None:
        self.warnings.append(remark(self.row.line, column, value, code, **facts))

    def text(self, key: str) -> str:
        """One line of text, tidied and kept within its limit."""
        found = self.filled.get(key)
        return self.limited(key, found[0][0], squeeze(found[0][1])) if found else ""

    def limited(self, key: str, heading: str, text: str) -> str:
        limit = BY_KEY[key].limit
        if len(text) <= limit:
            return text
        self.warn(heading, "", "SHORTENED", limit=limit)
        return text[: limit - 1] + "…"

    def day(self, key: str) -> date | None:
        found = self.filled.get(key)
        if not found:
            return None
        heading, raw = found[0]
        try:
            return parse_date(raw, excel_serials=self.plan.mapping.excel_serials)
        except Malformed as refusal:
            self.faults.append(malformed(self.row.line, heading, raw, "IMPOSSIBLE_DATE", refusal))
            return None

    def kept(self, clean: Callable[[str], str], heading: str, raw: str, code: str) -> str:
        """The cleaned value, or nothing and a remark."""
        try:
            return clean(raw)
        except Malformed as refusal:
            self.warn(heading, raw, code, why=sentences.why(refusal))
            return ""

    # --- free text ---

    def joined(self, key: str) -> str:
        parts = [tidy(text) for _heading, text in self.cells(key)]
        return self.limited(key, self.plan.headings.get(key, ""), "\n".join(parts)) if parts else ""

    def fair(self, key: str) -> str:
        """Text about a person by the company: a cell with a hit is left out whole (LEGAL F-03)."""
        kept = [self.allowed(heading, tidy(raw)) for heading, raw in self.cells(key)]
        kept = [text for text in kept if text]
        return self.limited(key, self.plan.headings.get(key, ""), "\n".join(kept)) if kept else ""

    def allowed(self, heading: str, text: str) -> str:
        """The text, or nothing and a remark when it is about something that may not be kept."""
        if codes := lint.items_hit(text):
            self.left_out(heading, codes)
            return ""
        return text

    def prose(self, key: str) -> str:
        """A person's own account: only the sentences with a hit are left out."""
        kept = []
        for heading, raw in self.cells(key):
            text = tidy(raw)
            if codes := lint.items_hit(text):
                self.left_out(heading, codes)
                text = "".join(part for part in _SENTENCE.split(text) if not lint.items_hit(part.strip())).strip()
                text = "" if lint.items_hit(text) else text
            kept.append(text)
        return self.limited(key, self.plan.headings.get(key, ""), "\n".join(filter(None, kept))) if kept else ""

    def items(self, key: str) -> tuple[str, ...]:
        """A list in one or several cells: unique, each short, none about protected things."""
        found: dict[str, str] = {}
        for heading, raw in self.cells(key):
            for item in _split(tidy(raw)):
                if codes := lint.items_hit(item):
                    self.left_out(heading, codes)
                else:
                    found.setdefault(fold(item), item[: _ITEM_LIMIT[key]])
        return tuple(found.values())[:_MAX_ITEMS]

    def left_out(self, heading: str, codes: tuple[str, ...]) -> None:
        for code in codes:
            self.warn(heading, "", "LEFT_OUT_FAIR", item=lint.item_of(code))


def says_something(text: str) -> bool:
    """Whether a cell says anything: 「-」 and 「なし」 do not."""
    return len(text) > _LONGEST_BLANK or nfkc(text).lower() not in _BLANKS


def _split(text: str) -> list[str]:
    parts = _BETWEEN.split(text)
    if len(parts) == 1:
        parts = _DOTS.split(text)
    return [part for part in (squeeze(part) for part in parts) if part]
