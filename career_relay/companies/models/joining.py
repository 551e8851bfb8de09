"""How a company comes into the network and leaves it: its request, the proof of its mail domain, and whom it keeps off."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.tenancy import CompanyModel
from career_relay.companies.models.companies import Company

CONFIRMED_FOR = timedelta(days=365)  # LEGAL P-06
PROOF_LASTS = timedelta(days=7)


class Standing(models.TextChoices):
    """Where a company stands with the network."""

    ASKED = "asked", pgettext_lazy("joining", "waits for the operator")
    SENT_BACK = "sent_back", pgettext_lazy("joining", "sent back to be completed")
    ADMITTED = "admitted", pgettext_lazy("joining", "admitted")
    DECLINED = "declined", pgettext_lazy("joining", "not admitted")
    LEFT = "left", pgettext_lazy("joining", "has left")


class Joining(CompanyModel):
    """One company's request to join, what came of it, and when its facts were last confirmed (PRODUCT E1, LEGAL P-06)."""

    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.ASKED)
    asked_at = models.DateTimeField(db_default=Now())
    terms_version = models.CharField(max_length=20)
    agreed_by = models.BigIntegerField(null=True)  # the user who agreed for the company
    word = models.TextField(_("word to the company"), blank=True, max_length=500)
    screened_on = models.DateField(_("day of the check for ties to organised crime"), null=True)
    screened_how = models.CharField(_("how it was checked"), max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirm_by = models.DateField(null=True)
    left_at = models.DateTimeField(null=True)
    origin = models.CharField(max_length=64, blank=True)  # a mark to count by, forgotten after a day

    operator_may_read = True

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company"], name="one_joining_per_company")
        ]

    def __str__(self) -> str:
        return f"joining {self.pk}"

    def days_to_confirm(self, on: date) -> int | None:
        """Days left until the facts have to be confirmed; negative when that day has passed."""
        return None if self.confirm_by is None else (self.confirm_by - on).days


class DomainProof(CompanyModel):
    """One try to prove a mail domain: by a record in the DNS, or by a code sent to a mailbox every domain has."""

    class Way(models.TextChoices):
        DNS = "dns", _("a record in the DNS")
        MAIL = "mail", _("a code by mail")

    domain = models.CharField(_("mail domain"), max_length=120)
    way = models.CharField(max_length=4, choices=Way.choices)
    mailbox = models.CharField(_("mailbox"), max_length=20, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(db_default=Now())
    looked_at = models.DateTimeField(null=True)
    found = models.CharField(max_length=10, blank=True)  # what the last look said: `nothing`, `other`, `unasked`
    proven_at = models.DateTimeField(null=True)

    operator_may_read = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "domain", "way"], name="one_proof_a_way")
        ]

    def __str__(self) -> str:
        return f"proof {self.pk}"


class Cut(models.Model):
    """One company, or the operator for it, stopped everything between it and another. It holds in both directions."""

    keeper = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="cuts")
    other = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    by_operator = models.BooleanField(default=False)
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["keeper", "other", "by_operator"], name="cut_once"),
            models.CheckConstraint(condition=~models.Q(keeper=models.F("other")), name="cut_from_another"),
        ]

    def __str__(self) -> str:
        return f"{self.keeper_id} from {self.other_id}"
