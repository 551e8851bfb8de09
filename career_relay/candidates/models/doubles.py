"""Records that may be one person."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models.records import Candidate


class DuplicateHint(CompanyModel):
    """Two records that may be one person. A person of the company decides; nothing merges by itself."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    first = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(default=0)  # 0 to 100, from `duplicates.likeness`
    reasons = ArrayField(models.CharField(max_length=20), default=list)  # what is the same: email, phone, name …
    dismissed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "first", "second"], name="hint_once")]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"
