"""Choosing what to take along."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.portal.exports.bundle import OF_PROFILE, Part


class TakeForm(forms.Form):
    """What to take. Everything is ticked: it is the person's own."""

    parts = forms.MultipleChoiceField(
        label=_("What would you like to take along?"),
        widget=forms.CheckboxSelectMultiple,
        choices=Part.choices,
        initial=Part.values,
        error_messages={"required": _("Choose at least one file.")},
    )

    def __init__(self, *args: Any, has_profile: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_profile:
            offered = [(one.value, one.label) for one in Part if one not in OF_PROFILE]
            self.fields["parts"].choices = offered  # type: ignore[attr-defined]
            self.fields["parts"].initial = [value for value, _label in offered]

    @property
    def chosen(self) -> list[Part]:
        return [Part(one) for one in self.cleaned_data["parts"]]
