"""What somebody writes who asks for a company that is not here yet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.companies.joining import FACTS, Newcomer


class NewcomerForm(forms.Form):
    """The facts of the company, who asks, and the terms."""

    name = forms.CharField(label=_("company name"), max_length=120)
    name_en = forms.CharField(label=_("company name in English"), max_length=120, required=False)
    corporate_number = forms.CharField(label=_("corporate number"), max_length=20)
    address = forms.CharField(label=_("address"), max_length=200)
    representative = forms.CharField(label=_("representative"), max_length=100)
    domain = forms.CharField(label=_("mail domain"), max_length=120)
    contact_desk = forms.CharField(label=_("contact desk"), max_length=200)
    harassment_desk = forms.CharField(label=_("harassment desk"), max_length=200)
    person = forms.CharField(label=_("your name"), max_length=100)
    email = forms.EmailField(label=_("your address at this domain"), max_length=200)
    agrees = forms.BooleanField(
        label=_("We have read the terms and agree to them, article 7 included."), required=False
    )

    def newcomer(self, origin: str) -> Newcomer:
        told = self.cleaned_data
        return Newcomer({key: told[key] for key in FACTS}, told["person"], told["email"], told["agrees"], origin)
