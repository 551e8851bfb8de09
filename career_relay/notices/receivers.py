"""A choice was made or taken back: its receipt is queued in the same transaction."""

from typing import Any

from django.dispatch import receiver

from career_relay.consents.models import ConsentEntry
from career_relay.consents.signals import consent_given, consent_withdrawn
from career_relay.consents.states import Act
from career_relay.notices.personal import send_to_person
from career_relay.notices.states import PersonalKind


@receiver(consent_given)
def send_receipt(entry: ConsentEntry, **_: Any) -> None:
    send_to_person(PersonalKind.CONSENT_RECEIPT, person_id=entry.person_id, subject_ref=entry.pk)


@receiver(consent_withdrawn)
def send_withdrawal_receipt(entry: ConsentEntry, **_: Any) -> None:
    """An end that came by itself needs no receipt."""
    if entry.act == Act.WITHDRAWN:
        send_to_person(PersonalKind.WITHDRAWAL_RECEIPT, person_id=entry.person_id, subject_ref=entry.pk)
