"""What a recruiter chooses when two records are put together, and what somebody who came back says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.candidates.merges import CHOICES
from career_relay.desk.fair import FairForm


class MergeForm(forms.Form):
    """For each field whose value stays. A field that was not asked keeps the value of the record that stays."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's form takes whatever it knows
        for name in CHOICES:
            self.fields[name] = forms.ChoiceField(choices=[("kept", "kept"), ("gone", "gone")], required=False)

    def chosen(self) -> dict[str, str]:
        """The answers by field. Only after `is_valid`."""
        return {name: side for name, side in self.cleaned_data.items() if side}


class ChangeForm(FairForm):
    """The candidate's own words, written down by the staff when they came by telephone or on paper."""

    fair = ("text",)
    text = forms.CharField(
        label=_("What has changed, in their own words"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
