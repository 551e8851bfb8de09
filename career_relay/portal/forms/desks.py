"""What somebody writes to a desk. A name and an address are theirs to give or to keep."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.companies.complaints import LONGEST_WORDS
from career_relay.companies.models.desks import ReportKind, Topic, Wish


class Writing(forms.Form):
    """What both forms ask for."""

    words = forms.CharField(
        label=pgettext_lazy("complaint", "What happened"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    name = forms.CharField(label=_("Your name"), required=False, max_length=100, help_text=_("You may leave it out."))
    reply_to = forms.EmailField(
        label=_("Your mail address"),
        required=False,
        max_length=254,
        help_text=_("Only if you would like a mail when there is an answer. The answer stands behind your link too."),
    )


class ComplaintForm(Writing):
    """To the desk of the company, to the operator, or to both."""

    COMPANY, OPERATOR = "company", "operator"

    to = forms.MultipleChoiceField(
        label=_("To whom"),
        choices=[(COMPANY, _("the desk of the company")), (OPERATOR, _("the operator of the network"))],
        widget=forms.CheckboxSelectMultiple,
        initial=[COMPANY],
    )
    topic = forms.ChoiceField(
        label=pgettext_lazy("complaint", "What it is about"), choices=Topic.choices, widget=forms.RadioSelect
    )

    field_order = ("topic", "words", "to", "name", "reply_to")

    def __init__(self, *args: Any, has_company: bool, has_operator: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (has_company and has_operator):
            del self.fields["to"]


class ReportForm(Writing):
    """To the harassment desk. Nothing but the words is needed."""

    kind = forms.ChoiceField(label=_("What it was"), choices=ReportKind.choices, widget=forms.RadioSelect)
    when_where = forms.CharField(
        label=_("When, where, and who was there"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wish = forms.ChoiceField(
        label=_("What you wish for"), choices=Wish.choices, initial=Wish.ASK, widget=forms.RadioSelect
    )

    field_order = ("kind", "words", "when_where", "wish", "name", "reply_to")
