"""What a person asks of a company, item by item and with a clock; and what was corrected at those who got a package."""

from datetime import date, timedelta
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from career_relay.accounts.models import Person
from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.clocks import months_later
from career_relay.candidates.models import Candidate
from career_relay.consents.models.passports import Package
from career_relay.consents.states import Agent, AskedHow, Decision, Detail, Ground, Manner, Right

MONTHS_KEPT = 60  # LEGAL §5: files of requests, five years
FEES = (Right.PURPOSE, Right.DISCLOSE)  # LEGAL D-01: for nothing else may a fee be asked


def kept_until() -> date:
    """The day the file of a request made today is erased."""
    return months_later(timezone.localdate(), MONTHS_KEPT)


def internal_due() -> date:
    return timezone.localdate() + timedelta(days=10)


class RightsRequest(CompanyModel):
    """One request, with both its clocks: the columns of LEGAL §3.14. The items are rows of their own."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")  # None: came by post
    candidate = models.ForeignKey(Candidate, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Right.choices)
    asked_at = models.DateTimeField(db_default=Now())
    asked_how = models.CharField(max_length=8, choices=AskedHow.choices, default=AskedHow.PORTAL)
    about = models.TextField(blank=True)  # what exactly is meant, in the person's words
    detail = models.CharField(max_length=16, choices=Detail.choices, blank=True)  # of a correction
    old_value = models.TextField(blank=True)
    new_value = models.TextField(blank=True)
    manner = models.CharField(max_length=6, choices=Manner.choices, default=Manner.JSON)
    postal_address = models.CharField(max_length=300, blank=True)
    agent = models.CharField(max_length=8, choices=Agent.choices, blank=True)
    agent_name = models.CharField(max_length=100, blank=True)
    agent_proof = models.CharField(max_length=300, blank=True)  # how the company made sure of the agent
    internal_due_on = models.DateField(default=internal_due)
    due_on = models.DateField()
    escalated_at = models.DateTimeField(null=True)  # the owners were told to inform the representative
    inquiry = models.TextField(blank=True)  # what was looked into; the person does not read it
    fee = models.PositiveIntegerField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)  # the words of the answer
    answer = models.JSONField(null=True)  # what was disclosed; forgotten after ninety days
    purge_after = models.DateField(default=kept_until)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "candidate", "kind", "detail"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_request",
            ),
            models.CheckConstraint(
                condition=models.Q(fee__isnull=True) | models.Q(kind__in=FEES), name="fee_only_where_allowed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} request {self.pk}"

    @property
    def number(self) -> str:
        """The number both sides name it by."""
        return f"R{timezone.localdate(self.asked_at):%y%m%d}-{self.public_id.hex[:6].upper()}"


class RightsItem(CompanyModel):
    """One item of a request and what a named member of staff decided on it (LEGAL D-04)."""

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="items")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=20)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    ground = models.CharField(max_length=2, choices=Ground.choices, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "key"], name="one_item_a_request"),
            models.CheckConstraint(
                condition=models.Q(decision__in=["", Decision.GRANTED]) | ~models.Q(reason=""),
                name="refused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of request {self.request_id}"


class Correction(CompanyModel):
    """What a receiver has to put right in its copy. The company where it was corrected does not see it (LEGAL C-17)."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="+")
    request_ref = models.BigIntegerField()  # a fact, not a reference across the wall
    detail = models.CharField(max_length=16, choices=Detail.choices)
    old_value = models.TextField(blank=True)
    new_value = models.TextField()
    told_at = models.DateTimeField(db_default=Now())
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    purge_after = models.DateField(default=kept_until)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["company", "package", "request_ref"], name="one_correction_each")
        ]

    def __str__(self) -> str:
        return f"correction {self.pk}"
