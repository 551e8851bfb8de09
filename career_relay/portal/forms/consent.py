"""What, to whom, until when. Nothing is chosen in advance, and what was chosen stays when something is missing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.candidates.clocks import months_later
from career_relay.companies.models import Circle, Company
from career_relay.consents.states import Item

MONTHS = {"3": _("3 months"), "6": _("6 months"), "12": _("1 year")}


@dataclass(frozen=True, slots=True)
class Term:
    months: str
    label: Any
    until: date


def terms(today: date) -> list[Term]:
    return [Term(months, label, months_later(today, int(months))) for months, label in MONTHS.items()]


class ConsentForm(forms.Form):
    items = forms.MultipleChoiceField(
        label=_("What to hand over"),
        error_messages={"required": _("Choose at least one thing to hand over when you say yes.")},
    )
    circles = forms.ModelMultipleChoiceField(label=_("Circles"), queryset=Circle.objects.none(), required=False)
    companies = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("portal", "Companies"),
        queryset=Company.objects.none(),
        required=False,
        to_field_name="public_id",
    )
    blocked = forms.ModelMultipleChoiceField(
        label=_("Companies you do not want to hear from"),
        queryset=Company.objects.filter(kind=Company.Kind.MEMBER),
        required=False,
        to_field_name="public_id",
    )
    with_group = forms.BooleanField(label=_("Leave out the companies of the same group too"), required=False)
    until = forms.ChoiceField(
        label=pgettext_lazy("portal", "Until when"),
        choices=list(MONTHS.items()),
        error_messages={"required": _("Choose until when you want to be asked.")},
    )
    find = forms.CharField(label=_("Name of the company"), required=False, max_length=100)
    text_hash = forms.CharField(required=False, max_length=64)

    def __init__(
        self,
        data: Any = None,
        *,
        items: Collection[Item],
        circles: Any,
        companies: Any,
    ) -> None:
        super().__init__(data)
        self.fields["items"].choices = [(item.value, item.label) for item in items]  # type: ignore[attr-defined]
        self.fields["circles"].queryset = circles  # type: ignore[attr-defined]
        self.fields["circles"].to_field_name = "public_id"  # type: ignore[attr-defined]
        self.fields["companies"].queryset = companies  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "circles" in given and not given["circles"] and not given.get("companies"):
            self.add_error("circles", _("Choose at least one circle or company that may ask you."))
        return given

    def ends_at(self) -> datetime:
        """The last moment of the last day."""
        day = months_later(timezone.localdate(), int(self.cleaned_data["until"]))
        return timezone.make_aware(datetime.combine(day, time.max))

    def picked(self, name: str) -> set[str]:
        """What is ticked in the request, right or wrong: the page shows it again."""
        return set(self.data.getlist(name)) if isinstance(self.data, QueryDict) else set()
