"""Companies that relay among themselves."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.tenancy import CompanyModel
from career_relay.companies.models.companies import Company


class Entry(models.TextChoices):
    """How a company comes into a circle."""

    OPEN = "open", _("open: every admitted company may come in")
    APPROVAL = "approval", _("by approval: companies ask, the operator decides")
    INVITATION = "invitation", _("by invitation: the operator invites, the company decides")


class Circle(models.Model):
    """Companies that relay among themselves."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    charter = models.TextField(blank=True)
    charter_version = models.PositiveSmallIntegerField(default=1, db_default=1)
    entry = models.CharField(
        _("way in"), max_length=10, choices=Entry.choices, default=Entry.INVITATION, db_default=Entry.INVITATION
    )
    companies = models.ManyToManyField(Company, through="CircleMember", related_name="circles")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CircleMember(models.Model):
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="members")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="circle_memberships")
    joined_at = models.DateTimeField(db_default=Now())
    agreed_version = models.PositiveSmallIntegerField(
        default=0, db_default=0
    )  # of the charter; 0: put in by the operator

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "company"], name="once_in_a_circle")]

    def __str__(self) -> str:
        return f"{self.company} in {self.circle}"


class CircleCall(CompanyModel):
    """A company asks to come into a circle, or is invited. Gone once it was answered: the log keeps what came of it."""

    class Kind(models.TextChoices):
        ASKED = "asked", pgettext_lazy("circle", "asks to come in")
        INVITED = "invited", pgettext_lazy("circle", "is invited")

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="calls")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    agreed_version = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(db_default=Now())

    operator_may_read = True

    class Meta:
        ordering: ClassVar[list[str]] = ["made_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "circle"], name="one_call_a_circle")
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"
