"""The words a company publishes about meeting people, and where its harassment desk is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.companies.desks import LONGEST_POLICY, proposal
from career_relay.companies.models import ConductRules


class ConductForm(forms.ModelForm):  # type: ignore[type-arg]
    desk = forms.CharField(
        label=_("how people reach the harassment desk"),
        max_length=200,
        help_text=_("A phone number, an address or a page. Not the recruiting team alone."),
    )

    class Meta:
        model = ConductRules
        fields = ("policy", "times", "place", "people", "tool", "desk_who")
        widgets = {"policy": forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_POLICY})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial = {**proposal(), **self.initial}

    def clean_policy(self) -> str:
        policy: str = self.cleaned_data["policy"]
        if len(policy) > LONGEST_POLICY:
            raise forms.ValidationError(
                _("Please keep it under %(limit)s characters.") % {"limit": f"{LONGEST_POLICY:,}"}
            )
        return policy
