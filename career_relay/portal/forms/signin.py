"""The small forms under "Sign-in and addresses"."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ChangeForm(forms.Form):
    """Two codes: one from an address of before, one from the new one. Those that came back are not asked again."""

    old = forms.CharField(label=_("Code from the mail to your present address"), max_length=20, required=False)
    new = forms.CharField(label=_("Code from the mail to the new address"), max_length=20, required=False)


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name of the passkey"), max_length=60, required=False)
