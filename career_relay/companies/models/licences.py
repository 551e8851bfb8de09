"""Who may do what, on which evidence."""

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.companies.licences import Kind
from career_relay.companies.models.circles import Circle
from career_relay.companies.models.companies import Company


class Licence(models.Model):
    """Who may do what, on which evidence, until when (LEGAL §1, M-01)."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    holder = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="licences")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    number = models.CharField(_("number"), max_length=40)
    scope = models.CharField(_("scope"), max_length=200, blank=True)
    circle = models.ForeignKey(
        Circle,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("only for companies of"),
    )
    responsible = models.CharField(_("person in charge of placement"), max_length=100, blank=True)
    accepted_on = models.DateField(_("accepted on"))
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=200)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["holder", "kind"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
