"""What candidates thought of the answer they got."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
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
    careful = models.PositiveSmallIntegerField(null=True)  # 1 to 5: was the answer given with care
    comment = models.TextField(blank=True)
    sealed = ArrayField(models.CharField(max_length=10), default=list, db_default=[])  # what was handed over for good
    answered_at = models.DateTimeField(auto_now=True)

    person_field: ClassVar[str | None] = "person"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "application"], name="one_answer_per_application"),
            models.CheckConstraint(condition=models.Q(recommend__lte=10), name="recommend_0_to_10"),
            models.CheckConstraint(condition=models.Q(careful__range=(1, 5)), name="careful_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class SurveySeal(CompanyModel):
    """One answer to one question, handed over with four others for good: only such fives are ever shown or counted.

    A five is of one wording, the finest view there is. So every figure is a sum of whole fives, and no two figures,
    of whatever wordings, periods or days, differ by what one person said (LEGAL A-07).
    """

    answer = models.ForeignKey(SurveyAnswer, on_delete=models.CASCADE, related_name="seals")
    question = models.CharField(max_length=10)  # helpful, recommend, careful, comment
    template_key = models.CharField(max_length=40, blank=True)
    five = models.UUIDField()
    day = models.DateField()  # the day the last of the five was given

    class Meta:
        indexes = [models.Index(fields=["company", "question", "template_key"], name="survey_seal_question")]
        constraints = [models.UniqueConstraint(fields=["company", "answer", "question"], name="survey_sealed_once")]

    def __str__(self) -> str:
        return f"seal {self.pk}"
