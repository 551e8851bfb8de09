"""The small forms under "My data"."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.companies.models import Company


class PauseForm(forms.Form):
    until = forms.DateField(label=_("Pause through"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean_until(self) -> object:
        day = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day


class BlockForm(forms.Form):
    company = forms.ModelChoiceField(
        label=pgettext_lazy("portal", "Company"),
        queryset=Company.objects.filter(kind=Company.Kind.MEMBER),
        to_field_name="public_id",
    )
    with_group = forms.BooleanField(label=_("Leave out the companies of the same group too"), required=False)
