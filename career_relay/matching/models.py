"""What the engine reads: a projection of passports without names, and what was shown to whom."""

from typing import ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from pgvector.django import HalfVectorField, SparseVectorField

from career_relay.base.tenancy import CompanyModel, ScopedManager
from career_relay.candidates.models import Candidate
from career_relay.positions.models import Position

DIMENSIONS: Final = 384  # multilingual-e5-small
WORD_SPACE: Final = 2**28  # a word is a number below it (`lexical.number_of`)


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
    net_until = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    person_field: ClassVar[str | None] = "person"
    objects = ScopedManager()

    def __str__(self) -> str:
        return f"matching profile {self.person_id}"


class MatchFilter(models.Model):
    """What a position asks of everybody first: consent, place, pay. Narrow, so that a million are read in a moment.

    Never says yes alone: whoever is found here is looked at once more by `may_show`, the one visibility definition.
    """

    person_id = models.BigIntegerField(primary_key=True)
    net_until = models.DateTimeField()  # end of the last consent to be asked
    places = models.BigIntegerField(default=0)  # one bit a prefecture (JIS code); 0: not said
    pay_min = models.PositiveIntegerField(null=True)
    home_only = models.BooleanField(default=False)  # work from home alone
    may_ask = ArrayField(models.BigIntegerField(), default=list)  # circles by id; single companies as minus their id

    person_field: ClassVar[str | None] = "person"
    objects = ScopedManager()

    def __str__(self) -> str:
        return f"match filter {self.person_id}"


class MatchVector(models.Model):
    """What nearness is computed from. A row stays under 2 kB and in line, so that scoring reads one page for four people."""

    person_id = models.BigIntegerField(primary_key=True)
    meaning = HalfVectorField(dimensions=DIMENSIONS, null=True)  # filled by a task
    words = SparseVectorField(dimensions=WORD_SPACE, null=True)  # the person's half of BM25
    abilities = SparseVectorField(dimensions=WORD_SPACE, null=True)  # skills, with what they imply, and kinds of work

    person_field: ClassVar[str | None] = "person"
    objects = ScopedManager()

    def __str__(self) -> str:
        return f"match vector {self.person_id}"


class Exposure(CompanyModel):
    """What a recruiter was shown for a position, with the reasons and the version of the weights (LEGAL §3.16)."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="+")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, null=True, related_name="+")
    rank = models.PositiveIntegerField()
    score = models.FloatField()
    weights = models.CharField(max_length=20)
    features = models.JSONField(default=dict)
    viewer_id = models.BigIntegerField(null=True)
    shown_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"exposure {self.pk}"


class Dismissal(CompanyModel):
    """A recruiter set a match aside for a position. Reversible, and not a rejection."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="+")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "position", "candidate"], name="dismissed_once")]

    def __str__(self) -> str:
        return f"dismissal {self.pk}"
