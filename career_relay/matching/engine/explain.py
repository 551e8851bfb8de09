"""For each requirement of an opening: is it met, by which words of which source, and what is left to ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from career_relay.matching.engine.analysis import GradeSpan, SkillSpan
from career_relay.matching.engine.durations import Period, whole_years
from career_relay.matching.engine.quotes import quote
from career_relay.matching.engine.roles import roles
from career_relay.matching.engine.skills import skill_book
from career_relay.matching.engine.types import (
    Ask,
    Explained,
    GradeWanted,
    Opening,
    Profile,
    Requirement,
    Result,
    Source,
)

# A sentence that has this share of a requirement's own words speaks of it; with less it touches it.
_SPEAKS = 0.75
_TOUCHES = 0.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for one skill. `state`: "has", "near", "learning", "lacks" or "none".

    Which words of `places` say most is only looked at for the skill that is shown.
    """

    state: str
    skill: str
    places: Sequence[tuple[Source, SkillSpan]] = ()


_ORDER = {"has": 0, "learning": 1, "near": 2, "lacks": 3, "none": 4}


def explain(profile: Profile, opening: Opening) -> tuple[Explained, ...]:
    """Must-haves first, then nice-to-haves, each in the order of the opening."""
    return tuple(explain_requirement(profile, wanted) for wanted in (*opening.must, *opening.nice))


def explain_requirement(profile: Profile, wanted: Requirement) -> Explained:
    if wanted.kind == "unused":
        return Explained(wanted, Result.NOT_FOUND, ask=Ask("not_used"))
    if wanted.kind == "trait":
        return Explained(wanted, Result.NOT_FOUND, ask=Ask("trait", {"requirement": wanted.text}))
    if wanted.grade is not None:
        return _explain_grade_or_skills(profile, wanted, wanted.grade)
    if wanted.skills:
        return _explain_skills(profile, wanted)
    return _explain_words(profile, wanted)


# Skills


def _explain_skills(profile: Profile, wanted: Requirement) -> Explained:
    found = [_evidence(profile, skill) for skill in wanted.skills]
    best = min(found, key=lambda evidence: _ORDER[evidence.state])
    if best.state == "none":
        return _spoken_of(profile, wanted)
    shown = _shown(wanted, best)
    if best.state != "has":
        return shown
    missing = [evidence.skill for evidence in found if evidence.state != "has"]
    if missing and not wanted.any_of:
        return replace(shown, result=Result.PARTLY, ask=Ask("part", {"skills": " ".join(missing)}))
    return _checked_years(profile, wanted, found, _checked_words(profile, wanted, shown))


def _shown(wanted: Requirement, evidence: Evidence) -> Explained:
    params = {"requirement": wanted.text, "skill": evidence.skill}
    source, span = _best(evidence.places, wanted, evidence.skill) if evidence.places else (None, None)
    match evidence.state:
        case "has":
            result, ask = Result.MET, None
        case "learning":
            result, ask = Result.PARTLY, Ask("learning", params)
        case "near":
            near = span.skill if span else evidence.skill
            result, ask = Result.PARTLY, Ask("near", {**params, "near": near})
        case _:
            result, ask = Result.CONTRADICTS, Ask("contradicts", params)
    return _quoted(Explained(wanted, result, ask=ask), source, span)


def _quoted(explained: Explained, source: Source | None, span: SkillSpan | None) -> Explained:
    if source is None or span is None:
        return explained
    line = source.analysis.sentences[span.sentence]
    words = quote(source.text, (line.begin, line.end), (span.begin, span.end))
    return replace(explained, quote=words, source=source.name, source_ref=source.ref)


def _evidence(profile: Profile, skill: str) -> Evidence:
    spans = [(source, span) for source in profile.sources for span in source.analysis.spans_of.get(skill, ())]
    has = [pair for pair in spans if pair[1].state == "has"]
    if has:
        return Evidence("has", skill, has)
    learning = [pair for pair in spans if pair[1].state == "learning"]
    if learning:
        return Evidence("learning", skill, learning[:1])
    lacks = [*spans, *_lacks_wider(profile, skill)]
    if lacks:
        return Evidence("lacks", skill, lacks[:1])
    if skill_book().skills[skill].kind in {"licence", "language"}:
        return Evidence("none", skill)
    return _near(profile, skill)


def _lacks_wider(profile: Profile, skill: str) -> list[tuple[Source, SkillSpan]]:
    """Who lacks the family lacks its members."""
    return [
        (source, span)
        for wider in skill_book().ancestors[skill] - {skill}
        for source in profile.sources
        for span in source.analysis.spans_of.get(wider, ())
        if span.state == "lacks" and span.skill == wider
    ]


def _near(profile: Profile, skill: str) -> Evidence:
    near = [
        (source, span)
        for source in profile.sources
        for other in sorted(skill_book().siblings[skill] & source.analysis.spans_of.keys())
        for span in source.analysis.spans_of[other]
        if span.state == "has"
    ]
    return Evidence("near", skill, near) if near else Evidence("none", skill)


def _best(pairs: Sequence[tuple[Source, SkillSpan]], wanted: Requirement, skill: str) -> tuple[Source, SkillSpan]:
    """The words that say most: years when years are asked, then more of the requirement, then the fuller sentence."""

    def weight(pair: tuple[Source, SkillSpan]) -> tuple[float, int, bool, int, int]:
        source, span = pair
        line = source.analysis.sentences[span.sentence]
        years = _years_of(source, [span]) if wanted.min_years else 0.0
        skills = len(source.analysis.skills_in[span.sentence].intersection(wanted.skills))
        words = len(set(wanted.words).intersection(line.tokens))
        return years, skills, span.skill == skill, words, min(line.end - line.begin, 40)

    return pairs[0] if len(pairs) == 1 else max(pairs, key=weight)


def _checked_words(profile: Profile, wanted: Requirement, shown: Explained) -> Explained:
    """A requirement that says much beyond its skill is only partly met when nothing speaks of the rest."""
    if len(wanted.words) < 2 or _known_words(profile, wanted.words):
        return shown
    return replace(shown, result=Result.PARTLY, ask=Ask("rest", {"requirement": wanted.text}))


def _known_words(profile: Profile, words: Iterable[str]) -> bool:
    return any(word in source.analysis.sentences_with for source in profile.sources for word in words)


# Years


def _checked_years(profile: Profile, wanted: Requirement, found: list[Evidence], shown: Explained) -> Explained:
    if wanted.min_years is None:
        return shown
    have = max((_years(profile, evidence.skill) for evidence in found if evidence.state == "has"), default=0.0)
    params: dict[str, str | float] = {"requirement": wanted.text, "wanted": wanted.min_years}
    if have >= wanted.min_years:
        return shown
    if have == 0:
        return replace(shown, result=Result.PARTLY, ask=Ask("years_unstated", params))
    return replace(shown, result=Result.PARTLY, ask=Ask("years", {**params, "have": have}))


def _years(profile: Profile, skill: str) -> float:
    """The longest experience anything speaks of: said outright, by the dates of jobs, or by role."""
    said = [0.0]
    for source in profile.sources:
        spans = [span for span in source.analysis.spans_of.get(skill, ()) if span.state == "has"]
        said.append(_years_of(source, spans))
    ancestors, known = skill_book().ancestors, roles()
    for role, years in profile.years.items():
        if role in known and any(skill in ancestors[done] for done in known[role].skills):
            said.append(years)
    return max(said)


def _years_of(source: Source, spans: Iterable[SkillSpan]) -> float:
    """What is said outright counts as said; only where nothing is said do the dates of the job count, once each month."""
    said = [0.0]
    periods: list[Period] = []
    for span in spans:
        found = source.analysis.sentences[span.sentence].period
        if span.years is not None:
            said.append(span.years)
        elif found is not None:
            periods.append(found)
    return max(*said, whole_years(periods, source.as_of))


# Grades


def _explain_grade_or_skills(profile: Profile, wanted: Requirement, grade: GradeWanted) -> Explained:
    """ "簿記2級または経理3年": the better of the two, when the line leaves the choice."""
    graded = _explain_grade(profile, wanted, grade.scale, grade.value)
    if graded.result is Result.MET or not wanted.any_of or not wanted.skills:
        return graded
    skilled = _explain_skills(profile, wanted)
    return skilled if skilled.result is Result.MET else graded


def _explain_grade(profile: Profile, wanted: Requirement, scale: str, value: int) -> Explained:
    graded = [
        (grade, source)
        for source in profile.sources
        for grade in source.analysis.grades
        if grade.scale == scale and _is_about(source, grade, wanted)
    ]
    if not graded:
        return _ungraded(profile, wanted)
    grade, source = max(graded, key=lambda pair: pair[0].value)
    line = source.analysis.sentences[grade.sentence]
    words = quote(source.text, (line.begin, line.end), (grade.begin, grade.end))
    result = Result.MET if grade.value >= value else Result.PARTLY
    ask = None if result is Result.MET else Ask("grade", {"requirement": wanted.text})
    return Explained(wanted, result, words, source.name, source.ref, ask)


def _is_about(source: Source, grade: GradeSpan, wanted: Requirement) -> bool:
    """A spoken level counts for the language named last before it, or first after it."""
    if grade.scale != "spoken":
        return True
    ancestors, known = skill_book().ancestors, skill_book().skills
    languages = [
        span
        for span in source.analysis.skills
        if span.sentence == grade.sentence and known[span.skill].kind == "language"
    ]
    before = [span for span in languages if span.begin < grade.end]
    nearest = before[-1:] or languages[:1]
    return any(skill in ancestors[span.skill] for span in nearest for skill in wanted.skills)


def _ungraded(profile: Profile, wanted: Requirement) -> Explained:
    """The ability is there, its level is not said."""
    if not wanted.skills:
        return _explain_words(profile, wanted)
    shown = _explain_skills(profile, replace(wanted, min_years=None))
    if shown.result is Result.MET:
        return replace(shown, result=Result.PARTLY, ask=Ask("grade_unstated", {"requirement": wanted.text}))
    return shown


# Words, where the dictionary knows no skill


def _explain_words(profile: Profile, wanted: Requirement) -> Explained:
    source, line, share = _speaking(profile, wanted.words)
    if source is None or share < _TOUCHES:
        return Explained(wanted, Result.NOT_FOUND, ask=Ask("not_found", {"requirement": wanted.text}))
    sentence = source.analysis.sentences[line]
    words = quote(source.text, (sentence.begin, sentence.end), (sentence.begin, sentence.begin))
    params = {"requirement": wanted.text}
    if sentence.lacks:
        return Explained(wanted, Result.CONTRADICTS, words, source.name, source.ref, Ask("contradicts", params))
    result = Result.MET if share >= _SPEAKS and wanted.min_years is None else Result.PARTLY
    ask = None if result is Result.MET else Ask("touched", params)
    return Explained(wanted, result, words, source.name, source.ref, ask)


def _spoken_of(profile: Profile, wanted: Requirement) -> Explained:
    """No skill found: words alone are at most a hint, and never one for a licence."""
    nothing = Explained(wanted, Result.NOT_FOUND, ask=Ask("not_found", {"requirement": wanted.text}))
    if wanted.kind in {"licence", "language"}:
        return nothing
    found = _explain_words(profile, wanted) if len(wanted.words) > 1 else nothing
    if found.result is Result.MET:
        return replace(found, result=Result.PARTLY, ask=Ask("touched", {"requirement": wanted.text}))
    return found if found.result is Result.CONTRADICTS else nothing


def _speaking(profile: Profile, words: tuple[str, ...]) -> tuple[Source | None, int, float]:
    """The sentence that shares most of the words: (source, number of the sentence, share)."""
    best: tuple[Source | None, int, int] = (None, 0, 0)
    for source in profile.sources:
        shared: dict[int, int] = {}
        for word in words:
            for number in source.analysis.sentences_with.get(word, ()):
                shared[number] = shared.get(number, 0) + 1
        for number, count in shared.items():
            if count > best[2]:
                best = (source, number, count)
    return best[0], best[1], best[2] / len(words) if words else 0.0
