"""A company's chat: where short notices without names go."""

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.base.sealed import SealedField
from career_relay.base.tenancy import CompanyModel
from career_relay.notices.states import ChatKind


class ChatHook(CompanyModel):
    """One room of a chat. The address (and for Chatwork the token) is a secret: sealed, and never shown again."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(_("chat"), max_length=10, choices=ChatKind.choices)
    label = models.CharField(_("name of the room"), max_length=60)
    address = SealedField()  # Slack, Teams: the address of the webhook; Chatwork: the number of the room
    token = SealedField(blank=True, default="")
    problem = models.CharField(max_length=20, blank=True)  # why the last notice did not arrive
    tried_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["kind", "id"]

    def __str__(self) -> str:
        return f"chat {self.pk}"
