"""Breaches: what is known, the clocks, whom it touched, and whom the operator told (LEGAL B-01 to B-04, §3.4)."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.tenancy import CompanyModel, ScopedManager
from career_relay.companies.models.companies import Company


class IncidentKind(models.TextChoices):
    MISSENT = "missent", pgettext_lazy("incident", "sent or shown to the wrong person")
    LOSS = "loss", pgettext_lazy("incident", "lost or left somewhere")
    ACCESS = "access", pgettext_lazy("incident", "unlawful access or a stolen account")
    MALWARE = "malware", pgettext_lazy("incident", "malware or ransom")
    INSIDER = "insider", pgettext_lazy("incident", "taken out by somebody inside")
    DAMAGE = "damage", pgettext_lazy("incident", "destroyed or changed by mistake")
    OTHER = "other", pgettext_lazy("incident", "something else")


class Incident(models.Model):
    """One incident of one company, or with no company one of the operator. Its file is kept for five years."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    title = models.CharField(_("short name"), max_length=100)
    kind = models.CharField(_("what happened"), max_length=10, choices=IncidentKind.choices)
    known_on = models.DateField(_("day somebody first knew of it"))
    happened_on = models.DateField(_("day it happened, if known"), null=True, blank=True)
    people = models.PositiveIntegerField(_("how many people it concerns or may concern"), default=0)
    sensitive = models.BooleanField(_("Data that needs special care is concerned"), default=False)
    financial = models.BooleanField(_("It may cost people money"), default=False)
    unlawful = models.BooleanField(_("It may have been done with an unlawful aim"), default=False)
    encrypted = models.BooleanField(_("The data was strongly encrypted"), default=False)
    evidence = models.TextField(_("evidence of the encryption"), blank=True, max_length=1_000)
    answers = models.JSONField(default=dict)  # the nine items of the report, by `companies.incidents.NINE`
    contact = models.CharField(_("whom people can ask"), max_length=200, blank=True)
    first_report_on = models.DateField(_("first report made on"), null=True, blank=True)
    final_report_on = models.DateField(_("full report made on"), null=True, blank=True)
    outcome = models.TextField(_("outcome"), blank=True, max_length=2_000)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(db_default=Now())
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    from_notice = models.UUIDField(null=True)  # of the operator's word that began it

    company_field: ClassVar[str | None] = "company"
    operator_may_read = True  # its own: the wall shows it no company's
    objects = ScopedManager()

    class Meta:
        ordering = ["-known_on", "-id"]

    def __str__(self) -> str:
        return self.title


class IncidentPerson(models.Model):
    """Somebody an incident touched, by id: why they are on the list, and when they were told."""

    class Why(models.TextChoices):
        LOG = "log", pgettext_lazy("touched", "the log names their record")
        COULD_SEE = "could_see", pgettext_lazy("touched", "the account could open their record")
        BY_HAND = "by_hand", pgettext_lazy("touched", "added by hand")

    company = models.ForeignKey(Company, on_delete=models.PROTECT, editable=False, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="touched")
    candidate_ref = models.BigIntegerField()
    why = models.CharField(max_length=10, choices=Why.choices)
    told_at = models.DateTimeField(null=True)  # the letter was queued, or handed over by other means
    told_how = models.CharField(max_length=10, blank=True)

    company_field: ClassVar[str | None] = "company"
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "incident", "candidate_ref"], name="touched_once")]

    def __str__(self) -> str:
        return f"touched {self.pk}"


class IncidentNotice(CompanyModel):
    """The operator's word to one company that data it handles for it is concerned (LEGAL B-04). Evidence of the time."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    incident = models.UUIDField()  # the public id of the operator's incident
    known = models.JSONField(default=dict)  # what was known at that moment
    sent_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)  # the company opened its own file

    operator_may_read = True

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["company", "incident"], name="told_once_of_an_incident")]

    def __str__(self) -> str:
        return f"notice {self.pk}"
