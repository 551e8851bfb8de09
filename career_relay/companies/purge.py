"""What the night erases: the list of clocks is walked, table by table, for each company, each person and the network.

A batch is one transaction, and so is its count in the report: killed at any moment, the next night goes on where this one
stopped and the figures still agree. Bytes without a row go too, and rows without their bytes are named (RELIABILITY I12).
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from career_relay.base import journal
from career_relay.base.erasure import Declared, Own, Scope, registry
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import operator
from career_relay.base.tenancy import person as acting_as
from career_relay.companies.models import Company, PurgeReport
from career_relay.companies.retention import limit_of

logger = logging.getLogger(__name__)
BATCH = 200
KEPT = 2_000  # rows of an append-only table in one go
UNCLAIMED = timedelta(hours=24)  # bytes may be older than their row by as long as an upload takes
JOBS_KEPT = timedelta(days=30)
HELD_BACK = (ProtectedError, RestrictedError, IntegrityError)


@dataclass(slots=True)
class Night:
    """One walk: for which company (None: the network), on which day, and whether anything is really erased."""

    company: Company | None
    day: date
    dry: bool = False
    now: datetime = field(default_factory=timezone.now)
    counts: Counter[str] = field(default_factory=Counter)
    troubles: list[dict[str, Any]] = field(default_factory=list)

    def whose(self) -> AbstractContextManager[None]:
        return acting_for(self.company.pk) if self.company else operator()

    def limit(self, declared: Declared) -> datetime:
        clock = declared.clock
        return limit_of(self.company, clock.rule if isinstance(clock, Own) else "", self.now)

    def note(self, declared: Declared | str, count: int) -> None:
        """Count in the same transaction as the erasing itself."""
        label = declared if isinstance(declared, str) else declared.label
        self.counts[label] += count
        if count and not self.dry:
            with self.whose():
                report = _report(self)
                report.counts[label] = report.counts.get(label, 0) + count
                report.save(update_fields=["counts"])

    def trouble(self, table: str, what: str, n: int) -> None:
        if n:
            self.troubles.append({"table": table, "what": what, "n": n})


def _report(night: Night) -> PurgeReport:
    PurgeReport.objects.get_or_create(company=night.company, day=night.day)
    found: PurgeReport = PurgeReport.objects.select_for_update(of=("self",)).get(company=night.company, day=night.day)
    return found


# --- a company ------------------------------------------------------------------------------------------------------


def purge_company(company_id: int, day: date, *, dry: bool = False) -> Night:
    """Erase what is over in one company. Safe to run twice and to be killed."""
    night = Night(Company.objects.get(pk=company_id), day, dry)
    for declared in _walked(Scope.COMPANY):
        walk(night, declared)
    for declared in registry.declared():
        if declared.files is not None:
            look_after_files(night, declared)
    return _finish(night)


def _walked(scope: Scope) -> Iterator[Declared]:
    return (one for one in registry.declared() if one.is_walked and one.scope is scope)


def walk(night: Night, declared: Declared, whose: AbstractContextManager[None] | None = None) -> None:
    """Erase the rows of one table whose clock has run out, a batch a transaction."""
    last: Any = None
    while True:
        with whose or night.whose():
            ids = _next(declared, night.limit(declared), last)
            if ids:
                night.note(declared, len(ids) if night.dry else _end(night, declared, ids))
        if not ids or whose is not None:
            return
        last = ids[-1]


def _next(declared: Declared, limit: datetime, last: Any) -> list[Any]:
    rows = declared.over(limit)
    if last is not None:
        rows = rows.filter(pk__gt=last)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])


def _end(night: Night, declared: Declared, ids: Sequence[Any]) -> int:
    """End a batch; when one row of it is still needed by another, the rest goes one by one."""
    try:
        return _end_for_sure(declared, ids)
    except HELD_BACK:
        return sum(_end_one(night, declared, one) for one in ids)


def _end_for_sure(declared: Declared, ids: Sequence[Any]) -> int:
    """References are looked at now and not at the commit, so that a refusal is this batch's own."""
    with transaction.atomic(), connection.cursor() as cursor:
        count = declared.end(ids)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return count


def _end_one(night: Night, declared: Declared, one: Any) -> int:
    try:
        return _end_for_sure(declared, [one])
    except HELD_BACK:
        night.trouble(declared.label, "held", 1)
        return 0


def _finish(night: Night) -> Night:
    if not night.dry:
        with night.whose():
            report = _report(night)
            report.troubles, report.finished_at = night.troubles, timezone.now()
            report.save(update_fields=["troubles", "finished_at"])
    return night


# --- files ----------------------------------------------------------------------------------------------------------


def look_after_files(night: Night, declared: Declared) -> None:
    """Bytes without a row go; rows without bytes are named."""
    if night.company is None or declared.files is None:
        return
    folder, name = f"{declared.files.folder}/{night.company.pk}", declared.files.field
    on_disk = _on_disk(folder)
    with night.whose():
        known = set(_stored(declared.model, name))
    orphans = [path for path in on_disk - known if _is_old(path)]
    for path in orphans if not night.dry else ():
        default_storage.delete(path)
    if orphans:
        with night.whose():
            night.note(f"{declared.label} bytes", len(orphans))
    night.trouble(declared.label, "bytes missing", len({path for path in known if not default_storage.exists(path)}))


def _on_disk(folder: str) -> set[str]:
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return set()
    return {f"{folder}/{name}" for name in names}


def _stored(model: type[models.Model], name: str) -> Iterator[str]:
    rows = model._default_manager.exclude(**{name: ""})
    return iter(rows.values_list(name, flat=True))


def _is_old(path: str) -> bool:
    return bool(default_storage.get_modified_time(path) < timezone.now() - UNCLAIMED)


# --- people and the network -----------------------------------------------------------------------------------------


def purge_network(day: date, *, dry: bool = False) -> Night:
    """Erase what belongs to no company: codes, mails, sessions, finished jobs, the old log, and people's own rows."""
    night = Night(None, day, dry)
    for declared in _walked(Scope.NETWORK):
        walk(night, declared)
    for person_id in due_people():
        for declared in _walked(Scope.PERSON):
            walk(night, declared, acting_as(person_id))
    for label in ("consents.provision", "consents.receipt", "base.auditevent"):
        forget_kept(night, label)
    forget_jobs(night)
    if not dry:
        journal.flush()
    return _finish(night)


def due_people() -> list[int]:
    """Whose own rows have something that is over. Ids only: the rows stand behind their own wall."""
    with operator(), connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM due_people()")
        return [pk for (pk,) in cursor.fetchall()]


def forget_kept(night: Night, label: str) -> None:
    """Rows of an append-only table, by the one function that may; the table's own trigger has the last word."""
    gone = 0 if night.dry else KEPT
    while gone == KEPT:
        with operator():
            with connection.cursor() as cursor:
                cursor.execute("SELECT forget_kept(%s, %s)", [label, KEPT])
                (gone,) = cursor.fetchone()
            night.note(label, gone)


FINISHED = """
    SELECT j.id FROM procrastinate_jobs j
    WHERE j.status IN ('succeeded', 'failed', 'cancelled', 'aborted')
      AND NOT EXISTS (SELECT FROM procrastinate_events e WHERE e.job_id = j.id AND e.at > %s)
    LIMIT %s
"""


def forget_jobs(night: Night) -> None:
    """Jobs that ended a month ago. Their arguments are ids; even so nobody needs them any more."""
    gone = 0 if night.dry else KEPT
    while gone == KEPT:
        with operator():
            with connection.cursor() as cursor:
                cursor.execute(
                    f"DELETE FROM procrastinate_jobs WHERE id IN ({FINISHED})",  # noqa: S608 — our own words
                    [night.now - JOBS_KEPT, KEPT],
                )
                gone = cursor.rowcount
            night.note("procrastinate.jobs", gone)
