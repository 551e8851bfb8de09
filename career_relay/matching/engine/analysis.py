"""Reading a text once: words, skills with years, grades. Everything later works on this, not on the text.

An `Analysis` depends on the text and the data files only, so it can be stored beside the text
(`to_json`, `from_json`) and used until `key_of(text)` is another one.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any, Literal, Self

from career_relay.matching.engine.durations import Duration, Period, durations, period
from career_relay.matching.engine.grades import grades
from career_relay.matching.engine.skills import data_version, skill_book
from career_relay.matching.engine.text import Words, read_words, sentences

# To be raised when the shape of what `to_json` writes changes: older ones are then read again from the text.
_FORMAT = "2"

State = Literal["has", "learning", "lacks"]

_CLAUSE_END = re.compile(r"、|,(?!\d)|;|。|\)|\(|(?<=[んいすた]が)|\bbut\b")
_LACKS = re.compile(
    r"未経験(?!者|から|で入社|歓迎|の新人|メンバー|の方|可|でも)|経験(?:は|が|も)?(?:全く|まったく|ほとんど)?(?:な[いしく]|無[いしく]|ありません|ございません)|"
    r"(?:でき|使え|話せ|書け|扱え)(?:ません|ない)|(?:持って|取得して|保有して)(?:いません|いない|おりません)|未取得|未保有|知識は?(?:ありません|ない|なし)"
)
_LACKS_ENGLISH = re.compile(r"\b(?:no|without|never|not|lack of|lacks?)\b(?:\s+\w+){0,4}\s*$")
_LEARNING = re.compile(
    r"勉強中|学習中|取得予定|取得見込|受験予定|習得中|独学中|現在学習|研修中|\bstudying\b|\blearning\b(?! and)"
)


@dataclass(frozen=True, slots=True)
class SkillSpan:
    """A skill named at `begin:end` of the text, with the years said of it there."""

    skill: str
    begin: int
    end: int
    sentence: int
    state: State
    years: float | None


@dataclass(frozen=True, slots=True)
class GradeSpan:
    scale: str
    value: int
    begin: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """`first` and `last` are the months of the job this line tells about, see `Period`; `lacks`: it says "no"."""

    begin: int
    end: int
    tokens: tuple[str, ...]
    # Words that count: a name the dictionary does not know must not make a text longer.
    length: int = 0
    lacks: bool = False
    first: int | None = None
    last: int | None = None

    @property
    def period(self) -> Period | None:
        return None if self.first is None else Period(self.first, self.last)


@dataclass(frozen=True)
class Analysis:
    key: str
    sentences: tuple[Sentence, ...]
    skills: tuple[SkillSpan, ...]
    grades: tuple[GradeSpan, ...]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in the text, a repeated sentence counted once."""
        distinct = dict.fromkeys(sentence.tokens for sentence in self.sentences)
        return Counter(token for tokens in distinct for token in tokens)

    @cached_property
    def sentences_with(self) -> dict[str, tuple[int, ...]]:
        places: dict[str, list[int]] = {}
        for number, sentence in enumerate(self.sentences):
            for token in dict.fromkeys(sentence.tokens):
                places.setdefault(token, []).append(number)
        return {token: tuple(numbers) for token, numbers in places.items()}

    @cached_property
    def spans_of(self) -> dict[str, tuple[SkillSpan, ...]]:
        """Spans that show a skill, itself or through what implies it; lacking a skill implies nothing upwards."""
        ancestors = skill_book().ancestors
        spans: dict[str, list[SkillSpan]] = {}
        for span in self.skills:
            for skill in {span.skill} if span.state == "lacks" else ancestors[span.skill]:
                spans.setdefault(skill, []).append(span)
        return {skill: tuple(found) for skill, found in spans.items()}

    @cached_property
    def skills_in(self) -> tuple[frozenset[str], ...]:
        """By sentence: the skills it shows, with what they imply."""
        ancestors = skill_book().ancestors
        shown: list[set[str]] = [set() for _ in self.sentences]
        for span in self.skills:
            if span.state == "has":
                shown[span.sentence] |= ancestors[span.skill]
        return tuple(frozenset(skills) for skills in shown)

    def to_json(self) -> dict[str, Any]:
        """Rows without names, as there are many."""
        return {
            "key": self.key,
            "sentences": [list(astuple(row)) for row in self.sentences],
            "skills": [list(astuple(row)) for row in self.skills],
            "grades": [list(astuple(row)) for row in self.grades],
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        if not stored["key"].startswith(f"{_FORMAT}-"):
            return cls(stored["key"], (), (), ())
        return cls(
            key=stored["key"],
            sentences=tuple(Sentence(b, e, tuple(tokens), *rest) for b, e, tokens, *rest in stored["sentences"]),
            skills=tuple(SkillSpan(*row) for row in stored["skills"]),
            grades=tuple(GradeSpan(*row) for row in stored["grades"]),
        )


def key_of(text: str) -> str:
    """What a stored analysis must carry to be still true of this text."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return f"{_FORMAT}-{data_version()}-{digest}"


@lru_cache(maxsize=20_000)
def analyse(text: str) -> Analysis:
    pieces = [(begin, end, read_words(text[begin:end])) for begin, end in sentences(text)]
    periods = list(_periods(text, pieces))
    skills = tuple(span for n, (begin, _, words) in enumerate(pieces) for span in _skills(words, begin, n))
    levels = tuple(span for n, (begin, _, words) in enumerate(pieces) for span in _grades(words, begin, n))
    lines = tuple(
        _sentence(begin, end, words, found) for (begin, end, words), found in zip(pieces, periods, strict=True)
    )
    return Analysis(key_of(text), lines, skills, levels)


def _sentence(begin: int, end: int, words: Words, found: Period | None) -> Sentence:
    tokens = tuple(token.form for token in words.tokens)
    length = sum(token.counts for token in words.tokens)
    lacks = _LACKS.search(words.folded.lower) is not None
    return Sentence(begin, end, tokens, length, lacks, *_ends(found))


def _periods(text: str, pieces: list[tuple[int, int, Words]]) -> Iterator[Period | None]:
    """A period is said once, above what was done in it; it holds until the next one or an empty line."""
    current: Period | None = None
    before = 0
    for begin, end, words in pieces:
        found = period(words.folded.lower)
        if found is not None:
            current = found
        elif text.count("\n", before, begin) > 1:
            current = None
        yield current
        before = end


def _ends(found: Period | None) -> tuple[int | None, int | None]:
    return (None, None) if found is None else (found.first, found.last)


def _skills(words: Words, offset: int, sentence: int) -> Iterator[SkillSpan]:
    folded = words.folded
    said = durations(folded.lower)
    cuts = [match.start() for match in _CLAUSE_END.finditer(folded.lower)]
    for ids, begin, end in skill_book().find(folded.text, folded.lower, words.edges):
        if words.is_hidden(begin, end):
            continue
        clause = _clause(begin, cuts, len(folded.lower))
        years = _years(begin, end, clause, said)
        state = _state(folded.lower, begin, end, clause)
        source_begin, source_end = folded.source_span(begin, end)
        for skill in ids:
            yield SkillSpan(skill, offset + source_begin, offset + source_end, sentence, state, years)


def _grades(words: Words, offset: int, sentence: int) -> Iterator[GradeSpan]:
    for grade in grades(words.folded.lower):
        if not words.is_hidden(grade.begin, grade.end):
            begin, end = words.folded.source_span(grade.begin, grade.end)
            yield GradeSpan(grade.scale, grade.value, offset + begin, offset + end, sentence)


def _clause(position: int, cuts: list[int], length: int) -> tuple[int, int]:
    after = bisect_right(cuts, position)
    return cuts[after - 1] if after else 0, cuts[after] if after < len(cuts) else length


def _years(begin: int, end: int, clause: tuple[int, int], said: list[Duration]) -> float | None:
    """The length said nearest to the skill: in its clause, or the only one of the sentence."""
    inside = [found for found in said if clause[0] <= found.begin < clause[1]]
    # "Go(3年)": the bracket behind the skill is a clause of its own.
    behind = [found for found in said if 0 <= found.begin - end <= 1 + len("(約")]
    near = inside or behind or (said if len(said) == 1 else [])
    if not near:
        return None
    return min(near, key=lambda found: (found.begin < begin, abs(found.begin - begin))).years


def _state(lower: str, begin: int, end: int, clause: tuple[int, int]) -> State:
    rest = lower[end : max(clause[1], end)]
    if _LACKS.search(rest) or _LACKS_ENGLISH.search(lower[clause[0] : begin]):
        return "lacks"
    # "Go(未経験)" and "簿記2級(取得予定)": the bracket belongs to what stands before it.
    bracket = lower[clause[1] : lower.find(")", clause[1])] if lower[clause[1] : clause[1] + 1] == "(" else ""
    if _LACKS.search(bracket):
        return "lacks"
    return "learning" if _LEARNING.search(rest) or _LEARNING.search(bracket) else "has"
