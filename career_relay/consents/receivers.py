"""A record goes: what consents keeps beside it goes along. A profile is written: accepted letters come along."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from career_relay.candidates.models import Candidate
from career_relay.consents import recommendations
from career_relay.consents.certificates.actions import empty_with_the_record
from career_relay.consents.models import Passport
from career_relay.consents.signals import passport_changed


@receiver(pre_delete, sender=Candidate)
def empty_certificates(instance: Candidate, **_: Any) -> None:
    """What the company stated about the person goes with its record; what the person keeps is theirs."""
    empty_with_the_record(instance)


@receiver(passport_changed, dispatch_uid="consents.letters_of_passport")
def letters_come_along(passport: Passport, **_: Any) -> None:
    recommendations.tell_new_passport(passport)
