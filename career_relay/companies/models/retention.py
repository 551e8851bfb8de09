"""How long a company keeps what, and what the night erased."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from career_relay.base.tenancy import CompanyModel, ScopedManager
from career_relay.companies.models.companies import Company


class RetentionRule(CompanyModel):
    """Months a company chose for one kind of data. Without a row the default of `companies.retention.RULES` holds.

    More than the default needs another person: until then it stands in `wanted` and changes nothing (LEGAL §5).
    """

    key = models.CharField(max_length=12)
    months = models.PositiveSmallIntegerField()
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    wanted = models.PositiveSmallIntegerField(null=True)
    wanted_why = models.CharField(max_length=200, blank=True)
    wanted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    allowed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "key"], name="one_retention_rule")]

    def __str__(self) -> str:
        return f"{self.key}: {self.months}"


class PurgeReport(models.Model):
    """What one night erased of one company, or of what belongs to no company: counts by table, nothing of the content."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, related_name="+")
    day = models.DateField()
    counts = models.JSONField(default=dict)  # by table, each counted in the transaction that erased it
    troubles = models.JSONField(default=list)  # [{"table", "what", "n"}]: files without a row, rows without a file
    started_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)

    company_field: ClassVar[str | None] = "company"
    operator_may_read = True
    objects = ScopedManager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["company", "day"], name="one_purge_a_night", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"purge {self.day}"

    @property
    def total(self) -> int:
        return sum(self.counts.values())
