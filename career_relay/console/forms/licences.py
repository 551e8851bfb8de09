"""A licence as the operator enters it. What it must show is asked by `companies/evidence.py`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.companies.models import Company, Licence


class LicenceForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    class Meta:
        model = Licence
        fields = [
            "holder",
            "kind",
            "number",
            "scope",
            "circle",
            "responsible",
            "accepted_on",
            "expires_on",
            "evidence",
            "is_demonstration",
        ]
        labels = {
            "holder": _("holder"),
            "kind": _("kind"),
            "is_demonstration": _("This is a demonstration, not a real licence"),
        }
        help_texts = {
            "circle": _("Choose a circle when it covers positions of its members only, as a chamber’s does"),
            "scope": _("For example: openings of member companies only"),
            "expires_on": _("Leave it empty for a notification without an end"),
            "evidence": _("The paper that shows the number, and where it is kept"),
        }
        widgets = {
            "accepted_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "expires_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holder = self.fields["holder"]
        if isinstance(holder, forms.ModelChoiceField):
            holder.queryset = Company.objects.order_by("-kind", "name")  # the operator first
        self.fields["evidence"].required = False  # its lack is refused with a reason, and written down
