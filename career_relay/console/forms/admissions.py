"""What the operator writes while looking at a company."""

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.companies.models import Company


class ScreeningForm(forms.Form):
    """The check for ties to organised crime."""

    on = forms.DateField(
        label=_("day of the check for ties to organised crime"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    how = forms.CharField(label=_("how it was checked"), max_length=120)


class WordForm(forms.Form):
    """What the company reads."""

    word = forms.CharField(label=_("word to the company"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class OtherForm(forms.Form):
    """Another member."""

    other = forms.ModelChoiceField(
        Company.objects.filter(kind=Company.Kind.MEMBER), label=_("other company"), to_field_name="public_id"
    )
