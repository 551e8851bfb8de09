"""Two questions of the audit, each of which may stay unanswered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.matching.declarations import ANSWERS
from career_relay.matching.models import Axis

UNSAID = ("", _("I would rather not say"))


class DeclarationForm(forms.Form):
    band = forms.ChoiceField(
        label=Axis.BAND.label, choices=[UNSAID, *ANSWERS[Axis.BAND]], required=False, widget=forms.RadioSelect
    )
    gender = forms.ChoiceField(
        label=Axis.GENDER.label, choices=[UNSAID, *ANSWERS[Axis.GENDER]], required=False, widget=forms.RadioSelect
    )
