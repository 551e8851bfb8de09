"""The LINE account of the company."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SHORTEST_SECRET = 32


class LineForm(forms.Form):
    """What the LINE console shows. Secret and token are never shown again: left empty, the known ones stay."""

    channel_id = forms.RegexField(
        r"^[0-9]{6,20}$",
        label=_("channel ID"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("The channel ID is a number, on the tab “Basic settings”.")},
    )
    secret = forms.RegexField(
        r"^[0-9a-f]{32}$",
        label=_("channel secret"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("The channel secret is 32 letters and digits, on the tab “Basic settings”.")},
    )
    token = forms.CharField(
        label=_("channel access token"),
        required=False,
        max_length=400,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_token(self) -> str:
        told: str = self.cleaned_data["token"]
        if told and not all(33 <= ord(mark) < 127 for mark in told):
            raise forms.ValidationError(_("The access token has no spaces. Copy it once more from “Messaging API”."))
        return told

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("channel_id", "secret", "token")}
