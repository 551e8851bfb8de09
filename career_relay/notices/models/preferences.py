"""Addresses that must not be written to, and what people chose to hear of."""

from django.db import models
from django.db.models.functions import Now

from career_relay.base.tenancy import CompanyModel
from career_relay.notices.states import Scope


class Suppression(CompanyModel):
    """An address, as a hash, that this company must not write to. Survives erasure (LEGAL E-06)."""

    address_hash = models.CharField(max_length=64)
    scope = models.CharField(max_length=12, choices=Scope.choices, default=Scope.ALL)
    reason = models.CharField(max_length=20)  # unsubscribed, bounced, complained, erased
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "address_hash", "scope"], name="suppressed_once")]

    def __str__(self) -> str:
        return f"suppression {self.pk}"
