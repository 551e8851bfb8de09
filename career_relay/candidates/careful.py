"""What two records may do together: never more than each of them might (PRODUCT A3, A12; LEGAL C-02)."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.utils import timezone

from career_relay.candidates.clocks import purge_day
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import DECIDED, RecordState

_RANK: Final = {RecordState.RECORD: 0, RecordState.POOL: 1, RecordState.CONTACT: 2}
STATE: Final = ("state", "state_evidence", "state_since", "state_until")


def together(kept: Candidate, gone: Candidate, applications: Iterable[Application]) -> dict[str, Any]:
    """The values that decide what may be done with the record, by field. Nothing here can be chosen.

    The lower state with its own evidence and the earlier end; quiet if either asked for it; the longer protection and
    the later day to talk again. The earlier erasure, unless a selection has a clock of its own that runs longer.
    """
    state = _state(kept, gone)
    return {
        **state,
        "do_not_contact": kept.do_not_contact or gone.do_not_contact,
        "quiet_reason": kept.quiet_reason or gone.quiet_reason,
        **_protection(kept, gone),
        "snoozed_until": _later(kept.snoozed_until, gone.snoozed_until),
        "last_contact_at": _later(kept.last_contact_at, gone.last_contact_at),
        "is_silver": kept.is_silver or gone.is_silver,
        "purge_after": _erase_on(kept, gone, applications, state["state_until"]),
    }


def rank(candidate: Candidate) -> int:
    return _RANK[RecordState(candidate.state)]


def _state(kept: Candidate, gone: Candidate) -> dict[str, Any]:
    lower = gone if rank(gone) < rank(kept) else kept
    found = {name: getattr(lower, name) for name in STATE}
    if rank(kept) == rank(gone):
        found["state_until"] = min(filter(None, (kept.state_until, gone.state_until)), default=None)
    return found


def _protection(kept: Candidate, gone: Candidate) -> dict[str, Any]:
    last = max((kept, gone), key=lambda one: one.protected_until or date.min)
    return {"protected_until": last.protected_until, "protected_by": last.protected_by}


def _later(one: Any, other: Any) -> Any:
    return max(filter(None, (one, other)), default=None)


def _erase_on(kept: Candidate, gone: Candidate, applications: Iterable[Application], until: date | None) -> date:
    earlier = min(kept.purge_after, gone.purge_after)
    rows = list(applications)
    ended = [_result_day(one) for one in rows if one.stage in DECIDED]
    going_on = [one.last_activity_on for one in rows if one.stage not in DECIDED]
    return max(earlier, purge_day(kept.company, ended, going_on, until) or earlier)


def _result_day(application: Application) -> date:
    return timezone.localdate(application.decided_at) if application.decided_at else application.last_activity_on


def after_all(now: Candidate, merged: dict[str, Any], restored: Candidate) -> dict[str, Any]:
    """What a record that comes back has to take over: quiet, a lower state or a protection that came in between.

    in: `merged` the values of `together` as they were written; `now` the record as it stands before it is parted.
    """
    found: dict[str, Any] = {}
    if now.do_not_contact and not merged["do_not_contact"]:
        found |= {"do_not_contact": True, "quiet_reason": now.quiet_reason}
    if rank(now) < _RANK[RecordState(merged["state"])] and rank(now) < rank(restored):
        found |= {name: getattr(now, name) for name in STATE}
    if now.protected_until and now.protected_until > (restored.protected_until or date.min):
        set_since = now.protected_until.isoformat() != merged["protected_until"]
        found |= {"protected_until": now.protected_until, "protected_by": now.protected_by} if set_since else {}
    return found
