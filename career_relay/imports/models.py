"""What a company taught the import: how its own exports map to our fields, and which forms allow what."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.tenancy import CompanyModel

from .evidence import Evidence


class SavedMapping(CompanyModel):
    """A mapping as ``mapping.Mapping.as_dict`` gives it: headings and readings of values, no personal data."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    fingerprint = models.CharField(max_length=64)  # of the headings; an equal file finds its mapping again
    headings = models.JSONField(default=list)  # as they stood in the file: a nearly equal file finds it too
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-used_at"]
        constraints = [models.UniqueConstraint(fields=["company", "fingerprint"], name="saved_mapping_once_per_file")]

    def __str__(self) -> str:
        return self.name


class Allows(models.TextChoices):
    """What a form gives everybody who applied while it was in use."""

    BY_ROW = "", _("only what the file says of each person")
    POOL = "pool", pgettext_lazy("form", "being kept in the talent pool")
    CONTACT = "contact", pgettext_lazy("form", "being kept and written to")


class FormText(CompanyModel):
    """A text as applicants were shown it, vouched for by an owner. Never changed: another text is another row."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    form = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    text = models.TextField(max_length=20_000)
    text_hash = models.CharField(max_length=64)
    allows = models.CharField(max_length=8, choices=Allows.choices, blank=True)
    attested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    attested_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["company", "form", "version"], name="form_text_once_per_version"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="form_text_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.version}"

    def evidence(self) -> Evidence:
        facts: dict[str, Any] = {"form": self.form, "version": self.version, "allows": self.allows}
        return Evidence(**facts, since=self.since, until=self.until, text_hash=self.text_hash)
