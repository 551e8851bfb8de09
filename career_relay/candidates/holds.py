"""Legal holds: a record stays although its day has come, for a reason, until a day, with the word of two people.

Asked for, a hold counts at once, so that tonight erases nothing that is needed tomorrow; without a second person's word
it ends by itself after three days.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Candidate, LegalHold
from career_relay.candidates.rules import ensure_fair
from career_relay.companies.second_person import ensure_second_person

WAITS = timedelta(days=3)
LONGEST = timedelta(days=366)


def holding(on: date | None = None) -> QuerySet[LegalHold]:
    """The holds of the active company that count on this day (default: today)."""
    today = on or timezone.localdate()
    waits = Q(allowed_at=None, asked_at__gt=timezone.now() - WAITS)
    rows: QuerySet[LegalHold] = LegalHold.objects.filter(ended_at=None, until__gte=today)
    return rows.filter(waits | Q(allowed_at__isnull=False))


def held() -> Q:
    """Candidates of the active company that a hold keeps."""
    rows = holding()
    if rows.filter(candidate=None).exists():
        return Q()
    return Q(pk__in=rows.values("candidate_id"))


def free(rows: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Those that no hold keeps."""
    held_now = held()
    return rows.exclude(held_now) if held_now else rows.none()


def ensure_free(candidate: Candidate) -> None:
    """Raise Refused while a hold keeps this record: nobody erases it, the night neither."""
    found = holding().filter(Q(candidate=candidate) | Q(candidate=None)).order_by("-until").first()
    if found is not None:
        raise Refused(
            _("This record has to be kept until {day}: {reason}").format(day=found.until, reason=found.reason),
            code="LEGAL_HOLD",
        )


@transaction.atomic
def ask_hold(candidate: Candidate | None, *, reason: str, until: date, by: Actor) -> LegalHold:
    """Keep a record, or with None every record of the active company. Another person has to agree within three days."""
    said, today = " ".join(reason.split())[:300], timezone.localdate()
    if not said:
        raise Refused(_("Write why it has to be kept."), code="REASON_REQUIRED")
    if not today < until <= today + LONGEST:
        raise Refused(_("Choose a day within one year. A hold can be made anew before it ends."), code="UNTIL")
    ensure_fair(said)
    hold: LegalHold = LegalHold.objects.create(candidate=candidate, reason=said, until=until, asked_by_id=by.id)
    record(CandidateEvent.HOLD_ASKED, hold, by=by, candidate=candidate.pk if candidate else None, until=str(until))
    return hold


@transaction.atomic
def allow_hold(hold: LegalHold, *, by: Actor) -> LegalHold:
    """The second person's word. Raises Refused for one's own and for what is over."""
    hold = _locked(hold)
    if hold.allowed_at is not None:
        return hold
    if not holding().filter(pk=hold.pk).exists():
        raise Refused(_("This hold has ended. Ask for it anew."))
    ensure_second_person(hold.asked_by_id, hold.asked_at, by=by, about="hold")
    hold.allowed_by_id, hold.allowed_at = by.id, timezone.now()
    hold.save(update_fields=["allowed_by", "allowed_at"])
    record(CandidateEvent.HOLD_ALLOWED, hold, by=by)
    return hold


@transaction.atomic
def end_hold(hold: LegalHold, *, by: Actor) -> LegalHold:
    """From now on the record's own clock counts again."""
    hold = _locked(hold)
    if hold.ended_at is None:
        hold.ended_by_id, hold.ended_at = by.id, timezone.now()
        hold.save(update_fields=["ended_by", "ended_at"])
        record(CandidateEvent.HOLD_ENDED, hold, by=by)
    return hold


def _locked(hold: LegalHold) -> LegalHold:
    found: LegalHold = LegalHold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    return found
