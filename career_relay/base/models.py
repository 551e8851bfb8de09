"""What every room shares: the log of who did what."""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from career_relay.base.tenancy import ScopedManager


class AuditEvent(models.Model):
    """One thing that happened. Append-only; holds ids and facts, never names or free text."""

    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    event = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=models.functions.Now())

    company_field: ClassVar[str | None] = "company"
    person_field: ClassVar[str | None] = "person"
    objects = ScopedManager()
    operator_may_read = True
    append_only = True

    class Meta:
        indexes = [
            models.Index(fields=["company", "subject_type", "subject_id", "id"], name="audit_subject"),
            models.Index(fields=["person", "id"], name="audit_person"),
            BrinIndex(fields=["at"], name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.subject_type}:{self.subject_id}"
