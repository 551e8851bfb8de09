"""A record goes: what consents keeps beside it goes along."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from career_relay.candidates.models import Candidate
from career_relay.consents.certificates.actions import empty_with_the_record


@receiver(pre_delete, sender=Candidate)
def empty_certificates(instance: Candidate, **_: Any) -> None:
    """What the company stated about the person goes with its record; what the person keeps is theirs."""
    empty_with_the_record(instance)
