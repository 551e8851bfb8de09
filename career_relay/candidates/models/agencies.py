"""What was agreed with the agencies that introduce people."""

from uuid import uuid4

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import CompanyModel

LONGEST_TERM = 36  # months; published terms ask for 6 to 24


class AgencyContract(CompanyModel):
    """One agency firm for one period: where its notices go, and how long it protects whom it introduced."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    firm = models.CharField(_("agency firm"), max_length=100)
    firm_key = models.CharField(max_length=100, editable=False)  # as `agencies.firm_key` folds it
    email = models.EmailField(_("where notices go"), blank=True)
    contact = models.CharField(_("contact person"), max_length=100, blank=True)
    months = models.PositiveSmallIntegerField(
        _("protection in months"), default=12, validators=[MaxValueValidator(LONGEST_TERM)]
    )
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force until"), null=True, blank=True)
    note = models.CharField(_("where the contract is kept"), max_length=200, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["firm_key", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["company", "firm_key", "starts_on"], name="contract_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.firm} {self.starts_on}"
