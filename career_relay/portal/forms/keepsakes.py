"""What a person does with a letter, and writes into their notebook."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.consents.models import KeptLetter
from career_relay.consents.notebook import LONGEST_NOTE
from career_relay.consents.recommendations import LONGEST_WISH


class LinesForm(forms.Form):
    """Which lines to keep."""

    lines = forms.TypedMultipleChoiceField(
        label=_("Lines you keep"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args: Any, kept: KeptLetter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = cast("forms.TypedMultipleChoiceField", self.fields["lines"])
        lines.choices = [(n, one["skill"]) for n, one in enumerate(kept.lines)]


class WishForm(forms.Form):
    words = forms.CharField(
        label=_("What should be different"), max_length=LONGEST_WISH, widget=forms.Textarea(attrs={"rows": 4})
    )


class NoteForm(forms.Form):
    """The person's own words. Nothing is checked but that there are some."""

    company_name = forms.CharField(label=_("Company"), max_length=120, required=False)
    text = forms.CharField(label=_("Your note"), max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 4}))
