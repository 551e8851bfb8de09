"""The books of placement (LEGAL §3.5), written by the workflow: one line an introduction, read from both ends."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from career_relay.accounts.models import Person
from career_relay.base.tenancy import CompanyModel, PersonModel
from career_relay.positions.models import Position
from career_relay.relay.models.introductions import Introduction


class Result(models.TextChoices):
    """採用・不採用の別."""

    OPEN = "open", pgettext_lazy("placement", "under way")
    HIRED = "hired", pgettext_lazy("placement", "hired")
    NOT_HIRED = "not_hired", pgettext_lazy("placement", "not hired")
    WITHDRAWN = "withdrawn", pgettext_lazy("placement", "withdrawn by the person")
    RETURNED = "returned", pgettext_lazy("placement", "no answer in time")


class Placement(CompanyModel):
    """One act of placement under a licence, with what both books want of it. Facts stay as they were on the day.

    The company is the one that looks for people; its own columns and the person's name are known to it anyway.
    """

    operator_may_read = True

    introduction = models.ForeignKey(Introduction, on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    licence_number = models.CharField(max_length=40)
    licence_holder = models.CharField(max_length=120)
    office = models.CharField(max_length=200)  # 事業所
    # 求人管理簿
    employer_name = models.CharField(max_length=120)
    employer_address = models.CharField(max_length=200)
    employer_contact = models.CharField(max_length=320)
    job_accepted_on = models.DateField()
    job_valid_until = models.DateField(null=True)
    headcount = models.PositiveSmallIntegerField()
    occupation = models.CharField(max_length=160)
    workplace = models.CharField(max_length=200)
    term = models.CharField(max_length=200)
    wage = models.TextField()
    # 求職管理簿
    seeker_name = models.CharField(max_length=100)
    seeker_wish = models.CharField(max_length=300)
    seeker_accepted_on = models.DateField()
    seeker_valid_until = models.DateField(null=True)
    # 取扱状況, in both
    introduced_on = models.DateField()
    result = models.CharField(max_length=10, choices=Result.choices, default=Result.OPEN)
    decided_on = models.DateField(null=True)
    hired_on = models.DateField(null=True)
    permanent = models.BooleanField(null=True)  # 無期雇用
    no_poaching_until = models.DateField(null=True)  # 転職勧奨の禁止: two years
    left_early = models.BooleanField(null=True)  # within six months; None: not known (yet)
    left_told_on = models.DateField(null=True)
    keep_until = models.DateField()  # no earlier is it erased, by the database's own word

    person_field: ClassVar[str | None] = "person"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["introduction"], name="one_placement_an_introduction")]
        indexes = [models.Index(fields=["introduced_on"], name="placement_day")]

    def __str__(self) -> str:
        return f"placement {self.pk}"


class SeekerCard(PersonModel):
    """What the book of job-seekers wants beside the name: told by the person to the operator, and to no company."""

    operator_may_read = True

    address = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="one_seeker_card")]

    def __str__(self) -> str:
        return f"seeker card {self.pk}"


class NetworkReport(models.Model):
    """The yearly figures for the authority (LEGAL M-07), counted once as of the day and kept as they were."""

    year = models.PositiveSmallIntegerField(unique=True)
    counted_on = models.DateField()
    counts = models.JSONField(default=dict)
    counted_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"report of {self.year}"
