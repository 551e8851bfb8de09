"""What changes the matching side: the projection of a passport, and a recruiter setting a match aside."""

from datetime import UTC, datetime
from typing import Final

from django.db import transaction

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.queue import later, later_once
from career_relay.candidates.models import Candidate
from career_relay.companies.licences import ALLOWS, Feature
from career_relay.companies.queries import current_mode
from career_relay.consents.models import ConsentNow, Passport
from career_relay.consents.states import Purpose
from career_relay.matching.events import MatchingEvent
from career_relay.matching.models import Dismissal, MatchingProfile, Suggestion
from career_relay.matching.readings import profile_of_passport, to_document
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
    until = _end_of_consent(person_id)
    if passport is None or until is None:
        MatchingProfile.objects.filter(person_id=person_id).delete()
        Suggestion.objects.filter(person_id=person_id).delete()
        return None
    profile = profile_of_passport(passport)
    document = to_document(profile)
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
            "document": document,
            "embedding": before.embedding if before and before.document == document else None,
            "net_until": until,
        },
    )[0]
    if found.embedding is None:
        later(embed_profile, person_id=person_id)
    if before is None or before.document != document:
        Suggestion.objects.filter(person_id=person_id).delete()
        suggest_soon(person_id)
    return found


def suggest_soon(person_id: int) -> None:
    """Have openings found for who is new or has changed, where the mode has an order by fit. Waits once a person."""
    if Feature.RANKING in ALLOWS[current_mode()]:
        later_once(rematch_person, lock=f"rematch person {person_id}", person_id=person_id)


def compare_soon(position: Position) -> None:
    """Have an open position compared with people anew. Waits once a position."""
    if Feature.RANKING in ALLOWS[current_mode()]:
        lock = f"rematch position {position.pk}"
        later_once(rematch_position, lock=lock, company_id=position.company_id, position_id=position.pk)


def _end_of_consent(person_id: int) -> datetime | None:
    """Give the latest end of what the person gave; None when nothing was given."""
    ends = ConsentNow.objects.filter(person_id=person_id, purpose=Purpose.TEASER).values_list("expires_at", flat=True)
    return max((end or NO_END for end in ends), default=None)


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
