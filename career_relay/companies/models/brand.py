"""How a company looks to candidates: a colour and a logo (PRODUCT H8). Public like its name."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.companies.models.companies import Company


class Brand(models.Model):
    """The colour is taken only where white letters on it can be read; the logo is drawn anew from what was uploaded."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="brand")
    colour = models.CharField(_("colour"), max_length=7, blank=True)
    logo = models.BinaryField(null=True)
    logo_mark = models.CharField(
        max_length=16, blank=True
    )  # changes with the picture, so that a kept copy is never old
    changed_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"brand of {self.company_id}"
