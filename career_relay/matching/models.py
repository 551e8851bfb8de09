"""What the engine reads: a projection of passports without names, and what was shown to whom."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy
from pgvector.django import HalfVectorField

from career_relay.base.tenancy import CompanyModel, PersonModel, ScopedManager
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.positions.models import Position

DIMENSIONS = 384  # multilingual-e5-small


class MatchingProfile(models.Model):
    """One person as the engine sees them. Refers by id without a foreign key, so that it can be distributed.

    Written in the transaction that changes the passport or the consent; `net_until` is the end of the consent to be
    asked, so a withdrawn person leaves every query with the commit.
    """

    person_id = models.BigIntegerField(primary_key=True)
    tokens = ArrayField(models.CharField(max_length=60), default=list)
    skills = ArrayField(models.CharField(max_length=60), default=list)
    roles = ArrayField(models.CharField(max_length=40), default=list)
    prefectures = ArrayField(models.CharField(max_length=10), default=list)
    remote = models.CharField(max_length=10, blank=True)
    pay_min = models.PositiveIntegerField(null=True)
    document = models.JSONField(default=dict)  # the engine's Profile, without names
    embedding = HalfVectorField(dimensions=DIMENSIONS, null=True)
    net_until = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    person_field: ClassVar[str | None] = "person"
    objects = ScopedManager()

    def __str__(self) -> str:
        return f"matching profile {self.person_id}"


class Exposure(CompanyModel):
    """What a recruiter was shown for a position, with the reasons and the version of the weights (LEGAL §3.16).

    One row a person a page. Nothing of it changes afterwards but whose it is: a merge moves it, and when the record is
    erased it stays without the person. It stays three years, six months whatever is asked (`sql/keep_exposures.sql`).
    """

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="+")
    candidate = models.ForeignKey(Candidate, on_delete=models.SET_NULL, null=True, related_name="+")
    rank = models.PositiveIntegerField()
    out_of = models.PositiveIntegerField(default=0)  # how many the whole list had
    listing = models.CharField(max_length=10, blank=True)  # which list: all, contact or aside
    score = models.FloatField()
    weights = models.CharField(max_length=20)
    features = models.JSONField(default=dict)  # points by feature
    results = models.JSONField(default=list)  # [result, source] a requirement: the explanation that stood there
    viewer_id = models.BigIntegerField(null=True)
    shown_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["company", "weights", "shown_at"], name="exposure_by_weights")]

    def __str__(self) -> str:
        return f"exposure {self.pk}"


class Pick(CompanyModel):
    """Who was compared for a question to people nobody can see, and who was asked. The person's row, no company's.

    The company writes it and cannot read it: not even how many there are (PRODUCT E4).
    """

    person_id = models.BigIntegerField()
    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveIntegerField()
    score = models.FloatField()
    weights = models.CharField(max_length=20)
    features = models.JSONField(default=dict)
    asked = models.BooleanField()  # the lot fell on them
    shown_at = models.DateTimeField(db_default=Now())

    company_field: ClassVar[str | None] = None
    person_field: ClassVar[str | None] = "person"

    class Meta:
        indexes = [
            models.Index(fields=["weights", "shown_at"], name="pick_by_weights"),
            models.Index(fields=["person_id"], name="pick_person"),
        ]

    def __str__(self) -> str:
        return f"pick {self.pk}"


class Dismissal(CompanyModel):
    """A recruiter set a match aside for a position. Reversible, and not a rejection."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="+")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "position", "candidate"], name="dismissed_once")]

    def __str__(self) -> str:
        return f"dismissal {self.pk}"


class Axis(models.TextChoices):
    """By what the audit compares, and nothing else: what the law lets one ask for this alone (LEGAL §6.1)."""

    BAND = "band", pgettext_lazy("audit", "Age band")
    GENDER = "gender", pgettext_lazy("audit", "Gender")


class Declaration(PersonModel):
    """What somebody said of themself of their own will, for the audit alone, and may take back without a trace.

    Behind the person's wall: no company and no operator reads it, and the engine has no place for it. Only
    `sql/fairness_cases.sql` does, under numbers that mean nothing elsewhere.
    """

    question = models.CharField(max_length=10, choices=Axis.choices)
    answer = models.CharField(max_length=10)
    text_version = models.CharField(max_length=20)  # of the words that stood above the question
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "question"], name="declared_once")]

    def __str__(self) -> str:
        return f"declaration {self.pk}"


class FairnessReport(models.Model):
    """What one night found for one version of the weights: of one company, or (None) of the network. Nobody is in it."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, related_name="+")
    day = models.DateField()
    weights = models.CharField(max_length=20)
    content = models.JSONField(default=dict)  # as it is shown: small counts are gone already
    counts = models.JSONField(default=dict)  # people by group, never shown: when the next report may follow
    made_at = models.DateTimeField(db_default=Now())

    company_field: ClassVar[str | None] = "company"
    operator_may_read = True
    objects = ScopedManager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "weights", "day"], name="one_audit_a_night", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"fairness {self.day}"
