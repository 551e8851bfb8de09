"""Why somebody fits, as it is stored and as it is read: requirement, result, quote, source, what to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from career_relay.matching.engine import Ask, Explained, Opening, Profile, Result, explain
from career_relay.matching.explanations import RESULTS, ask_sentence, source_label


@dataclass(frozen=True, slots=True)
class Reason:
    """One requirement of the position against one person. Sentences are made when shown, in the reader's language."""

    requirement: str
    must: bool
    result: str
    quote: str = ""
    source: str = ""
    ask: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, found: Explained, *, must: bool) -> Self:
        ask = {"key": found.ask.key, "params": dict(found.ask.params)} if found.ask else None
        return cls(found.requirement.text, must, found.result.value, found.quote, found.source, ask)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        return cls(**stored)

    def to_json(self) -> dict[str, Any]:
        names = ("requirement", "must", "result", "quote", "source", "ask")
        return {name: getattr(self, name) for name in names}

    @property
    def is_met(self) -> bool:
        return self.result == Result.MET

    @property
    def is_shown(self) -> bool:
        """Whether words were found that speak for it."""
        return bool(self.quote) and self.result in {Result.MET, Result.PARTLY}

    @property
    def result_label(self) -> str:
        return str(RESULTS[Result(self.result)])

    @property
    def source_label(self) -> str:
        return source_label(self.source) if self.source else ""

    @property
    def ask_sentence(self) -> str:
        return ask_sentence(Ask(self.ask["key"], self.ask["params"])) if self.ask else ""


@dataclass(frozen=True, slots=True)
class Fit:
    """All reasons of one person, with what a reader counts. No percentages."""

    reasons: tuple[Reason, ...]

    @property
    def must(self) -> list[Reason]:
        return [one for one in self.reasons if one.must]

    @property
    def nice(self) -> list[Reason]:
        return [one for one in self.reasons if not one.must]

    @property
    def must_met(self) -> int:
        return sum(one.is_met for one in self.must)

    @property
    def nice_met(self) -> int:
        return sum(one.is_met for one in self.nice)

    @property
    def shown(self) -> list[Reason]:
        return [one for one in self.reasons if one.is_shown]

    @property
    def open_musts(self) -> list[str]:
        """Must-haves that nothing was found for."""
        return [one.requirement for one in self.must if one.result == Result.NOT_FOUND]

    def open(self) -> list[Reason]:
        """What no words were found for, or words against it."""
        return [one for one in self.reasons if not one.is_shown]

    @property
    def to_ask(self) -> list[Reason]:
        return [one for one in self.reasons if one.ask and one.ask["key"] != "not_used"]


def reasons_of(profile: Profile, opening: Opening) -> tuple[Reason, ...]:
    """Explain every requirement, the must-haves first."""
    musts = len(opening.must)
    return tuple(Reason.of(found, must=n < musts) for n, found in enumerate(explain(profile, opening)))


def read_fit(stored: Iterable[Mapping[str, Any]]) -> Fit:
    return Fit(tuple(Reason.read(row) for row in stored))
