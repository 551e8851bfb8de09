"""The record itself: candidates, their applications, what reviewers wrote, and where people came from."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from career_relay.accounts.models import Person
from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models.scorecards import ScorecardTemplate
from career_relay.candidates.states import (
    Path,
    ProtectedBy,
    Reached,
    Reason,
    Recommendation,
    RecordState,
    SourceKind,
    Stage,
)
from career_relay.positions.models import Position, Track


class Candidate(CompanyModel):
    """One company's record of a person. Private to that company, and to that person once linked."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    external_id = models.CharField(max_length=80, blank=True)  # the id in the ATS it came from
    name = models.CharField(_("name"), max_length=100, blank=True)
    name_folded = models.CharField(max_length=100, blank=True)  # normalised: width, variants, spaces
    kana = models.CharField(_("kana"), max_length=100, blank=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)  # as given
    email_key = models.CharField(max_length=254, blank=True)  # normalised
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    phone_key = models.CharField(max_length=20, blank=True)
    birth_key = models.CharField(max_length=22, blank=True)  # keyed hash of the birth date: tells people apart, no age
    prefecture = models.CharField(_("prefecture"), max_length=10, blank=True)
    track = models.CharField(_("track"), max_length=14, choices=Track.choices, default=Track.MID_CAREER)
    graduation_year = models.PositiveSmallIntegerField(_("graduation year"), null=True, blank=True)
    skills = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    history = models.TextField(_("work history"), blank=True)
    tags = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    details = models.JSONField(default=dict, blank=True)  # address, schooling, employer … as the file told them
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    state = models.CharField(max_length=8, choices=RecordState.choices, default=RecordState.RECORD)
    state_evidence = models.CharField(max_length=200, blank=True)  # form, version and time that allow the state
    state_since = models.DateField(null=True, blank=True)
    state_until = models.DateField(null=True, blank=True)
    protected_until = models.DateField(null=True, blank=True)  # the latest protection of any application
    protected_by = models.CharField(max_length=100, blank=True)  # the agency firm
    snoozed_until = models.DateField(null=True, blank=True)
    do_not_contact = models.BooleanField(default=False)
    quiet_reason = models.CharField(max_length=200, blank=True, db_default="")  # why nobody is to write
    is_silver = models.BooleanField(default=False)  # a silver medal: almost hired, talk again first

    search = SearchVectorField(null=True, editable=False)
    words_pending = models.BooleanField(default=False)  # its long texts are not in `search` yet: a task follows
    # what lists narrow down by: the database takes it from applications and evaluations (sql/stand_of_candidates.sql)
    sources = models.SmallIntegerField(default=0, editable=False)  # bits of states.SOURCE_BITS
    steps = models.SmallIntegerField(default=0, editable=False)  # bits of states.STEP_BITS
    is_open = models.BooleanField(default=False, editable=False)  # a selection waits for an answer
    mean_score = models.DecimalField(max_digits=3, decimal_places=2, null=True, editable=False)
    last_contact_at = models.DateTimeField(null=True, blank=True)
    purge_after = models.DateField()
    pool_asked_on = models.DateField(null=True, blank=True, editable=False)  # whether to stay in the pool (LEGAL T-03)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(auto_now=True)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        indexes = [
            # what lists count, sort and think of stands in the index: no need to read a hundred thousand histories.
            # `person` is there because the wall asks for it
            models.Index(
                fields=["company", "-updated_at", "-id"],
                include=[
                    *("person", "state", "track", "sources", "steps", "is_open", "is_silver", "mean_score"),
                    *("prefecture", "protected_until", "purge_after", "last_contact_at"),
                ],
                name="candidate_recent",
            ),
            models.Index(fields=["company", "kana", "name_folded", "id"], name="candidate_kana"),
            models.Index(
                F("company"), F("last_contact_at").desc(nulls_last=True), F("id").desc(), name="candidate_contact"
            ),
            models.Index(fields=["company", "email_key"], name="candidate_email"),
            models.Index(fields=["company", "external_id"], name="candidate_external"),
            models.Index(fields=["company", "name_folded", "id"], name="candidate_name"),
            models.Index(
                fields=["company", "purge_after", "id"],
                include=["person", "do_not_contact", "state", "track"],
                name="candidate_purge",
            ),
            models.Index(fields=["person"], name="candidate_person"),
            models.Index(fields=["company", "state"], name="candidate_state"),
            GinIndex(fields=["search"], name="candidate_search"),
            # who may be one person: asked for every chunk of an import
            models.Index(fields=["company", "phone_key"], name="candidate_phone"),
            models.Index(fields=["company", "birth_key", "name_folded"], name="candidate_birth"),
            models.Index(
                fields=["company", "id"], name="candidate_words_pending", condition=models.Q(words_pending=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"candidate {self.pk}"


class Application(CompanyModel):
    """One candidate × one position: how far it came, how it ended, where it came from."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    position = models.ForeignKey(Position, on_delete=models.SET_NULL, null=True, related_name="applications")
    position_title = models.CharField(max_length=120, blank=True)  # as it was called then
    external_id = models.CharField(max_length=80, blank=True)
    track = models.CharField(max_length=14, choices=Track.choices, default=Track.MID_CAREER)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.APPLIED)
    reached = models.CharField(max_length=10, choices=Reached.choices, default=Reached.DOCUMENT)
    applied_on = models.DateField()
    last_activity_on = models.DateField()
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    reason_details = models.TextField(blank=True)  # internal; never leaves the company
    reason_shared = models.CharField(
        max_length=12, blank=True, db_default=""
    )  # whose kind words are read; "": the same
    path = models.CharField(max_length=8, choices=Path.choices, blank=True, db_default="")  # what the no offers
    path_on = models.DateField(null=True, blank=True)  # the first day of the month in which we talk again
    strengths = models.TextField(blank=True)  # asked for with a no, else nobody knows them a year later
    good_for = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    strengths_skipped = models.CharField(max_length=200, blank=True)  # why nobody wrote them
    promised_on = models.DateField(null=True, blank=True)  # the answer date we named
    reapply_from = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=SourceKind.choices, default=SourceKind.UNKNOWN)
    source_detail = models.CharField(max_length=100, blank=True)  # medium, agency firm, school
    introduced_on = models.DateField(null=True, blank=True)
    protected_until = models.DateField(null=True, blank=True)
    protection_from = models.CharField(max_length=8, choices=ProtectedBy.choices, blank=True)
    protection_reason = models.CharField(max_length=200, blank=True)  # why somebody set the day by hand
    is_reapplication = models.BooleanField(default=False)
    whats_changed = models.TextField(blank=True)  # the candidate's own words, when they apply again
    offered_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    person_field: ClassVar[str | None] = "person"

    class Meta:
        indexes = [
            models.Index(fields=["company", "candidate"], name="application_candidate"),
            models.Index(
                fields=["company", "stage", "decided_at"],
                include=["candidate", "person", "source", "reached"],
                name="application_stage",
            ),
            models.Index(fields=["company", "promised_on"], name="application_promised"),
            models.Index(fields=["person"], name="application_person"),
        ]

    def __str__(self) -> str:
        return f"{self.position_title} ({self.get_stage_display()})"


class Evaluation(CompanyModel):
    """One reviewer's scores with the behaviour seen. Never leaves the company; no policy for the person."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="evaluations")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reviewer_name = models.CharField(max_length=100, blank=True)
    reached = models.CharField(max_length=10, choices=Reached.choices)
    score = models.DecimalField(max_digits=2, decimal_places=1, null=True)  # 1.0 to 5.0
    criteria = models.JSONField(default=list)  # [{"criterion": str, "score": 1-5, "behaviour": str}]
    strengths = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    scorecard = models.ForeignKey(ScorecardTemplate, on_delete=models.SET_NULL, null=True, related_name="+")
    recommendation = models.CharField(max_length=10, choices=Recommendation.choices, blank=True)
    good_for = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["company", "application"], name="evaluation_application")]

    def __str__(self) -> str:
        return f"evaluation {self.pk}"


class Note(CompanyModel):
    """Free words of the staff, checked against the fair-selection list before they are kept."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["company", "candidate"], name="note_candidate")]

    def __str__(self) -> str:
        return f"note {self.pk}"
