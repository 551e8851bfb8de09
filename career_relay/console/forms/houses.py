"""Who belongs to whom: groups, mail domains, and companies that act for others."""

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused
from career_relay.base.text.normalise import nfkc
from career_relay.companies.graph import domain_of
from career_relay.companies.models import Company, CompanyGroup


class GroupForm(forms.Form):
    """A new group, on top or below another one."""

    name = forms.CharField(label=_("name of the group"), max_length=120)
    under = forms.ModelChoiceField(
        CompanyGroup.objects.order_by("name"), label=_("below"), required=False, empty_label=_("on top")
    )


class PlaceForm(forms.Form):
    """A group that is there already, and where it goes."""

    group = forms.ModelChoiceField(CompanyGroup.objects.order_by("name"), label=_("group of companies"))
    under = forms.ModelChoiceField(
        CompanyGroup.objects.order_by("name"), label=_("below"), required=False, empty_label=_("on top")
    )


class HouseForm(forms.Form):
    """The group one company belongs to."""

    group = forms.ModelChoiceField(
        CompanyGroup.objects.order_by("name"), label=_("group of companies"), required=False, empty_label=_("no group")
    )


class DomainForm(forms.Form):
    """A mail domain, or an address on it."""

    said = forms.CharField(label=_("mail domain"), max_length=254)

    def clean_said(self) -> str:
        try:
            return domain_of(nfkc(self.cleaned_data["said"]))
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class ClientForm(forms.Form):
    """Another member, whose positions the company fills."""

    client = forms.ModelChoiceField(
        Company.objects.filter(kind=Company.Kind.MEMBER), label=_("acts for"), to_field_name="public_id"
    )
