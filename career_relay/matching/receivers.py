"""The projection follows the person's choices, and a comparison what a position asks for, in the same transaction."""

from typing import Any

from django.dispatch import receiver

from career_relay.consents.models import ConsentEntry, Passport
from career_relay.consents.signals import consent_given, consent_withdrawn, passport_changed
from career_relay.consents.states import Purpose
from career_relay.matching.actions import compare_soon, refresh_profile
from career_relay.positions.models import Position
from career_relay.positions.signals import position_shown


@receiver(consent_given, dispatch_uid="matching.consent_given")
def consent_was_given(entry: ConsentEntry, person_id: int, **_more: Any) -> None:
    if entry.purpose == Purpose.TEASER:
        refresh_profile(person_id)


@receiver(consent_withdrawn, dispatch_uid="matching.consent_withdrawn")
def consent_was_withdrawn(person_id: int, purpose: str, **_more: Any) -> None:
    if purpose == Purpose.TEASER:
        refresh_profile(person_id)


@receiver(passport_changed, dispatch_uid="matching.passport_changed")
def passport_was_changed(passport: Passport, **_more: Any) -> None:
    refresh_profile(passport.person_id)


@receiver(position_shown, dispatch_uid="matching.position_shown")
def position_was_shown(position: Position, **_more: Any) -> None:
    if position.listed_until is not None:  # shown to its own company alone, it reaches nobody
        compare_soon(position)
