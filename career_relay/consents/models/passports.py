"""What a person says of themself, and what was made of it for one recipient."""

from datetime import date, timedelta
from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import PersonModel
from career_relay.companies.models import Company
from career_relay.positions.models import Position, Remote


class Employment(models.TextChoices):
    """On what terms somebody would work."""

    PERMANENT = "permanent", _("permanent employee")
    FIXED_TERM = "fixed_term", _("fixed-term employee")
    PART_TIME = "part_time", _("part-time employee")


class Passport(PersonModel):
    """The person's own profile for the relay, composed by the person."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"))
    headline = models.CharField(_("one line about your work"), max_length=120, blank=True)
    history = models.TextField(_("work history"), blank=True)
    skills = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    prefectures = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    remote = models.CharField(_("remote work"), max_length=10, choices=Remote.choices, blank=True)
    pay_min = models.PositiveIntegerField(_("annual pay from (10,000 yen)"), null=True, blank=True)
    start_from = models.CharField(_("when you could start"), max_length=60, blank=True)
    employment = ArrayField(models.CharField(max_length=12, choices=Employment.choices), default=list, blank=True)
    weekly_hours = models.PositiveSmallIntegerField(_("hours a week at most"), null=True, blank=True)
    working_time = models.CharField(_("days and times"), max_length=100, blank=True)
    letter = models.TextField(blank=True)  # lines handed over by an interviewer and kept by the person
    paused_until = models.DateField(null=True, blank=True)
    as_of = models.DateField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="one_passport")]

    def __str__(self) -> str:
        return f"passport {self.pk}"


def ninety_days() -> date:
    """The last day of a copy nobody began a selection with (LEGAL T-03)."""
    return timezone.localdate() + timedelta(days=90)


class Package(PersonModel):
    """The exact items sent to one recipient. What was previewed is what is sent: same content, same hash."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    items = ArrayField(models.CharField(max_length=10))
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    onward = models.BooleanField(default=False)  # LEGAL C-13
    purge_after = models.DateField(default=ninety_days)  # its content goes then, unless somebody may still read it
    created_at = models.DateTimeField(db_default=Now())

    company_field: ClassVar[str | None] = "recipient"

    def __str__(self) -> str:
        return f"package {self.pk}"
