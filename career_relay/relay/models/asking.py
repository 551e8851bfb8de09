"""What asking costs, how coarse it is, and the cards: numbers of the network that belong to nobody's row."""

from django.db import models
from django.db.models.functions import Now

from career_relay.base.tenancy import CompanyModel


class AskSpending(CompanyModel):
    """How many people a company asked about on one day, by the limits it named. The database itself keeps it below.

    An edit of a position that people are being asked about costs as much as asking anew. `refused` counts what was
    tried beyond it; too much of that holds the company's questions until the operator has looked.
    """

    operator_may_read = True

    day = models.DateField()
    most = models.PositiveIntegerField()
    spent = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    held_at = models.DateTimeField(null=True)
    freed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "day"], name="ask_spending_once_a_day"),
            models.CheckConstraint(condition=models.Q(spent__lte=models.F("most")), name="ask_spending_within"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} on {self.day}: {self.spent}"


class AskRoom(models.Model):
    """Among how many places a question is drawn, by kind of work and region: fixed for a month, rounded up to a power of
    two after a secret number was added. Never how many people there are.
    """

    month = models.DateField()
    role_family = models.CharField(max_length=40, blank=True)
    region = models.CharField(max_length=10, blank=True)
    places = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "role_family", "region"], name="ask_room_once")]

    def __str__(self) -> str:
        return f"{self.role_family} {self.region} {self.month}: {self.places}"


class CardCell(models.Model):
    """A cell of the grid in which ten people or more are, as of one day. Nothing of how many, nothing of whom."""

    day = models.DateField()
    role_family = models.CharField(max_length=40)
    region = models.CharField(max_length=10)
    years = models.CharField(max_length=8)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "role_family", "region", "years"], name="card_cell_once")]

    def __str__(self) -> str:
        return f"{self.role_family} {self.region} {self.years}"


class CardSwitch(models.Model):
    """Whether the operator lets cards be shown at all. The newest line holds; without one they are off."""

    is_on = models.BooleanField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return "on" if self.is_on else "off"
