"""What a person writes to a company, and which time they take."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.relay.interviews import LONGEST_ANSWER
from career_relay.relay.talks import LONGEST_WORDS


class MessageForm(forms.Form):
    """Words to the company. The key makes a double tap one message."""

    words = forms.CharField(label=_("Message"), max_length=LONGEST_WORDS, widget=forms.Textarea)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"form_key": uuid4()})
        self.fields["words"].widget.attrs["rows"] = 4


class TakeForm(forms.Form):
    """One of the times, by its moment."""

    start = forms.CharField(max_length=40, error_messages={"required": _("Please choose one of the times.")})

    def clean_start(self) -> datetime:
        try:
            return datetime.fromisoformat(self.cleaned_data["start"]).astimezone(UTC)
        except (ValueError, OverflowError) as fault:
            raise forms.ValidationError(_("Please choose one of the times.")) from fault


class NoneFitsForm(forms.Form):
    """When one could instead, if one likes to say."""

    words = forms.CharField(
        label=_("When could you meet? (if you like)"), required=False, max_length=LONGEST_ANSWER, widget=forms.Textarea
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs["rows"] = 2
