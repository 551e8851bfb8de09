"""Forms of the careers page: what it says, and what the application form of a position asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.companies.careers import FIELDS
from career_relay.companies.models import Company
from career_relay.positions.models import Question


class CareersForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    class Meta:
        model = Company
        fields = FIELDS
        widgets = {
            "careers_text": forms.Textarea(attrs={"rows": 6}),
            "careers_text_en": forms.Textarea(attrs={"rows": 5, "lang": "en"}),
        }


class QuestionForm(forms.Form):
    text = forms.CharField(label=_("Question"), max_length=200, widget=forms.TextInput(attrs={"data-fair": "question"}))
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=Question.Kind.choices)
    choices = forms.CharField(
        label=_("Answers to choose from, one a line"),
        required=False,
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    hint = forms.CharField(
        label=_("Hint below the question"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"data-fair": "question"}),
    )
    is_required = forms.BooleanField(label=_("Must be answered"), required=False)
