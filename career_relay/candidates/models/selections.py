"""What a company makes of its records: named pools, saved conditions, reminders, acts on many, and files of the list."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models.records import Candidate


class Pool(CompanyModel):
    """People a company wants to talk to again, under one name."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("name of the pool"), max_length=60)
    note = models.CharField(_("what the pool is for"), max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["company", "name"], name="pool_name_once")]

    def __str__(self) -> str:
        return self.name


class PoolMember(CompanyModel):
    """One person in one pool: who put them there, and when."""

    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="members")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="pool_places")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "pool", "candidate"], name="once_in_a_pool")]
        indexes = [models.Index(fields=["company", "candidate"], name="pool_member_candidate")]

    def __str__(self) -> str:
        return f"{self.candidate_id} in {self.pool_id}"


class Segment(CompanyModel):
    """Conditions somebody saved: the address of a list under a name. Deleted ones wait a moment for an undo."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("name of the segment"), max_length=60)
    query = models.CharField(max_length=1_000, blank=True)  # as in the address, without the page
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    is_shared = models.BooleanField(_("seen by everybody in the company"), default=False)
    deleted_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["company", "deleted_at"], name="segment_company")]

    def __str__(self) -> str:
        return self.name


class Reminder(CompanyModel):
    """Words for a colleague or oneself, about a person, on a day."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    day = models.DateField()
    words = models.CharField(max_length=200)
    done_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["day", "id"]
        indexes = [
            models.Index(fields=["company", "user", "day"], condition=models.Q(done_at=None), name="reminder_due"),
            models.Index(fields=["company", "candidate"], name="reminder_candidate"),
        ]

    def __str__(self) -> str:
        return f"reminder {self.pk}"


class Verb(models.TextChoices):
    """What can be done to many records at once. Nothing here touches what a person agreed to."""

    TAG = "tag", _("Add a tag")
    UNTAG = "untag", _("Remove a tag")
    POOL = "pool", _("Add to a pool")
    UNPOOL = "unpool", _("Take out of a pool")
    OWNER = "owner", _("Set who is in charge")
    SNOOZE = "snooze", _("Talk again on a day")
    SILVER = "silver", _("Award a silver medal")
    UNSILVER = "unsilver", _("Withdraw the silver medal")
    QUIET = "quiet", _("Do not contact")
    REMIND = "remind", _("Make a reminder")


class BulkAct(CompanyModel):
    """One thing done to many records, which can be taken back for a while."""

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        UNDOING = "undoing", _("being taken back")
        UNDONE = "undone", _("taken back")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    verb = models.CharField(max_length=10, choices=Verb.choices)
    facts = models.JSONField(default=dict)  # the tag, the pool, the colleague, the day
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["company", "-id"], name="bulk_act_recent")]

    def __str__(self) -> str:
        return f"{self.verb} {self.pk}"


class BulkChange(CompanyModel):
    """What an act did to one record: the values before and after, or why it was left out."""

    act = models.ForeignKey(BulkAct, on_delete=models.CASCADE, related_name="changes")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=12, blank=True)  # of candidates.bulk_acts.Outcome; empty while it waits
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "act", "candidate"], name="once_in_an_act")]
        indexes = [
            models.Index(fields=["company", "act", "outcome", "id"], name="bulk_change_waiting"),
            models.Index(fields=["company", "candidate"], name="bulk_change_candidate"),
        ]

    def __str__(self) -> str:
        return f"{self.act_id}: {self.candidate_id} {self.outcome}"


class Export(CompanyModel):
    """A list somebody wants as a file: why, which columns, who allowed it, and until when it can be fetched."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("export", "waits for approval")
        BUILDING = "building", pgettext_lazy("export", "being written")
        READY = "ready", pgettext_lazy("export", "ready")
        REFUSED = "refused", pgettext_lazy("export", "refused")
        FAILED = "failed", pgettext_lazy("export", "failed")
        ERASED = "erased", pgettext_lazy("export", "erased")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("what the file is for"), max_length=300)
    query = models.CharField(max_length=1_000, blank=True)  # the conditions, as in the address, for the approver
    people = ArrayField(models.BigIntegerField(), default=list)  # exactly whom; a later list is another export
    columns = ArrayField(models.CharField(max_length=20), default=list)
    format = models.CharField(max_length=4, default="csv")  # csv or xlsx
    rows = models.PositiveIntegerField(default=0)  # as asked for
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=300, blank=True)
    stored = models.CharField(max_length=200, blank=True)  # storage name, random
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["company", "state", "-id"], name="export_state")]

    def __str__(self) -> str:
        return f"export {self.pk}"
