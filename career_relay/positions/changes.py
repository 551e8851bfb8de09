"""Conditions that became others after people could read them, in the four classes of the law (LEGAL J-06: 5条の3第3項).

Each change of a published position leaves what stood there before. Whoever was asked, or sent themselves, is shown the
difference from that day on, until there is a contract; the company sees the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from career_relay.base.wording import yen
from career_relay.positions.models import MAN, Position, Remote
from career_relay.positions.statutory import ITEMS, label_of

CONDITIONS = (*(item.field for item in ITEMS), "prefecture", "remote", "pay_min", "pay_max", "dispatch", "terms")
PAY = ("pay_min", "pay_max")


class Kind(models.TextChoices):
    CHANGED = "changed", pgettext_lazy("condition", "changed")
    SPECIFIED = "specified", pgettext_lazy("condition", "made definite")
    REMOVED = "removed", pgettext_lazy("condition", "taken away")
    ADDED = "added", pgettext_lazy("condition", "added")


class Conditions(Protocol):
    """A position, or an opening as others see it."""

    @property
    def changes(self) -> Sequence[Mapping[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class Change:
    """One condition: what was said, what is said now."""

    field: str
    before: str
    after: str

    @property
    def label(self) -> str:
        return _("details of pay and age") if self.field == "terms" else label_of(self.field)

    @property
    def kind(self) -> Kind:
        if not self.before or not self.after:
            return Kind.ADDED if self.after else Kind.REMOVED
        return Kind.SPECIFIED if self.after in self.before else Kind.CHANGED

    @property
    def kind_label(self) -> str | Promise:
        return self.kind.label


def note_changes(position: Position, before: Mapping[str, Any], *, at: datetime) -> bool:
    """Keep what stood there before, and tell whether anything did. The caller saves the position."""
    said = [name for name in CONDITIONS if before[name] != getattr(position, name)]
    fresh = [{"at": at.isoformat(), "field": name, "before": before[name]} for name in said]
    position.changes = [*before["changes"], *fresh]
    return bool(fresh)


def changed_since(it: Conditions, since: datetime | None) -> list[Change]:
    """Give what reads otherwise than at that moment; from the first publication on when no moment is named."""
    first: dict[str, Any] = {}
    for one in it.changes:
        if since is None or datetime.fromisoformat(one["at"]) >= since:
            first.setdefault(one["field"], one["before"])
    found = [
        Change(name, _said(name, first[name]), _said(name, getattr(it, name))) for name in CONDITIONS if name in first
    ]
    return [one for one in found if one.before != one.after]


def _said(name: str, value: Any) -> str:
    """A condition in words; empty when nothing was said."""
    if name in PAY:
        return "" if value is None else str(yen(value * MAN))
    if name == "remote":
        return str(Remote(value).label)
    if name == "dispatch":
        return _("yes") if value else _("no")
    return "\n".join(value) if name == "terms" else str(value).strip()
