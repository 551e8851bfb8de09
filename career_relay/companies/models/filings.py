"""What the operator has handed to the authorities, by the key of the calendar and the year."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Filing(models.Model):
    """Proof that something of the legal calendar was done (LEGAL M-07)."""

    key = models.CharField(max_length=40)
    due_on = models.DateField()
    filed_on = models.DateField(_("handed in on"))
    evidence = models.CharField(_("evidence"), max_length=200)
    filed_by = models.BigIntegerField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "due_on"], name="filed_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.due_on}"
