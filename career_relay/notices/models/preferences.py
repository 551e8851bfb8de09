"""Addresses that must not be written to, what people chose to hear of, and the proof of both."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.accounts.models import CodeRequest
from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models import Candidate
from career_relay.notices.states import Frequency, Scope, Topic, Way, Word


class Suppression(CompanyModel):
    """An address, as a hash, that this company must not write to. Survives erasure (LEGAL E-06)."""

    address_hash = models.CharField(max_length=64)
    scope = models.CharField(max_length=12, choices=Scope.choices, default=Scope.ALL)
    reason = models.CharField(max_length=20)  # unsubscribed, bounced, complained, erased
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "address_hash", "scope"], name="suppressed_once")]

    def __str__(self) -> str:
        return f"suppression {self.pk}"


class Preference(CompanyModel):
    """What one person wants to hear of from one company. No row: nothing was ever chosen."""

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="preference")
    topics = ArrayField(models.CharField(max_length=10, choices=Topic.choices), default=list)  # none: nothing at all
    frequency = models.CharField(max_length=10, choices=Frequency.choices, default=Frequency.ANY)
    language = models.CharField(max_length=5, blank=True)  # none: as the company writes
    phone_first = models.BooleanField(default=False)
    talk_from = models.DateField(null=True)  # the month the person named; the record's snooze follows it
    talk_family = models.CharField(_("role family"), max_length=40, blank=True)
    talk_prefecture = models.CharField(_("prefecture"), max_length=10, blank=True)
    talk_words = models.CharField(_("own words"), max_length=100, blank=True)
    how = models.CharField(max_length=12, choices=Way.choices)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["company", "talk_from"], name="preference_talk")]

    def __str__(self) -> str:
        return f"preference {self.pk}"


class PermissionProof(CompanyModel):
    """That somebody agreed to mails, or refused them: when, where, to which words (LEGAL E-04, §3.12).

    It outlives the record, then without a name: only the keyed hash of the address is left, and when the last mail went.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.SET_NULL, null=True, related_name="permission_proofs")
    address_hash = models.CharField(max_length=64, blank=True)
    word = models.CharField(max_length=8, choices=Word.choices)
    way = models.CharField(max_length=12, choices=Way.choices)
    topics = ArrayField(models.CharField(max_length=10), default=list)
    screen = models.CharField(max_length=60, blank=True)  # route name of the page
    text_version = models.CharField(max_length=10, blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=5, blank=True)
    at = models.DateTimeField(db_default=Now())
    last_sent_at = models.DateTimeField(null=True)  # written when the record goes; until then the outbox knows

    class Meta:
        indexes = [models.Index(fields=["company", "candidate"], name="proof_candidate")]

    def __str__(self) -> str:
        return f"proof {self.pk}"


class NewsRequest(CompanyModel):
    """Somebody typed an address on the careers page and wants news. Nothing holds before the code that went there."""

    code_request = models.OneToOneField(CodeRequest, on_delete=models.CASCADE, related_name="+")
    topics = ArrayField(models.CharField(max_length=10, choices=Topic.choices))
    name = models.CharField(_("name"), max_length=100, blank=True)
    language = models.CharField(max_length=5, default="ja")
    text_version = models.CharField(max_length=10)
    text_hash = models.CharField(max_length=64)
    origin = models.CharField(max_length=64, blank=True)  # a keyed hash of the network, good for one day
    confirmed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["company", "created_at"], name="news_request_recent")]

    def __str__(self) -> str:
        return f"news request {self.pk}"
