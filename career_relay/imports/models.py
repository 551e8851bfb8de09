"""What a company taught the import: how its own export maps to our fields."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import CompanyModel


class SavedMapping(CompanyModel):
    """A mapping as ``mapping.Mapping.as_dict`` gives it: headings and readings of values, no personal data."""

    name = models.CharField(_("name"), max_length=80)
    fingerprint = models.CharField(max_length=64)  # of the headings; an equal file finds its mapping again
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-used_at"]
        constraints = [models.UniqueConstraint(fields=["company", "fingerprint"], name="saved_mapping_once_per_file")]

    def __str__(self) -> str:
        return self.name
