"""Until when one choice shall hold. Nothing is chosen in advance; what was read is named by its hash."""

from collections.abc import Collection
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.candidates.clocks import months_later
from career_relay.portal.forms.consent import MONTHS, Term, terms


class EndForm(forms.Form):
    until = forms.ChoiceField(
        label=pgettext_lazy("portal", "Until when"),
        error_messages={"required": _("Choose until when it shall hold.")},
    )
    text_hash = forms.CharField(required=False, max_length=64)

    def __init__(self, data: Any = None, *, months: Collection[str] = tuple(MONTHS)) -> None:
        super().__init__(data)
        self.months = months
        self.fields["until"].choices = [(one, MONTHS[one]) for one in months]  # type: ignore[attr-defined]

    def terms(self) -> list[Term]:
        return [term for term in terms(timezone.localdate()) if term.months in self.months]

    def ends_at(self) -> datetime:
        """The last moment of the last day."""
        day = months_later(timezone.localdate(), int(self.cleaned_data["until"]))
        return timezone.make_aware(datetime.combine(day, time.max))
