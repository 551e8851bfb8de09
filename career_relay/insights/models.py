"""Figures that hold no person, and so survive erasure."""

from django.db import models
from django.db.models.functions import Now

from career_relay.base.tenancy import CompanyModel


class Snapshot(CompanyModel):
    """One figure of one company on one day, with its parts. Recomputable from events; a recount equals it."""

    day = models.DateField()
    key = models.CharField(max_length=40)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    value = models.FloatField(null=True)
    n = models.PositiveIntegerField(default=0)
    taken_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "day", "key"], name="one_figure_a_day")]

    def __str__(self) -> str:
        return f"{self.key} {self.day}"
