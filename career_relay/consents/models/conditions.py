"""What a person wants to hear of, and the three words they let stand on a card. Written by the person alone."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.tenancy import PersonModel


class Rhythm(models.TextChoices):
    """How often somebody is written to about new openings."""

    NEVER = "never", pgettext_lazy("alerts", "no mail, only kept here")
    DAILY = "daily", pgettext_lazy("alerts", "at most once a day")
    WEEKLY = "weekly", pgettext_lazy("alerts", "at most once a week")


class SavedConditions(PersonModel):
    """Conditions for openings a person keeps, and whether new ones that fit are told by mail (PRODUCT E3)."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=60)
    conditions = models.JSONField(default=dict)  # as the form of the openings reads them
    rhythm = models.CharField(_("mail"), max_length=6, choices=Rhythm.choices, default=Rhythm.NEVER)
    seen = ArrayField(models.BigIntegerField(), default=list)  # openings that fitted when last looked: not told again
    told_until = models.DateTimeField(db_default=Now())
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "conditions"], name="conditions_saved_once")]

    def __str__(self) -> str:
        return f"conditions {self.pk}"


class Years(models.TextChoices):
    """The bands of the grid. Coarse on purpose: exact years single out a third of a small town (RELIABILITY §4.8)."""

    TO_3 = "to_3", pgettext_lazy("years of experience", "up to 3 years")
    TO_7 = "to_7", pgettext_lazy("years of experience", "3 to 7 years")
    TO_15 = "to_15", pgettext_lazy("years of experience", "7 to 15 years")
    MORE = "more", pgettext_lazy("years of experience", "15 years or more")


class CardLine(PersonModel):
    """The cell of the grid a person puts themself into, in the mode that knows cards. Without it they are in none."""

    role_family = models.CharField(_("kind of work"), max_length=40)
    region = models.CharField(_("region"), max_length=10)
    years = models.CharField(_("years of experience"), max_length=8, choices=Years.choices)
    chosen_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="one_card_line")]

    def __str__(self) -> str:
        return f"card line {self.pk}"
