"""Forms of the import wizard: the file, the columns, the meaning of a word."""

from collections.abc import Iterator
from collections.abc import Mapping as Values
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django import forms
from django.db.models import Count, Min
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from career_relay.candidates.models import ImportRun
from career_relay.candidates.states import Reached, SourceKind, Stage
from career_relay.imports.columns import COLUMNS, GROUPS, NEVER
from career_relay.imports.faults import TITLES
from career_relay.imports.layouts import DELIMITERS, ENCODINGS
from career_relay.imports.mapping import ColumnMatch, Mapping
from career_relay.imports.models import Allows
from career_relay.imports.presets import BASE, all_presets
from career_relay.imports.readers import Table
from career_relay.positions.models import Track

Label = str | Promise
LEAVE_OUT: Final = ""
_GIST_WORDS: Final = 4
_GIST: Final = 40


def preset_choices() -> list[tuple[str, Label]]:
    named = [(name, preset_title(name)) for name in all_presets() if name not in BASE]
    return [("", _("Recognise it by its headings")), *named]


def preset_title(name: str) -> str:
    """What a preset is called, in the language that is active."""
    title = all_presets()[name].title
    return title.get(get_language() or "ja", title["ja"])


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File (CSV, TSV, Excel or JSON)"),
        allow_empty_file=True,  # the reader says more helpfully what is wrong with an empty file
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm,.json,.jsonl"}),
    )
    preset = forms.ChoiceField(label=_("System it was exported from"), choices=preset_choices, required=False)


class LayoutForm(forms.Form):
    """How the file is read, where somebody corrects it. Only what matters for this kind of file is asked."""

    preset = forms.ChoiceField(label=_("System it was exported from"), choices=preset_choices, required=False)

    def __init__(self, table: Table, data: Values[str, Any] | None = None, *, preset: str = "") -> None:
        told = {"sheet": table.sheet, "header_line": table.header_line, "preset": preset}
        super().__init__(data, initial={**told, "encoding": table.encoding, "delimiter": table.delimiter})
        for name, (label, choices) in _asked(table).items():
            self.fields[name] = forms.ChoiceField(label=str(label), choices=choices, required=False)
        self.order_fields([*_asked(table), "preset"])


def _asked(table: Table) -> dict[str, tuple[Label, list[tuple[Any, Label]]]]:
    lines = (_("Row of headings"), heading_choices(table))
    match table.kind:
        case "sheet" if len(table.sheets) > 1:
            return {"sheet": (_("Sheet"), [(name, name) for name in table.sheets]), "header_line": lines}
        case "sheet":
            return {"header_line": lines}
        case "json":
            return {}
    encodings = (_("Characters"), list(ENCODINGS.items()))
    delimiters = (_("Separator"), list(_with(DELIMITERS, table.delimiter).items()))
    return {"encoding": encodings, "delimiter": delimiters, "header_line": lines}


def _with(known: Values[str, Label], used: str) -> dict[str, Label]:
    """The separators we name, and the one a file declares itself."""
    return {**known, **({} if not used or used in known else {used: used})}


def heading_choices(table: Table) -> list[tuple[Any, Label]]:
    """The first rows with what stands in them, to choose the headings by."""
    return [(row.line, f"{row.line}: {_gist(row.cells)}") for row in table.top] or [(table.header_line, "")]


def _gist(cells: tuple[str, ...]) -> str:
    words = [cell.strip() for cell in cells if cell.strip()]
    return "、".join(words[:_GIST_WORDS])[:_GIST]


class FormTextForm(forms.Form):
    """A form as applicants saw it. The action says what is wrong with days and versions."""

    form = forms.CharField(label=_("Name of the form"), max_length=40)
    version = forms.CharField(label=_("Version"), max_length=20)
    since = forms.DateField(label=_("In use from"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("In use until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    allows = forms.ChoiceField(
        label=_("What it allows"), choices=Allows.choices, required=False, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Text as applicants saw it"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )


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


def left_out(found: list[Line]) -> list[tuple[Label, list[str]]]:
    """Headings nothing is taken from, with the reason: what may never be, then what we have no field for."""
    reasons: dict[str, tuple[Label, list[str]]] = {}
    for line in found:
        if line.never:
            reasons.setdefault(line.match.never, (line.never, []))[1].append(line.match.heading)
        elif line.match.state == "skip":
            reasons.setdefault("", (_("We have no field for these."), []))[1].append(line.match.heading)
    return [reasons[key] for key in sorted(reasons, key=lambda key: key == "")]


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


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fault or remark: what it is called, on how many rows, and where it begins."""

    code: str
    title: Label
    rows: int
    first: int


def kinds(run: ImportRun, *, warnings: bool) -> list[Kind]:
    """The kinds of faults (or remarks) of a run, the most frequent first."""
    found = run.faults.filter(is_warning=warnings).order_by().values("code")
    counted = found.annotate(rows=Count("line", distinct=True), first=Min("line")).order_by("-rows", "code")
    return [Kind(one["code"], TITLES.get(one["code"], one["code"]), one["rows"], one["first"]) for one in counted]


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
