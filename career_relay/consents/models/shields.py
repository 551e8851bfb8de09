"""Whom a person never wants to be seen by."""

from django.db import models
from django.db.models.functions import Now

from career_relay.base.tenancy import PersonModel
from career_relay.companies.models import Company


class Block(PersonModel):
    """A company that must never see this person, with its group when wished. Nobody else may read this."""

    company_blocked = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    with_group = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "company_blocked"], name="block_once")]

    def __str__(self) -> str:
        return f"block {self.pk}"
