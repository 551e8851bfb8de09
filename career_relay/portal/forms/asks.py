"""What a person chooses to hand over. Nothing is ticked in advance."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.consents.states import Item


class ItemsForm(forms.Form):
    """The items of one package, one by one."""

    items = forms.MultipleChoiceField(
        choices=Item.choices, error_messages={"required": _("Choose what to hand over, at least name and e-mail.")}
    )


class YesForm(ItemsForm):
    """The yes: the items again, the hashes of what was shown, and the digits typed beside the button."""

    package_hash = forms.RegexField(r"^[0-9a-f]{64}$")
    text_hash = forms.CharField(required=False, max_length=64)
    look = forms.CharField(required=False, max_length=20)


class TellForm(forms.Form):
    """Words for a company that once met the person."""

    candidate = forms.UUIDField()
    words = forms.CharField(label=_("A few words, if you like"), required=False, max_length=400, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs["rows"] = 3
