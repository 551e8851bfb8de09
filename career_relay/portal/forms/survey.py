"""What somebody thought of the answer they got: two small questions, neither of them a condition."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HelpfulForm(forms.Form):
    helpful = forms.ChoiceField(
        choices=[("yes", pgettext_lazy("portal", "Yes")), ("no", pgettext_lazy("portal", "No"))]
    )

    @property
    def is_yes(self) -> bool:
        return bool(self.cleaned_data["helpful"] == "yes")


class RecommendForm(forms.Form):
    recommend = forms.TypedChoiceField(
        label=_("Would you recommend applying to this company to a friend?"),
        coerce=int,
        choices=[(n, str(n)) for n in range(11)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a number from 0 to 10, or leave the question.")},
    )
    comment = forms.CharField(
        label=_("Anything good, anything to mend"), required=False, max_length=1000, widget=forms.Textarea
    )
