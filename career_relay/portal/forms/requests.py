"""The form of a request. It asks for nothing the law does not need: no copy of a document, no fee, no reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.consents.rights import LONGEST, Asking
from career_relay.consents.states import Agent, Detail, Manner, Right

SHOWING = (Right.PURPOSE, Right.DISCLOSE, Right.RECORDS)


def _text(label: Any, name: str, *, rows: int = 3, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=LONGEST[name], widget=widget)


class RequestForm(forms.Form):
    """Only the fields this right needs; `kind` comes from the address of the page."""

    detail = forms.ChoiceField(label=_("What is wrong"), choices=[("", "—"), *Detail.choices])
    old_value = _text(_("How it reads now"), "old_value", rows=2)
    new_value = _text(_("How it should read"), "new_value", rows=2, required=True)
    manner = forms.ChoiceField(
        label=_("How would you like the answer?"),
        choices=Manner.choices,
        initial=Manner.PDF,
        widget=forms.RadioSelect,
    )
    postal_address = forms.CharField(
        label=_("Address for the paper"), required=False, max_length=300, help_text=_("Only if you chose paper.")
    )
    about = _text(_("If you mean something in particular"), "about")
    agent = forms.ChoiceField(
        label=_("Do you ask for yourself?"),
        choices=[("", _("for myself")), *Agent.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    agent_name = forms.CharField(
        label=_("Your own name, if you ask for somebody else"),
        required=False,
        max_length=100,
        help_text=_("The company asks you for a proof, such as a letter of attorney."),
    )

    def __init__(self, *args: Any, kind: Right, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind != Right.CORRECT:
            for name in ("detail", "old_value", "new_value"):
                del self.fields[name]
        if kind not in SHOWING:
            for name in ("manner", "postal_address"):
                del self.fields[name]

    @property
    def asking(self) -> Asking:
        """What was filled in. The form must be valid."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        if "manner" in said:
            said["manner"] = Manner(said["manner"])
        return Asking(self.kind, **said)
