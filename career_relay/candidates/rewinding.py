"""A company has chosen another period of keeping: the day of each record follows, without a word of it being read."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.dispatch import receiver
from django.utils import timezone

from career_relay.base.queue import later
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.clocks import after_grace, purge_day
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import DECIDED
from career_relay.companies.models import Company
from career_relay.companies.signals import retention_chosen

AT_ONCE = 500
WINDS = frozenset({"application", "open"})
APPLICATION = ("id", "candidate_id", "company_id", "stage", "decided_at", "last_activity_on")


@receiver(retention_chosen)
def rewind_later(company: Company, key: str, **_more: Any) -> None:
    if key in WINDS:
        from career_relay.candidates.tasks import rewind_clocks  # tasks import this module

        later(rewind_clocks, company_id=company.pk)


def rewind(company_id: int) -> int:
    """Set the day of erasure of every record anew. Safe to run twice; gives how many days changed."""
    last, changed = 0, 0
    while True:
        with acting_for(company_id):
            company = Company.objects.get(pk=company_id)
            rows = _some(last)
            changed += _wind(company, rows)
        if not rows:
            return changed
        last = rows[-1].pk


def _some(last: int) -> Sequence[Candidate]:
    applications = Prefetch("applications", Application.objects.only(*APPLICATION), to_attr="selections")
    found = Candidate.objects.filter(pk__gt=last).order_by("pk").select_for_update(of=("self",))
    wanted = found.only("id", "company_id", "purge_after", "state_until", "created_at")
    return list(wanted.prefetch_related(applications)[:AT_ONCE])


def _wind(company: Company, rows: Sequence[Candidate]) -> int:
    later_days = [(one, day_of(company, one)) for one in rows]
    moved = [one for one, day in later_days if one.purge_after != day]
    for one, day in later_days:
        one.purge_after = day
    Candidate.objects.bulk_update(moved, ["purge_after"])
    return len(moved)


def day_of(company: Company, candidate: Candidate) -> date:
    """The day of erasure as the company's periods now say."""
    selections: list[Application] = candidate.selections  # type: ignore[attr-defined] # prefetched
    ended = [_day(one.decided_at) or one.last_activity_on for one in selections if one.stage in DECIDED]
    still_open = [one.last_activity_on for one in selections if one.stage not in DECIDED]
    due = purge_day(company, ended, still_open, candidate.state_until)
    return after_grace(due, timezone.localdate(candidate.created_at))


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
