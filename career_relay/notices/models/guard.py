"""What the no-silence guard remembers: its rules, its steps, days that moved, answers it drafted, calls that were tried."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models import Application
from career_relay.notices.models.outbox import Message


class GuardRules(CompanyModel):
    """How long a company lets an answer be late before more people hear of it. Without a row these defaults hold."""

    class Closing(models.TextChoices):
        """What happens when nobody answers even then (LEGAL: a person decides, unless the owner chose otherwise)."""

        OFF = "off", _("nothing: only remind")
        DRAFT = "draft", _("draft an answer that a person looks at and releases")
        SEND = "send", _("send that answer by itself, ten minutes after it was written")

    escalate_days = models.PositiveSmallIntegerField(_("business days late until the owners are told"), default=3)
    closing = models.CharField(_("when nobody answers"), max_length=5, choices=Closing.choices, default=Closing.OFF)
    closing_days = models.PositiveSmallIntegerField(
        _("business days after that until an answer is drafted"), default=10
    )
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company"], name="one_guard_a_company")]

    def __str__(self) -> str:
        return f"guard of {self.company_id}"


class GuardStep(CompanyModel):
    """One step the guard took about one promised day: each once, however often it runs."""

    class Kind(models.TextChoices):
        SOON = "soon", pgettext_lazy("guard", "soon")
        DUE = "due", pgettext_lazy("guard", "today")
        LATE = "late", pgettext_lazy("guard", "late")
        ESCALATED = "escalated", pgettext_lazy("guard", "the owners were told")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    promised_on = models.DateField()
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "application", "kind", "promised_on"], name="guard_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.application_id}"


class Delay(CompanyModel):
    """ "We need longer": a promised day that moved, and whether the person was written to about it."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=12)  # each step of a selection counts its own
    reached = models.CharField(max_length=10)
    before = models.DateField()
    after = models.DateField()
    reason = models.CharField(_("reason"), max_length=200, blank=True)  # told to the person, so theirs to read
    is_written = models.BooleanField(default=False)
    mail_ref = models.BigIntegerField(null=True)  # the PersonalMail
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["company", "application"], name="delay_application")]

    def __str__(self) -> str:
        return f"delay {self.pk}"


class Closing(CompanyModel):
    """An answer the guard drafted for somebody nobody answered. A person changes, releases or drops it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("closing", "drafted")
        RELEASED = "released", pgettext_lazy("closing", "released")
        DROPPED = "dropped", pgettext_lazy("closing", "dropped")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    promised_on = models.DateField()  # the promise it stands for: another one makes it void
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    language = models.CharField(max_length=5, default="ja")
    subject = models.CharField(_("subject"), max_length=200)
    body_text = models.TextField(_("text"))
    drafted_on = models.DateField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "application", "promised_on"], name="one_closing_a_promise")
        ]

    def __str__(self) -> str:
        return f"closing {self.pk}"


class CallTry(CompanyModel):
    """One try to tell a result by phone or letter, and when to try again."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="tries")
    outcome = models.CharField(max_length=20)
    next_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["company", "message", "-at"], name="call_try_message")]

    def __str__(self) -> str:
        return f"try {self.pk}"
