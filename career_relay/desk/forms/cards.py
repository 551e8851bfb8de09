"""Conditions over the fixed grid: three coarse columns and no free word."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.base.text.places import REGIONS
from career_relay.consents.models import Years
from career_relay.desk.forms.positions import role_choices

ANY = [("", "—")]


class CardsForm(forms.Form):
    role_family = forms.ChoiceField(label=_("Kind of work"), choices=role_choices, required=False)
    region = forms.ChoiceField(label=_("Region"), choices=[*ANY, *((name, name) for name in REGIONS)], required=False)
    years = forms.ChoiceField(label=_("Years of experience"), choices=[*ANY, *Years.choices], required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            raise forms.ValidationError(_("Choose at least one condition."))
        return given
