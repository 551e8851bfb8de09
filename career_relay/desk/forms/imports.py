"""Forms of the import wizard: the file, the columns, the meaning of a word."""

from collections.abc import Iterator
from collections.abc import Mapping as Values
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django import forms
from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.candidates.models import ImportRun
from career_relay.candidates.states import Reached, SourceKind, Stage
from career_relay.imports.columns import COLUMNS, GROUPS, NEVER
from career_relay.imports.mapping import ColumnMatch, Mapping
from career_relay.imports.presets import BASE, all_presets
from career_relay.imports.readers import Table
from career_relay.positions.models import Track

Label = str | Promise
LEAVE_OUT: Final = ""


def preset_choices() -> list[tuple[str, Label]]:
    named = [(name, preset.title.get("ja", name)) for name, preset in all_presets().items() if name not in BASE]
    return [("", _("Recognise it by its headings")), *named]


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File (CSV, TSV, Excel or JSON)"),
        allow_empty_file=True,  # the reader says more helpfully what is wrong with an empty file
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm,.json,.jsonl"}),
    )
    preset = forms.ChoiceField(label=_("System it was exported from"), choices=preset_choices, required=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One heading on the mapping page."""

    match: ColumnMatch
    sample: str
    never: Label

    @property
    def name(self) -> str:
        return f"column-{self.match.place}"


def lines(table: Table, mapping: Mapping) -> list[Line]:
    rows = table.sample()
    return [
        Line(match, _first(rows, match.place), NEVER.get(match.never, "")) for match in mapping.columns if match.heading
    ]


def _first(rows: list[tuple[str, ...]], place: int) -> str:
    return next((row[place] for row in rows if place < len(row) and row[place].strip()), "")


def targets() -> list[tuple[Label, list[tuple[str, Label]]]]:
    """The fields an import can fill, in groups, for the choice beside each heading."""
    grouped = groupby(COLUMNS, key=lambda column: column.group)
    return [(GROUPS[group], [(one.key, one.label) for one in columns]) for group, columns in grouped]


def chosen(mapping: Mapping, data: Values[str, Any]) -> Mapping:
    """The mapping as somebody chose it on the page. raises Refused."""
    for match in mapping.columns:
        wanted = data.get(f"column-{match.place}")
        if wanted is not None and not match.never and (wanted != match.target or match.how == "none"):
            mapping = mapping.with_target(match.place, wanted)
    return mapping


# --- words nobody knows -------------------------------------------------------------------------------------------

KINDS: Final = {
    "UNKNOWN_STAGE": "stage",
    "UNKNOWN_OUTCOME": "outcome",
    "UNKNOWN_SOURCE": "source",
    "UNKNOWN_TRACK": "track",
    "UNKNOWN_STATE": "state",
}
MEANINGS: Final[dict[str, list[tuple[str, Label]]]] = {
    "stage": [
        ("applied", Stage.APPLIED.label),
        ("screening", Reached.DOCUMENT.label),
        ("interview_1", Reached.FIRST.label),
        ("interview_2", Reached.SECOND.label),
        ("interview_final", Reached.FINAL.label),
        ("offered", Stage.OFFERED.label),
    ],
    "outcome": [
        ("rejected", Stage.REJECTED.label),
        ("withdrawn", Stage.WITHDRAWN.label),
        ("hired", Stage.HIRED.label),
        ("in_progress", pgettext_lazy("application", "still going on")),
    ],
    "source": [(kind.value, kind.label) for kind in SourceKind],
    "track": [(track.value, track.label) for track in Track],
    "state": [
        ("record", pgettext_lazy("record state", "Record")),
        ("pool", pgettext_lazy("record state", "Pool")),
        ("contact", pgettext_lazy("record state", "May be written to")),
        ("do_not_contact", _("do not contact")),
    ],
}


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word of the file that nobody knows, how often it stands there, and what it could mean."""

    kind: str
    column: str
    value: str
    count: int

    @property
    def meanings(self) -> list[tuple[str, Label]]:
        return MEANINGS[self.kind]


def unknown_words(run: ImportRun) -> Iterator[Unknown]:
    found = run.faults.filter(is_warning=True, code__in=KINDS).order_by("code", "value")
    for code, column, value, count in found.values_list("code", "column", "value").annotate(count=Count("id")):
        yield Unknown(KINDS[code], column, value, count)


class MeaningForm(forms.Form):
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in MEANINGS])
    value = forms.CharField(max_length=200)
    meaning = forms.CharField(max_length=40)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("meaning") not in dict(MEANINGS.get(data.get("kind", ""), [])):
            raise forms.ValidationError(_("Choose what it means."))
        return data
