"""The engine's answers in words a recruiter or a candidate may read."""

from collections.abc import Callable, Mapping

from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from career_relay.matching.engine import Ask, Code, Result
from career_relay.matching.engine.roles import role_label
from career_relay.matching.engine.skills import skill_label

RESULTS: Mapping[Result, object] = {
    Result.MET: pgettext_lazy("requirement", "met"),
    Result.PARTLY: pgettext_lazy("requirement", "partly met"),
    Result.NOT_FOUND: pgettext_lazy("requirement", "nothing found"),
    Result.CONTRADICTS: pgettext_lazy("requirement", "the record says no"),
}

SOURCES: Mapping[str, object] = {
    "titles": pgettext_lazy("source", "Job title"),
    "skills": pgettext_lazy("source", "Skills stated"),
    "licences": pgettext_lazy("source", "Licences"),
    "languages": pgettext_lazy("source", "Languages"),
    "career": pgettext_lazy("source", "Career history"),
    "summary": pgettext_lazy("source", "Summary"),
    "evaluation": pgettext_lazy("source", "Evaluation"),
    "wishes": pgettext_lazy("source", "The person's own wishes"),
    "letter": pgettext_lazy("source", "Letter"),
    "note": pgettext_lazy("source", "Note"),
    "document": pgettext_lazy("source", "Document"),
}

REASONS: Mapping[str, object] = {
    "must": pgettext_lazy("reason", "Must-haves"),
    "nice": pgettext_lazy("reason", "Nice-to-haves"),
    "role": pgettext_lazy("reason", "Kind of work"),
    "title_words": pgettext_lazy("reason", "Words of the job title"),
    "skill_overlap": pgettext_lazy("reason", "Skills in common"),
    "text_words": pgettext_lazy("reason", "Words in common"),
    "title_meaning": pgettext_lazy("reason", "Job titles that mean the same"),
    "text_meaning": pgettext_lazy("reason", "Texts that mean the same"),
}

CONDITIONS: Mapping[Code, object] = {
    Code.PLACE_ELSEWHERE: gettext_lazy("The place of work is not among those wished for."),
    Code.REMOTE_ONLY: gettext_lazy("Only work from home is wished for; this position does not offer it."),
    Code.PAY_BELOW: gettext_lazy("The pay is below what is wished for."),
    Code.START_TOO_LATE: gettext_lazy("The earliest start is later than this position needs."),
    Code.PLACE_UNKNOWN: gettext_lazy("Where the person would work is not known."),
    Code.PAY_UNKNOWN: gettext_lazy("Whether the pay fits is not known."),
    Code.START_UNKNOWN: gettext_lazy("When the person could start is not known."),
}


def ask_sentence(ask: Ask) -> str:
    """What to ask the person about one requirement, in the language of the reader."""
    return _ASKS[ask.key](ask.params)


def source_label(source: str) -> str:
    return str(SOURCES.get(source, source))


def reason_label(label: str) -> str:
    return str(REASONS.get(label, label))


def skill_name(skill: str) -> str:
    return skill_label(skill, get_language() or "en")


def role_name(role: str) -> str:
    return role_label(role, get_language() or "en")


Params = Mapping[str, str | float]


def _not_found(params: Params) -> str:
    return _("Nothing in the record speaks of “{requirement}”. Please ask.").format(**params)


def _rest(params: Params) -> str:
    return _("The skill is there; whether it covers all of “{requirement}” is not said.").format(**params)


def _touched(params: Params) -> str:
    return _("The words are close to “{requirement}”. Please ask how far it goes.").format(**params)


def _part(params: Params) -> str:
    names = _list(str(params["skills"]).split())
    return _("Nothing was found about: {skills}. Please ask.").format(skills=names)


def _near(params: Params) -> str:
    names = {"near": skill_name(str(params["near"])), "skill": skill_name(str(params["skill"]))}
    return _("There is experience with {near}, which is near {skill}. Please ask about {skill} itself.").format(**names)


def _learning(params: Params) -> str:
    return _("{skill} is being learned or applied for. Please ask how far it is.").format(
        skill=skill_name(str(params["skill"]))
    )


def _contradicts(params: Params) -> str:
    return _("The record says that “{requirement}” is not there. Please ask whether that has changed.").format(**params)


def _years(params: Params) -> str:
    words = {"have": _span(params["have"]), "wanted": _span(params["wanted"])}
    return _("{have} can be read from the record; asked for: {wanted}. Please ask about the rest.").format(**words)


def _years_unstated(params: Params) -> str:
    return _("How long is not said; asked for: {wanted}. Please ask.").format(wanted=_span(params["wanted"]))


def _grade(params: Params) -> str:
    return _("The level in the record is below “{requirement}”. Please ask for the latest one.").format(**params)


def _grade_unstated(params: Params) -> str:
    return _("The level is not said; “{requirement}” is asked for. Please ask.").format(**params)


def _trait(params: Params) -> str:
    return _("“{requirement}” cannot be read from a record. Please talk about it.").format(**params)


def _not_used(_params: Params) -> str:
    return _("This is not used: age, sex, nationality, family and school say nothing about the work.")


_ASKS: Mapping[str, Callable[[Params], str]] = {
    "not_found": _not_found,
    "rest": _rest,
    "touched": _touched,
    "part": _part,
    "near": _near,
    "learning": _learning,
    "contradicts": _contradicts,
    "years": _years,
    "years_unstated": _years_unstated,
    "grade": _grade,
    "grade_unstated": _grade_unstated,
    "trait": _trait,
    "not_used": _not_used,
}


def _span(years: str | float) -> str:
    """ "3 years", "half a year", "1.5 years"."""
    number = float(years)
    if number < 1:
        months = max(round(number * 12), 1)
        return ngettext("{n} month", "{n} months", months).format(n=months)
    shown = f"{number:g}"
    return ngettext("{n} year", "{n} years", 1 if shown == "1" else 2).format(n=shown)


def _list(skills: list[str]) -> str:
    return _(", ").join(skill_name(skill) for skill in skills)
