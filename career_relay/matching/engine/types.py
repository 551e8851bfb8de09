"""What the engine is given and what it answers. Plain values: no clock, no database, nobody's name.

A `Profile` has no place for age, sex, nationality, photo, name, school or the length of a CV.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Literal

from career_relay.matching.engine.analysis import Analysis, analyse, key_of

Remote = Literal["full", "partly", "none"]
Kind = Literal["experience", "skill", "licence", "language", "trait", "unused"]


class Result(StrEnum):
    MET = "met"
    PARTLY = "partly"
    NOT_FOUND = "not_found"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True)
class Source:
    """One text of a profile: `name` says where it comes from ("career", "evaluation"), `ref` which document.

    `as_of` is the day it was written: "2021年4月〜現在" ends there. A stored analysis may be given;
    it is used only while it fits the text.
    """

    name: str
    text: str
    ref: str = ""
    as_of: date | None = None
    stored: Analysis | None = field(default=None, compare=False, repr=False)

    @cached_property
    def analysis(self) -> Analysis:
        if self.stored is not None and self.stored.key == key_of(self.text):
            return self.stored
        return analyse(self.text)


@dataclass(frozen=True)
class Profile:
    """A person as the engine may know them. Everything but `ref` may be empty: unknown is not "no".

    `years` is by role id (`roles.role_of`), `prefectures` where they would work ("13"), `pay_min` in yen a year.
    `titles`, `skills`, `languages` and `licences` are as the person wrote them.
    """

    ref: str
    titles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    texts: tuple[Source, ...] = ()
    years: Mapping[str, float] = field(default_factory=dict)
    prefectures: frozenset[str] = frozenset()
    remote: Remote | None = None
    pay_min: int | None = None
    start: date | None = None
    languages: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every text that may be quoted, the short ones first."""
        return (*self._short_sources(), *self.texts)

    @cached_property
    def title_words(self) -> Counter[str]:
        return Counter(word for source in self.sources if source.name == "titles" for word in source.analysis.counts)

    @cached_property
    def text_words(self) -> Counter[str]:
        """Words of all texts; a sentence that stands in two of them counts once."""
        said = dict.fromkeys(line.tokens for source in self.sources for line in source.analysis.sentences)
        return Counter(word for words in said for word in words)

    @cached_property
    def text_length(self) -> int:
        """How many words count, under the same rule; names are left out."""
        said = {line.tokens: line.length for source in self.sources for line in source.analysis.sentences}
        return sum(said.values())

    @cached_property
    def skill_ids(self) -> frozenset[str]:
        """Every skill something speaks of, with what it implies."""
        spoken = (item for source in self.sources for item in source.analysis.spans_of.items())
        return frozenset(skill for skill, spans in spoken if any(span.state == "has" for span in spans))

    def _short_sources(self) -> Iterator[Source]:
        for name in ("titles", "skills", "licences", "languages"):
            for number, text in enumerate(getattr(self, name)):
                yield Source(name, text, ref=str(number))


@dataclass(frozen=True, slots=True)
class GradeWanted:
    scale: str
    value: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of what an opening asks for. `words` are what the line says beyond its skills."""

    text: str
    skills: tuple[str, ...] = ()
    min_years: float | None = None
    kind: Kind = "experience"
    any_of: bool = False
    grade: GradeWanted | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opening:
    """A position. `role` is a role id; `remote` what it offers; pay in yen a year; `start_by` the latest start."""

    ref: str
    title: str
    role: str | None = None
    must: tuple[Requirement, ...] = ()
    nice: tuple[Requirement, ...] = ()
    prefecture: str | None = None
    remote: Remote | None = None
    pay_min: int | None = None
    pay_max: int | None = None
    start_by: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question worth putting to the person: a key of the catalogue and what to put into it."""

    key: str
    params: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explained:
    """`quote` is a span of `source`'s text, letter for letter; both are empty when nothing was found."""

    requirement: Requirement
    result: Result
    quote: str = ""
    source: str = ""
    source_ref: str = ""
    ask: Ask | None = None
