"""Two records that were put together, and what is needed to take that back."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models.records import Candidate


class Merge(CompanyModel):
    """One record went into another. Holds the rows as they were, until it is taken back or the record is erased."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kept = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="merges")
    gone_id = models.BigIntegerField()  # the id of the record that went: its log still speaks of it
    gone_public_id = models.UUIDField()  # its address leads to the record that was kept
    # what a file may still call the record that went: such a row is about the kept one. Emptied with `before`
    gone_external_id = models.CharField(max_length=80, blank=True)
    gone_email_key = models.CharField(max_length=254, blank=True)
    gone_name_folded = models.CharField(max_length=100, blank=True)
    score = models.PositiveSmallIntegerField(default=0)
    reasons = ArrayField(models.CharField(max_length=20), default=list)
    before = models.JSONField(default=dict)  # the rows as they stood; emptied when it is taken back
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "gone_public_id"], condition=Q(undone_at=None), name="gone_into_one_record"
            )
        ]
        indexes = [
            models.Index(fields=["company", "kept"], name="merge_kept"),
            models.Index(fields=["company", "gone_external_id"], name="merge_external"),
            models.Index(fields=["company", "gone_email_key"], name="merge_email"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
