"""Somebody wants to leave for good."""

from django.db import models
from django.db.models.functions import Now

from career_relay.base.tenancy import PersonModel


class AccountClosing(PersonModel):
    """The person asked for everything to go. The night ends the rest when no company has an answer left to give."""

    asked_at = models.DateTimeField(db_default=Now())
    of_itself = models.BooleanField(default=False)  # nobody asked: the account had not been visited for two years

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="one_closing_a_person")]

    def __str__(self) -> str:
        return f"closing {self.pk}"
