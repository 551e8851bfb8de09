"""The ledger of choices and the projection that follows it."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from career_relay.accounts.models import Person
from career_relay.base.tenancy import PersonModel
from career_relay.companies.models import Circle, Company
from career_relay.consents.states import Act, Purpose


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
    """One line of the ledger. Append-only; each line carries the hash of the one before (LEGAL P-07).

    One change is possible: a person who is forgotten is taken out (`sql/forget_in_ledger.sql`). The line is sealed with
    the pseudonym and not with the person, so it proves afterwards what it proved before (RELIABILITY rule 7).
    """

    append_only = True

    person = models.ForeignKey(  # type: ignore[assignment] # the one row of a person that outlives them
        Person, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    subject = models.CharField(max_length=64, editable=False)  # keyed pseudonym of the person: whose chain it is in
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
        indexes = [
            models.Index(fields=["person", "id"], name="ledger_person"),
            models.Index(fields=["subject", "id"], name="ledger_subject"),
        ]

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
