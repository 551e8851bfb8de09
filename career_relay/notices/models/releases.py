"""A second pair of eyes: what somebody wants to send to many, until another person says yes."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.base.tenancy import CompanyModel

SECOND_PAIR_FROM = 30


class ReleaseRule(CompanyModel):
    """From how many people on another person has to look. The owner sets it; without a row it is thirty."""

    second_pair_from = models.PositiveIntegerField(_("second person from"), default=SECOND_PAIR_FROM)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company"], name="one_release_rule")]

    def __str__(self) -> str:
        return f"from {self.second_pair_from}"


class ReleaseRequest(CompanyModel):
    """Somebody wants a batch released. The answer is kept: who asked, who said yes, and when."""

    batch = models.UUIDField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    send_at = models.DateTimeField(null=True)  # the moment the first person chose; none means at once
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "batch"], condition=models.Q(answered_at=None), name="one_open_release_request"
            )
        ]

    def __str__(self) -> str:
        return f"request for {self.batch}"
