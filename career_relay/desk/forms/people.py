"""What a recruiter chooses when two records are put together, and what somebody who came back says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.base.text.normalise import Malformed, normalise_email
from career_relay.base.text.places import PREFECTURES
from career_relay.base.text.sentences import why
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


class CorrectionForm(forms.Form):
    """What a file or a telephone got wrong about a person."""

    name = forms.CharField(label=_("Name"), max_length=100)
    kana = forms.CharField(label=_("Name in kana"), max_length=100, required=False)
    email = forms.CharField(label=_("e-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    prefecture = forms.ChoiceField(
        label=_("Prefecture"), required=False, choices=[("", "—"), *((one, one) for one in PREFECTURES)]
    )
    graduation_year = forms.IntegerField(label=_("Graduation year"), required=False, min_value=1950, max_value=2100)

    def clean_email(self) -> str:
        try:
            return normalise_email(self.cleaned_data["email"]) if self.cleaned_data["email"] else ""
        except Malformed as refusal:
            raise forms.ValidationError(why(refusal)) from refusal
