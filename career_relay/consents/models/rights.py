"""What a person asks of a company, with a clock."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from career_relay.accounts.models import Person
from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models import Candidate
from career_relay.consents.states import Right


class RightsRequest(CompanyModel):
    """What a person asks of a company that holds a record of them, with a clock (LEGAL D-01, D-03, D-07)."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Right.choices)
    asked_at = models.DateTimeField(db_default=Now())
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "candidate", "kind"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} request {self.pk}"
