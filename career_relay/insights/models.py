"""Figures that hold no person, and so survive erasure."""

from django.conf import settings
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


class Assumption(CompanyModel):
    """One number the return is worked out from, as somebody set it. Rows are added, never changed: the last one counts.

    An empty `value` says that somebody took the number away again.
    """

    key = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=12, decimal_places=1, null=True)
    source = models.CharField(max_length=200, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["company", "key", "-set_at"], name="assumption_last")]

    def __str__(self) -> str:
        return f"{self.key} {self.value}"


class Fact(CompanyModel):
    """So many entries of one day had this value. Whose they are is not in it.

    back: days since the same person's entry before, 0 for none. So the people of any period are counted once: they are
    the entries whose one before lies ahead of the period. erased: entries of people who were erased since, in no figure
    but counted beside it.
    """

    key = models.CharField(max_length=24)  # of `entries`; with a plus sign: only those with the value 1
    day = models.DateField()
    back = models.PositiveIntegerField(default=0)
    value = models.IntegerField(default=0)
    is_erased = models.BooleanField(default=False)
    n = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "key", "day", "back", "value", "is_erased"], include=["n"], name="one_fact"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.day}: {self.n}"


class FactsUntil(CompanyModel):
    """How far the facts of a company reach: the last day they hold, and the moment whose knowledge they hold."""

    day = models.DateField()
    known_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company"], name="facts_until_once")]

    def __str__(self) -> str:
        return f"facts until {self.day}"
