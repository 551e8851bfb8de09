"""What the operator's book of job-seekers wants beside the name."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SeekerForm(forms.Form):
    address = forms.CharField(
        label=_("Address"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "street-address"})
    )
    born_on = forms.DateField(
        label=_("Date of birth"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "bday"}),
    )
