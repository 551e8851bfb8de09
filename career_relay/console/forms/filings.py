"""Proof that something was handed to the authorities."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FilingForm(forms.Form):
    """Which date of the calendar, when it was handed in, and the proof."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    due_on = forms.DateField(widget=forms.HiddenInput)
    filed_on = forms.DateField(
        label=_("handed in on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    evidence = forms.CharField(label=_("proof: receipt number, or where the copy is kept"), max_length=200)
