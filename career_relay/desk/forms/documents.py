"""Forms of files: the file itself, and what was read in it, to be ticked and corrected."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.candidates.confirming import Taken
from career_relay.candidates.models import DocumentKind
from career_relay.candidates.resumes import kinds
from career_relay.candidates.resumes.periods import month_of
from career_relay.candidates.resumes.sections import narrow
from career_relay.candidates.resumes.shapes import Extracted, Job, School

_MOST: Final = 100
_MONTH: Final = forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "2019/04", "size": 8})


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File (PDF, Word, text or JSON Resume, up to 10 MB)"),
        allow_empty_file=True,  # the reader says more helpfully what is wrong with an empty file
        widget=forms.FileInput(attrs={"accept": kinds.ACCEPT}),
    )
    kind = forms.ChoiceField(label=pgettext_lazy("document", "Kind"), choices=DocumentKind.choices)


class MonthField(forms.CharField):
    """A month as people write it: 2019/04, 2019年4月, 平成31年4月. Clean: "2019-04" or ""."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=20, widget=_MONTH, **options)

    def prepare_value(self, value: Any) -> Any:
        return value.replace("-", "/") if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        said = narrow(str(super().clean(value)))
        month = month_of(said)
        if said and not month:
            raise forms.ValidationError(_("Write the month as 2019/04."))
        return month


class Row(forms.Form):
    """One thing that was read. It counts when it is ticked and says something."""

    take = forms.BooleanField(label=_("Take over"), required=False)

    def is_taken(self) -> bool:
        told = self.cleaned_data
        return bool(told.get("take")) and any(value for name, value in told.items() if name not in {"take", "is_now"})


class JobRow(Row):
    begin = MonthField(label=pgettext_lazy("period", "From"))
    end = MonthField(label=pgettext_lazy("period", "To"))
    is_now = forms.BooleanField(label=_("to this day"), required=False)
    company = forms.CharField(label=_("Employer"), max_length=120, required=False)
    title = forms.CharField(label=_("Post or occupation"), max_length=120, required=False)
    what = forms.CharField(
        label=pgettext_lazy("job", "What was done"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SchoolRow(Row):
    begin = MonthField(label=pgettext_lazy("period", "From"))
    end = MonthField(label=pgettext_lazy("period", "To"))
    degree = forms.CharField(label=_("Degree"), max_length=60, required=False)
    subject = forms.CharField(label=pgettext_lazy("education", "Subject"), max_length=120, required=False)


class NameRow(Row):
    name = forms.CharField(label=pgettext_lazy("skill", "Name"), max_length=60, required=False)


def _set_of(row: type[Row]) -> type[Any]:
    made: type[Any] = forms.formset_factory(row, extra=1, max_num=_MOST, absolute_max=_MOST + 1)
    return made


JobRows, SchoolRows, NameRows = _set_of(JobRow), _set_of(SchoolRow), _set_of(NameRow)
PARTS: Final = ("jobs", "schools", "qualifications", "languages", "skills")
_SETS: Final[dict[str, type[Any]]] = {"jobs": JobRows, "schools": SchoolRows}


class Review:
    """The page of one file: a set of rows for each part, the last row of each empty."""

    def __init__(self, extracted: Extracted, data: Any = None) -> None:
        self._extracted = extracted
        self.sets = {
            part: _SETS.get(part, NameRows)(data, prefix=part, initial=list(_initial(extracted, part)))
            for part in PARTS
        }

    def is_valid(self) -> bool:
        valid = [rows.is_valid() for rows in self.sets.values()]  # all of them: each marks its own places
        return all(valid)

    def taken(self) -> Taken:
        return Taken(
            jobs=tuple(Job(**_values(row)) for row in self._taken("jobs")),
            schools=tuple(School(**_values(row)) for row in self._taken("schools")),
            **{part: tuple(row.cleaned_data["name"] for row in self._taken(part)) for part in PARTS[2:]},
        )

    def _taken(self, part: str) -> Iterator[Row]:
        return (row for row in self.sets[part] if row.is_taken())

    def rows(self) -> dict[str, list[tuple[Row, Any]]]:
        """Each form with what it was read from, None for the empty one."""
        found = {part: list(getattr(self._extracted, part)) for part in PARTS}
        return {
            part: [(row, found[part][place] if place < len(found[part]) else None) for place, row in enumerate(rows)]
            for part, rows in self.sets.items()
        }


def _values(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.cleaned_data.items() if name != "take"}


def _initial(extracted: Extracted, part: str) -> Iterator[dict[str, Any]]:
    """What was read stands in the form ticked: the recruiter takes away what is wrong."""
    for one in getattr(extracted, part)[:_MOST]:
        match part:
            case "jobs":
                yield {
                    "take": True,
                    **{name: getattr(one, name) for name in ("begin", "end", "is_now", "company", "title", "what")},
                }
            case "schools":
                yield {"take": True, **{name: getattr(one, name) for name in ("begin", "end", "degree", "subject")}}
            case "languages":
                yield {"take": True, "name": one[:60]}
            case _:
                yield {"take": True, "name": one.name[:60]}
