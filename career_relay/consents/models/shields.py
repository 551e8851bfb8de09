"""Whom a person never wants to be seen by."""

from uuid import uuid4

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import PersonModel
from career_relay.companies.models import Company


class Block(PersonModel):
    """A company that must never see this person, with its group when wished. Nobody else may read this."""

    company_blocked = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    with_group = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "company_blocked"], name="block_once")]

    def __str__(self) -> str:
        return f"block {self.pk}"


class Employer(PersonModel):
    """Where the person works now, by their own word: a member, a corporate number or a mail domain, exactly one.

    A number or a domain holds for a company that joins the network later as well. Nobody else may read this.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    member = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    corporate_number = models.CharField(
        _("corporate number"), max_length=13, blank=True, validators=[RegexValidator(r"^[0-9]{13}$")]
    )
    domain = models.CharField(_("mail domain"), max_length=120, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "member", "corporate_number", "domain"], name="employer_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(member__isnull=False, corporate_number="", domain="")
                    | (models.Q(member=None, domain="") & ~models.Q(corporate_number=""))
                    | (models.Q(member=None, corporate_number="") & ~models.Q(domain=""))
                ),
                name="employer_said_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"employer {self.pk}"
