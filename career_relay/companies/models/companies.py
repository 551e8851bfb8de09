"""A company, its group, and who works there."""

from uuid import uuid4

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.companies.roles import Role


class CompanyGroup(models.Model):
    """Companies under one owner, below another group or on top. A person who blocks one may block the whole house."""

    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")

    def __str__(self) -> str:
        return self.name


class Company(models.Model):
    """A member company, or the operator itself. What is written here is public."""

    class Kind(models.TextChoices):
        MEMBER = "member", _("member company")
        OPERATOR = "operator", _("operator")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MEMBER)
    slug = models.SlugField(unique=True)
    name = models.CharField(_("company name"), max_length=120)
    name_en = models.CharField(_("company name in English"), max_length=120, blank=True)
    corporate_number = models.CharField(
        _("corporate number"), max_length=13, unique=True, validators=[RegexValidator(r"^[0-9]{13}$")]
    )
    address = models.CharField(_("address"), max_length=200)
    representative = models.CharField(_("representative"), max_length=100)
    country = models.CharField(max_length=2, default="JP")
    industry = models.CharField(_("industry"), max_length=80, blank=True)
    prefecture = models.CharField(_("prefecture"), max_length=10, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    about = models.TextField(_("about the company"), blank=True)
    domain = models.CharField(_("mail domain"), max_length=120, blank=True)
    domain_verified_at = models.DateTimeField(null=True, blank=True)
    group = models.ForeignKey(CompanyGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="companies")
    contact_desk = models.CharField(_("contact desk"), max_length=200, blank=True)
    harassment_desk = models.CharField(_("harassment desk"), max_length=200, blank=True)
    sender_name = models.CharField(_("sender of mails"), max_length=100, blank=True)
    sender_address = models.EmailField(_("sender address"), blank=True)
    mark = models.CharField(_("mark on the candidate's pages"), max_length=2, blank=True)
    answer_days = models.PositiveSmallIntegerField(_("business days until we answer"), default=10)
    retention_months = models.PositiveSmallIntegerField(_("months until documents are erased"), default=6)
    reapply_months = models.PositiveSmallIntegerField(_("months until a new application"), default=6)
    careers_on = models.BooleanField(_("show the careers page"), default=False)
    careers_text = models.TextField(_("words of welcome"), blank=True)
    careers_text_en = models.TextField(_("words of welcome in English"), blank=True)
    news_on = models.BooleanField(_("let readers ask for news"), default=False)
    promises_on = models.BooleanField(_("show the promise page"), default=False)
    purpose_third_party = models.BooleanField(default=False)  # LEGAL C-01: the purpose notice names provision
    verified_at = models.DateTimeField(null=True, blank=True)  # admitted by the operator
    suspended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        return self.verified_at is not None and self.suspended_at is None


class Membership(models.Model):
    """What one user may do in one company."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)
    preferences = models.JSONField(default=dict, db_default={})  # how this user likes their lists: columns, density
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "user"], name="one_role_per_company")]

    def __str__(self) -> str:
        return f"{self.user} · {self.company} · {self.get_role_display()}"
