"""What a natural person chose: the ledger, its projection, the passport, packages, and the statutory records."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.accounts.models import Person
from career_relay.base.tenancy import CompanyModel, PersonModel
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Circle, Company
from career_relay.consents.states import Act, Basis, Purpose, Right
from career_relay.positions.models import Position, Remote


class ConsentText(models.Model):
    """The words somebody agreed to, kept as they were shown."""

    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    version = models.CharField(max_length=10)
    language = models.CharField(max_length=5)
    body = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "version", "language"], name="text_version")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version} {self.language}"


class ConsentEntry(PersonModel):
    """One line of the ledger. Append-only; each line carries the hash of the one before (LEGAL P-07)."""

    append_only = True

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    act = models.CharField(max_length=9, choices=Act.choices)
    recipient = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, related_name="+")
    position_ref = models.BigIntegerField(null=True)  # id of the position; a fact, not a reference across the wall
    items = ArrayField(models.CharField(max_length=10), default=list)
    package_hash = models.CharField(max_length=64, blank=True)
    text_version = models.CharField(max_length=10, blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=5, blank=True)
    verified_how = models.CharField(max_length=20, blank=True)  # "code": how the person was verified
    channel = models.CharField(max_length=40, blank=True)  # route name of the page
    device = models.CharField(max_length=20, blank=True)  # phone, desktop
    expires_at = models.DateTimeField(null=True)
    at = models.DateTimeField(db_default=Now())
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["person", "id"], name="ledger_person")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.act} {self.pk}"

    @property
    def scope_name(self) -> str:
        """The circle or the company it is for."""
        scope = self.circle or self.recipient
        return scope.name if scope else ""


class ConsentNow(PersonModel):
    """What holds at present: the ledger folded. Written only with the ledger, rebuilt nightly and compared."""

    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    recipient = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, related_name="+")
    position_ref = models.BigIntegerField(null=True)
    items = ArrayField(models.CharField(max_length=10), default=list)
    package_hash = models.CharField(max_length=64, blank=True)
    entry = models.ForeignKey(ConsentEntry, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "recipient", "circle", "position_ref"],
                name="consent_now_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.person_id}"

    @property
    def scope_name(self) -> str:
        """The circle or the company it is for."""
        scope = self.circle or self.recipient
        return scope.name if scope else ""


class Block(PersonModel):
    """A company that must never see this person, with its group when wished. Nobody else may read this."""

    company_blocked = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    with_group = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "company_blocked"], name="block_once")]

    def __str__(self) -> str:
        return f"block {self.pk}"


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
    letter = models.TextField(blank=True)  # lines handed over by an interviewer and kept by the person
    paused_until = models.DateField(null=True, blank=True)
    as_of = models.DateField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="one_passport")]

    def __str__(self) -> str:
        return f"passport {self.pk}"


class Package(PersonModel):
    """The exact items sent to one recipient. What was previewed is what is sent: same content, same hash."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    items = ArrayField(models.CharField(max_length=10))
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    onward = models.BooleanField(default=False)  # LEGAL C-13
    created_at = models.DateTimeField(db_default=Now())

    company_field: ClassVar[str | None] = "recipient"

    def __str__(self) -> str:
        return f"package {self.pk}"


class AccessGrant(CompanyModel):
    """Until when one company may read one package. The grant is the provision (LEGAL C-07)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="grants")
    granted_at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    deletion_due_on = models.DateField(null=True)  # asked of the receiver when revoked (LEGAL C-14)
    deletion_confirmed_at = models.DateTimeField(null=True)
    declaration = models.JSONField(default=dict)  # what the provider tells the receiver before it reads (LEGAL P-02)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "package"], name="one_grant_per_package")]

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


class RightsRequest(CompanyModel):
    """What a person asks of a company that holds a record of them, with a clock (LEGAL D-01, D-03, D-07)."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Right.choices)
    asked_at = models.DateTimeField(db_default=Now())
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "candidate", "kind"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} request {self.pk}"
