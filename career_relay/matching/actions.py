"""What changes the matching side: the projection of a passport, and a recruiter setting a match aside."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.db import transaction

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.queue import later, later_once
from career_relay.candidates.models import Candidate
from career_relay.companies.licences import ALLOWS, Feature
from career_relay.companies.queries import current_mode
from career_relay.consents.models import ConsentNow, Passport
from career_relay.consents.states import Purpose
from career_relay.matching.engine import Profile
from career_relay.matching.events import MatchingEvent
from career_relay.matching.lexical import abilities_of, words_of
from career_relay.matching.models import Dismissal, MatchFilter, MatchingProfile, MatchVector, Suggestion
from career_relay.matching.readings import bits_of, profile_of_passport, to_document
from career_relay.matching.tasks import embed_profile, rematch_person, rematch_position
from career_relay.positions.models import Position

NO_END: Final = datetime(9999, 12, 31, tzinfo=UTC)
MOST_TOKENS: Final = 400


@transaction.atomic
def refresh_profile(person_id: int) -> MatchingProfile | None:
    """Write the projection anew, in the transaction that changed passport or consent. Needs the person to be active.

    Without a passport or a consent to be asked there is no projection: who withdrew is gone with the commit.
    """
    passport = Passport.objects.filter(person_id=person_id).first()
    given = list(ConsentNow.objects.filter(person_id=person_id, purpose=Purpose.TEASER))
    if passport is None or not given:
        for model in (MatchFilter, MatchVector, MatchingProfile, Suggestion):
            model.objects.filter(person_id=person_id).delete()
        return None
    profile, until = profile_of_passport(passport), max(one.expires_at or NO_END for one in given)
    before = MatchingProfile.objects.filter(person_id=person_id).first()
    found: MatchingProfile = MatchingProfile.objects.update_or_create(
        person_id=person_id,
        defaults={
            "tokens": [word[:60] for word, _n in profile.text_words.most_common(MOST_TOKENS)],
            "skills": sorted(profile.skill_ids),
            "roles": list(profile.roles),
            "prefectures": sorted(profile.prefectures),
            "remote": passport.remote,
            "pay_min": passport.pay_min,
            "document": to_document(profile),
            "net_until": until,
        },
    )[0]
    _write_filter(person_id, passport, profile, given, until)
    is_same = before is not None and _embedded(before.document) == _embedded(found.document)
    if not _write_vector(profile, person_id, is_same=is_same):
        later(embed_profile, person_id=person_id)
    if before is None or before.document != found.document:
        Suggestion.objects.filter(person_id=person_id).delete()
        suggest_soon(person_id)
    return found


def _embedded(document: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """What a meaning is made of: a new wish for pay is no new text."""
    return list(document["titles"]), [source["text"] for source in document["texts"]]


def suggest_soon(person_id: int) -> None:
    """Have openings found for who is new or has changed, where the mode has an order by fit. Waits once a person."""
    if Feature.RANKING in ALLOWS[current_mode()]:
        later_once(rematch_person, lock=f"rematch person {person_id}", person_id=person_id)


def compare_soon(position: Position) -> None:
    """Have an open position compared with people anew. Waits once a position."""
    if Feature.RANKING in ALLOWS[current_mode()]:
        lock = f"rematch position {position.pk}"
        later_once(rematch_position, lock=lock, company_id=position.company_id, position_id=position.pk)


def _write_filter(
    person_id: int, passport: Passport, profile: Profile, given: list[ConsentNow], until: datetime
) -> None:
    MatchFilter.objects.update_or_create(
        person_id=person_id,
        defaults={
            "net_until": until,
            "places": bits_of(profile.prefectures),
            "pay_min": passport.pay_min,
            "home_only": profile.remote == "full",
            "may_ask": sorted(one.circle_id or -(one.recipient_id or 0) for one in given),
        },
    )


def _write_vector(profile: Profile, person_id: int, *, is_same: bool) -> bool:
    """Write what nearness is computed from; say whether its meaning is already known."""
    kept = (
        MatchVector.objects.filter(person_id=person_id).values_list("meaning", flat=True).first() if is_same else None
    )
    said = {"meaning": kept, "words": words_of(profile), "abilities": abilities_of(profile)}
    MatchVector.objects.update_or_create(person_id=person_id, defaults=said)
    return kept is not None


@transaction.atomic
def dismiss_match(position: Position, candidate: Candidate, *, by: Actor) -> None:
    """Set a match aside for this position. It is no rejection, and the person learns nothing."""
    _row, made = Dismissal.objects.get_or_create(position=position, candidate=candidate)
    if made:
        record(MatchingEvent.DISMISSED, position, by=by, candidate=candidate.pk)


@transaction.atomic
def restore_match(position: Position, candidate: Candidate, *, by: Actor) -> None:
    gone, _rows = Dismissal.objects.filter(position=position, candidate=candidate).delete()
    if gone:
        record(MatchingEvent.RESTORED, position, by=by, candidate=candidate.pk)
