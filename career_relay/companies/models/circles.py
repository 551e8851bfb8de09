"""Companies that relay among themselves."""

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from career_relay.companies.models.companies import Company


class Circle(models.Model):
    """Companies that relay among themselves."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    charter = models.TextField(blank=True)
    companies = models.ManyToManyField(Company, through="CircleMember", related_name="circles")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CircleMember(models.Model):
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="members")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="circle_memberships")
    joined_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "company"], name="once_in_a_circle")]

    def __str__(self) -> str:
        return f"{self.company} in {self.circle}"
