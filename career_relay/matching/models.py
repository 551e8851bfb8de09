"""What the engine reads: a projection of passports without names, and what was shown to whom."""

from typing import ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy
from pgvector.django import HalfVectorField, SparseVectorField

from career_relay.base.tenancy import CompanyModel, PersonModel, ScopedManager
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
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


class RunState(models.TextChoices):
    RUNNING = "running", pgettext_lazy("rematch", "running")
    STOPPED = "stopped", pgettext_lazy("rematch", "stopped")
    DONE = "done", pgettext_lazy("rematch", "done")


class WhyStopped(models.TextChoices):
    OPERATOR = "operator", pgettext_lazy("rematch", "The operator stopped it.")
    MODE = "mode", pgettext_lazy("rematch", "The licence in force no longer allows comparing across companies.")


class Rematch(models.Model):
    """One walk over all open positions of the network, each compared with whom it could reach.

    `company_id` and `position_id` are the last position that is done; the walk goes on behind it. Counts are of
    positions, which are public; of people there is no count.
    """

    operator_may_read = True

    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.RUNNING)
    why_stopped = models.CharField(max_length=10, choices=WhyStopped.choices, blank=True)
    asked_by = models.BigIntegerField(null=True)  # staff of the operator; none: the clock
    weights = models.CharField(max_length=20)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    company_id = models.BigIntegerField(default=0)
    position_id = models.BigIntegerField(default=0)
    started_at = models.DateTimeField(db_default=Now())
    moved_at = models.DateTimeField(db_default=Now())

    objects = ScopedManager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=models.Q(state="running"), name="one_rematch_at_a_time")
        ]

    def __str__(self) -> str:
        return f"rematch {self.pk}"

    @property
    def percent(self) -> int:
        """How far it is. Openings published meanwhile may make it longer than was thought."""
        if self.state == RunState.DONE:
            return 100
        return min(100 * self.done // self.total, 99) if self.total else 0


class FoundFrom(models.TextChoices):
    OPENING = "opening", pgettext_lazy("rematch", "when people were looked for")
    PASSPORT = "passport", pgettext_lazy("rematch", "when openings were looked for")


class Suggestion(models.Model):
    """An opening that asks for what a person has: theirs to read, and nobody else's. No company sees rows or counts.

    `fit` orders the person's own list and is shown nowhere. The reasons are made anew when the page is read, and whether
    the opening may still reach the person is asked again then.
    """

    person_id = models.BigIntegerField()
    position_id = models.BigIntegerField()
    found_from = models.CharField(max_length=8, choices=FoundFrom.choices)
    fit = models.PositiveIntegerField()
    weights = models.CharField(max_length=20)
    found_at = models.DateTimeField(db_default=Now())

    person_field: ClassVar[str | None] = "person"
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["position_id", "person_id", "found_from"], name="suggested_once")
        ]
        indexes = [models.Index(fields=["person_id"], name="suggestion_person")]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"


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
