"""Forms of the company's own sender. A password is written and never shown again."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.base import outbound
from career_relay.notices.mime import is_address
from career_relay.notices.models import SenderAccount
from career_relay.notices.sender_lines import PORTS
from career_relay.notices.senders import DETAILS

HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\.?", re.IGNORECASE
)
SELECTOR = re.compile(r"[a-z0-9_]([a-z0-9._-]{0,61}[a-z0-9_])?", re.IGNORECASE)
PRINTABLE = re.compile(r"[\x20-\x7e]+")


class AddressForm(forms.Form):
    """The address mail comes from, for a service that is connected by permission."""

    address = forms.EmailField(
        label=_("sender address"), max_length=254, help_text=_("The mailbox you will sign in with, as people see it.")
    )

    def clean_address(self) -> str:
        return _plain_address(self.cleaned_data["address"])


class SmtpForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable when it runs
    password = forms.CharField(
        label=_("password"), max_length=500, required=False, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    class Meta:
        model = SenderAccount
        fields = DETAILS
        help_texts = {
            "address": _("People see this address. We mail a code to it before it is used."),
            "user": _("Often the address itself. Leave it empty for that."),
            "host": _("As your mail provider names it: mail.example.jp"),
            "selectors": _("The names of your DKIM keys, with spaces between. Your mail provider knows them."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].required = True

    def clean_address(self) -> str:
        return _plain_address(self.cleaned_data["address"])

    def clean_host(self) -> str:
        host: str = self.cleaned_data["host"].strip().lower().rstrip(".")
        if not HOST.fullmatch(host):
            raise forms.ValidationError(_("Write the name of the mail server, without https:// and without a port."))
        return host

    def clean_user(self) -> str:
        return _printable(self.cleaned_data["user"].strip())

    def clean_password(self) -> str:
        return _printable(self.cleaned_data["password"])

    def clean_selectors(self) -> str:
        words = self.cleaned_data["selectors"].replace(",", " ").split()
        if len(words) > 5 or not all(SELECTOR.fullmatch(one) for one in words):
            raise forms.ValidationError(_("Write up to five selectors of letters, digits and hyphens."))
        return " ".join(words)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        host, port = told.get("host"), told.get("port")
        if host and port is not None and port not in PORTS and not outbound.is_named(host, port):
            self.add_error("port", _("Mail servers take mail at port 587 or 465."))
        return told


class CodeForm(forms.Form):
    code = forms.RegexField(
        r"^\s*[0-9]{6}\s*$", label=_("code from the mail"), max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"invalid": _("The code has six digits.")},
    )  # fmt: skip


def _plain_address(address: str) -> str:
    if not is_address(address):
        raise forms.ValidationError(_("Write one plain mail address in Latin letters."))
    return address


def _printable(words: str) -> str:
    """Mail servers know plain letters only; anything else would fail at every try."""
    if words and not PRINTABLE.fullmatch(words):
        raise forms.ValidationError(_("Use Latin letters, digits and signs only. Mail servers know no others."))
    return words
