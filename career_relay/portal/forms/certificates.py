"""What a person chooses about a certificate. Nothing is ticked in advance."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ShowForm(forms.Form):
    is_shown = forms.BooleanField(label=_("Whoever has the link may check it"), required=False)
    shows_name = forms.BooleanField(label=_("With my name on it"), required=False)
