"""Files on their way in: the run, its faults, and what it did to whom."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models.records import Candidate


class RunState(models.TextChoices):
    UPLOADED = "uploaded", _("uploaded")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    UNDONE = "undone", _("undone")


class ImportRun(CompanyModel):
    """One file on its way in. `position` is the last row whose candidates are committed: a kill resumes there."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.UPLOADED)
    file_name = models.CharField(max_length=200)
    stored = models.CharField(max_length=200)  # storage name, random
    size = models.PositiveBigIntegerField(default=0)
    encoding = models.CharField(max_length=20, blank=True)
    delimiter = models.CharField(max_length=4, blank=True)
    preset = models.CharField(max_length=40, blank=True)
    headers = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    attested_by = models.ForeignKey(  # the owner who looked at the evidence for "may be contacted"
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    going_since = models.DateTimeField(null=True)  # when the process at work took over, and
    going_from = models.PositiveIntegerField(default=0)  # from which position: how fast it goes
    finished_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class ImportFault(CompanyModel):
    """One thing wrong with one row: where, what, and how to mend it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="faults")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=120, blank=True)
    value = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=40)
    problem = models.CharField(max_length=300)
    is_warning = models.BooleanField(default=False)

    class Meta:
        ordering = ["line", "id"]
        indexes = [models.Index(fields=["company", "run", "line"], name="fault_line")]

    def __str__(self) -> str:
        return f"line {self.line}: {self.code}"


class ImportedRow(CompanyModel):
    """What a run did to which candidate, so that it can be undone and never done twice."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="imported")
    line = models.PositiveIntegerField()
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10)  # created, updated, unchanged
    fingerprint = models.UUIDField(null=True)  # of the row's content: the same row again changes nothing
    before = models.JSONField(default=dict)  # what an undo puts back

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "run", "line"], name="row_once_per_run")]
        indexes = [
            models.Index(fields=["company", "fingerprint"], name="row_fingerprint"),
            models.Index(fields=["company", "candidate"], name="row_candidate"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.line} {self.verdict}"
