"""Through whose mail server a company writes, and what the DNS says about its domain."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.base.sealed import SealedField
from career_relay.base.tenancy import CompanyModel
from career_relay.notices.sender_states import Security, SenderKind, SenderState


class SenderAccount(CompanyModel):
    """One way out of a company's own. Its secrets stand sealed and are shown to nobody."""

    kind = models.CharField(max_length=10, choices=SenderKind.choices)
    state = models.CharField(max_length=10, choices=SenderState.choices, default=SenderState.BEGUN)
    is_chosen = models.BooleanField(default=False)  # the company's mail leaves here, or waits
    address = models.EmailField(_("sender address"))
    user = models.CharField(_("user name"), max_length=254, blank=True)
    host = models.CharField(_("mail server"), max_length=253, blank=True)
    port = models.PositiveIntegerField(_("port"), default=587)
    security = models.CharField(_("encryption"), max_length=10, choices=Security.choices, default=Security.STARTTLS)
    selectors = models.CharField(_("DKIM selectors"), max_length=200, blank=True)  # with spaces between
    password = SealedField(blank=True, default="")
    access_token = SealedField(blank=True, default="")
    refresh_token = SealedField(blank=True, default="")
    token_until = models.DateTimeField(null=True)
    renewing_until = models.DateTimeField(null=True)  # one worker renews the token, the others wait
    grant_code = SealedField(blank=True, default="")  # what the service gave the browser, until it is exchanged
    grant_verifier = SealedField(blank=True, default="")
    proof = models.UUIDField(null=True)  # the code mailed to the address is derived from it
    proof_sent_at = models.DateTimeField(null=True)
    proof_tries = models.PositiveSmallIntegerField(default=0)
    proven_as = models.CharField(max_length=254, blank=True)  # the address that was proven
    proven_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=12, blank=True)  # one of `Problem`
    problem_said = models.CharField(max_length=200, blank=True)  # in the server's own words
    problem_at = models.DateTimeField(null=True)
    tested_at = models.DateTimeField(null=True)
    tested_ok = models.BooleanField(default=False)
    minute_from = models.DateTimeField(null=True)
    minute_sent = models.PositiveIntegerField(default=0)
    day_from = models.DateTimeField(null=True)
    day_sent = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "kind"], name="one_sender_a_kind"),
            models.UniqueConstraint(fields=["company"], condition=models.Q(is_chosen=True), name="one_chosen_sender"),
        ]

    def __str__(self) -> str:
        return f"sender account {self.pk}"


class DomainCheck(CompanyModel):
    """What the DNS said about one domain a company sends from, and whether somebody has looked at it."""

    domain = models.CharField(max_length=253)
    selectors = ArrayField(models.CharField(max_length=63), default=list)
    findings = models.JSONField(default=list)  # as `dns.Finding.as_row`
    asked_at = models.DateTimeField(null=True)  # somebody waits for an answer
    checked_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "domain"], name="one_check_a_domain")]

    def __str__(self) -> str:
        return self.domain
