"""How well the fair-selection guard reads notes: recall and precision on a labelled set kept apart from its rules.

    python -m tests.base.fair.measure [--lines]

Recall: of the notes a reader would strike out for an item, how many its rule found. Precision: of the notes a rule
struck out, how many a reader would have struck out for anything (a right stop under another name still stops the right
words). The last line, `blocked`, asks only whether a note may be saved. The set is never used to write a rule.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "career_relay.settings")

from career_relay.base.text import lint

LABELLED = Path(__file__).parent / "labelled.tsv"
BLOCKED = "blocked"
SETS = ("labelled", "fresh", "indirect")


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figure:
    """What one rule did: how many notes it had to find and found, how many it struck out and was right to."""

    asked: int
    found: int
    struck: int
    right: int
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        return self.found / self.asked if self.asked else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.struck if self.struck else 1.0


def read(file: Path = LABELLED) -> list[Note]:
    """The labelled notes: codes, a tab, the note; `-` for a clean one."""
    rows = [row.split("\t", 1) for row in file.read_text(encoding="utf-8").splitlines() if row[:1] not in {"", "#"}]
    return [Note(text, frozenset(codes.split()) - {"-"}) for codes, text in rows]


def blocking(codes: frozenset[str]) -> frozenset[str]:
    """Those of some codes that stop a note from being saved."""
    return frozenset(code for code in codes if lint.level_of(code) == lint.BLOCK)


def measure(notes: list[Note]) -> dict[str, Figure]:
    """A figure for each rule, and under `blocked` for whether a note may be saved at all."""
    told = [(one, frozenset(lint.items_hit(one.text, flags=True))) for one in notes]
    figures = {
        rule.code: _figure(
            [(one.text, rule.code in one.labels, rule.code in hits, bool(one.labels)) for one, hits in told]
        )
        for rule in lint.load(lint.FAIR).rules
    }
    whole = [
        (one.text, bool(blocking(one.labels)), bool(blocking(hits)), bool(blocking(one.labels))) for one, hits in told
    ]
    return {**figures, BLOCKED: _figure(whole)}


def _figure(rows: list[tuple[str, bool, bool, bool]]) -> Figure:
    asked, struck = [row for row in rows if row[1]], [row for row in rows if row[2]]
    return Figure(
        len(asked),
        sum(1 for row in asked if row[2]),
        len(struck),
        sum(1 for row in struck if row[3]),
        tuple(row[0] for row in asked if not row[2]),
        tuple(row[0] for row in struck if not row[3]),
    )


def report(figures: dict[str, Figure]) -> str:
    rows = [f"{'rule':<9} {'notes':>5} {'recall':>7} {'struck':>6} {'precision':>9}"]
    for code, one in figures.items():
        rows.append(f"{code:<9} {one.asked:>5} {one.recall:>7.3f} {one.struck:>6} {one.precision:>9.3f}")
    return "\n".join(rows)


def lines_of(figure: Figure) -> str:
    missed, wrong = (f"missed  {text}" for text in figure.missed), (f"wrong   {text}" for text in figure.wrong)
    return "\n".join([*missed, *wrong])


if __name__ == "__main__":
    for file in (LABELLED.with_name(f"{name}.tsv") for name in SETS):
        measured = measure(read(file))
        sys.stdout.write(f"{file.name}\n{report(measured)}\n")
        if "--lines" in sys.argv:
            sys.stdout.write(f"{lines_of(measured[BLOCKED])}\n")
