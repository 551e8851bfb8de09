"""The baton: asks to people nobody can see, and introductions that exist for a company only after a yes."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from career_relay.accounts.models import Person
from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models import Candidate
from career_relay.consents.models import Package
from career_relay.positions.models import Position
from career_relay.relay.states import AskState, Origin, Stage


class Ask(CompanyModel):
    """The question "would you talk to us about this position?" to up to N people. Holds only what the company itself typed."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="asks")
    upto = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=AskState.choices, default=AskState.OPEN)
    licence_number = models.CharField(max_length=40, blank=True)  # whose licence this act used
    licence_holder = models.CharField(max_length=120, blank=True)
    picked_at = models.DateTimeField(null=True)  # the people were asked; never says how many
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["company", "created_at"], name="ask_budget")]

    def __str__(self) -> str:
        return f"ask {self.pk}"


class Introduction(CompanyModel):
    """One person, one receiving company, one position. The wall hides it from the company until `disclosed_at`."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=8, choices=Origin.choices)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.PROPOSED)
    reasons = models.JSONField(default=list)  # why it fits, as shown to both: requirement, result, quote, source, ask
    items = ArrayField(models.CharField(max_length=10), default=list)  # chosen with the yes
    package = models.ForeignKey(Package, on_delete=models.PROTECT, null=True, related_name="+")
    package_hash = models.CharField(max_length=64, blank=True)  # of what was previewed at the yes
    answer_by = models.DateField(null=True)  # the person's deadline
    asked_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    cooling_until = models.DateTimeField(null=True)
    disclosed_at = models.DateTimeField(null=True)
    reply_by = models.DateField(null=True)  # the receiver's deadline, business days
    receipt_at = models.DateTimeField(null=True)
    interviewing_at = models.DateTimeField(null=True)
    offered_at = models.DateTimeField(null=True)
    hired_at = models.DateTimeField(null=True)
    starts_on = models.DateField(null=True)
    closing_words = models.TextField(blank=True)  # of the receiver to the person, with the thanks
    ended_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(auto_now=True)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "person", "position"],
                condition=~models.Q(stage__in=["declined", "expired", "withdrawn", "not_selected"]),
                name="one_live_introduction",
            )
        ]
        indexes = [
            models.Index(fields=["company", "stage"], name="introduction_stage"),
            models.Index(fields=["person", "stage"], name="introduction_person"),
        ]

    def __str__(self) -> str:
        return f"introduction {self.pk}"


class HireNews(CompanyModel):
    """The words "tell them I was hired", written by the person for a company that once said no (PRODUCT E12)."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(blank=True)
    told_at = models.DateTimeField(db_default=Now())

    person_field: ClassVar[str | None] = "person"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "candidate"], name="hire_news_once")]

    def __str__(self) -> str:
        return f"hire news {self.pk}"
