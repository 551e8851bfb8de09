"""LINE: a company's official account, the people who linked themselves, and what came from LINE."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.accounts.models import Person
from career_relay.base.sealed import SealedField
from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models import Candidate
from career_relay.notices.models.outbox import Message
from career_relay.notices.states import LineEnd, LineState


class LineAccount(CompanyModel):
    """The official account of a company. Its secret and its token are kept sealed and never shown again."""

    channel_id = models.CharField(_("channel ID"), max_length=20)
    secret = SealedField(_("channel secret"))
    token = SealedField(_("channel access token"))
    state = models.CharField(max_length=8, choices=LineState.choices, default=LineState.NEW)
    problem = models.CharField(max_length=20, blank=True)  # why a check or a message failed: notices/line/answers.py
    bot_user_id = models.CharField(max_length=40, blank=True)  # to whom LINE says its events are addressed
    basic_id = models.CharField(max_length=40, blank=True)  # @…: what people search for
    display_name = models.CharField(max_length=60, blank=True)
    quota = models.PositiveIntegerField(null=True)  # messages a month; nothing when there is no limit
    used = models.PositiveIntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)  # the last signed word from LINE: the webhook works
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company"], name="one_line_account")]

    def __str__(self) -> str:
        return f"LINE account {self.pk}"


class LineLink(CompanyModel):
    """Somebody's LINE and their record, tied by themself after proving their address. Ended, it is only history."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="line_links")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    user = SealedField()  # LINE's id of the user for this account; empty once the link has ended
    user_hash = models.CharField(max_length=64)
    linked_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=10, choices=LineEnd.choices, blank=True)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "candidate"], condition=models.Q(ended_at=None), name="one_line_a_record"
            ),
            models.UniqueConstraint(
                fields=["company", "user_hash"], condition=models.Q(ended_at=None), name="one_record_a_line"
            ),
        ]

    def __str__(self) -> str:
        return f"LINE link {self.pk}"


class LineIntent(CompanyModel):
    """Somebody said yes on our page and went to LINE to confirm it. Known by the hash of a number used once."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    nonce_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    person_field: ClassVar[str | None] = "person"

    def __str__(self) -> str:
        return f"LINE intent {self.pk}"


class LineEvent(CompanyModel):
    """An event LINE sent, by its id: the second time it comes it does nothing. The body goes once it was answered."""

    event_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=30)
    body = SealedField(blank=True)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField(db_default=Now())
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "event_id"], name="line_event_once")]

    def __str__(self) -> str:
        return f"LINE event {self.pk}"


class LineText(CompanyModel):
    """What a linked person wrote on LINE. It stands in their history, and whoever is responsible hears of it."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="line_texts")
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["company", "candidate", "-written_at"], name="line_text_candidate")]

    def __str__(self) -> str:
        return f"LINE text {self.pk}"


class LinePush(CompanyModel):
    """One message on its way to LINE: since when LINE knows its retry key, and by which number LINE knows it."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="line_push")
    first_tried_at = models.DateTimeField()
    request_id = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"LINE push {self.pk}"
