"""Forms of keeping and erasing: months by kind, and legal holds."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MonthsForm(forms.Form):
    months = forms.IntegerField(label=_("months"), min_value=0, max_value=120)
    why = forms.CharField(label=_("Why longer"), required=False, max_length=200)


class HoldForm(forms.Form):
    who = forms.UUIDField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it has to be kept"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For instance: an inquiry of an authority, a dispute. Nothing about the person's private life."),
    )  # fmt: skip
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
