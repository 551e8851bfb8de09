"""The guard's own rows: exceptions asked for, who decides them, and counts without a word of what was said."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models.records import Candidate
from career_relay.positions.models import Position


class FairOfficer(CompanyModel):
    """Who decides exceptions in this company: its promoter of fair selection (公正採用選考人権啓発推進員)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    named_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "user"], name="fair_officer_once")]

    def __str__(self) -> str:
        return f"officer {self.user_id}"


class FairException(CompanyModel):
    """Words the guard stopped, held back until an officer decides. Nowhere else are they kept (LEGAL F-03).

    A no, an end and the person's erasure empty the text and its fingerprint; so does saving it where it belongs.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a decision")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")
        ENDED = "ended", _("ended")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, null=True, related_name="fair_exceptions")
    position = models.ForeignKey(Position, on_delete=models.CASCADE, null=True, related_name="fair_exceptions")
    text = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)  # keyed hash of the text: exactly these words pass
    items = ArrayField(models.CharField(max_length=12), default=list)
    purpose = models.CharField(max_length=300)
    necessity = models.CharField(max_length=300)
    wanted_until = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    expires_on = models.DateField(null=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(candidate=None, position__isnull=False) | Q(candidate__isnull=False, position=None),
                name="fair_exception_of_one",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(expires_on__isnull=False), name="fair_exception_ends"
            ),
        ]
        indexes = [models.Index(fields=["company", "state", "expires_on"], name="fair_exception_state")]

    def __str__(self) -> str:
        return f"exception {self.pk}"


class FairCount(CompanyModel):
    """How often something happened in a month, by item. No person, no words: it outlives every record."""

    class Kind(models.TextChoices):
        VOLUNTEERED = "volunteered", _("volunteered, not kept")
        ASKED = "asked", _("exceptions asked for")
        APPROVED = "approved", _("exceptions approved")
        REFUSED = "refused", _("exceptions refused")

    month = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    item = models.CharField(max_length=12)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "month", "kind", "item"], name="fair_count_of_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item} {self.month:%Y-%m}: {self.count}"
