"""Making a link to share, and answering one."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from career_relay.consents.share_links import LONGEST_WORDS
from career_relay.consents.shares import DAYS, Piece


def _spans() -> list[tuple[int, str]]:
    return [(n, ngettext("{n} day", "{n} days", n).format(n=n)) for n in DAYS]


class ShareForm(forms.Form):
    """What, for whom, until when. Nothing is ticked in advance."""

    pieces = forms.MultipleChoiceField(
        label=_("What would you show?"), widget=forms.CheckboxSelectMultiple, required=False, choices=()
    )
    to_name = forms.CharField(label=pgettext_lazy("shared link", "For whom"), max_length=120, required=False)
    days = forms.TypedChoiceField(
        label=pgettext_lazy("shared link", "How long"), coerce=int, choices=_spans, widget=forms.RadioSelect, initial=7
    )
    title = forms.CharField(label=_("A name for yourself"), max_length=60, required=False)

    def __init__(self, *args: Any, offered: Iterable[Piece] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast("forms.MultipleChoiceField", self.fields["pieces"])
        chosen.choices = [(one.key, one.label) for one in offered]


class LongerForm(forms.Form):
    days = forms.TypedChoiceField(
        label=_("New end, counted from today"), coerce=int, choices=_spans, widget=forms.RadioSelect
    )


class AnswerForm(forms.Form):
    """What a reader writes back to the person."""

    name = forms.CharField(label=_("Your name"), max_length=100)
    organisation = forms.CharField(label=_("Company or organisation"), max_length=120, required=False)
    address = forms.EmailField(label=_("Your e-mail address"))
    words = forms.CharField(label=_("Your answer"), max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 5}))
