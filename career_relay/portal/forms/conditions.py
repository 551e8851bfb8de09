"""Conditions a person keeps, and the three words of their card."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.base.text.places import REGIONS
from career_relay.consents.models import Rhythm, Years
from career_relay.matching.families import family_choices
from career_relay.portal.forms.openings import OpeningsForm

KEPT = ("q", "prefecture", "role_family", "remote", "pay_min", "track", "promise")


class KeepForm(OpeningsForm):
    """The form of the openings, with a name and how often to write. Unlike there, what cannot be read is refused."""

    name = forms.CharField(label=_("Name for these conditions"), max_length=60)
    rhythm = forms.ChoiceField(label=_("Mail about new openings"), choices=Rhythm.choices)

    @property
    def conditions(self) -> dict[str, Any]:
        """What was typed, without the empty and without the order."""
        return {name: value for name in KEPT if (value := self.cleaned_data.get(name)) not in {"", None}}


class CardForm(forms.Form):
    role_family = forms.ChoiceField(label=_("Kind of work"), choices=family_choices)
    region = forms.ChoiceField(label=_("Region"), choices=[(name, name) for name in REGIONS])
    years = forms.ChoiceField(label=_("Years of experience"), choices=Years.choices)
