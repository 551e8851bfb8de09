"""A company's own wordings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.states import Reached
from career_relay.notices.states import LegalClass


class Template(CompanyModel):
    """A company's own wording. Deleting it brings our default back (`notices/defaults/`)."""

    key = models.CharField(max_length=40)
    language = models.CharField(max_length=5, default="ja")
    legal_class = models.CharField(max_length=10, choices=LegalClass.choices, default=LegalClass.NOTICE)
    reached = models.CharField(max_length=10, choices=Reached.choices, blank=True)
    title = models.CharField(_("title"), max_length=100)
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"))
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "key", "language"], name="template_key")]

    def __str__(self) -> str:
        return self.title
