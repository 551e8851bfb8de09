"""Scorecards in a file: a list of JSON objects in one cell, as `json_rows` writes them for Greenhouse and Lever.

A rating becomes a figure from 1 to 5 when we know the scale it is on; other ratings stay words.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from career_relay.base.text.normalise import squeeze, tidy

from .shapes import Mark, ScorecardDraft

# Greenhouse rates in five words, Lever in four; both are spread over our five steps.
RATINGS: Final[Mapping[str, int]] = {
    "definitely_not": 1,
    "no": 2,
    "mixed": 3,
    "yes": 4,
    "strong_yes": 5,
    "strong no hire": 1,
    "no hire": 2,
    "hire": 4,
    "strong hire": 5,
}
_FIGURE: Final = re.compile(r"([1-5])(?:\.0+)?(?:\s*/\s*5)?")
_NUMBERED: Final = re.compile(r"^[1-4]\s*[-–:]\s*")
_MOST_CARDS: Final = 30
_MOST_MARKS: Final = 60
_NAME_LIMIT: Final = 100
_TEXT_LIMIT: Final = 4_000
Clean = Callable[[str], str]


class BrokenScorecards(ValueError):  # noqa: N818 — it names what the cell is
    """The cell holds no list of scorecards."""


def rating(words: object) -> int | None:
    """1 to 5, or None for words or a scale we do not know."""
    text = " ".join(str(words or "").lower().split())
    named = _NUMBERED.sub("", text)  # Lever: "3 - Hire" is the third of four
    if named in RATINGS:
        return RATINGS[named]
    found = _FIGURE.fullmatch(text)
    return int(found[1]) if found else None


def as_cell(cards: Sequence[Mapping[str, Any]]) -> str:
    """The text of a cell that `read` reads."""
    return json.dumps(cards, ensure_ascii=False) if cards else ""


def read(text: str, clean: Clean) -> tuple[ScorecardDraft, ...]:
    """in: ``clean`` takes a note and gives what may be kept of it. raises BrokenScorecards."""
    try:
        cards = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenScorecards from error
    if not isinstance(cards, list) or not all(isinstance(card, dict) for card in cards):
        raise BrokenScorecards
    found = (_card(card, clean) for card in cards[:_MOST_CARDS])
    return tuple(card for card in found if card != ScorecardDraft(reviewer=card.reviewer))


def _card(card: Mapping[str, Any], clean: Clean) -> ScorecardDraft:
    marks = [mark for mark in card.get("marks") or () if isinstance(mark, dict)][:_MOST_MARKS]
    comment = clean(_words(card.get("comment")))
    overall = _words(card.get("overall"))
    score = rating(overall)
    return ScorecardDraft(
        reviewer=squeeze(_words(card.get("by")))[:_NAME_LIMIT],
        score=score,
        marks=tuple(_mark(mark, clean) for mark in marks if _words(mark.get("name"))),
        comment="\n".join(filter(None, (squeeze(overall) if score is None else "", comment)))[:_TEXT_LIMIT],
    )


def _mark(mark: Mapping[str, Any], clean: Clean) -> Mark:
    """The words of a rating that is no figure stand before the note."""
    words = squeeze(_words(mark.get("rating")))
    score, note = rating(words), clean(tidy(_words(mark.get("note"))))
    told = words if score is None and words != "no_decision" else ""
    return Mark(
        squeeze(_words(mark.get("name")))[:_NAME_LIMIT], score, " ".join(filter(None, (told, note)))[:_TEXT_LIMIT]
    )


def _words(value: object) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value)
