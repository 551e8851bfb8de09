"""One thing done to many records: told beforehand, worked through in steps that a kill cannot tear, taken back exactly.

Each record of an act has a row with the values before and after. Taking back puts the values of before there, unless
somebody has changed them since: then that record is left as it is, and the act says so. What a person agreed to is no
value of any act.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from career_relay.accounts.models import User
from career_relay.base.actors import SYSTEM, Actor, user_actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import actions, pools, reminders
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import BulkAct, BulkChange, Candidate, Pool, PoolMember, Reminder, Verb
from career_relay.candidates.pools import Hurdle
from career_relay.candidates.rules import ensure_fair

AT_ONCE: Final = 300  # more are worked through by the queue
STEP: Final = 100
MOST: Final = 20_000
UNDO_FOR: Final = timedelta(days=7)
KEPT_FOR: Final = timedelta(days=30)
Facts = dict[str, Any]
Values = dict[str, Any]


class Outcome(models.TextChoices):
    """How it went for one record. The reasons of `Hurdle` are outcomes too."""

    CHANGED = "changed", pgettext_lazy("act on many", "changed")
    SAME = "same", pgettext_lazy("act on many", "already so")
    FAILED = "failed", pgettext_lazy("act on many", "not possible")
    PUT_BACK = "put_back", pgettext_lazy("act on many", "taken back")
    CHANGED_SINCE = "superseded", pgettext_lazy("act on many", "changed by somebody since, left as it is")


OUTCOMES: Final[dict[str, Any]] = {**dict(Outcome.choices), **dict(Hurdle.choices)}
LEFT_OUT: Final = frozenset({*Hurdle.values, Outcome.FAILED})


# --- what each verb reads, does and puts back ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Way:
    """How a verb works on one record."""

    look: Callable[[Candidate, Facts], Values]  # the values it touches, as they stand
    do: Callable[[Candidate, Facts, Actor], object]
    put_back: Callable[[Candidate, Values, Values, Facts, Actor], object]  # before, after


def _fields(*names: str) -> Callable[[Candidate, Facts], Values]:
    def look(candidate: Candidate, _facts: Facts) -> Values:
        return {name: _plain(getattr(candidate, name)) for name in names}

    return look


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _restore(candidate: Candidate, before: Values, _after: Values, _facts: Facts, by: Actor) -> None:
    fields = {one.attname: one for one in Candidate._meta.concrete_fields}
    actions.restore(candidate, by=by, **{name: fields[name].to_python(value) for name, value in before.items()})


def _tag(candidate: Candidate, facts: Facts, by: Actor) -> None:
    if facts["tag"] not in candidate.tags:
        actions.set_tags(candidate, [*candidate.tags, facts["tag"]], by=by)


def _untag(candidate: Candidate, facts: Facts, by: Actor) -> None:
    actions.set_tags(candidate, [tag for tag in candidate.tags if tag != facts["tag"]], by=by)


def _own(candidate: Candidate, facts: Facts, by: Actor) -> None:
    actions.set_owner(candidate, User.objects.filter(pk=facts["user"]).first(), by=by)


def _place(candidate: Candidate, facts: Facts) -> Values:
    row = PoolMember.objects.filter(pool_id=facts["pool"], candidate=candidate).first()
    return {"by": row.added_by_id, "at": row.added_at.isoformat()} if row else {}


def _pool(candidate: Candidate, facts: Facts, by: Actor) -> None:
    PoolMember.objects.get_or_create(
        pool_id=facts["pool"], candidate=candidate, defaults={"added_by_id": by.id, "company_id": candidate.company_id}
    )
    record(CandidateEvent.POOLED, candidate, by=by, pool=facts["pool"])


def _unpool(candidate: Candidate, facts: Facts, by: Actor) -> None:
    PoolMember.objects.filter(pool_id=facts["pool"], candidate=candidate).delete()
    record(CandidateEvent.UNPOOLED, candidate, by=by, pool=facts["pool"])


def _put_place_back(candidate: Candidate, before: Values, _after: Values, facts: Facts, by: Actor) -> None:
    if before:
        place = {"added_by_id": before["by"], "added_at": datetime.fromisoformat(before["at"])}
        PoolMember.objects.create(pool_id=facts["pool"], candidate=candidate, **place)
    else:
        PoolMember.objects.filter(pool_id=facts["pool"], candidate=candidate).delete()
    record(CandidateEvent.POOLED if before else CandidateEvent.UNPOOLED, candidate, by=by, pool=facts["pool"])


def _mine(candidate: Candidate, facts: Facts) -> Values:
    """The reminder this act made, as it stands."""
    made = int(facts.get("made", {}).get(str(candidate.pk)) or 0)
    row = Reminder.objects.filter(candidate=candidate, pk=made).first()
    return {"id": row.pk, "day": row.day.isoformat(), "done": bool(row.done_at)} if row else {}


def _remind(candidate: Candidate, facts: Facts, by: Actor) -> None:
    user = User.objects.get(pk=facts["user"])
    made = reminders.remind(candidate, user, date.fromisoformat(facts["day"]), facts["words"], by=by)
    facts.setdefault("made", {})[str(candidate.pk)] = made.pk


def _forget_reminder(_candidate: Candidate, _before: Values, after: Values, _facts: Facts, _by: Actor) -> None:
    Reminder.objects.filter(pk=after["id"]).delete()


WAYS: Final[dict[str, Way]] = {
    Verb.TAG: Way(_fields("tags"), _tag, _restore),
    Verb.UNTAG: Way(_fields("tags"), _untag, _restore),
    Verb.POOL: Way(_place, _pool, _put_place_back),
    Verb.UNPOOL: Way(_place, _unpool, _put_place_back),
    Verb.OWNER: Way(_fields("owner_id"), _own, _restore),
    Verb.SNOOZE: Way(
        _fields("snoozed_until"),
        lambda one, facts, by: actions.snooze(one, date.fromisoformat(facts["day"]), by=by),
        _restore,
    ),
    Verb.SILVER: Way(_fields("is_silver"), lambda one, _facts, by: actions.award_silver(one, by=by), _restore),
    Verb.UNSILVER: Way(_fields("is_silver"), lambda one, _facts, by: actions.withdraw_silver(one, by=by), _restore),
    Verb.QUIET: Way(
        _fields("do_not_contact", "quiet_reason"),
        lambda one, facts, by: actions.stop_contact(one, by=by, reason=facts["words"]),
        _restore,
    ),
    Verb.REMIND: Way(_mine, _remind, _forget_reminder),
}


def hurdle(verb: str, candidate: Candidate, facts: Facts, shielded: set[int]) -> Hurdle | None:
    """Why this record is left out; None when it is not."""
    if verb == Verb.POOL:
        return pools.why_not_pool(candidate, shielded)
    if verb in {Verb.SNOOZE, Verb.REMIND}:
        return pools.why_not_talk(candidate, shielded, date.fromisoformat(facts["day"]))
    return None


def _day_of(verb: str, facts: Facts) -> date:
    return date.fromisoformat(facts["day"]) if verb in {Verb.SNOOZE, Verb.REMIND} else timezone.localdate()


# --- before -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Plan:
    """What an act would do: to how many, and who is left out for which reason."""

    changed: int = 0
    left: Counter[str] = field(default_factory=Counter)
    named: list[tuple[Candidate, Any]] = field(default_factory=list)  # the first of those left out, with the reason

    @property
    def reasons(self) -> list[tuple[Any, int]]:
        return [(OUTCOMES[why], n) for why, n in self.left.most_common()]

    @property
    def left_out(self) -> int:
        return sum(self.left.values())


def plan(verb: str, facts: Facts, ids: Iterable[int], *, names: int = 12) -> Plan:
    """Tell beforehand. Changes nothing."""
    told, day, wanted = Plan(), _day_of(verb, facts), list(ids)
    for start in range(0, len(wanted), 1_000):
        part = wanted[start : start + 1_000]
        shielded = pools.guarded(part, day)
        for one in Candidate.objects.filter(pk__in=part).defer("search", "history", "details"):
            if why := hurdle(verb, one, facts, shielded):
                told.left[why] += 1
                told.named += [(one, why.label)] if len(told.named) < names else []
            else:
                told.changed += 1
    return told


def ensure_facts(verb: str, facts: Facts, *, company_id: int) -> None:
    """Raises Refused where something needed is not there or may not be written about a person."""
    if verb in {Verb.TAG, Verb.UNTAG} and not facts.get("tag"):
        raise Refused(_("Write the tag first."))
    if verb in {Verb.POOL, Verb.UNPOOL} and not Pool.objects.filter(pk=facts.get("pool") or 0).exists():
        raise Refused(_("Choose a pool."))
    if verb in {Verb.SNOOZE, Verb.REMIND}:
        reminders.ensure_day(date.fromisoformat(facts["day"]))
    if verb == Verb.REMIND:
        reminders.ensure_words(facts["words"])
    if verb == Verb.REMIND or (verb == Verb.OWNER and facts["user"]):
        reminders.ensure_colleague(company_id, User.objects.get(pk=facts["user"]))
    ensure_fair(facts.get("tag", ""), facts.get("words", ""))


# --- doing --------------------------------------------------------------------------------------------------------


@transaction.atomic
def begin(verb: str, facts: Facts, ids: Iterable[int], *, company_id: int, by: Actor) -> BulkAct:
    """Do one thing to these records: up to 300 at once, more by the queue. Raises Refused."""
    wanted = list(Candidate.objects.filter(pk__in=set(ids)).order_by("pk").values_list("pk", flat=True))
    if not wanted:
        raise Refused(_("Tick somebody first."))
    if len(wanted) > MOST:
        raise Refused(_("At most %(most)s records at once. Narrow the list down.") % {"most": f"{MOST:,}"})
    ensure_facts(verb, facts, company_id=company_id)
    BulkAct.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    act = BulkAct.objects.create(verb=verb, facts=facts, by_id=by.id, company_id=company_id)
    rows = [BulkChange(act=act, candidate_id=pk, company_id=company_id) for pk in wanted]
    BulkChange.objects.bulk_create(rows, batch_size=2_000)
    return _work(act, len(wanted))


def _work(act: BulkAct, count: int) -> BulkAct:
    from career_relay.base.queue import later
    from career_relay.candidates.tasks import work_through_act

    if count > AT_ONCE:
        later(work_through_act, company_id=act.company_id, act_id=act.pk)
        return act
    while step(act.pk):
        pass
    act.refresh_from_db()
    return act


def work(company_id: int, act_id: int) -> None:
    """Work through an act, a step a transaction: a second start goes on where the first stopped."""
    while True:
        with acting_for(company_id):
            if not step(act_id):
                return


@transaction.atomic
def step(act_id: int) -> bool:
    """Do or take back the next hundred. Gives whether anything was left to do."""
    act = BulkAct.objects.select_for_update(of=("self",)).filter(pk=act_id).first()
    if act is None or act.state not in {BulkAct.State.RUNNING, BulkAct.State.UNDOING}:
        return False
    doing = act.state == BulkAct.State.RUNNING
    waiting = act.changes.filter(outcome="" if doing else Outcome.CHANGED).select_related("candidate")
    rows = list(waiting.order_by("id")[:STEP])
    if not rows:
        _finish(act, doing=doing)
        return False
    (_do if doing else _undo)(act, rows)
    return True


def _actor(act: BulkAct) -> Actor:
    return user_actor(act.by_id) if act.by_id else SYSTEM


def _locked(rows: list[BulkChange]) -> dict[int, Candidate]:
    ids = [row.candidate_id for row in rows]
    held = Candidate.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    return {one.pk: one for one in held.defer("search")}


def _do(act: BulkAct, rows: list[BulkChange]) -> None:
    way, people = WAYS[act.verb], _locked(rows)
    shielded = pools.guarded(people, _day_of(act.verb, act.facts))
    for row in rows:
        _do_one(act, way, row, people[row.candidate_id], shielded)
    BulkChange.objects.bulk_update(rows, ["outcome", "before", "after"])


def _do_one(act: BulkAct, way: Way, row: BulkChange, candidate: Candidate, shielded: set[int]) -> None:
    facts = {name: value for name, value in act.facts.items() if name != "made"}
    if why := hurdle(act.verb, candidate, facts, shielded):
        row.outcome = why
        return
    row.before = way.look(candidate, facts)
    try:
        with transaction.atomic():
            if not _is_so_already(act.verb, row.before):
                way.do(candidate, facts, _actor(act))
    except Refused:
        row.outcome = Outcome.FAILED
        return
    row.after = way.look(candidate, facts)
    row.outcome = Outcome.SAME if row.after == row.before else Outcome.CHANGED


def _is_so_already(verb: str, before: Values) -> bool:
    return (verb == Verb.POOL and bool(before)) or (verb == Verb.UNPOOL and not before)


def _finish(act: BulkAct, *, doing: bool) -> None:
    act.state = BulkAct.State.DONE if doing else BulkAct.State.UNDONE
    act.finished_at = timezone.now()
    act.save(update_fields=["state", "finished_at"])
    event = CandidateEvent.DONE_TO_MANY if doing else CandidateEvent.TAKEN_BACK_FROM_MANY
    record(event, act, by=_actor(act), verb=act.verb, **{f"n_{name}": n for name, n in tally(act).items()})


# --- taking back --------------------------------------------------------------------------------------------------


@transaction.atomic
def take_back(act: BulkAct, *, by: Actor, at: datetime | None = None) -> BulkAct:
    """Put back what an act changed, where nobody has changed it since. Raises Refused."""
    act = BulkAct.objects.select_for_update(of=("self",)).get(pk=act.pk)
    if act.state == BulkAct.State.RUNNING:
        raise Refused(_("It is still running. Take it back when it is done."))
    if act.state != BulkAct.State.DONE:
        raise Refused(_("This was taken back already."))
    if not may_take_back(act, at or timezone.now()):
        raise Refused(_("This was done too long ago to be taken back."))
    act.state, act.by_id = BulkAct.State.UNDOING, by.id
    act.save(update_fields=["state", "by"])
    return _work(act, act.changes.filter(outcome=Outcome.CHANGED).count())


def may_take_back(act: BulkAct, at: datetime) -> bool:
    return act.state == BulkAct.State.DONE and at - act.created_at < UNDO_FOR


def _undo(act: BulkAct, rows: list[BulkChange]) -> None:
    way, people = WAYS[act.verb], _locked(rows)
    for row in rows:
        candidate = people[row.candidate_id]
        facts = {**act.facts, "made": {str(candidate.pk): row.after.get("id")}}
        if way.look(candidate, facts) != row.after or not _is_there(row.before):
            row.outcome = Outcome.CHANGED_SINCE
            continue
        way.put_back(candidate, row.before, row.after, act.facts, _actor(act))
        row.outcome = Outcome.PUT_BACK
    BulkChange.objects.bulk_update(rows, ["outcome"])


def _is_there(before: Values) -> bool:
    """Whether the colleague of before still has an account."""
    user = before.get("owner_id")
    return user is None or User.objects.filter(pk=user).exists()


# --- told ---------------------------------------------------------------------------------------------------------


def tally(act: BulkAct) -> dict[str, int]:
    """How many records have which outcome; the empty one still waits."""
    rows = act.changes.order_by().values_list("outcome").annotate(n=Count("pk"))
    return dict(rows)


def left_out(act: BulkAct, most: int = 50) -> list[tuple[Candidate, Any]]:
    """Whom the act left out, each with the reason."""
    rows = act.changes.filter(outcome__in=[*LEFT_OUT, Outcome.CHANGED_SINCE]).select_related("candidate")
    return [(row.candidate, OUTCOMES[row.outcome]) for row in rows.order_by("candidate__kana", "id")[:most]]


def recent(user_id: int, *, since: datetime) -> models.QuerySet[BulkAct]:
    return BulkAct.objects.filter(by_id=user_id, created_at__gte=since)
