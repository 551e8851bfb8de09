"""What a company and a person say to each other once something was handed over: words, and times to meet."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from career_relay.accounts.models import Person
from career_relay.base.tenancy import CompanyModel
from career_relay.relay.models.introductions import Introduction


class Side(models.TextChoices):
    """Who wrote."""

    COMPANY = "company", pgettext_lazy("talk", "the company")
    PERSON = "person", pgettext_lazy("talk", "the person")


class Way(models.TextChoices):
    """How one meets. A private number is not asked for before that (LEGAL H-01)."""

    ONLINE = "online", pgettext_lazy("talk", "online")
    ONSITE = "onsite", pgettext_lazy("talk", "on site")
    PHONE = "phone", pgettext_lazy("talk", "by phone")


class OfferState(models.TextChoices):
    OPEN = "open", pgettext_lazy("interview", "waits for an answer")
    AGREED = "agreed", pgettext_lazy("interview", "agreed")
    NONE_FITS = "none_fits", pgettext_lazy("interview", "none fits")
    CANCELLED = "cancelled", pgettext_lazy("interview", "cancelled")


class TalkMessage(CompanyModel):
    """Words of one side to the other. Delivered as they were written (LEGAL M-02); a mail only says that they are there."""

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="messages")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side.choices)
    words = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    form_key = models.UUIDField(default=uuid4)  # of the form it was typed into: a double click is one message
    written_at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True)  # by the other side

    person_field: ClassVar[str | None] = "person"

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["introduction", "form_key"], name="talk_message_once")]

    def __str__(self) -> str:
        return f"message {self.pk}"


class InterviewOffer(CompanyModel):
    """Times the company offers, with place, way and who is there (LEGAL H-01). The person takes one, or says none fits."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="interview_offers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    starts = ArrayField(models.DateTimeField())
    minutes = models.PositiveSmallIntegerField(default=60)
    held_how = models.CharField(max_length=8, choices=Way.choices)
    place = models.CharField(max_length=300)
    present = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=OfferState.choices, default=OfferState.OPEN)
    starts_at = models.DateTimeField(null=True)  # the one that was taken
    answer = models.CharField(max_length=600, blank=True)  # the person's words when none fits
    revision = models.PositiveSmallIntegerField(default=0)  # of the calendar entry
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    offered_at = models.DateTimeField(db_default=Now())
    answered_at = models.DateTimeField(null=True)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["introduction"], condition=models.Q(state="open"), name="one_open_interview_offer"
            )
        ]

    def __str__(self) -> str:
        return f"interview offer {self.pk}"
