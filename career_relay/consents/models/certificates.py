"""Portable certificates: what a company hands out, what a person keeps of it, and which numbers no longer count.

Two rows on two sides of the wall: the company knows what it handed out and never what became of it; the person keeps
the signed credential, and it outlives the company's record of them.
"""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.base.sealed import SealedField
from career_relay.base.tenancy import CompanyModel, PersonModel
from career_relay.candidates.models import Application, Candidate
from career_relay.companies.models import Company


class CertificateKey(CompanyModel):
    """A company's key pair. The public half is published for good; the other is sealed and goes when it is replaced."""

    kid = models.CharField(max_length=43)  # RFC 7638 thumbprint
    public = models.CharField(max_length=43)  # base64url, the `x` of the JWK
    private = SealedField()
    made_at = models.DateTimeField(db_default=Now())
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["company", "kid"], name="certificate_key_once"),
            models.UniqueConstraint(
                fields=["company"], condition=models.Q(retired_at=None), name="one_certificate_key_at_work"
            ),
        ]

    def __str__(self) -> str:
        return f"certificate key {self.pk}"


class Certificate(CompanyModel):
    """What a company states of one application. Emptied with the record: then only its number is left."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.SET_NULL, null=True, related_name="certificates")
    application = models.ForeignKey(Application, on_delete=models.SET_NULL, null=True, related_name="certificates")
    number = models.PositiveIntegerField()  # its place in the company's status list, drawn at random
    name = models.CharField(max_length=100, blank=True)  # as the company knew them: shown only if the person wants it
    month = models.DateField(null=True)  # the first day of the month of the final interview
    family = models.CharField(_("role family"), max_length=40, blank=True)
    strengths = ArrayField(models.CharField(max_length=60), default=list)
    language = models.CharField(max_length=5, default="ja")
    issued_at = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(_("reason"), max_length=300, blank=True)  # the person reads it

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="certificate_number_once"),
            models.UniqueConstraint(
                fields=["company", "application"],
                condition=models.Q(revoked_at=None),
                name="one_certificate_an_application",
            ),
        ]
        indexes = [models.Index(fields=["company", "candidate"], name="certificate_candidate")]

    def __str__(self) -> str:
        return f"certificate {self.pk}"


class HeldCertificate(PersonModel):
    """What the person decided, and the signed credential they keep. No company reads it."""

    class State(models.TextChoices):
        KEPT = "kept", _("kept")
        DECLINED = "declined", _("declined")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)  # in the address of the public page
    subject_id = models.UUIDField(default=uuid4, editable=False)  # whom it speaks of: a number made for it alone
    issuer = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    certificate_ref = models.BigIntegerField()  # id of the company's row: a fact, not a reference across the wall
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices)
    credential = models.TextField(blank=True)  # the compact JWS
    name = models.CharField(max_length=100, blank=True)
    month = models.DateField(null=True)
    family = models.CharField(max_length=40, blank=True)
    strengths = ArrayField(models.CharField(max_length=60), default=list)
    language = models.CharField(max_length=5, default="ja")
    shows_name = models.BooleanField(default=False)
    is_shown = models.BooleanField(default=False)  # the public page answers
    issued_at = models.DateTimeField()
    decided_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "issuer", "certificate_ref"], name="certificate_held_once")
        ]

    def __str__(self) -> str:
        return f"held certificate {self.pk}"


class EndedNumber(models.Model):
    """A number of a company's status list that no longer counts. Published as it is; nobody's name is near it."""

    issuer = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    ended_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "number"], name="ended_number_once")]

    def __str__(self) -> str:
        return f"number {self.number} of {self.issuer_id}"
