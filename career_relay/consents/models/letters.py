"""Letters of recommendation, drafted by a company and decided by the person; and the person's notebook (PRODUCT D5, D9)."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import CompanyModel, PersonModel
from career_relay.candidates.models import Application
from career_relay.companies.models import Company
from career_relay.consents.states import KeptState, LetterState


class Letter(CompanyModel):
    """One version of a company's letter about one application. The company never learns what the person made of it."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="letters")
    version = models.PositiveSmallIntegerField(default=1)
    lines = models.JSONField(default=list)  # [{"skill": str, "evidence": str}]
    signed = models.CharField(_("signed by"), max_length=80)
    hash = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.DRAFT)
    asked_words = models.TextField(blank=True)  # what the person asks to be corrected
    asked_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    handed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    person_field: ClassVar[str | None] = "application__person"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "version"], name="letter_version_once"),
            models.UniqueConstraint(fields=["application"], condition=Q(state="draft"), name="one_letter_in_draft"),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}, version {self.version}"


class KeptLetter(PersonModel):
    """The person's own copy of a letter they were handed: which lines they keep, and whether it may travel."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    letter_ref = models.UUIDField()  # the company's row, which may be gone
    series = models.UUIDField()  # the application it is about: a later version takes the place of an earlier one
    about = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    company_name = models.CharField(max_length=120)  # as it was called then
    position_title = models.CharField(max_length=120, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    lines = models.JSONField(default=list)
    dropped = ArrayField(models.PositiveSmallIntegerField(), default=list)  # numbers of the lines left out
    signed = models.CharField(max_length=80)
    hash = models.CharField(max_length=64)  # of the letter as it was handed over
    state = models.CharField(max_length=10, choices=KeptState.choices, default=KeptState.NEW)
    asked_words = models.TextField(blank=True)
    asked_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "letter_ref"], name="letter_kept_once")]

    def __str__(self) -> str:
        return f"kept letter {self.pk}"

    @property
    def kept_lines(self) -> list[dict[str, str]]:
        """What travels: the lines the person did not leave out, in order."""
        return [line for n, line in enumerate(self.lines) if n not in self.dropped]


class NotebookPage(PersonModel):
    """The person's own copy of an answer, made when the company's record went. Kept until the person tears it out."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    series = models.UUIDField()  # the application it is about
    about = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    company_name = models.CharField(max_length=120)
    position_title = models.CharField(max_length=120, blank=True)
    applied_on = models.DateField()
    told_on = models.DateField(null=True)
    words = models.TextField(blank=True)  # the letter of the answer, with its feedback
    promised_on = models.DateField(null=True)
    reapply_from = models.DateField(null=True)
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "series"], name="page_kept_once")]

    def __str__(self) -> str:
        return f"notebook page {self.pk}"


class NotebookNote(PersonModel):
    """The person's own words about a company. Read by nobody else, checked by nothing."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    about = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="+")
    company_name = models.CharField(_("company"), max_length=120, blank=True)
    text = models.TextField(_("note"))
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-updated_at"], name="note_of_person")]

    def __str__(self) -> str:
        return f"notebook note {self.pk}"
