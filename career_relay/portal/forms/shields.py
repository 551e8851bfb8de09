"""Whom a person keeps themself from: a company, or the place where they work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.errors import Refused
from career_relay.companies.models import Company
from career_relay.consents.shields import Workplace, workplace_of


def _members() -> Any:
    return Company.objects.filter(kind=Company.Kind.MEMBER)


class EmployerForm(forms.Form):
    """A member that was found by its name, or a number or domain typed by hand."""

    company: "forms.ModelChoiceField[Company]" = forms.ModelChoiceField(
        queryset=None, to_field_name="public_id", required=False
    )
    said = forms.CharField(label=_("Corporate number or mail domain"), max_length=254, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company"].queryset = _members()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "company" in self.errors or given.get("company"):
            return given
        if not given.get("said", "").strip():
            self.add_error("said", _("Write the corporate number (13 digits) or the mail domain of your employer."))
            return given
        try:
            given["at"] = workplace_of(given["said"])
        except Refused as refusal:
            self.add_error("said", str(refusal))
        return given

    def fields_given(self) -> dict[str, Any]:
        return {"member": self.cleaned_data.get("company"), "at": self.cleaned_data.get("at") or Workplace()}


class BlockForm(forms.Form):
    company: "forms.ModelChoiceField[Company]" = forms.ModelChoiceField(
        label=pgettext_lazy("portal", "Company"), queryset=None, to_field_name="public_id"
    )
    with_group = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company"].queryset = _members()  # type: ignore[attr-defined]
