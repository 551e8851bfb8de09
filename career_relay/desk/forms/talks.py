"""What a recruiter writes to a person, and when one could meet."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from career_relay.relay.interviews import MINUTES, MOST_TIMES, Times
from career_relay.relay.models.talks import Way
from career_relay.relay.talks import LONGEST_WORDS

PICKER = "%Y-%m-%dT%H:%M"


class MessageForm(forms.Form):
    """Words to the other side. The key makes a double click one message."""

    words = forms.CharField(label=_("Message"), max_length=LONGEST_WORDS, widget=forms.Textarea)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"form_key": uuid4()})
        self.fields["words"].widget.attrs["rows"] = 4


class TimesForm(forms.Form):
    """Up to five times, and what the person needs to know beforehand (LEGAL H-01)."""

    minutes = forms.TypedChoiceField(
        label=_("Takes"),
        coerce=int,
        choices=[(n, ngettext_lazy("%(n)s minute", "%(n)s minutes", n) % {"n": n}) for n in MINUTES],
        initial=60,
    )
    way = forms.ChoiceField(label=_("How"), choices=Way.choices)
    place = forms.CharField(label=_("Place, or address of the online meeting"), max_length=300)
    present = forms.CharField(label=_("Who is there"), max_length=200)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for n in range(1, MOST_TIMES + 1):
            self.fields[f"start_{n}"] = forms.DateTimeField(
                label=_("Time {n}").format(n=n),
                required=n == 1,
                input_formats=[PICKER, "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M"],
                widget=forms.DateTimeInput(format=PICKER, attrs={"type": "datetime-local", "step": 300}),
            )

    @property
    def start_fields(self) -> list[forms.BoundField]:
        return [self[f"start_{n}"] for n in range(1, MOST_TIMES + 1)]

    def times(self) -> Times:
        """What was typed, as the work takes it. Only of a valid form."""
        said = self.cleaned_data
        starts: list[datetime] = [said[one.name] for one in self.start_fields if said.get(one.name)]
        return Times(starts, said["minutes"], said["way"], said["place"], said["present"])


class StayForm(forms.Form):
    """Whether somebody hired without a term left within six months."""

    left = forms.TypedChoiceField(choices=[("yes", _("yes")), ("no", _("no"))], coerce=lambda said: said == "yes")
