"""The two forms of the entrance: an address, a code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.base.text.normalise import Malformed, fold_email
from career_relay.base.text.sentences import why


class AddressForm(forms.Form):
    email = forms.CharField(label=_("E-mail address"), max_length=300, widget=forms.EmailInput)

    def clean_email(self) -> str:
        try:
            return fold_email(self.cleaned_data["email"])
        except Malformed as refusal:
            raise forms.ValidationError(why(refusal)) from refusal


class CodeForm(forms.Form):
    code = forms.CharField(label=_("Six-digit code"), max_length=20)
