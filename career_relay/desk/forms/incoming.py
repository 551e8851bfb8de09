"""What a recruiter writes back, and who is to look after an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.accounts.models import User
from career_relay.companies.models import Company
from career_relay.notices.answers import MOST_ANSWER
from career_relay.notices.replies import READERS


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("What you write back"),
        max_length=MOST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8, "data-autosize": ""}),
    )


class GiveForm(forms.Form):
    """Colleagues who may write to people. Nobody in particular is a choice."""

    user = forms.ModelChoiceField(
        label=_("In charge"), queryset=User.objects.none(), required=False, empty_label=_("nobody in particular")
    )

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(memberships__company=company, memberships__role__in=READERS, is_active=True)
        self.fields["user"].queryset = staff.distinct().order_by("name")  # type: ignore[attr-defined]
