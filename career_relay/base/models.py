"""What every room shares: the log of who did what, and the register of what was erased."""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import pgettext_lazy

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
    session = models.CharField(max_length=16, blank=True, db_default="")  # keyed hash: which sign-in it was
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


class Erasure(models.Model):
    """Something was erased or withdrawn for good, by keyed hash alone: a restored backup is told of it again."""

    class Kind(models.TextChoices):
        RECORD = "record", pgettext_lazy("erased", "record")  # of one company
        PERSON = "person", pgettext_lazy("erased", "person")  # all that a natural person kept here
        WITHDRAWAL = "withdrawal", pgettext_lazy("erased", "withdrawal")  # of one choice

    kind = models.CharField(max_length=10, choices=Kind.choices)
    who = models.CharField(max_length=64)
    what = models.CharField(max_length=64, blank=True)  # of a withdrawal: which choice
    at = models.DateTimeField(db_default=models.functions.Now())
    written_at = models.DateTimeField(null=True)  # in the journal outside the database

    class Meta:
        indexes = [models.Index(fields=["id"], condition=models.Q(written_at=None), name="erasure_unwritten")]

    def __str__(self) -> str:
        return f"{self.kind} {self.who[:8]}"
