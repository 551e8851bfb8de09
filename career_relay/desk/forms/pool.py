"""What a recruiter asks of the pool, and what they do with the people they ticked."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.candidates.queries import SORTS, VIEWS, Conditions
from career_relay.candidates.states import Reached, Reason, RecordState, SourceKind
from career_relay.positions.models import Track

Label = str | Promise
LONGEST_QUESTION: Final = 200

STATES: Final[list[tuple[str, Label]]] = [
    (RecordState.CONTACT, pgettext_lazy("record state", "May be written to")),
    (RecordState.POOL, pgettext_lazy("record state", "Pool")),
    (RecordState.RECORD, pgettext_lazy("record state", "Record")),
]
FACETS: Final[list[tuple[str, Label, list[tuple[str, Label]]]]] = [
    ("state", _("State of the record"), STATES),
    ("source", _("Came through"), [(kind.value, kind.label) for kind in SourceKind]),
    ("track", _("Kind of employment"), [(track.value, track.label) for track in Track]),
    ("reached", _("Reached"), [(step.value, step.label) for step in reversed(Reached)]),
    ("protection", _("Protection"), [("yes", _("protected by an agency")), ("no", _("not protected"))]),
]
SORT_LABELS: Final[dict[str, Label]] = {
    "recent": _("last change"),
    "name": _("name"),
    "contact": _("last contact"),
    "erased": _("day of erasure"),
}
VIEW_LABELS: Final[dict[str, Label]] = {
    "": _("All"),
    "open": _("In selection"),
    "erased": _("Erased within 30 days"),
    "again": _("To talk to again"),
    "double": _("Perhaps known twice"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: Label
    count: int | None  # None while the counts are still being made
    is_on: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: Label
    choices: list[Choice]


def conditions(data: QueryDict, *, today: date, user_id: int) -> Conditions:
    """Read the conditions from the address of the page; what nobody knows is ignored."""
    known = {name: {value for value, _label in choices} for name, _title, choices in FACETS}
    many: dict[str, Any] = {
        name: tuple(value for value in data.getlist(name) if value in known[name]) for name in known
    }
    view, sort = data.get("view", ""), data.get("sort", "recent")
    return Conditions(
        q=" ".join(data.get("q", "").replace("\x00", "").split())[:LONGEST_QUESTION],
        tag=data.get("tag", "").replace("\x00", "")[:30],
        owner=user_id if data.get("owner") == "me" else None,
        view=view if view in VIEWS else "",
        sort=sort if sort in SORTS else "recent",
        today=today,
        **many,
    )


def facets(asked: Conditions, counts: dict[str, dict[str, int]] | None) -> list[Facet]:
    return [
        Facet(
            name,
            title,
            [
                Choice(
                    value, label, None if counts is None else counts[name].get(value, 0), value in getattr(asked, name)
                )
                for value, label in choices
            ],
        )
        for name, title, choices in FACETS
    ]


def named(asked: Conditions, name: str) -> str:
    """How a condition is called in "without …"."""
    labels = {name: dict(choices) for name, _title, choices in FACETS}
    value = getattr(asked, name)
    if name == "q":
        return asked.q
    if name == "view":
        return str(VIEW_LABELS[asked.view])
    if name == "owner":
        return str(_("mine"))
    return ", ".join(str(labels[name][one]) for one in value) if name in labels else str(value)


class ManyForm(forms.Form):
    """Ticked people, and what to do with them."""

    action = forms.ChoiceField(choices=[("decide", "decide"), ("tag", "tag")])
    tag = forms.CharField(max_length=30, required=False, label=_("Tag"))


class DecideManyForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason (stays inside the company)"), choices=[("", "—"), *Reason.choices])
    details = forms.CharField(
        label=_("Details (stay inside the company)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
