"""One sending to many: whom, what, when, and how far it has come."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models import Segment
from career_relay.notices.states import CampaignState, Channel, LegalClass, Topic
from career_relay.positions.models import Position


class Campaign(CompanyModel):
    """Words for a segment, sent as one message a recipient. The words are its own from the moment it is made."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=100)
    state = models.CharField(max_length=10, choices=CampaignState.choices, default=CampaignState.DRAFT)
    legal_class = models.CharField(max_length=10, choices=LegalClass.choices)
    topic = models.CharField(_("topic"), max_length=10, choices=Topic.choices)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.MAIL)
    template_key = models.CharField(max_length=40, blank=True)
    template_version = models.PositiveIntegerField(default=1)
    language = models.CharField(max_length=5, default="ja")
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"))
    segment = models.ForeignKey(Segment, on_delete=models.SET_NULL, null=True, related_name="+")
    query = models.TextField(blank=True)  # the segment's conditions as they were: later changes do not reach in
    people = ArrayField(models.BigIntegerField(), default=list)  # exactly whom, in order: fixed when it is released
    is_picked = models.BooleanField(default=False)  # `people` were chosen one by one, not by conditions
    put_out = models.PositiveIntegerField(default=0)  # how many of `people` have their row in the outbox
    position = models.ForeignKey(Position, on_delete=models.SET_NULL, null=True, related_name="+")
    send_after = models.DateTimeField(null=True)
    per_minute = models.PositiveIntegerField(default=0)  # 0: as fast as the mail server takes them
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    allowed_at = models.DateTimeField(null=True)  # the second person's word
    paused_at = models.DateTimeField(null=True)
    stopped_for = models.CharField(max_length=20, blank=True)  # why the system paused it: notices.states.Stop
    finished_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["company", "state", "-id"], name="campaign_state")]

    def __str__(self) -> str:
        return self.name
