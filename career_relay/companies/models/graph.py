"""What is known of who belongs to whom: mail domains, and who acts for whom. Groups are in `companies`."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Collate, Now, Reverse
from django.utils.translation import gettext_lazy as _

from career_relay.companies.models.companies import Company


class CompanyDomain(models.Model):
    """A mail domain of a company. A claim hides people from it, only a proof lets it see anybody (ADR 0035)."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(_("mail domain"), max_length=120, unique=True)  # lower case
    verified_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["domain"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(Collate(Reverse("domain"), "C"), name="domain_from_its_end"),  # what lies under a domain
        ]

    def __str__(self) -> str:
        return self.domain


class Client(models.Model):
    """One company fills positions for another: it sees nobody whom the other may not see."""

    agency = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="clients")
    client = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="agencies")
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "client"], name="client_once"),
            models.CheckConstraint(condition=~models.Q(agency=models.F("client")), name="client_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} for {self.client}"
