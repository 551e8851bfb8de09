"""What is rated and by whom: criteria version by version, each reviewer's own sheet, and the table of all (PRODUCT A6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates import actions
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Application, Candidate, Evaluation, GoodForWords, ScorecardTemplate
from career_relay.candidates.rules import ensure_askable, words_of
from career_relay.candidates.states import Reached, Recommendation
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import Permission, may
from career_relay.positions.models import Position

STEPS: Final = range(1, 6)
MOST_CRITERIA: Final = 10
MOST_WORDS: Final = 30
_DEFAULTS: Final = Path(__file__).parent / "defaults" / "scorecard.yaml"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing to look at. `anchors` say what earns each score from 1 to 5."""

    name: str
    good: str = ""
    anchors: tuple[str, ...] = ("",) * len(STEPS)

    def told(self) -> dict[str, Any]:
        return {"name": self.name, "good": self.good, "anchors": list(self.anchors)}


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The criteria in force. `template` is None while the company uses those it started with."""

    criteria: tuple[Criterion, ...]
    template: ScorecardTemplate | None = None

    @property
    def version(self) -> int:
        return self.template.version if self.template else 0


# --- criteria -----------------------------------------------------------------------------------------------------


def scorecard_for(position: Position | None) -> Scorecard:
    """The criteria of a position; else the company's; else those everybody starts with."""
    rows = ScorecardTemplate.objects.filter(Q(position=position) | Q(position=None), is_current=True)
    template = rows.order_by(F("position").asc(nulls_last=True)).first()
    return of(template) if template else Scorecard(default_criteria())


def of(template: ScorecardTemplate) -> Scorecard:
    return Scorecard(tuple(_criterion(one) for one in template.criteria), template)


def _criterion(told: Mapping[str, Any]) -> Criterion:
    return Criterion(told["name"], told.get("good", ""), tuple(told.get("anchors", ())))


def default_criteria() -> tuple[Criterion, ...]:
    return tuple(
        Criterion(_said(one["name"]), _said(one["good"]), tuple(_said(one["anchors"])))
        for one in _defaults()["criteria"]
    )


@cache
def _defaults() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_DEFAULTS.read_text(encoding="utf-8"))
    return found


def _said(words: Mapping[str, Any]) -> Any:
    return words.get((get_language() or "ja")[:2], words["en"])


@transaction.atomic
def save_criteria(
    company: Company, criteria: Sequence[Criterion], *, by: Actor, position: Position | None = None
) -> ScorecardTemplate:
    """Put criteria in force from now on, as a new version. Raises Refused for what may not be rated, naming it.

    Evaluations written before keep the criteria they were written by.
    """
    wanted = ensure_criteria(criteria)
    rows = ScorecardTemplate.objects.select_for_update().filter(position=position)
    now = rows.filter(is_current=True).first()
    if now and of(now).criteria == tuple(wanted):
        return now
    last = rows.order_by("-version").first()
    rows.filter(is_current=True).update(is_current=False)
    made = ScorecardTemplate.objects.create(
        company=company,
        position=position,
        version=last.version + 1 if last else 1,
        criteria=[one.told() for one in wanted],
        made_by_id=by.id,
    )
    record(CandidateEvent.SCORECARD_CHANGED, made, by=by, version=made.version, criteria=len(wanted))
    return made


@transaction.atomic
def use_company_criteria(position: Position, *, by: Actor) -> None:
    """Give up the criteria of a position: from now on those of the company count."""
    now = ScorecardTemplate.objects.select_for_update().filter(position=position, is_current=True).first()
    if now is None:
        return
    now.is_current = False
    now.save(update_fields=["is_current"])
    record(CandidateEvent.SCORECARD_CHANGED, now, by=by, version=0, criteria=0)


def ensure_criteria(criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria, tidied. Raises Refused for none, too many, two of one name, or one that may not be rated."""
    wanted = [one for one in map(_tidied, criteria) if one.name]
    if not wanted:
        raise Refused(_("Write at least one criterion."))
    if len(wanted) > MOST_CRITERIA:
        raise Refused(_("Keep it to %(n)s criteria: more are not rated with care.") % {"n": MOST_CRITERIA})
    if len({one.name for one in wanted}) < len(wanted):
        raise Refused(_("Two criteria have the same name."))
    ensure_askable(*(text for one in wanted for text in (one.name, one.good, *one.anchors) if text))
    return wanted


def _tidied(one: Criterion) -> Criterion:
    anchors = tuple(" ".join(text.split())[:200] for text in (*one.anchors, *[""] * len(STEPS)))[: len(STEPS)]
    return Criterion(" ".join(one.name.split())[:60], " ".join(one.good.split())[:200], anchors)


# --- words for "good for" ------------------------------------------------------------------------------------------


def good_for_words() -> list[str]:
    """The company's own words; those everybody starts with while it has none."""
    row = GoodForWords.objects.first()
    return list(row.words) if row else list(_said(_defaults()["good_for"]))


@transaction.atomic
def set_good_for_words(company: Company, words: Iterable[str], *, by: Actor) -> list[str]:
    """Replace the words. Raises Refused for one about a matter that has no place in a selection."""
    wanted = words_of(words)
    if len(wanted) > MOST_WORDS:
        raise Refused(_("Keep it to %(n)s words.") % {"n": MOST_WORDS})
    ensure_askable(*wanted)
    row, _new = GoodForWords.objects.select_for_update().get_or_create(company=company)
    if row.words != wanted:
        row.words = wanted
        row.save(update_fields=["words"])
        record(CandidateEvent.GOOD_FOR_WORDS_CHANGED, company, by=by, words=len(wanted))
    return wanted


# --- evaluations --------------------------------------------------------------------------------------------------


@transaction.atomic
def hand_in(  # noqa: PLR0913 — one argument a question of the form
    application: Application,
    *,
    by: Membership,
    actor: Actor,
    reached: str,
    lines: Sequence[Mapping[str, Any]],
    recommendation: str = "",
    strengths: str = "",
    comment: str = "",
    good_for: Iterable[str] = (),
    scorecard: ScorecardTemplate | None = None,
) -> Evaluation:
    """Hand in one reviewer's sheet of one step, once: afterwards they see the others'.

    in: lines as `{"criterion", "score": 1-5 | None, "behaviour"}`; a score needs the behaviour behind it.
    """
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if has_handed_in(application, reached, by):
        raise Refused(_("You have handed in yours for this step. Write a note if something is to be added."))
    rated = [dict(one) for one in lines if one.get("score") is not None]
    if any(not str(one.get("behaviour", "")).strip() for one in rated):
        raise Refused(_("Write what you saw beside each score, or choose “not looked at”."))
    if recommendation and recommendation not in Recommendation.values:
        raise Refused(_("Choose one of the recommendations."))
    return actions.evaluate(
        application, by=actor, reached=reached, criteria=rated, strengths=strengths, comment=comment,
        scorecard=scorecard, recommendation=recommendation, good_for=good_for,
    )  # fmt: skip


def has_handed_in(application: Application, reached: str, by: Membership) -> bool:
    return Evaluation.objects.filter(application=application, reached=reached, reviewer_id=by.user_id).exists()


@dataclass(frozen=True, slots=True)
class Evaluations:
    """What somebody may read of a candidate's evaluations now. `hidden` are there and not shown yet."""

    shown: tuple[Evaluation, ...]
    hidden: frozenset[int]


def evaluations_for(candidate: Candidate, reader: Membership) -> Evaluations:
    """Those a reader may see. A reviewer sees the others' of a step after handing in their own, so that nobody is
    led by what was said before; who runs the selection sees all."""
    rows = Evaluation.objects.filter(application__candidate=candidate).select_related("application", "scorecard")
    found = list(rows.order_by("created_at", "id"))
    if may(reader.role, Permission.EDIT_CANDIDATES) or not may(reader.role, Permission.EVALUATE):
        return Evaluations(tuple(found), frozenset())
    mine = {(one.application_id, one.reached) for one in found if one.reviewer_id == reader.user_id}
    shown = [one for one in found if one.application.decided_at or (one.application_id, one.reached) in mine]
    return Evaluations(tuple(shown), frozenset(one.pk for one in found) - {one.pk for one in shown})


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion across the steps: the mean of each step, of all, how many scores, and the behaviour behind."""

    criterion: str
    scores: list[float | None]
    mean: float
    n: int
    behaviour: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    steps: list[str]
    lines: list[Line]


def table_of(evaluations: Iterable[Evaluation]) -> Table:
    """One line a criterion, one column a step."""
    rows = list(evaluations)
    steps = [step for step in Reached if any(one.reached == step and one.criteria for one in rows)]
    by_name: dict[str, list[tuple[str, float, str]]] = {}
    for one in rows:
        for line in one.criteria:
            if line.get("score") is not None:
                said = (one.reached, float(line["score"]), line.get("behaviour", ""))
                by_name.setdefault(line["criterion"], []).append(said)
    return Table([str(step.label) for step in steps], [_line(name, said, steps) for name, said in by_name.items()])


def _line(name: str, said: list[tuple[str, float, str]], steps: list[Reached]) -> Line:
    scores = [score for _step, score, _seen in said]
    return Line(
        name,
        [_half(_mean([score for at, score, _seen in said if at == step])) for step in steps],
        round(sum(scores) / len(scores), 1),
        len(scores),
        list(dict.fromkeys(seen for _step, _score, seen in said if seen)),
    )


def _mean(scores: list[float]) -> float | None:
    return sum(scores) / len(scores) if scores else None


def _half(value: float | None) -> float | None:
    return None if value is None else round(value * 2) / 2
