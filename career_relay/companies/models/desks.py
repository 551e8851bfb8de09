"""How a company meets people, whom they can turn to, and what they said: complaints, and reports in a store of their own."""

from datetime import date, timedelta
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.accounts.models import Person
from career_relay.base.business_days import add_business_days
from career_relay.base.sealed import SealedField
from career_relay.base.tenancy import CompanyModel
from career_relay.companies.models.companies import Company

COMPLAINT_DAYS = 14
REPORT_ANSWER_DAYS = 3  # business days until the first word
REPORT_DAYS = 30
DAYS_KEPT = 3 * 365 + 1  # after it came in


def complaint_due() -> date:
    return timezone.localdate() + timedelta(days=COMPLAINT_DAYS)


def report_answer_due() -> date:
    return add_business_days(timezone.localdate(), REPORT_ANSWER_DAYS)


def report_due() -> date:
    return timezone.localdate() + timedelta(days=REPORT_DAYS)


def kept_until() -> date:
    return timezone.localdate() + timedelta(days=DAYS_KEPT)


class Topic(models.TextChoices):
    """What a complaint is about."""

    SELECTION = "selection", _("how a selection was handled")
    ANSWER = "answer", _("an answer that does not come")
    MAIL = "mail", _("mails that are not wanted")
    DATA = "data", _("how personal data is handled")
    POSTING = "posting", _("a posting that is not as it was told")
    OTHER = "other", pgettext_lazy("complaint", "something else")


class ReportKind(models.TextChoices):
    """What happened, as far as the reporter wants to say."""

    SEXUAL = "sexual", _("sexual words or acts")
    POWER = "power", _("threats, insults, pressure")
    PRIVATE = "private", _("private contact that was not wanted")
    QUESTION = "question", _("questions that have no place in a selection")
    OTHER = "other", pgettext_lazy("report", "something else")


class Wish(models.TextChoices):
    """What the reporter wants to happen."""

    LISTEN = "listen", _("only be heard")
    ASK = "ask", _("talk with somebody before anything is done")
    ACT = "act", _("have it looked into")


class ConductRules(models.Model):
    """What a company says in public about how it meets people (LEGAL H-01). Valid once it was published."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="conduct")
    policy = models.TextField(_("our policy against harassment"))
    times = models.CharField(_("when we meet people"), max_length=200)
    place = models.CharField(_("where we meet people"), max_length=200)
    people = models.CharField(_("how many of us are there"), max_length=200)
    tool = models.CharField(_("by which means we write and call"), max_length=200)
    desk_who = models.CharField(_("who answers at the desk, beside the recruiting team"), max_length=200)
    published_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"conduct rules of {self.company}"


class DeskKeeper(CompanyModel):
    """A member of staff who may read reports. Where nobody is named, the owners do."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    named_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "user"], name="keeper_once")]

    def __str__(self) -> str:
        return f"keeper {self.pk}"


class Complaint(CompanyModel):
    """What somebody complained of, at the desk of one company or of the operator (LEGAL M-10)."""

    operator_may_read = True

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    about = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="+")
    for_operator = models.BooleanField(default=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    topic = models.CharField(max_length=10, choices=Topic.choices)
    words = models.TextField()
    name = models.CharField(max_length=100, blank=True)
    reply_to = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="ja")
    origin = models.CharField(max_length=64, blank=True)  # a mark to count by; forgotten after a day
    received_at = models.DateTimeField(db_default=Now())
    due_on = models.DateField(default=complaint_due)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    purge_after = models.DateField(default=kept_until)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True)
                | (models.Q(handled_by__isnull=False) & ~models.Q(outcome="")),
                name="complaint_closed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"complaint {self.pk}"


class HarassmentReport(CompanyModel):
    """What somebody told the harassment desk. Sealed, and tied to no record: only keepers of the desk read it."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=ReportKind.choices)
    wish = models.CharField(max_length=8, choices=Wish.choices, default=Wish.ASK)
    words = SealedField()
    when_where = SealedField(blank=True)
    name = SealedField(blank=True)
    reply_to = SealedField(blank=True)
    language = models.CharField(max_length=5, default="ja")
    origin = models.CharField(max_length=64, blank=True)  # a mark to count by; forgotten after a day
    received_at = models.DateTimeField(db_default=Now())
    answer_by = models.DateField(default=report_answer_due)
    due_on = models.DateField(default=report_due)
    answer = SealedField(blank=True)
    answered_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = SealedField(blank=True)
    closed_at = models.DateTimeField(null=True)
    purge_after = models.DateField(default=kept_until)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(handled_by__isnull=False),
                name="report_closed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"
