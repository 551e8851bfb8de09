"""What somebody thought of the answer they got: one tap, then two small questions, none of them a condition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.notices.surveys import LONGEST_COMMENT


class HelpfulForm(forms.Form):
    helpful = forms.ChoiceField(
        choices=[("yes", pgettext_lazy("portal", "Yes")), ("no", pgettext_lazy("portal", "No"))]
    )

    @property
    def is_yes(self) -> bool:
        return bool(self.cleaned_data["helpful"] == "yes")


def _number(label: Any, least: int, most: int) -> forms.TypedChoiceField:
    """A question answered by one number, or left out."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(n, str(n)) for n in range(least, most + 1)],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the numbers, or leave the question.")},
    )


class SurveyForm(forms.Form):
    recommend = _number(_("Would you recommend applying to this company to a friend?"), 0, 10)
    careful = _number(_("Was the answer given with care?"), 1, 5)
    comment = forms.CharField(
        label=_("Anything good, anything to mend"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def said(self) -> dict[str, object]:
        """What was answered; a question that was left is left out."""
        return {name: value for name, value in self.cleaned_data.items() if value not in {None, ""}}
