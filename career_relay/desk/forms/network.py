"""Forms of the page about the network: the request, the proof of the domain, the brand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.companies.models import Company
from career_relay.companies.proofs import MAILBOXES
from career_relay.companies.verification import has_valid_check_digit


class JoinForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """The facts a request rests on; the terms are agreed to beside it."""

    agrees = forms.BooleanField(
        label=_("We have read the terms and agree to them, article 7 included."), required=False
    )

    class Meta:
        model = Company
        fields = ("name", "corporate_number", "address", "representative", "domain", "contact_desk", "harassment_desk")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields:
            self.fields[name].required = True

    def clean_corporate_number(self) -> str:
        number: str = self.cleaned_data["corporate_number"]
        if not has_valid_check_digit(number):
            raise forms.ValidationError(
                _("The check digit does not fit. Please compare the number with the public register.")
            )
        return number


class MailboxForm(forms.Form):
    """Where the code goes."""

    mailbox = forms.ChoiceField(label=_("mailbox"), choices=[(one, one) for one in MAILBOXES])


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("code from the mail"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class BrandForm(forms.Form):
    """Colour and logo."""

    colour = forms.CharField(
        label=_("colour"), max_length=7, required=False, widget=forms.TextInput(attrs={"placeholder": "#1f6f5c"})
    )
    logo = forms.FileField(label=_("logo"), required=False)
    drop_logo = forms.BooleanField(label=_("Show no logo"), required=False)
