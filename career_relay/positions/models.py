"""An opening: what it asks for, what it offers, and the items the law wants said (LEGAL §3.9)."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.tenancy import CompanyModel
from career_relay.companies.models import Circle
from career_relay.positions.states import State

MAN = 10_000  # pay is kept in 10,000 yen a year


class Track(models.TextChoices):
    NEW_GRADUATE = "new_graduate", _("new graduate")
    MID_CAREER = "mid_career", _("mid-career")
    PART_TIME = "part_time", _("part-time")


class Remote(models.TextChoices):
    NONE = "none", _("at the office")
    PARTLY = "partly", _("partly remote")
    MOSTLY = "mostly", _("mostly remote")
    FULL = "full", _("fully remote")


class Promise(models.TextChoices):
    NO_SCREENING = "no_screening", _("no document screening")
    NO_FIRST_INTERVIEW = "no_first_interview", _("no first interview")
    CASUAL_FIRST = "casual_first", _("a casual talk first")


class AgeException(models.TextChoices):
    """Where the law lets a posting name an age (労働施策総合推進法施行規則1条の3第1項). A code, because each has rules."""

    RETIREMENT = "1", pgettext_lazy("age exception", "1: up to the retirement age, indefinite term")
    BY_LAW = "2", pgettext_lazy("age exception", "2: a law forbids the work below an age")
    CAREER = "3a", pgettext_lazy("age exception", "3-i: long career from the start, no experience asked")
    SKILLS = "3b", pgettext_lazy("age exception", "3-ro: handing on skills, an age group that is missing")
    ARTS = "3c", pgettext_lazy("age exception", "3-ha: truth of a part in the arts")
    SENIOR = "3d", pgettext_lazy("age exception", "3-ni: people of 60 and more, or of a measure of the state")


class Position(CompanyModel):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=120)
    role_family = models.CharField(_("role family"), max_length=40, blank=True)
    track = models.CharField(_("track"), max_length=14, choices=Track.choices, default=Track.MID_CAREER)
    headcount = models.PositiveSmallIntegerField(_("headcount"), default=1)
    summary = models.TextField(_("summary"), blank=True)
    must = models.TextField(_("requirements (must), one a line"), blank=True)
    nice = models.TextField(_("requirements (nice to have), one a line"), blank=True)
    promises = ArrayField(models.CharField(max_length=20, choices=Promise.choices), default=list, blank=True)
    reply_days = models.PositiveSmallIntegerField(_("answer within business days"), default=5)

    duties = models.TextField(_("duties"), blank=True)
    duties_change = models.TextField(_("range in which duties may change"), blank=True)
    contract_term = models.CharField(_("term of the contract"), max_length=200, blank=True)
    renewal = models.CharField(_("renewal, its criteria and limit"), max_length=300, blank=True)
    probation = models.CharField(_("probation"), max_length=200, blank=True)
    place = models.CharField(_("place of work"), max_length=200, blank=True)
    place_change = models.CharField(_("range in which the place may change"), max_length=200, blank=True)
    prefecture = models.CharField(_("prefecture"), max_length=10, blank=True)
    remote = models.CharField(_("remote work"), max_length=10, choices=Remote.choices, default=Remote.NONE)
    hours = models.CharField(_("working hours"), max_length=200, blank=True)
    overtime = models.CharField(_("overtime"), max_length=200, blank=True)
    break_time = models.CharField(_("breaks"), max_length=100, blank=True)
    holidays = models.CharField(_("holidays"), max_length=200, blank=True)
    pay_min = models.PositiveIntegerField(_("annual pay from (10,000 yen)"), null=True, blank=True)
    pay_max = models.PositiveIntegerField(_("annual pay to (10,000 yen)"), null=True, blank=True)
    pay = models.TextField(_("pay"), blank=True)
    insurance = models.CharField(_("social insurance"), max_length=200, blank=True)
    employer = models.CharField(_("employer"), max_length=120, blank=True)
    dispatch = models.BooleanField(_("employed as a dispatched worker"), default=False)
    smoking = models.CharField(_("measures against passive smoking"), max_length=200, blank=True)

    has_fixed_overtime = models.BooleanField(_("the pay contains fixed overtime"), default=False)
    base_pay = models.PositiveIntegerField(_("base pay a month without fixed overtime (yen)"), null=True, blank=True)
    fixed_pay = models.PositiveIntegerField(_("fixed overtime pay a month (yen)"), null=True, blank=True)
    fixed_hours = models.PositiveSmallIntegerField(_("hours a month it stands for"), null=True, blank=True)
    pays_beyond = models.BooleanField(_("overtime beyond these hours is paid on top"), default=False)
    age_exception = models.CharField(
        _("exception that allows an age limit"), max_length=2, choices=AgeException.choices, blank=True
    )
    age_from = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("up to the age of"), null=True, blank=True)
    retirement_age = models.PositiveSmallIntegerField(_("retirement age"), null=True, blank=True)
    flag_reason = models.CharField(_("why a marked wording stays"), max_length=300, blank=True)
    terms = ArrayField(
        models.CharField(max_length=200), default=list, editable=False
    )  # the parts above, as a sentence each
    changes = models.JSONField(default=list, editable=False)  # of conditions others could read already (LEGAL J-06)

    as_of = models.DateField(_("information as of"), null=True, blank=True)
    listed_until = models.DateField(null=True, blank=True)  # 30 days after the last confirmation (LEGAL J-05)
    careers_until = models.DateField(null=True, blank=True)  # the same days, for the company's own careers page
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-updated_at", "-id"]
        indexes = [models.Index(fields=["company", "state"], name="position_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def promise_labels(self) -> list[str | Words]:
        return [Promise(one).label for one in self.promises]

    @property
    def pay_low(self) -> int | None:
        """In yen a year, for the `yen_range` tag."""
        return None if self.pay_min is None else self.pay_min * MAN

    @property
    def pay_high(self) -> int | None:
        return None if self.pay_max is None else self.pay_max * MAN


class PositionCircle(CompanyModel):
    """The circles in which a position may be seen."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="circle_links")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "position", "circle"], name="position_circle_once")]

    def __str__(self) -> str:
        return f"{self.position_id} in {self.circle_id}"


class Question(CompanyModel):
    """What the application form of one position asks besides name and address. Checked before it is kept (LEGAL F-02)."""

    class Kind(models.TextChoices):
        TEXT = "text", _("free text")
        CHOICE = "choice", _("choice")
        YES_NO = "yes_no", _("yes or no")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(_("kind of answer"), max_length=8, choices=Kind.choices, default=Kind.TEXT)
    text = models.CharField(_("question"), max_length=200)
    hint = models.CharField(_("hint below the question"), max_length=200, blank=True)
    choices = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["company", "position"], name="question_position")]

    def __str__(self) -> str:
        return self.text


class ShareLink(CompanyModel):
    """A short link to one position for one place where somebody posts it by hand. Its code is public."""

    class Network(models.TextChoices):
        X = "x", pgettext_lazy("network", "X")
        LINKEDIN = "linkedin", pgettext_lazy("network", "LinkedIn")
        FACEBOOK = "facebook", pgettext_lazy("network", "Facebook")
        INSTAGRAM = "instagram", pgettext_lazy("network", "Instagram")
        NOTE = "note", pgettext_lazy("network", "note")
        LINE = "line", pgettext_lazy("network", "LINE VOOM")

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="share_links")
    network = models.CharField(max_length=10, choices=Network.choices)
    code = models.CharField(max_length=12, unique=True)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "position", "network"], name="share_link_once")]

    def __str__(self) -> str:
        return self.code


class ShareCount(CompanyModel):
    """How often a link was followed on one day. Nothing is kept of who followed it."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="counts")
    day = models.DateField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "link", "day"], name="share_count_once")]

    def __str__(self) -> str:
        return f"{self.link_id} on {self.day}: {self.times}"
