"""Forms about agencies: the contract with a firm, where somebody came from, until when they are protected."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.candidates.models import AgencyContract
from career_relay.candidates.states import PROTECTING, SourceKind

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ContractForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = AgencyContract
        fields = ("firm", "email", "contact", "months", "starts_on", "ends_on", "note")
        widgets = {"starts_on": DAY, "ends_on": DAY}
        help_texts = {
            "firm": _("As it stands in the records. The legal form and spaces make no difference."),
            "email": _("Notices to people of this firm are drafted to this address."),
            "months": _("Counted from the introduction. Many contracts say 12; 0 means no protection."),
            "ends_on": _("Leave it blank while the contract runs on."),
            "note": _("For example the folder or the number. No file is kept here."),
        }


class SourceForm(forms.Form):
    """Where an application came from, asked before the first contact."""

    source = forms.ChoiceField(label=_("Came through"))
    firm = forms.CharField(label=_("agency firm"), max_length=100, required=False)
    introduced_on = forms.DateField(label=_("introduced on"), required=False, widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(one.value, one.label) for one in SourceKind if one != SourceKind.UNKNOWN]
        self.fields["source"].choices = [("", "—"), *kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("source") in PROTECTING and not told.get("firm", "").strip():
            self.add_error("firm", _("Write the name of the agency firm."))
        day = told.get("introduced_on")
        if day and day > timezone.localdate():
            self.add_error("introduced_on", _("This day is still to come."))
        return told


class ProtectionForm(forms.Form):
    """Until when an agency protects, as agreed with it."""

    until = forms.DateField(label=_("protected until"), widget=DAY)
    reason = forms.CharField(
        label=_("Reason for the change"), max_length=200, help_text=_("Who agreed to it, and when. It stays on record.")
    )
