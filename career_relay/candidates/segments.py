"""Saved conditions: the address of a list under a name, for oneself or for everybody in the company."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.accounts.models import User
from career_relay.base.actors import user_actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Segment
from career_relay.candidates.rules import ensure_fair
from career_relay.companies.roles import Permission, may

LONGEST_QUERY: Final = 1_000
MOST: Final = 30  # of one user; each is counted when the list is opened
UNDO_FOR: Final = timedelta(minutes=10)


def seen_by(user_id: int) -> QuerySet[Segment]:
    """The segments somebody finds above the list: their own, and those shared with the company."""
    mine = Q(owner_id=user_id) | Q(is_shared=True)
    return Segment.objects.filter(mine, deleted_at=None).select_related("owner").order_by("is_shared", "name", "id")


def just_deleted(user_id: int, at: datetime) -> Segment | None:
    """The last segment somebody deleted, while it can still be brought back."""
    rows = Segment.objects.filter(owner_id=user_id, deleted_at__gt=at - UNDO_FOR)
    found: Segment | None = rows.order_by("-deleted_at").first()
    return found


@transaction.atomic
def save_segment(name: str, query: str, *, owner: User, role: str, is_shared: bool = False) -> Segment:
    """Keep conditions under a name. The same name of the same user is overwritten.

    raises Refused without a name or conditions, for words about protected matters, and at thirty of one user.
    """
    wanted = _named(name)
    if not query or len(query) > LONGEST_QUERY:
        raise Refused(_("Choose conditions first.") if not query else _("These are too many conditions to keep."))
    ensure_may_share(is_shared, role)
    mine = Segment.objects.filter(owner=owner, deleted_at=None)
    known = mine.select_for_update(of=("self",)).filter(name=wanted).first()
    if known is None and mine.count() >= MOST:
        raise Refused(_("You keep %(most)s segments already. Delete one first.") % {"most": MOST})
    segment = known or Segment(name=wanted, owner=owner)
    segment.query, segment.is_shared = query, is_shared
    segment.save()
    record(CandidateEvent.SEGMENT_SAVED, segment, by=user_actor(owner.pk), shared=is_shared)
    return segment


@transaction.atomic
def change_segment(segment: Segment, name: str, *, is_shared: bool, user: User, role: str) -> Segment:
    """Rename a segment, share it or keep it to oneself."""
    segment = _locked(segment, user, role)
    wanted = _named(name)
    if is_shared != segment.is_shared:
        ensure_may_share(is_shared=True, role=role)
    if (segment.name, segment.is_shared) == (wanted, is_shared):
        return segment
    segment.name, segment.is_shared = wanted, is_shared
    segment.save(update_fields=["name", "is_shared"])
    record(CandidateEvent.SEGMENT_SAVED, segment, by=user_actor(user.pk), shared=is_shared)
    return segment


@transaction.atomic
def delete_segment(segment: Segment, *, user: User, role: str) -> None:
    """Put a segment away. It can be brought back for ten minutes; the ones put away before that go for good."""
    segment = _locked(segment, user, role)
    now = timezone.now()
    Segment.objects.filter(deleted_at__lte=now - UNDO_FOR).delete()
    segment.deleted_at = now
    segment.save(update_fields=["deleted_at"])
    record(CandidateEvent.SEGMENT_DELETED, segment, by=user_actor(user.pk))


@transaction.atomic
def bring_back(segment: Segment, *, user: User, role: str) -> Segment:
    segment = _locked(segment, user, role)
    if segment.deleted_at:
        segment.deleted_at = None
        segment.save(update_fields=["deleted_at"])
        record(CandidateEvent.SEGMENT_SAVED, segment, by=user_actor(user.pk), shared=segment.is_shared)
    return segment


# --- rules --------------------------------------------------------------------------------------------------------


def may_change(segment: Segment, user_id: int, role: str) -> bool:
    """One's own; and what is shared, for whoever manages the company."""
    return segment.owner_id == user_id or (segment.is_shared and may(role, Permission.MANAGE_COMPANY))


def ensure_may_share(is_shared: bool, role: str) -> None:
    if is_shared and not may(role, Permission.EDIT_CANDIDATES):
        raise Refused(_("Your role keeps segments for itself only."))


def _named(name: str) -> str:
    wanted = " ".join(name.split())[:60]
    if not wanted:
        raise Refused(_("Give the segment a name."))
    ensure_fair(wanted)
    return wanted


def _locked(segment: Segment, user: User, role: str) -> Segment:
    found: Segment = Segment.objects.select_for_update(of=("self",)).get(pk=segment.pk)
    if not may_change(found, user.pk, role):
        raise Refused(_("Only the person who saved it, or an owner of the company, may change it."))
    return found
