"""Forms of the desk about requests: what was looked into, and a request that came by another way."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.consents.models import RightsRequest
from career_relay.consents.models.rights import FEES
from career_relay.consents.rights import LONGEST, Asking
from career_relay.consents.states import Agent, AskedHow, Detail, Manner, Right

LONGEST_INQUIRY = 2_000


class NoteForm(forms.Form):
    """For the register. The fee stands only where the law allows one, the proof only where an agent asks."""

    inquiry = forms.CharField(
        label=_("What was looked into"),
        required=False,
        max_length=LONGEST_INQUIRY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the register. The person does not read it."),
    )
    agent_proof = forms.CharField(
        label=_("How you made sure of the agent"),
        required=False,
        max_length=300,
        help_text=_("For instance: letter of attorney of 1 November, called back."),
    )
    fee = forms.IntegerField(
        label=_("Fee (yen)"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Only what it costs, published beforehand. Most companies ask nothing."),
    )

    def __init__(self, *args: Any, instance: RightsRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(instance, name) for name in ("inquiry", "agent_proof", "fee")}
        if not instance.agent:
            del self.fields["agent_proof"]
        if instance.kind not in FEES:
            del self.fields["fee"]


class PostForm(forms.Form):
    kind = forms.ChoiceField(label=pgettext_lazy("rights", "What is asked for"), choices=Right.choices)
    asked_how = forms.ChoiceField(
        label=pgettext_lazy("request", "How it came in"),
        choices=[one for one in AskedHow.choices if one[0] != AskedHow.PORTAL],
    )
    about = forms.CharField(
        label=_("What is meant"), required=False, max_length=LONGEST["about"], widget=forms.Textarea(attrs={"rows": 3})
    )
    detail = forms.ChoiceField(label=_("What is wrong"), required=False, choices=[("", "—"), *Detail.choices])
    old_value = forms.CharField(label=_("How it reads now"), required=False, max_length=300)
    new_value = forms.CharField(label=_("How it should read"), required=False, max_length=300)
    manner = forms.ChoiceField(label=_("Manner wished for"), choices=Manner.choices, initial=Manner.PAPER)
    postal_address = forms.CharField(label=_("Address for the paper"), required=False, max_length=300)
    agent = forms.ChoiceField(
        label=_("Agent"), required=False, choices=[("", _("the person themself")), *Agent.choices]
    )
    agent_name = forms.CharField(label=_("Name of the agent"), required=False, max_length=100)

    @property
    def asking(self) -> Asking:
        """What was filled in. The form must be valid."""
        said = self.cleaned_data
        more = {
            name: said[name] for name in ("about", "old_value", "new_value", "postal_address", "agent", "agent_name")
        }
        kind = Right(said["kind"])
        detail = said["detail"] if kind == Right.CORRECT else ""
        return Asking(kind, manner=Manner(said["manner"]), detail=detail, asked_how=AskedHow(said["asked_how"]), **more)
