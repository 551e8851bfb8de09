"""What comes back: replies, bounces, complaints."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models import Candidate
from career_relay.notices.models.outbox import Message
from career_relay.notices.states import Bounce, Came, Flaw


class Incoming(CompanyModel):
    """One mail that answers a row of the outbox. Goes with the candidate; the same mail is one row however often it comes."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="incoming")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="incoming")
    kind = models.CharField(max_length=10, choices=Came.choices)
    via = models.CharField(max_length=12)  # imap, or the provider whose hook brought it
    received_at = models.DateTimeField(db_default=Now())
    written_at = models.DateTimeField(null=True)  # as the mail says; it may say anything
    sender = models.CharField(max_length=254, blank=True)
    sender_name = models.CharField(max_length=120, blank=True)
    from_elsewhere = models.BooleanField(default=False)  # not the address we wrote to
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)  # what is new in it
    whole = models.TextField(blank=True)  # with what it quotes
    files = models.JSONField(default=list)  # names of what was attached; the files themselves are not kept
    bounce = models.CharField(max_length=8, choices=Bounce.choices, blank=True)
    status = models.CharField(max_length=12, blank=True)  # RFC 3463, "5.1.1"
    detail = models.TextField(blank=True, max_length=300)  # what the other mail server said
    flaw = models.CharField(max_length=12, choices=Flaw.choices, blank=True)
    mail_id = models.CharField(max_length=250, blank=True)  # its own Message-ID: what we answer names it
    dedupe = models.CharField(max_length=64)
    answer = models.ForeignKey(
        Message, on_delete=models.SET_NULL, null=True, related_name="answers"
    )  # what we wrote back
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["company", "candidate"], name="incoming_candidate"),
            models.Index(
                fields=["company", "received_at"],
                condition=models.Q(kind=Came.REPLY, handled_at=None),
                name="replies_open",
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["company", "dedupe"], name="came_once")]

    def __str__(self) -> str:
        return f"incoming {self.pk}"


class Letterbox(models.Model):
    """How fetching of mail goes: one row a mailbox of this installation. Knows no person and no company."""

    name = models.CharField(max_length=40, unique=True)
    looked_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(null=True)  # the last look without a fault
    failures = models.PositiveIntegerField(default=0)  # in a row
    problem = models.CharField(max_length=20, blank=True)  # a key of inbox.mailbox.PROBLEMS
    taken = models.PositiveIntegerField(default=0)
    unrelated = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"letterbox {self.name}"
