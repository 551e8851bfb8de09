"""What putting two records together would do, before anybody does it: values, permissions, and what moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy, npgettext_lazy

from career_relay.base.wording import day
from career_relay.candidates import careful, moving
from career_relay.candidates.duplicates import Likeness, likeness
from career_relay.candidates.merges import CHOICES, LABELS, choice_of, fixed, values_of, why_not
from career_relay.candidates.models import Application, Candidate, DuplicateHint
from career_relay.candidates.states import RecordState

_LONGEST: Final = 120
# how many of what go along; kinds that mean nothing to a recruiter move without a word
_MOVES: Final[dict[str, Any]] = {
    "candidates.application": npgettext_lazy("moves", "%(n)s application", "%(n)s applications", "n"),
    "candidates.evaluation": npgettext_lazy("moves", "%(n)s evaluation", "%(n)s evaluations", "n"),
    "candidates.note": ngettext_lazy("%(n)s note", "%(n)s notes", "n"),
    "candidates.document": ngettext_lazy("%(n)s document", "%(n)s documents", "n"),
    "candidates.reminder": ngettext_lazy("%(n)s reminder", "%(n)s reminders", "n"),
    "candidates.poolmember": ngettext_lazy("%(n)s place in a pool", "%(n)s places in pools", "n"),
    "candidates.duplicatehint": ngettext_lazy("%(n)s other pair to look at", "%(n)s other pairs to look at", "n"),
    "notices.message": ngettext_lazy("%(n)s notice", "%(n)s notices", "n"),
    "consents.rightsrequest": ngettext_lazy("%(n)s request of the person", "%(n)s requests of the person", "n"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both records, and whose value stays."""

    name: str
    label: str | Promise
    kept: str
    gone: str
    stays: str  # "kept" or "gone"
    can_choose: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything a person sees before the act."""

    kept: Candidate
    gone: Candidate
    how: Likeness
    lines: tuple[Line, ...]
    rules: tuple[str, ...]  # what is not for choosing, in sentences
    moves: tuple[str, ...]
    why_not: str

    @property
    def differing(self) -> list[Line]:
        return [line for line in self.lines if line.can_choose]

    @property
    def alike(self) -> list[Line]:
        return [line for line in self.lines if not line.can_choose and (line.kept or line.gone)]


def preview(kept: Candidate, gone: Candidate, chosen: Mapping[str, str] | None = None) -> Preview:
    """Show what `merges.merge_records` would do. Writes nothing."""
    rows = list(Application.objects.filter(candidate__in=[kept, gone]))
    values = values_of(kept, gone, chosen or {}, rows)
    return Preview(
        kept=kept,
        gone=gone,
        how=likeness(kept, gone),
        lines=tuple(_line(kept, gone, name, chosen or {}) for name in CHOICES),
        rules=tuple(_rules(kept, gone, values)),
        moves=tuple(_moves(kept, gone)),
        why_not=why_not(kept, gone),
    )


def _line(kept: Candidate, gone: Candidate, name: str, chosen: Mapping[str, str]) -> Line:
    told = [_told(one, name) for one in (kept, gone)]
    stays = "gone" if choice_of(kept, gone, name, chosen) is gone else "kept"
    can_choose = bool(all(told) and told[0] != told[1] and name not in fixed(kept))
    return Line(name, LABELS[name], told[0], told[1], stays, can_choose)


def _told(candidate: Candidate, name: str) -> str:
    if name == "owner":
        return candidate.owner.name if candidate.owner else ""
    if name == "track":
        return str(candidate.get_track_display())
    value = getattr(candidate, name)
    text = "" if value is None else str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _rules(kept: Candidate, gone: Candidate, values: Mapping[str, Any]) -> list[str]:
    state = RecordState(values["state"]).label
    said = [_("State of the record: “%(state)s”. Of two states the more careful one counts.") % {"state": state}]
    if careful.rank(kept) != careful.rank(gone):
        said.append(_("The evidence of the higher state stays in the history, and comes back when this is taken back."))
    if values["do_not_contact"]:
        said.append(_("“Do not contact” stays."))
    if values["protected_until"]:
        told = {"firm": values["protected_by"] or "—", "day": day(values["protected_until"])}
        said.append(_("Protected until %(day)s (%(firm)s): the longer protection counts.") % told)
    said.append(_("Erased on %(day)s, as the clock of the last selection says.") % {"day": day(values["purge_after"])})
    if kept.person_id and not gone.person_id:
        said.append(
            _("The person has a page of their own: the applications that move appear there at their next visit.")
        )
    return said


def _moves(kept: Candidate, gone: Candidate) -> list[str]:
    counts: dict[str, int] = {}
    for link in moving.links_to(Candidate):
        rows = link.model._base_manager.filter(**{link.column: gone.pk}).count()
        counts[link.label] = counts.get(link.label, 0) + rows
    counts["candidates.evaluation"] = _evaluations(gone)
    counts["candidates.duplicatehint"] -= DuplicateHint.objects.filter(
        first__in=[kept, gone], second__in=[kept, gone]
    ).count()
    return [str(words % {"n": counts[label]}) for label, words in _MOVES.items() if counts.get(label)]


def _evaluations(gone: Candidate) -> int:
    return sum(one.evaluations.count() for one in gone.applications.all())
