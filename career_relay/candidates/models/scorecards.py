"""What a company looks at in a selection: its criteria, version by version, and its words for what somebody is good for."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from career_relay.base.tenancy import CompanyModel
from career_relay.positions.models import Position


class ScorecardTemplate(CompanyModel):
    """The criteria of a company, or of one position. A change makes a new version: what was rated keeps its own."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    position = models.ForeignKey(Position, on_delete=models.CASCADE, null=True, related_name="scorecards")
    version = models.PositiveSmallIntegerField(default=1)
    criteria = models.JSONField(default=list)  # [{"name": str, "good": str, "anchors": [five sentences, 1 to 5]}]
    is_current = models.BooleanField(default=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company"], condition=Q(is_current=True, position=None), name="one_scorecard_of_a_company"
            ),
            models.UniqueConstraint(
                fields=["company", "position"], condition=Q(is_current=True), name="one_scorecard_of_a_position"
            ),
        ]
        indexes = [models.Index(fields=["company", "position", "version"], name="scorecard_versions")]

    def __str__(self) -> str:
        return f"scorecard {self.pk}, version {self.version}"


class GoodForWords(CompanyModel):
    """The company's own words for what somebody would be good for, offered when a result is fixed."""

    words = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company"], name="good_for_words_once")]

    def __str__(self) -> str:
        return ", ".join(self.words)
