"""Forms of the board: which cards go where, and who meets whom."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.accounts.models import User
from career_relay.candidates.pipeline import LONGEST_NOTE, Column, interviewers
from career_relay.companies.models import Company


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MoveForm(forms.Form):
    """Cards as `<id>:<column they were seen in>`, and the column they go to."""

    to = forms.ChoiceField(choices=Column.choices)

    def cards(self) -> list[tuple[UUID, str]]:
        """Give what was ticked; what is no card is left out."""
        found = []
        for told in self.data.getlist("card"):  # type: ignore[attr-defined]  # a QueryDict
            public_id, _colon, was = told.partition(":")
            if was in Column.values and (known := _uuid(public_id)):
                found.append((known, was))
        return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class InterviewForm(forms.Form):
    interviewer = forms.ModelChoiceField(
        label=_("Interviewer"), queryset=User.objects.none(), to_field_name="public_id"
    )
    at = forms.DateTimeField(label=_("Day and time"), widget=MomentInput, input_formats=["%Y-%m-%dT%H:%M"])
    minutes = forms.IntegerField(label=_("Minutes"), min_value=10, max_value=480, initial=60)
    place = forms.CharField(label=_("Room, or address of the call"), max_length=300, required=False)
    note = forms.CharField(
        label=_("What to look at"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-fair": "note"}),
    )

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interviewer"].queryset = interviewers(company)  # type: ignore[attr-defined]  # the field above
