"""The selection as work: what came in by the form, who meets whom when, and each move on the board."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models.records import Application, Candidate
from career_relay.candidates.states import Reached, Stage


class Submission(CompanyModel):
    """One sending of the form of the careers page: the person's own words, and the questions as they were asked.

    What was ticked stands apart (`FormPermission`): nobody who rates an application reads it here (LEGAL C-03).
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="submissions")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="submissions")
    key = models.UUIDField(editable=False)  # made with the empty form: sent twice, kept once
    answers = models.JSONField(default=list)  # [{"asked": str, "answer": str}]
    message = models.TextField(blank=True)
    whats_changed = models.TextField(blank=True)
    left_out = models.PositiveSmallIntegerField(default=0)  # sentences not kept, see `applying` (LEGAL F-04)
    language = models.CharField(max_length=5, default="ja")
    origin = models.CharField(max_length=64, blank=True)  # keyed hash of network and day: useless after that day
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["company", "key"], name="submission_once")]
        indexes = [models.Index(fields=["company", "created_at"], name="submission_lately")]

    def __str__(self) -> str:
        return f"submission {self.pk}"


class FormPermission(CompanyModel):
    """One box ticked on the form, with the words that stood beside it (LEGAL E-04). Unticked boxes leave no row."""

    class Box(models.TextChoices):
        GUIDANCE = "guidance", _("mail with guidance after a no")
        POOL = "pool", _("own talent pool")

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="form_permissions")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="permissions")
    box = models.CharField(max_length=10, choices=Box.choices)
    version = models.CharField(max_length=20)
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "submission", "box"], name="box_once")]

    def __str__(self) -> str:
        return f"{self.box} of submission {self.submission_id}"


class Interview(CompanyModel):
    """Who of the company meets a candidate, when and where."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="interviews")
    interviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reached = models.CharField(max_length=10, choices=Reached.choices, default=Reached.FIRST)
    at = models.DateTimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    place = models.CharField(_("place or address of the call"), max_length=300, blank=True)
    note = models.TextField(_("note for the interviewer"), blank=True)
    cancelled_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["company", "application"], name="interview_application"),
            models.Index(fields=["company", "interviewer", "at"], name="interview_mine"),
        ]

    def __str__(self) -> str:
        return f"interview {self.pk}"


class StageMove(CompanyModel):
    """One application moved on the board, with what an undo puts back."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="stage_moves")
    batch = models.UUIDField(default=uuid4)  # moved together, undone together
    from_stage = models.CharField(max_length=12, choices=Stage.choices)
    from_reached = models.CharField(max_length=10, choices=Reached.choices)
    from_promised = models.DateField(null=True)
    from_activity = models.DateField()
    from_offered = models.DateField(null=True)
    to_stage = models.CharField(max_length=12, choices=Stage.choices)
    to_reached = models.CharField(max_length=10, choices=Reached.choices)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["company", "application", "id"], name="move_application"),
            models.Index(fields=["company", "batch"], name="move_batch"),
        ]

    def __str__(self) -> str:
        return f"application {self.application_id}: {self.from_stage} → {self.to_stage}"
