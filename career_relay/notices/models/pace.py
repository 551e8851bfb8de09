"""How fast a company may write to the mail servers of one domain."""

from django.db import models

from career_relay.base.tenancy import CompanyModel


class Pace(CompanyModel):
    """One recipient domain: until when it has been used up, and how often in a row it asked to come later."""

    domain = models.CharField(max_length=255)
    free_at = models.DateTimeField()
    refusals = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "domain"], name="one_pace_a_domain")]

    def __str__(self) -> str:
        return self.domain
