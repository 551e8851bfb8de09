"""What candidates thought of the answer they got."""

from typing import ClassVar

from django.db import models

from career_relay.accounts.models import Person
from career_relay.base.tenancy import CompanyModel
from career_relay.candidates.models import Application


class SurveyAnswer(CompanyModel):
    """What a candidate thought of the answer they got. Shown to the company only five or more together."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    helpful = models.BooleanField(null=True)
    recommend = models.PositiveSmallIntegerField(null=True)  # 0 to 10, for the candidate net promoter score
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField(auto_now=True)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "application"], name="one_answer_per_application"),
            models.CheckConstraint(condition=models.Q(recommend__lte=10), name="recommend_0_to_10"),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
