"""What leaves the house: notices, mails to persons and to staff, and the link in a notice."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.accounts.models import CodeRequest, Person
from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models import Application, Candidate
from career_relay.companies.models import Company
from career_relay.notices.models.campaigns import Campaign
from career_relay.notices.states import (
    DELIVERED,
    ON_ITS_WAY,
    OPEN,
    Channel,
    LegalClass,
    MessageState,
    PersonalKind,
    Skip,
)


class Outgoing(models.Model):
    """What every mail on its way has: a state, a claim, and a Message-ID made from its id."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.QUEUED)
    subject = models.CharField(max_length=200, blank=True)
    body_text = models.TextField(blank=True)
    language = models.CharField(max_length=5, default="ja")
    send_after = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=40, blank=True)  # a worker's name for itself
    claimed_at = models.DateTimeField(null=True)
    epoch = models.DateTimeField(null=True)  # pg_postmaster_start_time() at the claim
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=120, blank=True)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


class Message(Outgoing, CompanyModel):
    """One notice to one candidate, or to the agency that brought them."""

    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.DRAFT)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="messages")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, null=True, related_name="messages")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, null=True, related_name="messages")
    legal_class = models.CharField(max_length=10, choices=LegalClass.choices, default=LegalClass.NOTICE)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.MAIL)
    template_key = models.CharField(max_length=40, blank=True)
    template_version = models.PositiveIntegerField(default=1)
    personal_point = models.TextField(_("personal point"), blank=True, max_length=400)
    to_agency = models.CharField(max_length=254, blank=True)  # address of the agency, when the channel says so
    is_checked = models.BooleanField(default=False)  # the recruiter looked at this one
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    skip_reason = models.CharField(max_length=20, choices=Skip.choices, blank=True)
    outcome = models.CharField(max_length=20, blank=True)  # phone: told, voicemail, no_answer
    seen_at = models.DateTimeField(null=True)  # the person opened their result page; no pixel
    survey_wanted = models.BooleanField(default=True)
    own_words = models.BooleanField(default=False)  # the recruiter changed the text itself: never rendered anew
    for_stage = models.CharField(max_length=12, blank=True)  # the decision it speaks of: another one supersedes it
    for_decided_at = models.DateTimeField(null=True)
    batch = models.UUIDField(default=uuid4)  # drafted and released together

    person_field: ClassVar[str | None] = "person"

    class Meta:
        indexes = [
            models.Index(fields=["company", "state", "send_after"], name="message_due"),
            models.Index(fields=["company", "candidate"], name="message_candidate"),
            models.Index(fields=["person"], name="message_person"),
            models.Index(fields=["company", "batch"], name="message_batch"),
            models.Index(fields=["send_after"], condition=models.Q(state__in=ON_ITS_WAY), name="message_moving"),
        ]
        constraints = [
            # one notice in the making or on its way for one application: the second click finds the first
            models.UniqueConstraint(
                fields=["company", "application"],
                condition=models.Q(state__in=OPEN, legal_class=LegalClass.NOTICE),
                name="one_open_notice",
            ),
            # one sending reaches a record once (RELIABILITY §6.10); beside it may stand what went with a merged record
            models.UniqueConstraint(
                fields=["company", "campaign", "candidate"],
                condition=~models.Q(skip_reason=Skip.MERGED),
                name="once_in_a_campaign",
            ),
            # and one that arrived for one decision
            models.UniqueConstraint(
                fields=["company", "application", "for_decided_at"],
                condition=models.Q(state__in=DELIVERED, legal_class=LegalClass.NOTICE),
                name="one_notice_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class PersonalMail(Outgoing):
    """A mail to a natural person: a code, a receipt, a question. Rendered when sent; at least once, never twice by us.

    `to_person`, `code_request` or `to_user` says where it goes; `subject_ref` is the row it speaks of. A mail to a member
    of staff speaks about their work for `for_company`, in numbers and links, never about a candidate by name.
    """

    kind = models.CharField(max_length=20, choices=PersonalKind.choices)
    to_person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    code_request = models.ForeignKey(CodeRequest, on_delete=models.CASCADE, null=True, related_name="+")
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    for_company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, related_name="+")
    subject_ref = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)  # ids and words of ours for the text, never personal data
    occasion = models.CharField(max_length=16, blank=True)  # short hash of `data`: another occasion is another mail

    class Meta:
        indexes = [models.Index(fields=["state", "send_after"], name="personal_due")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "to_person", "subject_ref", "occasion"], name="personal_mail_once"),
            models.UniqueConstraint(
                fields=["kind", "to_user", "for_company", "subject_ref", "occasion"],
                condition=models.Q(to_user__isnull=False),
                nulls_distinct=False,
                name="staff_mail_once",
            ),
        ]

    def __str__(self) -> str:
        return f"personal mail {self.pk}"


class EntryLink(models.Model):
    """The secret in a notice's link, as a hash. It only looks: behind it the person still proves the address."""

    token_hash = models.CharField(max_length=64, unique=True)
    company_ref = models.BigIntegerField()
    application_ref = models.BigIntegerField()
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"entry link {self.pk}"
