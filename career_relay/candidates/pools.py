"""Named pools: who stands in them, who may, and who could be talked to again."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db import IntegrityError, models, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from career_relay.base.actors import Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates import sources
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Candidate, Pool, PoolMember
from career_relay.candidates.rules import ensure_fair
from career_relay.candidates.states import RecordState

LONGEST_NAME: Final = 60


class Hurdle(models.TextChoices):
    """Why somebody is left out of an act."""

    PROTECTED = "protected", gettext_lazy("protected by an agency then")
    RECORD_ONLY = "record_only", gettext_lazy("a record only: the pool was not named when they applied")
    QUIET = "quiet", gettext_lazy("marked “do not contact”")
    ERASED_FIRST = "erased_first", gettext_lazy("erased before that day")


# --- who may ------------------------------------------------------------------------------------------------------


def guarded(ids: Iterable[int], at: date) -> set[int]:
    """Which of these records an agency protects on that day."""
    return set(sources.guarded(at).filter(pk__in=list(ids)).values_list("pk", flat=True))


def why_not_pool(candidate: Candidate, shielded: set[int]) -> Hurdle | None:
    """A pool is for approaching people: nobody an agency protects, nobody who was never told of a pool."""
    if candidate.pk in shielded:
        return Hurdle.PROTECTED
    return Hurdle.RECORD_ONLY if candidate.state == RecordState.RECORD else None


def why_not_talk(candidate: Candidate, shielded: set[int], on: date) -> Hurdle | None:
    """A day to talk again: the protection is over by then, the record still there, and no quiet asked for.

    in: whom agencies protect on that day.
    """
    if candidate.pk in shielded:
        return Hurdle.PROTECTED
    if candidate.do_not_contact:
        return Hurdle.QUIET
    return Hurdle.ERASED_FIRST if candidate.purge_after < on else None


def ensure_no_hurdle(hurdle: Hurdle | None) -> None:
    if hurdle:
        raise Refused(_("Not possible: %(why)s.") % {"why": hurdle.label}, code=hurdle.value)


# --- pools --------------------------------------------------------------------------------------------------------


def all_pools() -> QuerySet[Pool]:
    """The pools of the company with how many stand in them."""
    return Pool.objects.annotate(count=Count("members")).order_by("name", "id")  # grouping drops the model's own order


def pools_of(candidate: Candidate) -> list[Pool]:
    return list(Pool.objects.filter(members__candidate=candidate))


@transaction.atomic
def make_pool(name: str, *, by: Actor, note: str = "") -> Pool:
    """Open a pool. Raises Refused without a name, for a name there is, and for words about protected matters."""
    wanted, said = _named(name, note)
    try:
        with transaction.atomic():
            pool = Pool.objects.create(name=wanted, note=said, made_by_id=_user(by))
    except IntegrityError as clash:
        raise Refused(_("There is a pool of this name already.")) from clash
    record(CandidateEvent.POOL_MADE, pool, by=by)
    return pool


@transaction.atomic
def rename_pool(pool: Pool, name: str, *, by: Actor, note: str = "") -> Pool:
    pool = Pool.objects.select_for_update(of=("self",)).get(pk=pool.pk)
    wanted, said = _named(name, note)
    if (pool.name, pool.note) == (wanted, said):
        return pool
    pool.name, pool.note = wanted, said
    try:
        with transaction.atomic():
            pool.save(update_fields=["name", "note"])
    except IntegrityError as clash:
        raise Refused(_("There is a pool of this name already.")) from clash
    record(CandidateEvent.POOL_CHANGED, pool, by=by)
    return pool


@transaction.atomic
def delete_pool(pool: Pool, *, by: Actor) -> None:
    """Give a pool up. The people stay, and what the records say stays."""
    record(CandidateEvent.POOL_DELETED, pool, by=by, people=pool.members.count())
    pool.delete()


def _named(name: str, note: str) -> tuple[str, str]:
    wanted, said = " ".join(name.split())[:LONGEST_NAME], " ".join(note.split())[:300]
    if not wanted:
        raise Refused(_("Give the pool a name."))
    ensure_fair(wanted, said)
    return wanted, said


# --- members ------------------------------------------------------------------------------------------------------


@transaction.atomic
def put_in_pool(candidate: Candidate, pool: Pool, *, by: Actor) -> bool:
    """Put a person into a pool. Gives whether they were not in it. Raises Refused where there is a hurdle."""
    ensure_no_hurdle(why_not_pool(candidate, guarded([candidate.pk], timezone.localdate())))
    _place, is_new = PoolMember.objects.get_or_create(
        pool=pool, candidate=candidate, defaults={"added_by_id": _user(by), "company_id": candidate.company_id}
    )
    if is_new:
        _tell(candidate, CandidateEvent.POOLED, by, pool)
    return is_new


@transaction.atomic
def take_out_of_pool(candidate: Candidate, pool: Pool, *, by: Actor) -> bool:
    gone, _kinds = PoolMember.objects.filter(pool=pool, candidate=candidate).delete()
    if gone:
        _tell(candidate, CandidateEvent.UNPOOLED, by, pool)
    return bool(gone)


def _tell(candidate: Candidate, event: CandidateEvent, by: Actor, pool: Any) -> None:
    candidate.save(update_fields=["updated_at"])
    record(event, candidate, by=by, pool=pool.pk)


def _user(by: Actor) -> int | None:
    return by.id if by.kind == ActorKind.USER else None
