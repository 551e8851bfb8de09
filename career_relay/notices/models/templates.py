"""A company's own wordings, and what they were before."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.states import Reached
from career_relay.notices.states import LegalClass, TemplatePurpose, Topic


class Words(CompanyModel):
    """What a wording consists of. Without a legal class it is none (LEGAL E-01)."""

    key = models.CharField(max_length=40)
    language = models.CharField(max_length=5, default="ja")
    purpose = models.CharField(_("used for"), max_length=12, choices=TemplatePurpose.choices, blank=True)
    legal_class = models.CharField(_("legal class"), max_length=10, choices=LegalClass.choices)
    topic = models.CharField(_("topic"), max_length=10, choices=Topic.choices, blank=True)
    title = models.CharField(_("title"), max_length=100)
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Template(Words):
    """A company's own wording. Deleting it brings our default back (`notices/defaults/`)."""

    reached = models.CharField(max_length=10, choices=Reached.choices, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "key", "language"], name="template_key"),
            models.CheckConstraint(condition=~models.Q(legal_class=""), name="template_has_a_class"),
        ]

    def __str__(self) -> str:
        return self.title


class TemplateVersion(Words):
    """The words as somebody saved them; never changed, and kept when the template is deleted."""

    is_default = models.BooleanField(default=False)  # this is where our own words came back
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "key", "language", "version"], name="template_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}.{self.language} {self.version}"
