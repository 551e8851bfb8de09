"""A room of a chat for notices without names."""

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.notices.states import ChatKind


class RoomForm(forms.Form):
    """Slack and Teams: the address of the webhook. Chatwork: the number of the room, and a token."""

    kind = forms.ChoiceField(label=_("Chat"), choices=ChatKind.choices)
    label = forms.CharField(label=_("Name of the room"), max_length=60)
    address = forms.CharField(
        label=_("Webhook address (Chatwork: number of the room)"),
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    token = forms.CharField(
        label=_("API token (Chatwork only)"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
