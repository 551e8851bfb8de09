"""Forms about promised days: a later one, the rules of the guard, an overdue answer, what goes back with a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.notices.models import Closing, GuardRules
from career_relay.notices.paper import LONGEST_ENCLOSURE, MOST_ENCLOSURES


class LongerForm(forms.Form):
    day = forms.DateField(label=_("New day"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("Reason, told to the person"), required=False, max_length=200)


class RulesForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    class Meta:
        model = GuardRules
        fields = ("escalate_days", "closing", "closing_days")
        widgets = {"closing": forms.RadioSelect}


class ClosingForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Closing
        fields = ("subject", "body_text")
        widgets = {"body_text": forms.Textarea(attrs={"rows": 14})}


class PaperForm(forms.Form):
    """What is enclosed in a letter, one thing a line."""

    returns = forms.CharField(
        label=_("Documents that go back, one a line"),
        required=False,
        max_length=(LONGEST_ENCLOSURE + 2) * MOST_ENCLOSURES,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def lines(self) -> list[str]:
        said: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        return str(said.get("returns", "")).splitlines()
