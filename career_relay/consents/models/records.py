"""Who may read what until when, and the statutory records of both sides."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from career_relay.accounts.models import Person
from career_relay.base.tenancy import CompanyModel, PersonModel
from career_relay.companies.models import Company
from career_relay.consents.models.ledger import ConsentEntry
from career_relay.consents.models.passports import Package
from career_relay.consents.states import Basis


class AccessGrant(CompanyModel):
    """Until when one company may read one package. The grant is the provision (LEGAL C-07)."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="grants")
    granted_at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    deletion_due_on = models.DateField(null=True)  # asked of the receiver when access ends (LEGAL C-14)
    deletion_confirmed_at = models.DateTimeField(null=True)
    deletion_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )  # nobody where nothing had been opened, so that there was no copy
    declaration = models.JSONField(default=dict)  # what the provider tells the receiver before it reads (LEGAL P-02)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "package"], name="one_grant_per_package")]
        indexes = [
            models.Index(
                fields=["company", "deletion_due_on"],
                condition=models.Q(deletion_due_on__isnull=False, deletion_confirmed_at=None),
                name="deletions_open",
            )
        ]

    def __str__(self) -> str:
        return f"grant {self.pk}"


class Provision(PersonModel):
    """The provider's record of one provision (LEGAL §3.2). Append-only, kept three years and a day."""

    append_only = True
    operator_may_read = True

    provider_name = models.CharField(max_length=120)  # the operator, or the person themself
    provider_address = models.CharField(max_length=200, blank=True)
    provider_representative = models.CharField(max_length=100, blank=True)
    consent_obtained = models.BooleanField(default=True)
    recipient = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    recipient_name = models.CharField(max_length=120)
    recipient_address = models.CharField(max_length=200)
    recipient_representative = models.CharField(max_length=100)
    person_name = models.CharField(max_length=100)
    items = ArrayField(models.CharField(max_length=10))
    basis = models.CharField(max_length=20, choices=Basis.choices)
    consent = models.ForeignKey(ConsentEntry, on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="provisions")
    package_hash = models.CharField(max_length=64)
    licence_number = models.CharField(max_length=40, blank=True)
    licence_holder = models.CharField(max_length=120, blank=True)
    provided_at = models.DateTimeField(db_default=Now())
    keep_until = models.DateField()

    def __str__(self) -> str:
        return f"provision {self.pk}"


class Receipt(CompanyModel):
    """The receiver's record: who provided, how they came by it, what it was (LEGAL §3.3). Append-only."""

    append_only = True

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="receipts")
    consent_obtained = models.BooleanField(default=True)
    provider_name = models.CharField(max_length=120)
    provider_address = models.CharField(max_length=200, blank=True)
    provider_representative = models.CharField(max_length=100, blank=True)
    acquired_how = models.CharField(max_length=300)
    evidence = models.CharField(max_length=64)  # the hash of the consent
    person_name = models.CharField(max_length=100)
    items = ArrayField(models.CharField(max_length=10))
    confirmed_how = models.CharField(max_length=100)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(db_default=Now())
    keep_until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "package"], name="one_receipt_per_package")]

    def __str__(self) -> str:
        return f"receipt {self.pk}"
