"""The files of a person: what came, whether it could be read, what was read in it and what somebody confirmed."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models.records import Application, Candidate


class DocumentKind(models.TextChoices):
    RESUME = "resume", _("résumé (履歴書)")
    WORK_HISTORY = "work", _("work history (職務経歴書)")
    COVER_LETTER = "letter", _("cover letter")
    PORTFOLIO = "portfolio", _("portfolio")
    OTHER = "other", pgettext_lazy("kind of document", "other")


class DocumentState(models.TextChoices):
    RECEIVED = "received", _("waiting to be read")
    READING = "reading", pgettext_lazy("document", "being read")
    READ = "read", pgettext_lazy("document", "read")
    UNREADABLE = "unreadable", _("cannot be read")


class Document(CompanyModel):
    """One file. `extracted` is what a machine read, shown on the page of the document and nowhere else."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="documents")
    application = models.ForeignKey(Application, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=DocumentKind.choices, default=DocumentKind.RESUME)
    file_name = models.CharField(max_length=120)
    stored = models.CharField(max_length=200, blank=True)  # storage name, random; empty once the bytes are gone
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    media = models.CharField(max_length=80)  # by content, never by name
    state = models.CharField(max_length=10, choices=DocumentState.choices, default=DocumentState.RECEIVED)
    problem = models.CharField(max_length=20, blank=True)  # why not read: a code of `resumes.refusals`
    extracted = models.JSONField(default=dict)  # `resumes.shapes.Extracted`
    taken = models.JSONField(default=dict)  # what the confirmation added to the record, so that it can be taken back
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_by = models.ForeignKey(  # None: the person themself, through the application form
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["company", "candidate"], name="document_candidate")]

    def __str__(self) -> str:
        return self.file_name
